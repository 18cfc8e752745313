/** Areas of the page grid and boxes of the page, each made from the other; what a page reserves for its furniture. */
import type { DummyRecord, GridArea } from '#contract/dummy.ts'
import type { Box, Emu, Point } from '#contract/measure.ts'
import { foot, right } from '#contract/measure.ts'
import type { Stylebook, Template } from '#contract/stylebook.ts'
import { columnX, spanWidth, type PageGrid } from './columns.ts'

/** The template of a page: the first page has the front's. */
export const templateOf = (stylebook: Stylebook, page: number): Template =>
  page === 1 ? stylebook.front : stylebook.inside

/** Top edge of a grid line, from the trim's top. */
export const lineY = (grid: PageGrid, line: number): Emu => grid.top + line * grid.pitch

/** The box of an area: gaps inside included, none outside. */
export const boxOfArea = (grid: PageGrid, area: GridArea): Box => ({
  x: columnX(grid, area.column),
  y: lineY(grid, area.line),
  width: spanWidth(grid, area.columns),
  height: area.lines * grid.pitch,
})

/** The smallest box round all areas of a block. */
export function boxOfAreas(grid: PageGrid, areas: readonly GridArea[]): Box {
  const boxes = areas.map((area) => boxOfArea(grid, area))
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return { x, y, width: Math.max(...boxes.map(right)) - x, height: Math.max(...boxes.map(foot)) - y }
}

/** Whether two areas share a cell. */
export const areasOverlap = (a: GridArea, b: GridArea): boolean =>
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns &&
  a.line < b.line + b.lines &&
  b.line < a.line + a.lines

/** Whether the area lies on the grid wholly. */
export const isOnGrid = (grid: PageGrid, area: GridArea): boolean =>
  area.column >= 0 &&
  area.line >= 0 &&
  area.column + area.columns <= grid.columns &&
  area.line + area.lines <= grid.lines

/** Whether two blocks, or a block with itself, share a cell. */
export const recordsOverlap = (a: DummyRecord, b: DummyRecord): boolean =>
  a.areas.some((one) => b.areas.some((other) => areasOverlap(one, other)))

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))
const nearest = (length: Emu, step: Emu): number => Math.floor((2 * length + step) / (2 * step))

/** The base column and line of the cell that a point is in; points outside the type area go to its edge. */
export function cellAt(grid: PageGrid, point: Point): { column: number; line: number } {
  const column = Math.floor((point.x - grid.left + grid.gap / 2) / (grid.measure + grid.gap))
  const line = Math.floor((point.y - grid.top) / grid.pitch)
  return { column: clamp(column, 0, grid.columns - 1), line: clamp(line, 0, grid.lines - 1) }
}

/** The area nearest to a box, as a drag leaves it: at least one column and line, never off the grid. */
export function snapBox(grid: PageGrid, box: Box): GridArea {
  const step = grid.measure + grid.gap
  const columns = clamp(nearest(box.width + grid.gap, step), 1, grid.columns)
  const lines = clamp(nearest(box.height, grid.pitch), 1, grid.lines)
  return {
    column: clamp(nearest(box.x - grid.left, step), 0, grid.columns - columns),
    columns,
    line: clamp(nearest(box.y - grid.top, grid.pitch), 0, grid.lines - lines),
    lines,
  }
}
