/**
 * Cuts a text into pieces of one class: words and numbers whole, dashes and ellipses whole, marks that share a cell, emoji
 * sequences and what is never printed together, the rest one by one. No piece is longer than a bound, whatever the text.
 */
import { classOf, isDigit, type CellClass } from './classes.ts'

export interface Piece {
  readonly kind: CellClass
  readonly text: string
}

/** Most units of a word; what is longer comes apart like any word that is wider than its measure. */
const MOST_LETTERS = 1000
/** Accents and variation selectors on one character; more than any script needs are left to themselves. */
const MARKS = '[\\u0300-\\u036f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]{0,16}'
const EMOJI_BASE = '[\\u2600-\\u27bf\\u2b50\\u2b55\\u{1f000}-\\u{1faff}]'
const EMOJI_ONE = `${EMOJI_BASE}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]{0,2}`
/** A flag, a tagged flag, or pictures joined by U+200D: one character to whoever reads it. */
const EMOJI = `[\\u{1f1e6}-\\u{1f1ff}]{2}|${EMOJI_ONE}[\\u{e0020}-\\u{e007f}]{1,8}|${EMOJI_ONE}(?:\\u200d${EMOJI_ONE}){0,8}`
/** Never printed: C0 and C1, soft hyphens, joiners and bidi controls, lone surrogates, what is no character. */
const UNPRINTED =
  '[\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff\\u{e0000}-\\u{e007f}]'
const BLANK = '[ \\u00a0\\t\\n\\v\\f\\r\\u0085\\u2028\\u2029]'
const COMMON = `${BLANK}{1,1000}|${UNPRINTED}{1,100}|${EMOJI}`

/** A ’ between two letters is no quote but part of the word: Xi’an, l’eau. */
const LETTER = '[A-Za-z\\u00c0-\\u024f]'
const APOSTROPHE = `(?<=${LETTER})’(?=${LETTER})`
/** Chinese: a run of Western letters, figures and signs is one word; quotes and dashes are marks of their own. */
const WORD = `(?:[!-~\\u00a1-\\u00ac\\u00ae-\\u00b6\\u00b8-\\u04ff\\u2070-\\u209c]|${APOSTROPHE}){1,${MOST_LETTERS}}`
const CHINESE = new RegExp(`${WORD}|—{1,100}|…{1,100}|${COMMON}|[？！]{2,3}|[\\s\\S]${MARKS}`, 'uy')
/** English: everything between spaces and dashes is one word, quotes and all, so that it is kerned as one (E10). */
const ENGLISH = new RegExp(
  `[—–]{1,100}|${COMMON}|(?:(?!${UNPRINTED}|${EMOJI_BASE})[^\\s—–\\u1100-\\u11ff\\u2e80-\\ufe0f\\uff00-\\uffef\\u{20000}-\\u{323af}]){1,${MOST_LETTERS}}|[\\s\\S]`,
  'uy',
)
const FIRST_UNPRINTED = new RegExp(`^${UNPRINTED}`, 'u')

/** The texts of the pieces in order; what each is, `kindOf` says, and only once a style. */
export function cut(text: string, isEnglish: boolean): string[] {
  const pieces: string[] = []
  const pattern = isEnglish ? ENGLISH : CHINESE
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if ((isAlone(unit) && !isAttached(text.charCodeAt(at + 1), unit)) || (!isEnglish && isDoubleQuote(unit))) {
      pieces.push(text.charAt(at++))
      continue
    }
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? text.charAt(at)
    if (isAddress(found)) pieces.push(...found.split(AFTER_ADDRESS_SIGN))
    else if (!isEnglish && found.length > MOST_DIGITS) pieces.push(...inGroups(found).flatMap(atHyphens))
    else if (found.includes('-')) pieces.push(...atHyphens(found))
    else if (!isEnglish && isPerAmount(found)) pieces.push('/', found.slice(1))
    else pieces.push(found)
    at += found.length
  }
  return pieces
}

/** Most characters of a Chinese paragraph: a Han character, a full-width mark, a piece by itself. */
const isAlone = (unit: number): boolean => (unit >= 0x3000 && unit < 0xd800) || (unit >= 0xff00 && unit <= 0xffef)
const isDoubleQuote = (unit: number): boolean => unit === 0x201c || unit === 0x201d
const SHOUT = 0xff01
const QUESTION = 0xff1f
const sharesCell = (unit: number): boolean => unit === SHOUT || unit === QUESTION

/** Whether the next unit belongs to this one: an accent, a variation selector, or a second ？ or ！ (R5). */
const isAttached = (next: number, unit: number): boolean =>
  (next >= 0x300 && next <= 0x36f) ||
  (next >= 0xfe00 && next <= 0xfe0f) ||
  (next >= 0xdb40 && next <= 0xdb43) ||
  (sharesCell(unit) && sharesCell(next))

export const kindOf = (piece: string, isEnglish: boolean): CellClass =>
  isEnglish ? englishKind(piece) : chineseKind(piece)

function chineseKind(found: string): CellClass {
  if (FIRST_UNPRINTED.test(found)) return 'control'
  if (found.length > 1 && found.startsWith('——')) return 'dash'
  return classOf(String.fromCodePoint(found.codePointAt(0) ?? 0))
}

/** Marks and characters of the Chinese blocks keep their class; all other signs belong to their word. */
function englishKind(found: string): CellClass {
  if (FIRST_UNPRINTED.test(found)) return 'control'
  const first = found.codePointAt(0) ?? 0
  const kind = classOf(String.fromCodePoint(first))
  if (kind === 'space' || found.startsWith('—') || found.startsWith('–')) return kind
  return first >= 0x2e80 || isEmoji(first) ? kind : 'latin'
}

const isEmoji = (codePoint: number): boolean => (codePoint >= 0x2600 && codePoint <= 0x27bf) || codePoint > 0x1f000

/** A compound may break after its own hyphen where letters stand on both sides (R4): never in -5 or 2026-11-24. */
const atHyphens = (word: string): readonly string[] =>
  word.includes('-') ? word.split(/(?<=[A-Za-z]{2}-)(?=[A-Za-z]{2})/) : [word]

/** Digits in a row beyond which a number (of an account, an order) may come apart rather than leave a hole (R4, house). */
const MOST_DIGITS = 11
/** Where a long number comes apart: by fours, none of them alone at the end; a telephone number after its area code. */
const inGroups = (word: string): readonly string[] =>
  word
    .replace(/[0-9]{13,}/g, (digits) => digits.replace(/([0-9]{4})(?=[0-9]{2})/g, '$1\0'))
    .replace(/(?<![0-9-])(0[0-9]{2,3}-)(?=[0-9]{7,8}(?![0-9]))/g, '$1\0')
    .split('\0')

/** 2.86元/500克: the slash may end a line there as it may in 元/公斤. */
const isPerAmount = (word: string): boolean => word.charAt(0) === '/' && isDigit(word.charAt(1))

/** A web or mail address: two names with a dot between them, and a sign that no other word has. */
const ADDRESS = /^[^A-Za-z0-9]*(?:https?:\/\/|www\.)|[A-Za-z0-9-]{2}\.[A-Za-z]{2,}\/|@[A-Za-z0-9-]{2,}\.[A-Za-z]/
/** An address may be broken after its signs, and before none of them; `www.` stays with what follows. */
export const AFTER_ADDRESS_SIGN = /(?<=[A-Za-z0-9][/?&=._@#:~-]|:\/\/)(?<!www\.)(?=[A-Za-z0-9%])/

const isAddress = (word: string): boolean =>
  word.length > LEAST_ADDRESS &&
  word.length < MOST_ADDRESS &&
  (word.includes('.') || word.includes('@')) &&
  ADDRESS.test(word)
const LEAST_ADDRESS = 8
/** What is longer is wider than any measure and comes apart by itself. */
const MOST_ADDRESS = 300
