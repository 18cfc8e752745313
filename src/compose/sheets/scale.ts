/**
 * A set page at another scale and place. The scale is a whole number of thousandths, and every place is rounded half up by
 * itself from its distance to the trim's corner, never a distance from its neighbour: what met before still meets, no error
 * adds up along a line, and the same page at the same scale is the same everywhere.
 */
import type { Box, Emu, Point } from '#contract/measure.ts'
import { foot, right } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetPage, SetRun, SetStroke } from '#contract/setPage.ts'
import type { SheetPlace } from '#contract/sheet.ts'

/** What a page shows. */
export type Shown = Pick<SetPage, 'frames' | 'pictures' | 'rules'> & { readonly strokes: readonly SetStroke[] }

/** `length` at `scale` thousandths, rounded half up. */
export const scaled = (length: Emu, scale: number): Emu => Math.floor((length * scale + 500) / 1000)

/** A point of the page on its sheet. */
export const pointOn = (place: SheetPlace, { x, y }: Point): Point => ({
  x: place.x + scaled(x, place.scale),
  y: place.y + scaled(y, place.scale),
})

/** A box of the page on its sheet: both corners are rounded, not corner and size. */
export function boxOn(place: SheetPlace, box: Box): Box {
  const from = pointOn(place, box)
  const to = pointOn(place, { x: right(box), y: foot(box) })
  return { ...from, width: to.x - from.x, height: to.y - from.y }
}

/** Everything that a page shows, on its sheet. `tint` (thousandths) makes type and rules paler. */
export const placeOn = (
  place: SheetPlace,
  { frames, pictures, rules, strokes = [] }: Pick<SetPage, 'frames' | 'pictures' | 'rules' | 'strokes'>,
  tint = 1000,
): Shown => ({
  frames: frames.map((frame) => frameOn(place, frame, tint)),
  pictures: pictures.map((picture) => ({ ...picture, box: boxOn(place, picture.box) })),
  rules: rules.map((rule) => ({ ...rule, box: boxOn(place, rule.box), tint: paler(rule.tint, tint) })),
  strokes: strokes.map(({ points, weight, ...stroke }) => ({
    points: points.map((point) => pointOn(place, point)),
    weight: scaled(weight, place.scale),
    tint: paler(stroke.tint, tint),
    ink: stroke.ink,
  })),
})

const paler = (tint: number, share: number): number => Math.floor((tint * share + 500) / 1000)

const frameOn = (place: SheetPlace, frame: SetFrame, tint: number): SetFrame => ({
  ...frame,
  box: boxOn(place, frame.box),
  lines: frame.lines.map((line) => lineOn(place, line, tint)),
})

function lineOn(place: SheetPlace, line: SetLine, tint: number): SetLine {
  const { scale } = place
  const origin = pointOn(place, line)
  const start = line.vertical ? line.y : line.x
  return {
    ...line,
    ...origin,
    width: scaled(start + line.width, scale) - scaled(start, scale),
    size: scaled(line.size, scale),
    runs: line.runs.map((run) => runOn(place, line, origin, run, tint)),
  }
}

const runOn = (place: SheetPlace, line: SetLine, origin: Point, run: SetRun, tint: number): SetRun => ({
  ...run,
  size: Math.max(1, scaled(run.size, place.scale)),
  tint: paler(run.tint, tint),
  dx: run.dx.map((dx) => place.x + scaled(line.x + dx, place.scale) - origin.x),
  dy: run.dy.map((dy) => place.y + scaled(line.y + dy, place.scale) - origin.y),
})
