/** What may stand beside what: kinsoku (R1-R4) and the space between neighbours (R7, R11). */
import type { Emu } from '#contract/measure.ts'
import { em, type Cell } from '../shape/cells.ts'
import { clingsToAfter, clingsToBefore, isDigit, LONGEST_UNIT, unitLength } from '../shape/classes.ts'
import type { SetStyle } from '../typesetter.ts'

/** Whether a line may end after `a` and the next begin with `b`. Ties of numbers and units are the caller's (`ties`). */
export function mayBreak(a: Cell, b: Cell, style: SetStyle): boolean {
  if (a.kind === 'latin' && b.kind === 'latin') return a.isOpenAfter || a.hyphen > 0
  if (b.kind === 'space' || a.text === '\u00a0' || a.kind === 'control') return false
  if (a.kind === 'space') return !mayNotBegin(b, style)
  if (style.lang === 'en' && b.kind === 'connect') return false
  return !mayNotEnd(a, style) && !mayNotBegin(b, style)
}

/** R2 by level, and the house's signs. */
function mayNotEnd(a: Cell, style: SetStyle): boolean {
  if (style.rules.kinsoku === 'none') return false
  if (a.kind === 'open' || clingsToAfter(a.text)) return true
  return a.kind === 'latin' && '([{$#'.includes(a.text.at(-1) ?? ' ')
}

/** R1 and R3 by level, and the house's signs. */
function mayNotBegin(b: Cell, style: SetStyle): boolean {
  const level = style.rules.kinsoku
  if (level === 'none') return false
  if (b.kind === 'close' || b.kind === 'pause' || b.kind === 'end' || clingsToBefore(b.text)) return true
  if (b.kind === 'latin' && ')]},.;:!?%/'.includes(b.text.charAt(0))) return true
  if (level === 'basic') return false
  if (b.kind === 'dot' || b.kind === 'connect' || b.kind === 'slash') return true
  return level === 'strict' && (b.kind === 'dash' || b.kind === 'ellipsis')
}

/**
 * R4: boundaries inside a number with its unit or its sign, inside a range (3—5天, 1.2～1.5米) and, in Chinese, between the
 * groups of a telephone number. `ties[j]` is 1 where cells j-1 and j stay together, `UNIT_TIE` where they do unless the house
 * parts numbers from their units as the last resort, `RANGE_TIE` where any house does: a range after its dash.
 */
export function tiesOf(cells: readonly Cell[], isEnglish: boolean): Uint8Array {
  const ties = new Uint8Array(cells.length + 1)
  for (let at = 0; at + 1 < cells.length; at++) {
    const cell = cells[at]
    const next = cells[at + 1]
    if (!cell || !next || cell.isIdeograph) continue
    if (next.kind === 'latin' && (clingsToAfter(cell.text) || isSignOf(cell, next))) ties[at + 1] = 1
    if (cell.kind !== 'latin' || !isDigit(cell.text.at(-1) === '%' ? '0' : cell.text.at(-1))) continue
    if (next.kind === 'connect') tieRange(ties, cells, at)
    else if (next.kind === 'space') ties[at + 2] = !isEnglish && isGroup(cell) && isGroup(cells[at + 2]) ? 1 : 0
    else if (next.kind === 'han') tieUnit(ties, cells, at)
  }
  return ties
}

export const UNIT_TIE = 2
export const RANGE_TIE = 3

/** A full-width sign before figures: －4℃, ＋8. */
const isSignOf = (cell: Cell, next: Cell): boolean =>
  next.kind === 'latin' && cell.kind === 'han' && '－＋'.includes(cell.text) && isDigit(next.text.charAt(0))

/** 3—5, and －4～－2. */
function tieRange(ties: Uint8Array, cells: readonly Cell[], at: number): void {
  const [first, second] = [cells[at + 2], cells[at + 3]]
  const after = first && second && isSignOf(first, second) ? second : first
  if (after?.kind !== 'latin' || !isDigit(after.text.charAt(0))) return
  ties[at + 1] = 1
  ties[at + 2] = RANGE_TIE
}

/** Three figures and more, as between the blanks of a telephone number. */
const isGroup = (cell: Cell | undefined): boolean => cell !== undefined && /^[0-9+()-]*[0-9]{3,}$/.test(cell.text)

function tieUnit(ties: Uint8Array, cells: readonly Cell[], at: number): void {
  let ahead = ''
  for (let i = at + 1; i < cells.length && ahead.length < LONGEST_UNIT; i++) ahead += cells[i]?.text ?? ''
  let rest = unitLength(ahead)
  for (let to = at + 1; rest > 0; to++) {
    ties[to] = to === at + 1 && !clingsToBefore(cells[to]?.text ?? '') ? UNIT_TIE : 1
    rest -= cells[to]?.text.length ?? rest
  }
}

/**
 * Whether a long number comes apart between these two (R4, house): it was cut by fours, and only there; a telephone number
 * after the hyphen of its area code; a price after its slash (元/500克).
 */
export const comesApart = (a: Cell, b: Cell): boolean =>
  a.kind === 'latin' && b.kind === 'latin' && isDigit(b.text.charAt(0)) && /[0-9]{4}$|[0-9]-$|^\/$/.test(a.text)

const isMark = (cell: Cell | undefined): boolean =>
  cell !== undefined && (cell.kind === 'close' || cell.kind === 'pause' || cell.kind === 'end')

/**
 * Space between cells j-1 and j of a line (Emu; R7: negative, blank that goes; R11: positive). What two adjacent marks
 * give beyond the blank between them lies at their outer sides, so it takes the neighbours to know it.
 */
export function spaceAt(cells: readonly Cell[], j: number, style: SetStyle): Emu {
  const a = cells[j - 1]
  const b = cells[j]
  if (!a || !b) return 0
  const space = pairSpace(a, b, style)
  if (style.lang === 'en' || (a.blankAfter === 0 && b.blankBefore === 0)) return space
  const left = a.blankAfter + b.blankBefore + Math.min(0, space)
  return left > 0 ? space - Math.min(left, outerSpace(cells, j, style)) : space
}

/**
 * R7: what a pair gives at its outer sides. With marks in 1 em: all that is there. In 1.5 em only a mark that stands in the
 * middle of its em (Traditional faces) gives there, where the blank between it and the next is less than half an em.
 */
function outerSpace(cells: readonly Cell[], j: number, style: SetStyle): Emu {
  const [z, a, b, c] = [cells[j - 2], cells[j - 1], cells[j], cells[j + 1]]
  const isTight = style.rules.adjacent === 1000
  let space = 0
  if (a && b && isMark(z) && isMark(a) && !isMark(b) && b.kind !== 'open' && isTight) space += a.blankAfter
  if (b && c && b.kind === 'open' && c.kind === 'open' && a?.kind !== 'open' && isTight) space += b.blankBefore
  if (b && c && isMark(b) && isMark(c)) {
    const wanted = Math.floor(style.style.size / 2) - b.blankAfter - c.blankBefore
    space += Math.min(b.blankBefore, isTight ? b.blankBefore : Math.max(0, wanted))
  }
  return space
}

/** Space between two neighbours from themselves alone: the blank between two marks (R7), or the CJK-Latin space (R11). */
function pairSpace(a: Cell, b: Cell, style: SetStyle): Emu {
  if (style.lang === 'en') return 0
  const { size } = style.style
  if (isMark(a) && (b.kind === 'open' || isMark(b))) {
    const both = a.blankAfter + b.blankBefore
    if (style.rules.adjacent === 1000) return -both
    const half = Math.floor(size / 2)
    // After a mark that fills its first half, half an em stays before the bracket; other pairs give half an em.
    return b.kind === 'open' && a.blankBefore === 0 ? -Math.max(0, both - half) : -Math.min(both, half)
  }
  if (a.kind === 'open' && b.kind === 'open') return -b.blankBefore
  const isMixed = (a.kind === 'han' && b.kind === 'latin') || (a.kind === 'latin' && b.kind === 'han')
  if (!isMixed || clingsToBefore(b.text) || clingsToAfter(a.text) || isSignOf(a, b)) return 0
  if (style.vertical && (standsUpright(a) || standsUpright(b))) return 0
  return em(style.rules.cjkLatin, size)
}

/** R18: a figure upright or abreast 纵中横 stands among Han characters like one of them (jlreq 3.2.5), without R11's space. */
const standsUpright = ({ kind, glyphs }: Cell): boolean => kind === 'latin' && glyphs[0]?.isTurned === false

/** Whether space may grow between two neighbours (R10): never inside a word or a joined pair, nor beside a blank, which grows itself. */
export function mayGrow(a: Cell, b: Cell): boolean {
  if (a.kind === 'space' || b.kind === 'space' || a.kind === 'control') return false
  if (a.kind === 'latin' && b.kind === 'latin') return false
  if (a.kind === 'connect' || b.kind === 'connect') return false
  if (a.kind === 'slash' || b.kind === 'slash' || isSignOf(a, b)) return false
  return !clingsToBefore(b.text) && !clingsToAfter(a.text)
}
