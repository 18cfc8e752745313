/** What may stand beside what: kinsoku (R1-R4) and the space between neighbours (R7, R11). */
import type { Emu } from '#contract/measure.ts'
import { em, type Cell } from '../shape/cells.ts'
import { clingsToAfter, clingsToBefore, isDigit, unitLength } from '../shape/classes.ts'
import type { SetStyle } from '../typesetter.ts'

/** Whether a line may end after `a` and the next begin with `b`. Ties of numbers and units are the caller's (`ties`). */
export function mayBreak(a: Cell, b: Cell, style: SetStyle): boolean {
  if (a.kind === 'latin' && b.kind === 'latin') return a.isOpenAfter || a.hyphen > 0
  if (b.kind === 'space' || a.text === '\u00a0') return false
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
  if (b.kind === 'latin' && ')]},.;:!?%'.includes(b.text.charAt(0))) return true
  if (level === 'basic') return false
  if (b.kind === 'dot' || b.kind === 'connect' || b.kind === 'slash') return true
  return level === 'strict' && (b.kind === 'dash' || b.kind === 'ellipsis')
}

/** R4: boundaries inside a number with its unit or its sign; `ties[j]` is 1 where cells j-1 and j stay together. */
export function tiesOf(cells: readonly Cell[]): Uint8Array {
  const ties = new Uint8Array(cells.length + 1)
  cells.forEach((cell, at) => {
    const next = cells[at + 1]
    if (!next) return
    if (clingsToAfter(cell.text) && next.kind === 'latin') ties[at + 1] = 1
    if (cell.kind !== 'latin' || !isDigit(cell.text.at(-1))) return
    const ahead = next.text + (cells[at + 2]?.text ?? '') + (cells[at + 3]?.text ?? '')
    let rest = unitLength(ahead)
    for (let to = at + 1; rest > 0; to++) {
      ties[to] = 1
      rest -= cells[to]?.text.length ?? rest
    }
  })
  return ties
}

const isMark = (cell: Cell): boolean => cell.kind === 'close' || cell.kind === 'pause' || cell.kind === 'end'

/** Space between two neighbours on a line (R7: negative, blank that goes; R11: positive), Emu. */
export function pairSpace(a: Cell, b: Cell, style: SetStyle): Emu {
  if (style.lang === 'en') return 0
  const { size } = style.style
  if (isMark(a) && b.kind === 'open') {
    const both = a.blankAfter + b.blankBefore
    return style.rules.adjacent === 1000 ? -both : -Math.max(0, both - Math.floor(size / 2))
  }
  if (isMark(a) && isMark(b)) return -a.blankAfter
  if (a.kind === 'open' && b.kind === 'open') return -b.blankBefore
  const isMixed = (a.kind === 'han' && b.kind === 'latin') || (a.kind === 'latin' && b.kind === 'han')
  if (!isMixed || clingsToBefore(b.text) || clingsToAfter(a.text)) return 0
  return em(style.rules.cjkLatin, size)
}

/** Whether space may grow between two neighbours (R10): never inside a word or a joined pair, nor beside a blank, which grows itself. */
export function mayGrow(a: Cell, b: Cell): boolean {
  if (a.kind === 'space' || b.kind === 'space') return false
  if (a.kind === 'latin' && b.kind === 'latin') return false
  if (a.kind === 'connect' || b.kind === 'connect') return false
  return a.kind !== 'slash' && b.kind !== 'slash' && !clingsToBefore(b.text) && !clingsToAfter(a.text)
}
