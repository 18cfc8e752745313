/** Cuts a text into pieces of one class: words and numbers whole, dashes and ellipses whole, the rest one by one. */
import { classOf, type CellClass } from './classes.ts'

export interface Piece {
  readonly kind: CellClass
  readonly text: string
}

const MARKS = '[\\u0300-\\u036f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]*'
/** Chinese: a run of Western letters, figures and signs is one word; quotes and dashes are marks of their own. */
const CHINESE = new RegExp(`—+|…+|[ \\u00a0\\t\\n\\r]+|[!-~\\u00a1-\\u00b6\\u00b8-\\u04ff]+|[\\s\\S]${MARKS}`, 'uy')
/** English: everything between spaces and dashes is one word, quotes and all, so that it is kerned as one (E10). */
const ENGLISH = /[—–]+|[ \t\n\r]+|[^\s—–\u1100-\u11ff\u2e80-\ufe0f\uff00-\uffef\u{20000}-\u{323af}]+|[\s\S]/uy

/** The texts of the pieces in order; what each is, `kindOf` says, and only once a style. */
export function cut(text: string, isEnglish: boolean): string[] {
  const pieces: string[] = []
  const pattern = isEnglish ? ENGLISH : CHINESE
  let at = 0
  while (at < text.length) {
    if (isAlone(text.charCodeAt(at)) && !isCombining(text.charCodeAt(at + 1))) {
      pieces.push(text.charAt(at++))
      continue
    }
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? text.charAt(at)
    if (found.includes('-')) pieces.push(...atHyphens(found))
    else pieces.push(found)
    at += found.length
  }
  return pieces
}

/** Most characters of a Chinese paragraph: a Han character or a full-width mark, a piece by itself. */
const isAlone = (unit: number): boolean => (unit >= 0x3000 && unit < 0xd800) || (unit >= 0xff00 && unit <= 0xffef)
const isCombining = (unit: number): boolean =>
  (unit >= 0x300 && unit <= 0x36f) || (unit >= 0xfe00 && unit <= 0xfe0f) || (unit >= 0xdb40 && unit <= 0xdb43)

export const kindOf = (piece: string, isEnglish: boolean): CellClass =>
  isEnglish ? englishKind(piece) : chineseKind(piece)

function chineseKind(found: string): CellClass {
  if (found.length > 1 && found.startsWith('——')) return 'dash'
  return classOf(String.fromCodePoint(found.codePointAt(0) ?? 0))
}

/** Marks and characters of the Chinese blocks keep their class; all other signs belong to their word. */
function englishKind(found: string): CellClass {
  const kind = classOf(String.fromCodePoint(found.codePointAt(0) ?? 0))
  if (kind === 'space' || found.startsWith('—') || found.startsWith('–')) return kind
  return (found.codePointAt(0) ?? 0) >= 0x2e80 ? kind : 'latin'
}

/** A compound may break after its own hyphen where letters stand on both sides (R4): never in -5 or 2026-11-24. */
const atHyphens = (word: string): readonly string[] =>
  word.includes('-') ? word.split(/(?<=[A-Za-z]{2}-)(?=[A-Za-z]{2})/) : [word]
