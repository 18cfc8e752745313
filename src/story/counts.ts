/**
 * Counting by the trade's rules. Characters 字符: every character that is not a blank, letters and figures one each.
 * Words 字数: in Chinese each Han character and each mark is one and a run of Latin letters or figures is one; in
 * English what stands between blanks.
 */
import type { Part } from '#contract/copy.ts'
import { linesOfPart } from './documents.ts'
import { storyAttrs, type StoryDoc } from './schema.ts'

/** The parts that are counted: running text, heads and credits not. */
const COUNTED: readonly Part[] = ['body', 'cutline']

const countedText = (doc: StoryDoc): string =>
  COUNTED.flatMap((part) => linesOfPart(doc, part).map(({ text }) => text)).join('\n')

/** Characters of body and cutline that are not blanks. */
export const characterCount = (doc: StoryDoc): number => charactersIn(countedText(doc))

/** Words (字数) of body and cutline. */
export const wordCount = (doc: StoryDoc): number => wordsIn(countedText(doc), storyAttrs(doc).lang === 'en')

/** Code points of a text that are not blanks (U+3000 is one). */
export function charactersIn(text: string): number {
  let count = 0
  for (const character of text) if (!isBlank(character)) count++
  return count
}

/** Words of a text, by the rule of its language. */
export function wordsIn(text: string, isEnglish: boolean): number {
  if (isEnglish) return text.split(/\s+/).filter((word) => word !== '').length
  let count = 0
  let isInRun = false
  for (const character of text) {
    const isRun = /[!-~\u00c0-\u024f]/.test(character)
    if (!isBlank(character) && !(isRun && isInRun)) count++
    isInRun = isRun
  }
  return count
}

const isBlank = (character: string): boolean => /\s/.test(character)
