/**
 * Measures. Every length in the house is an integer in Emu, so that the Chinese grid and English points are both exact
 * and no comparison needs a tolerance.
 */
import { z } from 'zod'

/** A length or a coordinate: an integer; 1 pt = 12,700 and 1 mm = 36,000 (the English Metric Unit of ECMA-376). */
export type Emu = number

/** One point (1/72 inch) in Emu. */
export const PT = 12_700
/** One millimetre in Emu. */
export const MM = 36_000

/** `points` in Emu, rounded half up. */
export const pt = (points: number): Emu => Math.floor(points * PT + 0.5)
/** `millimetres` in Emu, rounded half up. */
export const mm = (millimetres: number): Emu => Math.floor(millimetres * MM + 0.5)
/** `length` in points, for a writer that speaks points (PDF). */
export const toPt = (length: Emu): number => length / PT
/** `length` in millimetres, for people and for the JSON of the headless host. */
export const toMm = (length: Emu): number => length / MM

export interface Point {
  readonly x: Emu
  readonly y: Emu
}

export interface Size {
  readonly width: Emu
  readonly height: Emu
}

/** A rectangle from the top left corner of the page's trim; x grows to the right and y downwards. */
export interface Box extends Point, Size {}

/**
 * Shares `total` out in `parts` whole amounts. What does not divide goes left to right, 1 Emu each
 * (typesetting.md, "The Chinese grid is exact arithmetic").
 */
export function share(total: Emu, parts: number): Emu[] {
  if (parts < 1 || !Number.isInteger(parts)) throw new RangeError(`share: parts ${parts}`)
  const each = Math.trunc(total / parts)
  const rest = total - each * parts
  const sign = Math.sign(rest)
  return Array.from({ length: parts }, (_, i) => each + (i < Math.abs(rest) ? sign : 0))
}

/** The last Emu of a box on each axis, exclusive. */
export const right = (box: Box): Emu => box.x + box.width
export const foot = (box: Box): Emu => box.y + box.height

/** Whether two boxes share area; touching edges do not count. */
export const overlaps = (a: Box, b: Box): boolean => a.x < right(b) && b.x < right(a) && a.y < foot(b) && b.y < foot(a)

export const emuSchema = z.int()
export const boxSchema = z.object({ x: emuSchema, y: emuSchema, width: emuSchema, height: emuSchema })
