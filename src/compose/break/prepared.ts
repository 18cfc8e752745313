/**
 * A paragraph prepared for breaking: sums over its items and over the boundaries between them, so that any candidate
 * line is weighed in a handful of subtractions. Boundary j stands between items j-1 and j; what happens to the space of a
 * line happens at its inner boundaries and in its blanks.
 */
import type { Emu } from '#contract/measure.ts'
import { isHan } from '../shape/classes.ts'
import type { Item } from '../shape/items.ts'
import type { SetStyle } from '../typesetter.ts'
import { mayBreak, mayGrow, pairSpace } from './rules.ts'

/** The order of squeezing (R9): word space, brackets, ，、；：, CJK-Latin space, 。？！ */
export const SQUEEZES = 5

export interface Prepared {
  readonly items: readonly Item[]
  /** Sum of item widths before item i. */
  readonly widths: Float64Array
  /** Sum of pair spaces over boundaries up to j. */
  readonly pairs: Float64Array
  readonly pair: Float64Array
  /** squeeze[k][j]: what boundary j (or, for k = 0, the blank item j) can give at step k; sums alongside. */
  readonly squeeze: readonly Float64Array[]
  readonly squeezes: readonly Float64Array[]
  /** Blanks and CJK-Latin gaps: how many up to here, for stretching (R10). */
  readonly blanks: Int32Array
  readonly blankRoom: Float64Array
  readonly mixed: Int32Array
  readonly mixedRoom: Float64Array
  readonly gaps: Int32Array
  readonly grows: Uint8Array
  readonly isLegal: Uint8Array
  /** End of a line that breaks before item i, once its trailing blanks are dropped. */
  readonly trimmed: Int32Array
  /** Han characters before item i (R14); letter gaps before item i (E6). */
  readonly han: Int32Array
  readonly letters: Int32Array
  readonly widest: Emu
}

export function prepare(items: readonly Item[], style: SetStyle): Prepared {
  const count = items.length
  const sums = (): Float64Array => new Float64Array(count + 1)
  const counts = (): Int32Array => new Int32Array(count + 1)
  const made = {
    items,
    widths: sums(),
    pairs: sums(),
    pair: sums(),
    squeeze: Array.from({ length: SQUEEZES }, sums),
    squeezes: Array.from({ length: SQUEEZES }, sums),
    blanks: counts(),
    blankRoom: sums(),
    mixed: counts(),
    mixedRoom: sums(),
    gaps: counts(),
    grows: new Uint8Array(count + 1),
    isLegal: new Uint8Array(count + 1),
    trimmed: counts(),
    han: counts(),
    letters: counts(),
    widest: items.reduce((most, item) => Math.max(most, item.width), 0),
  }
  for (let at = 0; at < count; at++) {
    const item = items[at]
    if (item) addItem(made, at, item, style)
    const next = items[at + 1]
    if (item && next) addBoundary(made, at + 1, item, next, style)
  }
  made.isLegal[count] = 1
  return made
}

type Making = Prepared

function addItem(made: Making, at: number, item: Item, style: SetStyle): void {
  const { size } = style.style
  const isBlank = item.kind === 'space'
  const least = style.lang === 'en' ? Math.floor((item.width * 4) / 5) : Math.floor(size / 4)
  const most = style.lang === 'en' ? Math.floor((item.width * 4) / 3) : Math.floor(size / 2)
  const give = isBlank ? Math.max(0, item.width - least) : 0
  set(made.widths, at + 1, get(made.widths, at) + item.width)
  set(made.squeeze[0], at, give)
  set(made.squeezes[0], at + 1, get(made.squeezes[0], at) + give)
  set(made.blanks, at + 1, get(made.blanks, at) + (isBlank ? 1 : 0))
  set(made.blankRoom, at + 1, get(made.blankRoom, at) + (isBlank ? Math.max(0, most - item.width) : 0))
  set(made.han, at + 1, get(made.han, at) + (item.kind === 'han' && isHan(item.text.codePointAt(0) ?? 0) ? 1 : 0))
  set(made.letters, at + 1, get(made.letters, at) + item.glyphs.length)
  set(made.trimmed, at + 1, isBlank ? get(made.trimmed, at) : at + 1)
}

/** Squeezes of a boundary: what is left of the blanks on both sides after the pair took its own. */
function addBoundary(made: Making, j: number, a: Item, b: Item, style: SetStyle): void {
  const { size } = style.style
  const space = pairSpace(a, b, style)
  const isMixed = space > 0
  set(made.pair, j, space)
  set(made.pairs, j, get(made.pairs, j - 1) + space)
  const half = Math.floor(size / 2)
  const left = space < 0 ? Math.max(0, Math.min(half, a.blankAfter + b.blankBefore + space)) : a.blankAfter
  const right = space < 0 ? 0 : b.blankBefore
  const gives = [
    0,
    (a.kind === 'close' ? left : 0) + right,
    a.kind === 'pause' ? left : 0,
    0,
    a.kind === 'end' ? left : 0,
  ]
  if (isMixed) gives[3] = Math.max(0, space - Math.floor(size / 8))
  for (let k = 1; k < SQUEEZES; k++) {
    set(made.squeeze[k], j, gives[k] ?? 0)
    set(made.squeezes[k], j, get(made.squeezes[k], j - 1) + (gives[k] ?? 0))
  }
  const grows = mayGrow(a, b)
  made.grows[j] = grows ? 1 : 0
  set(made.gaps, j, get(made.gaps, j - 1) + (grows ? 1 : 0))
  set(made.mixed, j, get(made.mixed, j - 1) + (isMixed ? 1 : 0))
  set(made.mixedRoom, j, get(made.mixedRoom, j - 1) + (isMixed ? Math.max(0, half - space) : 0))
  made.isLegal[j] = mayBreak(a, b, style) ? 1 : 0
}

/** Reads of typed arrays whose indexes are in range by construction. */
export const get = (sums: Float64Array | Int32Array | undefined, at: number): number => sums?.[at] ?? 0
function set(sums: Float64Array | Int32Array | undefined, at: number, value: number): void {
  if (sums) sums[at] = value
}
