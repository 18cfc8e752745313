/** What a proofreader's pointer means on a set page: words of a story, a picture, a block, or the paper itself. */
import type { Place } from '#contract/copy.ts'
import type { FrameId, PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import { foot, right, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { SetFrame, SetPage } from '#contract/setPage.ts'
import { isBefore, maybePlaceAt } from './gaps.ts'
import { isInside } from './hit.ts'

/** Words of a story, from (inclusive) to (exclusive); equal where the pointer meant a gap between two characters. */
export interface WordsSpot {
  readonly on: 'words'
  readonly story: StoryId
  readonly record: RecordId | null
  readonly frame: FrameId
  readonly from: Place
  readonly to: Place
}
/** A point of a block or of a picture, in thousandths of its box. */
export interface BlockSpot {
  readonly on: 'block'
  readonly record: RecordId
  readonly photo: PhotoId | null
  readonly across: number
  readonly down: number
}
export interface PaperSpot {
  readonly on: 'page'
  readonly x: Emu
  readonly y: Emu
}
export type Spot = WordsSpot | BlockSpot | PaperSpot

/** What lies at a point: type before pictures, pictures before blocks, and the page where there is nothing. */
export function spotAt(set: SetPage, point: Point): Spot {
  const words = maybeWordsAt(set, point)
  if (words) return words
  const picture = set.pictures.findLast((each) => isInside(each.box, point))
  if (picture) return { ...thousandths(picture.box, point), record: picture.record, photo: picture.photo }
  const block = set.blocks.findLast((each) => isInside(each.box, point))
  if (block) return { ...thousandths(block.box, point), record: block.record, photo: null }
  const { width, height } = set.trim
  return { on: 'page', x: within(point.x, 0, width), y: within(point.y, 0, height) }
}

/** The words between two points of one story's part; what lies at the first where the second is elsewhere. */
export function spotBetween(set: SetPage, start: Point, end: Point): Spot {
  const [first, last] = [maybeWordsAt(set, start), maybeWordsAt(set, end)]
  if (!first || !last || first.story !== last.story || first.from.part !== last.from.part) return spotAt(set, start)
  const [from, to] = isBefore(first.from, last.from) ? [first.from, last.from] : [last.from, first.from]
  return { ...first, from, to }
}

/** Where a point of a block or a picture lies on the page; null where the page shows it no more. */
export function pointOf(set: SetPage, spot: Omit<BlockSpot, 'on'>): Point | null {
  const box =
    spot.photo === null
      ? set.blocks.find(({ record }) => record === spot.record)?.box
      : set.pictures.find(({ record, photo }) => record === spot.record && photo === spot.photo)?.box
  if (!box) return null
  return {
    x: box.x + Math.round((box.width * spot.across) / 1000),
    y: box.y + Math.round((box.height * spot.down) / 1000),
  }
}

function maybeWordsAt(set: SetPage, point: Point): WordsSpot | null {
  const found = maybePlaceAt(set, point)
  const frame = found && set.frames.findLast((each) => each.item === found.story && isInside(each.box, point))
  if (!found || !frame || !isOnType(frame, point)) return null
  return { on: 'words', story: found.story, record: frame.record, frame: frame.id, from: found.place, to: found.place }
}

/** Whether the point is on a line of the frame or near one, and not on the white of a frame that is short of lines. */
const isOnType = (frame: SetFrame, point: Point): boolean =>
  frame.lines.some(({ x, y, size, vertical }) =>
    vertical ? Math.abs(point.x - x) <= 1.5 * size : point.y >= y - 2 * size && point.y <= y + size,
  )

function thousandths(box: Box, point: Point): Pick<BlockSpot, 'on' | 'across' | 'down'> {
  const share = (at: Emu, from: Emu, length: Emu): number => within(Math.round(((at - from) * 1000) / length), 0, 1000)
  return {
    on: 'block',
    across: share(point.x, box.x, right(box) - box.x),
    down: share(point.y, box.y, foot(box) - box.y),
  }
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
