/** What may stand beside what: kinsoku (R1-R4) and the space between neighbours (R7, R11). */
import type { Emu } from '#contract/measure.ts'
import type { Item } from '../shape/items.ts'
import { clingsToBefore } from '../shape/classes.ts'
import type { SetStyle } from '../typesetter.ts'

/** Whether a line may end after `a` and the next begin with `b`. */
export function mayBreak(a: Item, b: Item, style: SetStyle): boolean {
  if (a.isSplit || b.isSplit) return true
  if (b.kind === 'space' || a.isTied) return false
  if (a.kind === 'space') return !isBoundBefore(b, style)
  if (a.kind === 'latin' && b.kind === 'latin') return a.hyphen > 0 || a.text.endsWith('-')
  if (a.kind === 'open' && style.rules.kinsoku !== 'none') return false
  if (style.lang === 'en') return mayBreakEnglish(a, b)
  return !isBoundBefore(b, style)
}

/** English: only beside a dash, which stays with the word before it; Han in an English story breaks as Han does. */
const mayBreakEnglish = (a: Item, b: Item): boolean =>
  a.kind !== 'open' && (a.kind === 'connect' || a.kind === 'dash' || a.kind === 'han' || b.kind === 'han')

/** R1 by level, and the house's own clinging signs. */
function isBoundBefore(b: Item, style: SetStyle): boolean {
  const level = style.lang === 'en' ? 'basic' : style.rules.kinsoku
  if (level === 'none') return false
  if (b.kind === 'close' || b.kind === 'pause' || b.kind === 'end' || clingsToBefore(b.text)) return true
  if (level === 'basic') return false
  if (b.kind === 'dot' || b.kind === 'connect' || b.kind === 'slash') return true
  return level === 'strict' && b.kind === 'dash'
}

const isMark = (item: Item): boolean => item.kind === 'close' || item.kind === 'pause' || item.kind === 'end'
const isHanLike = (item: Item): boolean => item.kind === 'han'

/** Space added between two neighbours on a line (negative: blank that goes), Emu. */
export function pairSpace(a: Item, b: Item, style: SetStyle): Emu {
  const { size } = style.style
  if (isMark(a) && b.kind === 'open') {
    const both = a.blankAfter + b.blankBefore
    return style.rules.adjacent === 1000 ? -both : -Math.max(0, both - Math.floor(size / 2))
  }
  if (isMark(a) && isMark(b)) return -a.blankAfter
  if (a.kind === 'open' && b.kind === 'open') return -b.blankBefore
  if ((isHanLike(a) && b.kind === 'latin') || (a.kind === 'latin' && isHanLike(b)))
    return Math.floor((style.rules.cjkLatin * size) / 1000 + 0.5)
  return 0
}

/** Whether space may grow between two neighbours (R10): never inside a word, nor beside a blank, which grows itself. */
export function mayGrow(a: Item, b: Item): boolean {
  if (a.kind === 'space' || b.kind === 'space' || a.isTied) return false
  if (a.kind === 'latin' && b.kind === 'latin') return false
  return a.kind !== 'connect' && b.kind !== 'connect' && a.kind !== 'slash' && b.kind !== 'slash'
}
