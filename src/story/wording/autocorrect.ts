/**
 * What is corrected as it is typed: the house's pairs, quotes and dashes by the side and the language they stand in, and
 * half-width marks after Han. A correction speaks of the last characters before the caret, the typed one among them.
 */
import { fullWidthMark } from './widths.ts'

/** The last `length` characters before the caret become `text`. */
export interface Correction {
  readonly length: number
  readonly text: string
}

/** Wrong words and right ones of a language. */
export type Pairs = ReadonlyMap<string, string>

export interface Writing {
  readonly isEnglish: boolean
  readonly pairs: Pairs
}

const HAN = /[\u3007\u3400-\u9fff\uf900-\ufaff]$/
/** Han, or a mark that stands in a whole em. */
const AFTER_HAN = /[\u3007\u3400-\u9fff\uf900-\ufaff\u3001-\u301f\uff01-\uff60”’—…]$/
/** What a quotation may begin behind. */
const OPENS = /(^|[\s([{（【《〈“‘—–-])$/

/** What becomes of `typed`, one character that has come behind `before`; null where nothing does. */
export function correctionOf(before: string, typed: string, writing: Writing): Correction | null {
  if (typed.length !== 1) return null
  return (
    pairOf(before, typed, writing.pairs) ?? (writing.isEnglish ? inEnglish(before, typed) : inChinese(before, typed))
  )
}

/** A pair whose wrong form has just been ended: a Latin word by what is no letter, Han by its last character. */
function pairOf(before: string, typed: string, pairs: Pairs): Correction | null {
  if (pairs.size === 0) return null
  if (HAN.test(typed)) return hanPairOf(before + typed, pairs)
  if (/[A-Za-z0-9'’-]/.test(typed)) return null
  const [word] = /[A-Za-z][A-Za-z'’-]*$/.exec(before) ?? []
  const right = word === undefined ? undefined : rightFor(word, pairs)
  return word === undefined || right === undefined ? null : { length: word.length + 1, text: right + typed }
}

/** A pair whose wrong form stands last in a text that an input method has put in. */
export function hanPairOf(text: string, pairs: Pairs): Correction | null {
  for (const [wrong, right] of pairs) {
    // 帐号 -> 帐号码 would be corrected for ever.
    if (HAN.test(wrong) && text.endsWith(wrong) && !isRight(text, wrong, right))
      return { length: wrong.length, text: right }
  }
  return null
}

/** The wrong form is the end of the right one, which stands there already. */
const isRight = (text: string, wrong: string, right: string): boolean => right.endsWith(wrong) && text.endsWith(right)

/** teh -> the, Teh -> The. */
function rightFor(word: string, pairs: Pairs): string | undefined {
  const exact = pairs.get(word)
  if (exact !== undefined) return exact
  const small = pairs.get(word.charAt(0).toLowerCase() + word.slice(1))
  return small && small.charAt(0).toUpperCase() + small.slice(1)
}

function inEnglish(before: string, typed: string): Correction | null {
  if (typed === '"') return { length: 1, text: OPENS.test(before) ? '“' : '”' }
  if (typed === "'") return { length: 1, text: OPENS.test(before) ? '‘' : '’' }
  if (typed === '-' && /[^-]-$/.test(before)) return { length: 2, text: '—' }
  return null
}

function inChinese(before: string, typed: string): Correction | null {
  if (typed === '"') return { length: 1, text: isQuoteOpen(before, '“', '”') ? '”' : '“' }
  if (typed === "'") {
    const isApostrophe = /[A-Za-z]$/.test(before)
    return { length: 1, text: isApostrophe || isQuoteOpen(before, '‘', '’') ? '’' : '‘' }
  }
  if (typed === '.' && /([^.]|^)(\.\.|。\.)$/.test(before)) return { length: 3, text: '……' }
  if (typed === '-' && /([^-]|^)-$/.test(before)) return { length: 2, text: '——' }
  if (!AFTER_HAN.test(before)) return null
  if (typed === ')' && !isQuoteOpen(before, '（', '）')) return null
  const full = fullWidthMark(typed)
  // A second point behind 。 may become ……
  return full === typed || (typed === '.' && before.endsWith('。')) ? null : { length: 1, text: full }
}

/** Whether what `open` began has not been closed yet, and has something in it. */
const isQuoteOpen = (before: string, open: string, close: string): boolean =>
  before.lastIndexOf(open) > before.lastIndexOf(close) && !before.endsWith(open)
