/**
 * Counting by the trade's rules. Characters 字符: every character that is not a blank, letters and figures one each.
 * Words 字数: in Chinese each Han character and each mark is one and a run of Latin letters or figures is one; in
 * English what stands between blanks. Without punctuation 不计标点: marks (GB/T 15834, 4) are none, and a run is one where
 * it has a letter or a figure.
 */
import type { Node } from 'prosemirror-model'
import type { Part } from '#contract/copy.ts'
import { finalLines } from './final.ts'
import { storyAttrs, type StoryDoc } from './schema.ts'

/** The parts that are counted: running text, heads and credits not. */
const COUNTED: readonly Part[] = ['body', 'cutline']

/** How long a story is: 字数 with punctuation and without, and characters that are not blanks. */
export interface Counts {
  readonly words: number
  /** 字数 without punctuation; in English the same as `words`. */
  readonly bare: number
  readonly characters: number
}

interface LineCounts extends Counts {
  readonly isEnglish: boolean
}

/** By line, so that after a key only the line that was typed in is counted again. */
const counted = new WeakMap<Node, LineCounts>()

/** The counts of body and cutline, by the rule of the story's language. */
export function countsOf(doc: StoryDoc): Counts {
  const isEnglish = storyAttrs(doc).lang === 'en'
  const sum = { words: 0, bare: 0, characters: 0 }
  for (const { part, pieces, text } of finalLines(doc)) {
    if (!COUNTED.includes(part)) continue
    const line = pieces.length === 1 ? countsOfLine(pieces[0]!.line, text, isEnglish) : countText(text, isEnglish)
    sum.words += line.words
    sum.bare += line.bare
    sum.characters += line.characters
  }
  return sum
}

function countsOfLine(line: Node, text: string, isEnglish: boolean): LineCounts {
  const known = counted.get(line)
  if (known?.isEnglish === isEnglish) return known
  const made = { ...countText(text, isEnglish), isEnglish }
  counted.set(line, made)
  return made
}

/** The counts of a text by itself. */
export function countText(text: string, isEnglish: boolean): Counts {
  const words = wordsIn(text, isEnglish)
  return { words, bare: isEnglish ? words : bareWordsIn(text), characters: charactersIn(text) }
}

/** Characters of body and cutline that are not blanks. */
export const characterCount = (doc: StoryDoc): number => countsOf(doc).characters

/** Code points of a text that are not blanks (U+3000 is one). */
export function charactersIn(text: string): number {
  let count = 0
  for (const character of text) if (!isBlank(character)) count++
  return count
}

const RUN = /[!-~\u00c0-\u024f]/
const LETTER = /[0-9A-Za-z\u00c0-\u024f]/
const HAN_MARK =
  /[\u00b7\u2010-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/

/** Words of a text, by the rule of its language. */
export function wordsIn(text: string, isEnglish: boolean): number {
  if (isEnglish) return text.split(/\s+/).filter((word) => word !== '').length
  let count = 0
  let isInRun = false
  for (const character of text) {
    const isRun = RUN.test(character)
    if (!isBlank(character) && !(isRun && isInRun)) count++
    isInRun = isRun
  }
  return count
}

/** 字数 of a Chinese text without its punctuation. */
function bareWordsIn(text: string): number {
  let count = 0
  let isCounted = false
  for (const character of text) {
    if (!RUN.test(character)) {
      isCounted = false
      if (!isBlank(character) && !HAN_MARK.test(character)) count++
    } else if (!isCounted && LETTER.test(character)) {
      isCounted = true
      count++
    }
  }
  return count
}

const isBlank = (character: string): boolean => /\s/.test(character)
