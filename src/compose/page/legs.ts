/**
 * The legs of a block: an area's width becomes legs by column mode; what stands in the way (title block beside the text,
 * pictures) takes whole lines of every leg it touches. What is left are runs of free slots, in reading order.
 */
import type { Block, GridArea } from '#contract/dummy.ts'
import type { Box, Emu } from '#contract/measure.ts'
import { boxOfArea } from '#grid/areas.ts'
import { divide, gridLegs, type Leg, type PageGrid } from '#grid/columns.ts'

/** Lines of an area, counted from its own top, that something takes from the legs it touches. */
export interface Obstacle {
  readonly x: Emu
  readonly width: Emu
  readonly line: number
  readonly lines: number
}

/** A run of free slots: its page position, and its leg for rules between columns. */
export interface LegRun {
  readonly area: number
  readonly leg: number
  readonly x: Emu
  readonly y: Emu
  readonly width: Emu
  readonly slots: number
}

/** The part of an area where text may stand, after box and padding. */
export interface TextArea {
  readonly box: Box
  readonly line: number
  readonly lines: number
}

/**
 * The inside of an area. A boxed block keeps one character free at either side, and a line at its foot (and at its top,
 * where no title block brings its own air); one with a rule over it keeps that line at its top.
 */
export function insideOf(grid: PageGrid, block: Block, index: number, em: Emu, hasHeadAbove: boolean): TextArea {
  const area = block.areas[index] as GridArea
  const box = boxOfArea(grid, area)
  if (block.border === 'none' || (block.border === 'top' && index > 0)) return { box, line: 0, lines: area.lines }
  const top = hasHeadAbove && index === 0 ? 0 : Math.min(1, area.lines - 1)
  if (block.border === 'top') {
    return {
      box: { ...box, y: box.y + top * grid.pitch, height: box.height - top * grid.pitch },
      line: top,
      lines: area.lines - top,
    }
  }
  const width = Math.max(0, box.width - 2 * em)
  const lines = Math.max(0, area.lines - top - 1)
  return { box: { x: box.x + em, y: box.y + top * grid.pitch, width, height: lines * grid.pitch }, line: top, lines }
}

/** The legs of an area, from the trim's left. English has no cells: its legs divide what there is. */
export function legsOf(
  grid: PageGrid,
  block: Block,
  index: number,
  inside: TextArea,
  cell: Emu | null,
): readonly Leg[] {
  const area = block.areas[index] as GridArea
  const wanted = block.legs[index] ?? 0
  const followsGrid = block.mode === 'auto' && block.border !== 'box' && (wanted === 0 || wanted === area.columns)
  const mode = cell === null ? 'free' : block.mode
  const legs = followsGrid
    ? gridLegs(grid, area.columns)
    : divide(inside.box.width, wanted || area.columns, grid.gap, cell ?? 1, mode)
  return legs.map((leg) => ({ x: inside.box.x + leg.x, width: leg.width }))
}

/** The free runs of an area whose text starts at `from` and stops before `depth` (lines of the inside). */
export function runsOf(
  grid: PageGrid,
  area: number,
  inside: TextArea,
  legs: readonly Leg[],
  obstacles: readonly Obstacle[],
  from: number,
  depth: number,
): LegRun[] {
  return legs.flatMap((leg, index) => {
    const inWay = obstacles.filter((each) => each.x < leg.x + leg.width && leg.x < each.x + each.width)
    return freeRuns(inWay, from, depth).map(({ line, slots }) => ({
      area,
      leg: index,
      x: leg.x,
      y: inside.box.y + line * grid.pitch,
      width: leg.width,
      slots,
    }))
  })
}

function freeRuns(obstacles: readonly Obstacle[], from: number, depth: number): { line: number; slots: number }[] {
  const runs: { line: number; slots: number }[] = []
  let line = from
  for (const each of [...obstacles].sort((a, b) => a.line - b.line)) {
    const end = Math.min(each.line, depth)
    if (end > line) runs.push({ line, slots: end - line })
    line = Math.max(line, each.line + each.lines)
  }
  if (depth > line) runs.push({ line, slots: depth - line })
  return runs
}
