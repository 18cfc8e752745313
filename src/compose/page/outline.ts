/**
 * The outline of a block: its areas as one figure, so that a line round an L is an L, and a tint under it too. Areas are
 * taken apart into the cells that their edges make; an edge of the figure lies wherever a cell ends and no other follows.
 */
import type { GridArea } from '#contract/dummy.ts'
import { right, type Box, type Emu } from '#contract/measure.ts'
import { lineY } from '#grid/areas.ts'
import { columnX, type PageGrid } from '#grid/columns.ts'

/** Cells of a figure: columns and lines at which areas begin or end, and which cells are inside. */
interface Cells {
  readonly grid: PageGrid
  /** The outline stands this far inside the figure's upper and lower edges, clear of what stands over and under it. */
  readonly inset: Emu
  readonly columns: readonly number[]
  readonly lines: readonly number[]
  has(column: number, line: number): boolean
}

function cellsOf(grid: PageGrid, areas: readonly GridArea[], inset: Emu): Cells {
  const columns = steps(areas.flatMap((area) => [area.column, area.column + area.columns]))
  const lines = steps(areas.flatMap((area) => [area.line, area.line + area.lines]))
  const has = (column: number, line: number): boolean => {
    const [x, y] = [columns[column], lines[line]]
    if (x === undefined || y === undefined || column === columns.length - 1 || line === lines.length - 1) return false
    return areas.some((a) => a.column <= x && x < a.column + a.columns && a.line <= y && y < a.line + a.lines)
  }
  return { grid, inset, columns, lines, has }
}

const steps = (values: readonly number[]): number[] => [...new Set(values)].toSorted((a, b) => a - b)

const leftOf = ({ grid, columns }: Cells, column: number): Emu => columnX(grid, columns[column] ?? 0)
/** Right edge of the cell before a step: the gap of the page grid belongs to neither. */
const rightBefore = ({ grid, columns }: Cells, column: number): Emu =>
  columnX(grid, (columns[column] ?? 1) - 1) + grid.measure
const topOf = ({ grid, lines, inset }: Cells, line: number): Emu => lineY(grid, lines[line] ?? 0) + inset
const footBefore = ({ grid, lines, inset }: Cells, line: number): Emu => lineY(grid, lines[line] ?? 0) - inset

/** The lines of the outline, `weight` thick and inside it: across first, then down. */
export function outlineOf(grid: PageGrid, areas: readonly GridArea[], inset: Emu, weight: Emu): Box[] {
  const cells = cellsOf(grid, areas, inset)
  return [...edgesAcross(cells, weight), ...edgesDown(cells, weight)]
}

function edgesAcross(cells: Cells, weight: Emu): Box[] {
  const { columns, lines, has } = cells
  const edges: Box[] = []
  for (const line of lines.keys()) {
    for (const isTop of [false, true]) {
      const isEdge = (column: number): boolean =>
        has(column, isTop ? line : line - 1) && !has(column, isTop ? line - 1 : line)
      const y = isTop ? topOf(cells, line) : footBefore(cells, line) - weight
      for (const [from, to] of stretches(columns.length, isEdge)) {
        // At an inner corner the edge goes on to the line that runs down there.
        const x =
          has(from - 1, line - 1) && has(from - 1, line) ? rightBefore(cells, from) - weight : leftOf(cells, from)
        const end = has(to, line - 1) && has(to, line) ? leftOf(cells, to) + weight : rightBefore(cells, to)
        edges.push({ x, y, width: end - x, height: weight })
      }
    }
  }
  return edges
}

function edgesDown(cells: Cells, weight: Emu): Box[] {
  const { columns, lines, has } = cells
  const edges: Box[] = []
  for (const column of columns.keys()) {
    for (const isLeft of [false, true]) {
      const isEdge = (line: number): boolean =>
        has(isLeft ? column : column - 1, line) && !has(isLeft ? column - 1 : column, line)
      const x = isLeft ? leftOf(cells, column) : rightBefore(cells, column) - weight
      for (const [from, to] of stretches(lines.length, isEdge)) {
        const y =
          has(column - 1, from - 1) && has(column, from - 1) ? footBefore(cells, from) - weight : topOf(cells, from)
        const end = has(column - 1, to) && has(column, to) ? topOf(cells, to) + weight : footBefore(cells, to)
        edges.push({ x, y, width: weight, height: end - y })
      }
    }
  }
  return edges
}

/** Unbroken stretches of the numbers below `count` for which `isIn` holds: first, and the one after the last. */
function stretches(count: number, isIn: (at: number) => boolean): [number, number][] {
  const found: [number, number][] = []
  for (let at = 0; at < count; at++) {
    if (!isIn(at)) continue
    const last = found.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else found.push([at, at + 1])
  }
  return found
}

/** Rectangles that fill the outline, none over another. */
export function fillOf(grid: PageGrid, areas: readonly GridArea[], inset: Emu): Box[] {
  const cells = cellsOf(grid, areas, inset)
  const made: Box[] = []
  for (const line of cells.lines.keys()) {
    for (const column of cells.columns.keys()) {
      if (!cells.has(column, line)) continue
      const box = cellBox(cells, column, line)
      const last = made.at(-1)
      const isOn = last && last.y === box.y && last.height === box.height && right(last) === box.x
      if (isOn) made[made.length - 1] = { ...last, width: last.width + box.width }
      else made.push(box)
    }
  }
  return made.filter((box) => box.width > 0 && box.height > 0)
}

/** A cell with the gap to the cell at its left, where that is inside too. */
function cellBox(cells: Cells, column: number, line: number): Box {
  const { grid, lines, has } = cells
  const x = has(column - 1, line) ? rightBefore(cells, column) : leftOf(cells, column)
  const y = has(column, line - 1) ? lineY(grid, lines[line] ?? 0) : topOf(cells, line)
  const end = has(column, line + 1) ? lineY(grid, lines[line + 1] ?? 0) : footBefore(cells, line + 1)
  return { x, y, width: rightBefore(cells, column + 1) - x, height: end - y }
}
