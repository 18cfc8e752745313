/** Cuts a text into pieces of one class: words and numbers whole, dashes and ellipses whole, the rest one by one. */
import { classOf, type CellClass } from './classes.ts'

export interface Piece {
  readonly kind: CellClass
  readonly text: string
}

const MARKS = '[\\u0300-\\u036f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]*'
/** Chinese: a run of Western letters, figures and signs is one word; quotes and dashes are marks of their own. */
const CHINESE = new RegExp(`—+|…+|[ \\u00a0\\t\\n\\r]+|[!-~\\u00a1-\\u00b6\\u00b8-\\u04ff]+|[\\s\\S]${MARKS}`, 'gu')
/** English: everything between spaces and dashes is one word, quotes and all, so that it is kerned as one (E10). */
const ENGLISH = /[—–]+|[ \t\n\r]+|[^\s—–\u1100-\u11ff\u2e80-\ufe0f\uff00-\uffef\u{20000}-\u{323af}]+|[\s\S]/gu

export function cut(text: string, isEnglish: boolean): Piece[] {
  const pieces: Piece[] = []
  for (const [found] of text.matchAll(isEnglish ? ENGLISH : CHINESE)) {
    const kind = isEnglish ? englishKind(found) : chineseKind(found)
    if (kind === 'latin') for (const word of atHyphens(found)) pieces.push({ kind, text: word })
    else pieces.push({ kind, text: found })
  }
  return pieces
}

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
