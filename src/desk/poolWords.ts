/**
 * The words of the pool as its index takes them, and what somebody asks for. Chinese has no blanks, and most of its words
 * have two characters: a run of Han is indexed as its pairs, so that any stretch of two characters or more is a phrase of
 * pairs, and one character is the beginning of a pair.
 *
 *     云塘大桥  ->  云塘 塘大 大桥 桥        塘大桥  ->  "塘大 大桥"        桥  ->  "桥" *
 */
import { foldText, type FoldCharacter } from '#story/find/fold.ts'

/** Rises when the same copy would be indexed otherwise: what was indexed in another form is indexed again. */
export const INDEX_FORM = '1'

/** Han, kana, Hangul, and the marks that stand for Han. */
const HAN_RUN = /[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{323af}]+/gu

/** The words of a text, parted by blanks. */
export const indexWords = (text: string, fold: FoldCharacter): string =>
  foldText(text, fold).text.replaceAll(HAN_RUN, (run) => ` ${pairsOf([...run]).join(' ')} `)

/** The pairs of a run, and its last character alone. */
const pairsOf = (run: readonly string[]): string[] => run.map((character, i) => character + (run[i + 1] ?? ''))

/** What is asked for: words that all must stand, or other words that all must. */
export type Asked = readonly (readonly Term[])[]

export interface Term {
  /** As it was written, folded. */
  readonly text: string
  /** The last word may go on: 2 finds 20, flood finds flooding. */
  readonly isPrefix: boolean
}

const TERMS = /"([^"]*)"?|(\S+)/g

/**
 * Reads what was asked: words are all wanted, "words in a row" stand together, OR or | parts alternatives, and a star at
 * a word's end lets it go on. While somebody types, the last word may go on too.
 */
export function readAsked(words: string, fold: FoldCharacter): Asked {
  const folded = foldText(words, fold).text
  const alternatives: Term[][] = [[]]
  for (const [whole, quoted, bare] of folded.matchAll(TERMS)) {
    if (bare === '|' || bare === 'or') alternatives.push([])
    else if (bare !== 'and' && bare !== '&') {
      const isLast = whole.length > 0 && folded.endsWith(whole)
      const term = termOf(quoted ?? bare ?? '', quoted === undefined && isLast)
      if (hasWords(term.text)) alternatives.at(-1)!.push(term)
    }
  }
  return alternatives.filter((terms) => terms.length > 0)
}

function termOf(text: string, isOpen: boolean): Term {
  const isStarred = text.endsWith('*')
  return { text: isStarred ? text.slice(0, -1) : text, isPrefix: isStarred || isOpen }
}

/** Whether anything of a text is indexed: punctuation is not. */
const hasWords = (text: string): boolean =>
  /[^\s!-/:-@[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u303f\uff00-\uffef]/.test(text)

/** What is asked for, in the index's own language; `columns` are those that are looked into, null all. */
export function expressionOf(asked: Asked, columns: string | null): string {
  const all = asked.map((terms) => `(${terms.map(phraseOf).join(' AND ')})`).join(' OR ')
  return columns === null ? all : `{${columns}} : (${all})`
}

function phraseOf({ text, isPrefix }: Term): string {
  let mayGoOn = isPrefix
  const words = text.replaceAll('"', ' ').replaceAll(HAN_RUN, (run, at: number) => {
    const characters = [...run]
    const isEnd = text.slice(at + run.length).trim() === ''
    if (isEnd) mayGoOn = characters.length === 1
    // The last character of a run that ends the phrase may begin any pair.
    const pairs = isEnd && characters.length > 1 ? pairsOf(characters).slice(0, -1) : pairsOf(characters)
    return ` ${pairs.join(' ')} `
  })
  return `"${words.trim()}"${mayGoOn ? ' *' : ''}`
}
