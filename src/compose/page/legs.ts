/**
 * The legs of a block: an area's width becomes legs by column mode, and areas that touch on the page grid make one shape,
 * whose legs run on from area to area. Everything here is in the block's own coordinates (field.ts): a tier 段 of a
 * vertical block is a leg.
 */
import type { Block, GridArea } from '#contract/dummy.ts'
import type { Box, Emu } from '#contract/measure.ts'
import { foot, right } from '#contract/measure.ts'
import { boxOfArea } from '#grid/areas.ts'
import { divide, gridLegs, type Leg, type PageGrid } from '#grid/columns.ts'
import { turn, type Field } from './field.ts'

/** The part of an area where text may stand, after box and padding: on the page, and its lines from the area's top. */
export interface TextArea {
  readonly box: Box
  readonly line: number
  readonly lines: number
}

/** Lines of an area, counted from its own top, that a title takes from the legs it touches. */
export interface Obstacle {
  readonly x: Emu
  readonly width: Emu
  readonly line: number
  readonly lines: number
}

/** A leg 栏, or a tier 段: its parts one after another across the lines, in the shape they belong to. */
export interface BlockLeg {
  readonly shape: number
  readonly index: number
  readonly parts: readonly Box[]
}

/** Whether a block keeps air inside its edges: it has a line round it, or a tint under it. */
export const isSetOff = (block: Block): boolean => block.border === 'box' || block.tint !== undefined

/**
 * The inside of an area. A boxed or tinted block keeps one character free at either side, and a line at its foot (and at
 * its top, where no title block brings its own air); one with a rule over it keeps that line at its top.
 */
export function insideOf(grid: PageGrid, block: Block, index: number, em: Emu, hasHeadAbove: boolean): TextArea {
  const area = block.areas[index] as GridArea
  const box = boxOfArea(grid, area)
  const isOff = isSetOff(block)
  if (!isOff && (block.border !== 'top' || index > 0)) return { box, line: 0, lines: area.lines }
  const top = (hasHeadAbove && index === 0) || hasAreaOver(block, area) ? 0 : Math.min(1, area.lines - 1)
  const low = isOff && !hasAreaUnder(block, area) ? 1 : 0
  const lines = Math.max(0, area.lines - top - low)
  const side = isOff ? em : 0
  const width = Math.max(0, box.width - 2 * side)
  return { box: { x: box.x + side, y: box.y + top * grid.pitch, width, height: lines * grid.pitch }, line: top, lines }
}

const sharesColumns = (a: GridArea, b: GridArea): boolean =>
  a.column < b.column + b.columns && b.column < a.column + a.columns
const sharesLines = (a: GridArea, b: GridArea): boolean => a.line < b.line + b.lines && b.line < a.line + a.lines
const isOver = (a: GridArea, b: GridArea): boolean => a.line + a.lines === b.line && sharesColumns(a, b)
const isBeside = (a: GridArea, b: GridArea): boolean => a.column + a.columns === b.column && sharesLines(a, b)
const hasAreaOver = (block: Block, area: GridArea): boolean => block.areas.some((each) => isOver(each, area))
const hasAreaUnder = (block: Block, area: GridArea): boolean => block.areas.some((each) => isOver(area, each))

/** Whether an area has one leg a base column, so that areas under it go on with its legs. */
const followsGrid = (block: Block, index: number): boolean => {
  const wanted = block.legs[index] ?? 0
  return block.mode === 'auto' && (wanted === 0 || wanted === block.areas[index]?.columns)
}

/**
 * Areas that make one shape, each list in the order of the block. Across the page they touch over one another; down the
 * page on any side, since tiers are cut from the whole shape. Areas that do not touch stay by themselves: the text jumps.
 */
function shapesOf(field: Field, block: Block): number[][] {
  const all = block.areas.map((_, i) => i)
  const isWhole = field.isVertical
    ? all.every((i) => (block.legs[i] ?? 0) === 0 && block.mode === 'auto')
    : all.every((i) => followsGrid(block, i))
  if (!isWhole) return all.map((i) => [i])
  const touches = (i: number, j: number): boolean => {
    const [a, b] = [block.areas[i] as GridArea, block.areas[j] as GridArea]
    return isOver(a, b) || isOver(b, a) || (field.isVertical && (isBeside(a, b) || isBeside(b, a)))
  }
  const shapes: number[][] = []
  for (const i of all) {
    const near = shapes.filter((shape) => shape.some((j) => touches(i, j)))
    const rest = shapes.filter((shape) => !near.includes(shape))
    shapes.splice(0, shapes.length, ...rest, [...near.flat(), i])
  }
  return shapes.map((shape) => shape.toSorted((a, b) => a - b)).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** The legs of a block in reading order. `rooms`: what the title leaves of each area's inside, on the page. */
export function legsOf(field: Field, block: Block, rooms: readonly Box[]): BlockLeg[] {
  return shapesOf(field, block).flatMap((areas, shape) => {
    const columns = field.isVertical
      ? tiersOf(field, block, areas, rooms)
      : areas.length > 1
        ? columnsOf(field, block, areas, rooms)
        : legsOfArea(field, block, areas[0] ?? 0, rooms)
    return columns.map((parts, index) => ({ shape, index, parts: joined(field, parts) }))
  })
}

/** Parts that touch across the lines are one; the gap between two columns of the page is no reason to stop. */
function joined(field: Field, parts: readonly Box[]): Box[] {
  const made: Box[] = []
  for (const part of parts.toSorted((a, b) => a.y - b.y)) {
    const last = made.at(-1)
    const space = field.isVertical ? field.grid.gap : 0
    if (last && last.x === part.x && last.width === part.width && part.y - foot(last) <= space) {
      made[made.length - 1] = { ...last, height: Math.max(foot(last), foot(part)) - last.y }
    } else made.push(part)
  }
  return made
}

const asParts = (legs: readonly Leg[], box: Box): Box[][] =>
  legs.map((leg) => [{ x: box.x + leg.x, width: leg.width, y: box.y, height: box.height }])

/** The legs of an area by itself. English has no cells: its legs divide what there is. */
function legsOfArea(field: Field, block: Block, index: number, rooms: readonly Box[]): Box[][] {
  const { grid } = field
  const area = block.areas[index] as GridArea
  const room = rooms[index]
  if (!room) return []
  if (followsGrid(block, index) && !isSetOff(block)) return asParts(gridLegs(grid, area.columns), room)
  const wanted = (block.legs[index] ?? 0) || area.columns
  return asParts(divideIn(Math.max(0, room.width), wanted, field, block), room)
}

/** More legs than there are characters come out as legs of no width, which take no text. */
function divideIn(width: Emu, wanted: number, { grid, em, cell, isVertical }: Field, block: Block): readonly Leg[] {
  const gap = isVertical ? em : grid.gap
  const most = Math.floor(width / em) + 1
  return divide(width, Math.min(wanted, most), gap, cell ?? 1, cell === null ? 'free' : block.mode)
}

/**
 * The legs of a shape of several areas: one a base column, through all areas that lie on it. Inside a box each leg is one
 * character narrower and stands away from the outline where its column lies at an edge.
 */
function columnsOf(field: Field, block: Block, areas: readonly number[], rooms: readonly Box[]): Box[][] {
  const { grid } = field
  const columns = new Map<number, Box[]>()
  for (const i of areas) {
    const area = block.areas[i] as GridArea
    const room = rooms[i] as Box
    for (const [n, leg] of gridLegs(grid, area.columns).entries()) {
      const column = area.column + n
      const part = { x: boxOfArea(grid, area).x + leg.x, width: leg.width, y: room.y, height: room.height }
      const padded = isSetOff(block) ? paddedColumn(field, block, areas, area, column, part) : part
      columns.set(column, [...(columns.get(column) ?? []), padded])
    }
  }
  return [...columns].toSorted(([a], [b]) => a - b).map(([, parts]) => parts)
}

/** A column's part in an area of a boxed shape: a character narrower, and a line shorter where the outline runs over or under it. */
function paddedColumn(
  { grid, em }: Field,
  block: Block,
  areas: readonly number[],
  area: GridArea,
  column: number,
  part: Box,
): Box {
  const all = areas.map((i) => block.areas[i] as GridArea)
  const own = { ...area, column, columns: 1 }
  const isFirst = all.some((each) => each.column === column)
  const isLast = all.some((each) => each.column + each.columns - 1 === column)
  const x = part.x + (isFirst ? em : isLast ? 0 : Math.floor(em / 2))
  const box = boxOfArea(grid, area)
  const y = Math.max(part.y, box.y + (all.some((each) => isOver(each, own)) ? 0 : grid.pitch))
  const end = foot(box) - (all.some((each) => isOver(own, each)) ? 0 : grid.pitch)
  return { x, width: Math.max(0, part.width - (isFirst && isLast ? 2 * em : em)), y, height: Math.max(0, end - y) }
}

/** Characters of a tier 段: twelve to eighteen read well down the page. */
const TIER = { least: 12, most: 18 }

/**
 * The tiers of a vertical shape. The shape is cut along its lines wherever an area begins or ends, and each strip into as
 * many tiers as make twelve to eighteen characters; so the upper tiers of an L run over its whole width, the lower ones over
 * its foot.
 */
function tiersOf(field: Field, block: Block, areas: readonly number[], rooms: readonly Box[]): Box[][] {
  const isPadded = isSetOff(block) && areas.length > 1
  const edges = [...new Set(areas.flatMap((i) => edgesOf(turn(field, rooms[i] as Box))))].toSorted((a, b) => a - b)
  // Half the gap between two tiers on each side of a cut; where the outline turns there, its air.
  const half = isPadded ? field.pitch : Math.floor(field.em / 2)
  return edges.slice(0, -1).flatMap((edge, i) => {
    const end = edges[i + 1] ?? edge
    const inStrip = areas.filter((area) => isAcross(turn(field, rooms[area] as Box), edge, end))
    if (inStrip.length === 0) return []
    const from = i === 0 ? edge : edge + half
    const length = (i === edges.length - 2 ? end : end - half) - from
    const wanted = (areas.length === 1 && block.legs[areas[0] ?? 0]) || tiersIn(field, length)
    const parts = inStrip.map((area) =>
      isPadded ? sidesOf(field, block, inStrip, area) : turn(field, rooms[area] as Box),
    )
    return divideIn(Math.max(0, length), wanted, field, block).map((leg) =>
      parts.map(({ y, height }) => ({ x: from + leg.x, width: leg.width, y, height })),
    )
  })
}

const edgesOf = (box: Box): Emu[] => [box.x, right(box)]
const isAcross = (box: Box, from: Emu, to: Emu): boolean => box.x <= from && to <= right(box)

/** An area of a boxed vertical shape, with a character of air at the sides where no other area of the strip goes on. */
function sidesOf(field: Field, block: Block, strip: readonly number[], index: number): Box {
  const area = block.areas[index] as GridArea
  const others = strip.map((i) => block.areas[i] as GridArea)
  const { grid, em } = field
  const left = others.some((each) => isBeside(each, area)) ? 0 : em
  const rightSide = others.some((each) => isBeside(area, each)) ? 0 : em
  const box = boxOfArea(grid, area)
  const width = Math.max(0, box.width - left - rightSide)
  return turn(field, { ...box, x: box.x + left, width })
}

/** The number of tiers whose depth is nearest to what reads well; the fewer of two. */
function tiersIn({ em }: Field, length: Emu): number {
  let best = { tiers: 1, off: Infinity }
  for (let tiers = 1; tiers * TIER.least * em <= 2 * length + em; tiers++) {
    const characters = Math.floor((length - (tiers - 1) * em) / tiers / em)
    const off = Math.max(TIER.least - characters, characters - TIER.most, 0)
    if (off < best.off) best = { tiers, off }
  }
  return best.tiers
}
