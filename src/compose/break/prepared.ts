/**
 * A paragraph prepared for breaking: sums over its cells and over the boundaries between them, so that any candidate
 * line is weighed in a handful of subtractions. Boundary j stands between cells j-1 and j; a line of cells [from, end)
 * has the inner boundaries from+1 ... end-1.
 */
import type { Emu } from '#contract/measure.ts'
import type { Cell } from '../shape/cells.ts'
import { isHan } from '../shape/classes.ts'
import type { SetStyle } from '../typesetter.ts'
import { mayBreak, mayGrow, pairSpace, tiesOf } from './rules.ts'

/** The order of squeezing (R9): word space, brackets, ，、；：, CJK-Latin space, 。？！ */
const SQUEEZES = 5

export interface Prepared {
  readonly cells: readonly Cell[]
  /** UTF-16 offset of each cell, and of the paragraph's end. */
  readonly starts: Int32Array
  /** Sum of widths before cell i, and the same of blanks alone. */
  readonly widths: Float64Array
  readonly blankWidths: Float64Array
  /** Sum of pair spaces (R7, R11) over boundaries up to j. */
  readonly pairs: Float64Array
  /** squeeze[k][j]: what boundary j (for k = 0: the blank cell j-1) can give at step k of R9, summed up to j. */
  readonly squeezes: readonly Float64Array[]
  /** What all steps together can give, summed. */
  readonly squeezeAll: Float64Array
  /** Blanks before cell i, and what they and the CJK-Latin gaps can take (R10), summed. */
  readonly blanks: Int32Array
  readonly blankRoom: Float64Array
  readonly mixedRoom: Float64Array
  /** Boundaries that may grow, summed. */
  readonly gaps: Int32Array
  readonly isLegal: Uint8Array
  /** End of a line that breaks before cell i, once its trailing blanks are dropped. */
  readonly trimmed: Int32Array
  /** Han characters (R14) and glyphs (E6) before cell i. */
  readonly han: Int32Array
  readonly glyphs: Int32Array
  readonly widest: Emu
}

export function prepare(cells: readonly Cell[], style: SetStyle): Prepared {
  const count = cells.length
  const { sums, counts, flags } = slab(count + 1)
  // In the order of their width, so that each view is aligned.
  const made: Prepared = {
    cells,
    widths: sums(),
    blankWidths: sums(),
    pairs: sums(),
    squeezes: Array.from({ length: SQUEEZES }, sums),
    squeezeAll: sums(),
    blankRoom: sums(),
    mixedRoom: sums(),
    starts: counts(),
    blanks: counts(),
    gaps: counts(),
    trimmed: counts(),
    han: counts(),
    glyphs: counts(),
    isLegal: flags(),
    widest: cells.reduce((most, cell) => Math.max(most, cell.width), 0),
  }
  const ties = tiesOf(cells)
  cells.forEach((cell, at) => {
    addCell(made, at, cell, style)
    const next = cells[at + 1]
    if (next) addBoundary(made, at + 1, cell, next, ties[at + 1] === 1, style)
  })
  made.isLegal[count] = 1
  return made
}

const SUMS = 6 + SQUEEZES
const COUNTS = 6

/** All tables of a paragraph in one piece of memory: a keystroke makes them anew, and single ones cost more than their sums. */
function slab(length: number) {
  const buffer = new ArrayBuffer(length * (8 * SUMS + 4 * COUNTS + 1))
  let at = 0
  const next = (bytes: number): number => {
    at += length * bytes
    return at - length * bytes
  }
  return {
    sums: () => new Float64Array(buffer, next(8), length),
    counts: () => new Int32Array(buffer, next(4), length),
    flags: () => new Uint8Array(buffer, next(1), length),
  }
}

/** Reads of typed arrays whose indexes are in range by construction. */
export const get = (sums: Float64Array | Int32Array | Uint8Array | undefined, at: number): number => sums?.[at] ?? 0

function add(sums: Float64Array | Int32Array | undefined, at: number, value: number): void {
  if (sums) sums[at] = (sums[at - 1] ?? 0) + value
}

/** Sums over cells stand at the place after the cell. A blank's own squeeze (step 0) counts as a cell's. */
function addCell(made: Prepared, at: number, cell: Cell, style: SetStyle): void {
  const { size } = style.style
  const isBlank = cell.kind === 'space'
  const quarter = Math.floor(size / 4)
  const half = Math.floor(size / 2)
  made.starts[at + 1] = get(made.starts, at) + cell.text.length
  add(made.widths, at + 1, cell.width)
  add(made.blankWidths, at + 1, isBlank ? cell.width : 0)
  add(made.squeezes[0], at + 1, isBlank ? Math.max(0, cell.width - quarter) : 0)
  add(made.blanks, at + 1, isBlank ? 1 : 0)
  add(made.blankRoom, at + 1, isBlank ? Math.max(0, half - cell.width) : 0)
  add(made.han, at + 1, cell.kind === 'han' && isHan(cell.text.codePointAt(0) ?? 0) ? 1 : 0)
  add(made.glyphs, at + 1, cell.glyphs.length)
  made.trimmed[at + 1] = isBlank ? get(made.trimmed, at) : at + 1
}

/** Squeezes of a boundary (R9): what is left of the blanks on both sides after the pair (R7) took its own. */
function addBoundary(made: Prepared, j: number, a: Cell, b: Cell, isTied: boolean, style: SetStyle): void {
  const { size } = style.style
  const space = pairSpace(a, b, style)
  const isMixed = space > 0
  const left = space < 0 ? Math.max(0, a.blankAfter + b.blankBefore + space) : a.blankAfter
  const right = space < 0 ? 0 : b.blankBefore
  const bracket = (a.kind === 'close' ? left : 0) + right
  const eighth = isMixed ? Math.max(0, space - Math.floor(size / 8)) : 0
  const gives = [bracket, a.kind === 'pause' ? left : 0, eighth, a.kind === 'end' ? left : 0] as const
  gives.forEach((give, step) => add(made.squeezes[step + 1], j, give))
  add(made.squeezeAll, j, gives[0] + gives[1] + gives[2] + gives[3])
  add(made.pairs, j, space)
  // A number and its unit are read as one: the space between them opens to a quarter em, not to half (R10, R11).
  const widest = Math.floor(size / (isTied ? 4 : 2))
  add(made.mixedRoom, j, isMixed ? Math.max(0, widest - space) : 0)
  add(made.gaps, j, !isTied && mayGrow(a, b) ? 1 : 0)
  made.isLegal[j] = !isTied && mayBreak(a, b, style) ? 1 : 0
}
