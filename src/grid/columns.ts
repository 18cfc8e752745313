/**
 * The column arithmetic of typesetting.md: long columns 长栏, broken columns 破栏 and the four column modes. Everything
 * is in whole Emu (or whole characters, where the trade counts in characters); what does not divide goes by rule.
 */
import type { ColumnMode } from '#contract/dummy.ts'
import { share, type Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'

export type PageGrid = Stylebook['grid']

/** A leg 栏: where a column of text stands and how wide it is, from the left edge it was divided from. */
export interface Leg {
  readonly x: Emu
  readonly width: Emu
}

/** Left edge of base column `column` of the page grid, from the trim's left. */
export const columnX = (grid: PageGrid, column: number): Emu => grid.left + column * (grid.measure + grid.gap)

/** Width of `columns` base columns with the gaps between them. */
export const spanWidth = (grid: PageGrid, columns: number): Emu => columns * grid.measure + (columns - 1) * grid.gap

/** Characters of a long column 长栏: `columns` base columns of `characters` each, their gaps of one character filled. */
export const longColumn = (columns: number, characters: number): number => columns * characters + (columns - 1)

/**
 * Broken columns 破栏: `legs` legs with gaps of `gap` in `length` (characters or Emu). `rest` is what no leg takes: it
 * goes to the gaps.
 */
export function brokenColumn(length: number, legs: number, gap = 1): { leg: number; rest: number } {
  if (legs < 1) throw new RangeError(`brokenColumn: legs ${legs}`)
  const text = Math.max(0, length - (legs - 1) * gap)
  const leg = Math.floor(text / legs)
  return { leg, rest: text - leg * legs }
}

/** Cells of text that a grid of `columns` x `lines` holds, at `characters` a column. */
export const cellsOf = (columns: number, characters: number, lines: number): number => columns * characters * lines

/**
 * Divides `width` into `legs` by column mode. `cell` is one character's width (1 Emu where a text has no cells, as in
 * English). auto is absolute here: the page grid itself is divided by `gridLegs`.
 */
export function divide(width: Emu, legs: number, gap: Emu, cell: Emu, mode: ColumnMode): readonly Leg[] {
  if (legs < 1 || cell < 1) throw new RangeError(`divide: legs ${legs}, cell ${cell}`)
  const text = Math.max(0, width - (legs - 1) * gap)
  if (mode === 'free') return lay(share(text, legs), Array<Emu>(legs - 1).fill(gap))
  const cells = Math.floor(text / cell)
  const even = Math.floor(cells / legs)
  const odd = mode === 'relative' ? cells - even * legs : 0
  const widths = Array.from({ length: legs }, (_, i) => (even + (i >= legs - odd ? 1 : 0)) * cell)
  const left = width - widths.reduce((sum, each) => sum + each, 0)
  const gaps = legs > 1 ? share(Math.max(0, left), legs - 1) : []
  return lay(widths, gaps)
}

/** The legs that follow the page grid: one a base column, from the left edge of the first. */
export const gridLegs = (grid: PageGrid, columns: number): readonly Leg[] =>
  Array.from({ length: columns }, (_, i) => ({ x: i * (grid.measure + grid.gap), width: grid.measure }))

function lay(widths: readonly Emu[], gaps: readonly Emu[]): readonly Leg[] {
  let x = 0
  return widths.map((width, i) => {
    const leg = { x, width }
    x += width + (gaps[i] ?? 0)
    return leg
  })
}

/** Lines of a title block: sizes of its lines over the pitch, plus air in thousandths of a line; whole lines (R16). */
export function titleLines(sizes: readonly Emu[], pitch: Emu, air: number): number {
  if (pitch < 1) throw new RangeError(`titleLines: pitch ${pitch}`)
  const sum = sizes.reduce((total, size) => total + size, 0)
  return sum === 0 ? 0 : Math.ceil((sum * 1000 + air * pitch) / (1000 * pitch))
}
