/**
 * The block's own coordinates. Text is laid out once, as it is read: x runs along the lines, y from line to line. In a
 * horizontal block these are the page's own x and y. In a vertical one 竖排 lines run down the page and follow each other
 * from right to left (R18, clreq 2.3.1): x is the page's y, and y is the page's x counted backwards. Legs, runs, slots and
 * obstacles know nothing of the page; boxes are turned into these coordinates and back again here.
 */
import type { Box, Emu, Point } from '#contract/measure.ts'
import { right } from '#contract/measure.ts'
import type { PageGrid } from '#grid/columns.ts'

/** Where and how a block's body is set. */
export interface Field {
  readonly isVertical: boolean
  readonly grid: PageGrid
  /** Distance from line to line, and the y of the first slot's first edge; slots before and after it are whole pitches away. */
  readonly pitch: Emu
  readonly origin: Emu
  /** Size of the body's type. */
  readonly em: Emu
  /** One character of the body; null in English, whose columns are not counted in characters. */
  readonly cell: Emu | null
}

/**
 * The field of a block whose text stands in `box` (page). Lines across the page keep the page's grid; since a column of the
 * page is no whole number of lines wide, a vertical block has its own, and what is left over goes to both of its sides.
 */
export function fieldOf(grid: PageGrid, box: Box, em: Emu, cell: Emu | null, isVertical: boolean): Field {
  const { pitch } = grid
  if (!isVertical) return { isVertical, grid, pitch, origin: box.y, em, cell }
  const lines = Math.max(0, Math.floor(box.width / pitch))
  const rest = Math.max(0, box.width - lines * pitch)
  return { isVertical, grid, pitch, origin: Math.floor(rest / 2) - right(box), em, cell }
}

/** A box of the page in the block's coordinates. */
export const turn = (field: Field, box: Box): Box =>
  field.isVertical ? { x: box.y, y: 0 - right(box), width: box.height, height: box.width } : box

/** A box of the block on the page. */
export const turnBack = (field: Field, box: Box): Box =>
  field.isVertical ? { x: 0 - (box.y + box.height), y: box.x, width: box.height, height: box.width } : box

/** A point of the block on the page. */
export const pointBack = (field: Field, x: Emu, y: Emu): Point => (field.isVertical ? { x: 0 - y, y: x } : { x, y })

/** The first slot that lies at or after `y`, and the slot that begins at or before it. */
export const slotAfter = (field: Field, y: Emu): number => Math.ceil((y - field.origin) / field.pitch)
export const slotBefore = (field: Field, y: Emu): number => Math.floor((y - field.origin) / field.pitch)
export const slotY = (field: Field, slot: number): Emu => field.origin + slot * field.pitch
