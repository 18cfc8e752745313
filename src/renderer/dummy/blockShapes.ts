/** Moving and resizing blocks by the page grid: arithmetic on records, nothing painted. */
import type { Block, BlockPicture, GridArea } from '#contract/dummy.ts'
import type { Handle } from '#grid/hit.ts'
import type { PageGrid } from '#grid/columns.ts'

/** Columns and lines by which a gesture has gone. */
export interface Shift {
  readonly columns: number
  readonly lines: number
}

/** The cells that contain all areas of a block. */
export function extentOf(areas: readonly GridArea[]): GridArea {
  const column = Math.min(...areas.map((area) => area.column))
  const line = Math.min(...areas.map((area) => area.line))
  const end = Math.max(...areas.map((area) => area.column + area.columns))
  const last = Math.max(...areas.map((area) => area.line + area.lines))
  return { column, line, columns: end - column, lines: last - line }
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** The block moved as far as the grid lets it; the same object where it cannot move. */
export function moved(block: Block, shift: Shift, grid: PageGrid): Block {
  const extent = extentOf(block.areas)
  const columns = clamp(shift.columns, -extent.column, grid.columns - extent.column - extent.columns)
  const lines = clamp(shift.lines, -extent.line, grid.lines - extent.line - extent.lines)
  if (columns === 0 && lines === 0) return block
  const areas = block.areas.map((area) => ({ ...area, column: area.column + columns, line: area.line + lines }))
  return { ...block, areas }
}

/**
 * The block with a side or a corner pulled. In an L-shaped block only the areas that reach to that side follow. No area
 * becomes smaller than one column and one line, and none leaves the grid; pictures are narrowed with their block.
 */
export function resized(block: Block, handle: Handle, shift: Shift, grid: PageGrid): Block {
  const extent = extentOf(block.areas)
  const areas = block.areas.map((area) => {
    const across = pull(
      area.column,
      area.columns,
      extent.column,
      extent.columns,
      shift.columns,
      sideOf(handle, 'w', 'e'),
      grid.columns,
    )
    const down = pull(
      area.line,
      area.lines,
      extent.line,
      extent.lines,
      shift.lines,
      sideOf(handle, 'n', 's'),
      grid.lines,
    )
    return { column: across.start, columns: across.length, line: down.start, lines: down.length }
  })
  const isSame = areas.every((area, i) => isSameArea(area, block.areas[i]!))
  return isSame
    ? block
    : { ...block, areas, pictures: block.pictures.map((picture) => narrowed(picture, extentOf(areas))) }
}

type Side = 'start' | 'end' | null

const sideOf = (handle: Handle, start: string, end: string): Side =>
  handle.includes(start) ? 'start' : handle.includes(end) ? 'end' : null

/** Pulls one side of a span, where the span reaches to that side of the whole. */
function pull(
  start: number,
  length: number,
  wholeStart: number,
  wholeLength: number,
  by: number,
  side: Side,
  most: number,
): { start: number; length: number } {
  if (side === 'end' && start + length === wholeStart + wholeLength) {
    return { start, length: clamp(length + by, 1, most - start) }
  }
  if (side === 'start' && start === wholeStart) {
    const next = clamp(start + by, 0, start + length - 1)
    return { start: next, length: length + start - next }
  }
  return { start, length }
}

const isSameArea = (a: GridArea, b: GridArea): boolean =>
  a.column === b.column && a.columns === b.columns && a.line === b.line && a.lines === b.lines

function narrowed(picture: BlockPicture, extent: GridArea): BlockPicture {
  const columns = Math.min(picture.area.columns, extent.columns)
  const lines = Math.min(picture.area.lines, extent.lines)
  const column = Math.min(picture.area.column, extent.columns - columns)
  const line = Math.min(picture.area.line, extent.lines - lines)
  const area = { column, columns, line, lines }
  return isSameArea(area, picture.area) ? picture : { ...picture, area }
}
