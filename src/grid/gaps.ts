/** Between glyphs: where a place of the copy lies on the set page, and which place a point of the page is nearest to. */
import type { Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { foot, right, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import { isInside } from './hit.ts'

/** Distances along a line from its origin to the gap before each UTF-16 offset of its text, and after the last. */
export function gapsOf(line: SetLine): readonly Emu[] {
  const gaps = Array<Emu>(line.text.length + 1).fill(-1)
  let at = 0
  for (const run of line.runs) {
    for (const [i, cluster] of run.clusters.entries()) {
      const offset = cluster === '' ? -1 : line.text.indexOf(cluster, at)
      // A hyphen that the composer added is in no copy.
      if (offset === -1) continue
      gaps[offset] = line.vertical ? upperEdge(run, i, line) : run.dx[i]!
      at = offset + cluster.length
    }
  }
  gaps[line.text.length] = line.width
  return filled(gaps)
}

/** A glyph of a vertical line has its origin on the baseline: its cell begins the ascent above it, turned ones at it. */
function upperEdge(run: SetLine['runs'][number], i: number, line: SetLine): Emu {
  const dy = run.dy[i]!
  return run.turned ? dy : Math.max(0, dy - Math.round(line.size * 0.88))
}

/** Offsets inside a cluster take the gap after it: no caret stands inside a glyph. */
function filled(gaps: Emu[]): readonly Emu[] {
  for (let i = gaps.length - 2; i >= 0; i--) if (gaps[i] === -1) gaps[i] = gaps[i + 1]!
  return gaps
}

/** The lines of a story's part on a page, each with its frame, in reading order. */
export function linesOf(
  set: SetPage,
  story: StoryId,
  part: Place['part'],
): readonly { frame: SetFrame; line: SetLine }[] {
  const frames = set.frames.filter((frame) => frame.item === story && frame.part === part)
  return frames.flatMap((frame) => frame.lines.map((line) => ({ frame, line })))
}

/** Offset of `place` in a line's text, or null where the line does not hold it. */
export function maybeOffsetIn(line: SetLine, place: Place): number | null {
  if (!line.from || line.from.paragraph !== place.paragraph) return null
  const offset = place.offset - line.from.offset
  const isIn = offset >= 0 && (offset < line.text.length || (offset === line.text.length && line.isParagraphEnd))
  return isIn ? offset : null
}

/** The caret of a place: a box one gap wide (0 across), null where the page does not show it. */
export function maybeCaret(set: SetPage, story: StoryId, place: Place): (Box & { vertical: boolean }) | null {
  for (const { line } of linesOf(set, story, place.part)) {
    const offset = maybeOffsetIn(line, place)
    if (offset !== null) return { ...stripe(line, offset, offset), vertical: line.vertical }
  }
  return null
}

/** Boxes of the lines between two places of one part; places in unlike parts have none. */
export function rangeBoxes(set: SetPage, story: StoryId, one: Place, other: Place): readonly Box[] {
  if (one.part !== other.part) return []
  const [from, to] = isBefore(one, other) ? [one, other] : [other, one]
  return linesOf(set, story, one.part).flatMap(({ line }) => {
    if (!line.from) return []
    const start = isBefore(line.from, from) ? offsetOrEnd(line, from) : 0
    const end = offsetOrEnd(line, to)
    return end > start ? [stripe(line, start, end)] : []
  })
}

/** Whether `a` stands before `b` in one part. */
export const isBefore = (a: Place, b: Place): boolean =>
  a.paragraph < b.paragraph || (a.paragraph === b.paragraph && a.offset < b.offset)

/** The offset of a place in a line; 0 for places before it and the line's length for places behind it. */
function offsetOrEnd(line: SetLine, place: Place): number {
  if (!line.from || place.paragraph < line.from.paragraph) return 0
  if (place.paragraph > line.from.paragraph) return line.text.length
  return Math.min(line.text.length, Math.max(0, place.offset - line.from.offset))
}

/** The box of a line's text from one offset to another, an em and a fifth across. */
function stripe(line: SetLine, from: number, to: number): Box {
  const gaps = gapsOf(line)
  const [start, end] = [gaps[from]!, gaps[to]!]
  const across = Math.round(line.size * 1.2)
  if (line.vertical) return { x: line.x - across / 2, y: line.y + start, width: across, height: end - start }
  return { x: line.x + start, y: line.y - line.size, width: end - start, height: across }
}

/** The place of the copy that is nearest to a point on a frame's type; null where no frame of a story is there. */
export function maybePlaceAt(set: SetPage, point: Point): { story: StoryId; place: Place } | null {
  const frame = set.frames.findLast((each) => each.item !== null && each.lines.length > 0 && isInside(each.box, point))
  if (!frame?.item) return null
  const line = nearest(frame.lines, (each) => distance(point, stripe(each, 0, each.text.length)))
  if (!line?.from) return null
  const along = line.vertical ? point.y - line.y : point.x - line.x
  const gaps = gapsOf(line)
  const offset = nearest([...gaps.keys()], (index) => Math.abs(gaps[index]! - along)) ?? 0
  return { story: frame.item, place: { ...line.from, offset: line.from.offset + offset } }
}

function nearest<T>(items: readonly T[], measure: (item: T) => number): T | null {
  let best: T | null = null
  let least = Infinity
  for (const item of items) {
    const found = measure(item)
    if (found >= least) continue
    least = found
    best = item
  }
  return best
}

function distance(point: Point, box: Box): number {
  const across = Math.max(box.x - point.x, 0, point.x - right(box))
  const down = Math.max(box.y - point.y, 0, point.y - foot(box))
  return across + down
}
