/** What a pointer is on: the topmost handle, picture or block of a set page at a point. */
import type { PhotoId, RecordId } from '#contract/ids.ts'
import { foot, right, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'

/** Handles of a selected block: corners and the middles of its sides, by compass. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type Handle = (typeof HANDLES)[number]

export type Hit =
  | { readonly kind: 'handle'; readonly record: RecordId; readonly handle: Handle }
  | { readonly kind: 'picture'; readonly record: RecordId; readonly photo: PhotoId }
  | { readonly kind: 'block'; readonly record: RecordId }

/** Whether the point is in the box; its right and bottom edges are outside. */
export const isInside = (box: Box, point: Point): boolean =>
  point.x >= box.x && point.x < right(box) && point.y >= box.y && point.y < foot(box)

/** The middle of a handle of a box. */
export function handlePoint(box: Box, handle: Handle): Point {
  const x = handle.includes('w') ? box.x : handle.includes('e') ? right(box) : box.x + Math.floor(box.width / 2)
  const y = handle.startsWith('n') ? box.y : handle.startsWith('s') ? foot(box) : box.y + Math.floor(box.height / 2)
  return { x, y }
}

/**
 * What lies at `point`: a handle of the selected block within `reach` (Emu) of it, else the last painted picture, else
 * the last painted block, else null.
 */
export function hitTest(set: SetPage, point: Point, selected: RecordId | null, reach: Emu): Hit | null {
  const block = set.blocks.find((each) => each.record === selected)
  const handle = block && HANDLES.find((each) => isNear(handlePoint(block.box, each), point, reach))
  if (block && handle) return { kind: 'handle', record: block.record, handle }
  const picture = set.pictures.findLast((each) => isInside(each.box, point))
  if (picture) return { kind: 'picture', record: picture.record, photo: picture.photo }
  const under = set.blocks.findLast((each) => isInside(each.box, point))
  return under ? { kind: 'block', record: under.record } : null
}

const isNear = (a: Point, b: Point, reach: Emu): boolean => Math.abs(a.x - b.x) <= reach && Math.abs(a.y - b.y) <= reach
