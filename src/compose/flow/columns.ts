/**
 * The columns of a table: stops from all its rows. The first column stands left; columns of figures have their decimal
 * points, else their right edges, one under another; all others stand left. Lengths are Emu from the table's left edge.
 */
import { share, type Emu } from '#contract/measure.ts'
import type { BrokenLine } from '../typesetter.ts'
import { hasDecimal, isWanting, pointOf, type TableCell } from './tableRow.ts'

/** A cell with its words on one line; null where it is empty. */
export interface NaturalCell {
  readonly cell: TableCell
  readonly line: BrokenLine | null
}
export type NaturalRow = readonly NaturalCell[]

export interface Column {
  readonly isFigures: boolean
  /** Natural width; of a column of decimals `before` of it stands before the points, else null. */
  readonly width: Emu
  readonly before: Emu | null
}

/** What a column is, from its cells below the head. */
export function columnsOf(rows: readonly NaturalRow[], head: number): Column[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: count }, (_, at) => {
    const all = rows.flatMap((row) => row[at] ?? [])
    return columnOf(
      all,
      rows.slice(head).flatMap((row) => row[at] ?? []),
      at,
    )
  })
}

function columnOf(all: readonly NaturalCell[], body: readonly NaturalCell[], at: number): Column {
  const filled = body.filter(({ cell }) => !isWanting(cell))
  const figures = filled.filter(({ cell }) => cell.isFigure)
  const isFigures = at > 0 && figures.length * 2 > filled.length
  const widest = all.reduce((most, { line }) => Math.max(most, line?.width ?? 0), 0)
  if (!isFigures || !figures.some(({ cell }) => hasDecimal(cell.paragraph.text)))
    return { isFigures, width: widest, before: null }
  const before = figures.reduce((most, each) => Math.max(most, beforePoint(each)), 0)
  const after = figures.reduce((most, each) => Math.max(most, (each.line?.width ?? 0) - beforePoint(each)), 0)
  return { isFigures, width: Math.max(widest, before + after), before: Math.max(before, widest - after) }
}

const beforePoint = ({ line, cell }: NaturalCell): Emu => (line ? pointOf(line, cell.paragraph.text) : 0)

/** Where a cell's words begin in their column. */
export function startIn(column: Column, width: Emu, each: NaturalCell): Emu {
  if (!column.isFigures) return 0
  if (column.before !== null && each.cell.isFigure) return column.before - beforePoint(each)
  return width - (each.line?.width ?? 0)
}

/** Most and least space between two columns, thousandths of an em. */
const MOST_GAP = 3000
const LEAST_GAP = 250
/** Space between columns of which one is cut into lines. */
const CUT_GAP = 500
/** A column of words is never cut narrower than this, thousandths of an em. */
const LEAST_CUT = 4000

const sum = (widths: readonly Emu[]): Emu => widths.reduce((all, width) => all + width, 0)

/** The column that is cut into several lines, and the measure it is given. */
export interface Cut {
  readonly column: number
  readonly width: Emu
}

/** How the columns come into a measure: as they are, one of them cut, or not at all. */
export function cutFor(columns: readonly Column[], measure: Emu, size: Emu): Cut | 'none' | 'over' {
  const widths = columns.map(({ width }) => width)
  const gaps = columns.length - 1
  const room = measure - sum(widths)
  if (room * 1000 >= gaps * LEAST_GAP * size) return 'none'
  const widest = columns.reduce(
    (best, column, at) => (!column.isFigures && column.width > (columns[best]?.width ?? 0) ? at : best),
    columns.findIndex(({ isFigures }) => !isFigures),
  )
  const own = columns[widest]?.width ?? 0
  for (const gap of [CUT_GAP, LEAST_GAP]) {
    const width = own + room - Math.ceil((gaps * gap * size) / 1000)
    if (width * 1000 >= LEAST_CUT * size) return { column: widest, width }
  }
  return 'over'
}

/** The left edges of columns: what room is spare stands between them, but no more than 3 em. */
export function stopsOf(widths: readonly Emu[], measure: Emu, size: Emu): Emu[] {
  const gaps = widths.length - 1
  const spare = Math.max(0, Math.min(measure - sum(widths), Math.floor((gaps * MOST_GAP * size) / 1000)))
  const shares = gaps === 0 ? [] : share(spare, gaps)
  let at = 0
  return widths.map((width, i) => {
    const stop = at
    at += width + (shares[i] ?? 0)
    return stop
  })
}
