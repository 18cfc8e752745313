/** Marks on a page proof that goes out on paper: the signs where they stand, their notes in the margins. */
import type { Lang } from '#contract/copy.ts'
import type { SpotInk } from '#contract/inks.ts'
import { needsWords, type MarkKind, type MarkSpot } from '#contract/mark.ts'
import { pt, type Emu, type Point, type Size } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { SheetPlace } from '#contract/sheet.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { placeNotes, type PlacedNote } from '#grid/margins.ts'
import { leaderOf, signOf, type Sign, type Stroke } from '#grid/signs.ts'
import { HAIRLINE, MARGIN, type SheetFacts } from './frame.ts'
import type { Look, Pen } from './pen.ts'
import { pointOn, scaled } from './scale.ts'

/** A mark as a proof on paper shows it. */
export interface SheetMark {
  readonly number: number
  readonly kind: MarkKind
  readonly spot: MarkSpot
  /** The reading that it was made at: each has its own ink. */
  readonly reading: 1 | 2 | 3
  /** Words to put in. */
  readonly proposed: string
  readonly text: string
}

/** What a page proof is made of beside its page; without `marks` none are shown. */
export type PageFacts = SheetFacts & { readonly marks?: readonly SheetMark[] }

const NOTE: Look = { size: pt(8) }
/** Proofreaders' inks: the first reading in red, the second in blue, the third in green. */
const INKS: Readonly<Record<SheetMark['reading'], SpotInk>> = {
  1: { name: 'Reading 1', cmyk: [0, 92, 90, 15] },
  2: { name: 'Reading 2', cmyk: [95, 65, 0, 15] },
  3: { name: 'Reading 3', cmyk: [90, 10, 85, 35] },
}
const DEPTH: Emu = pt(11)
const AIR: Emu = pt(4)
const WEIGHT: Emu = pt(0.75)
/** A leader is paler than the sign that it leads from. */
const PALE = 55
/** Straight pieces of a curve: enough for a sign of any size on paper. */
const PIECES = 10

interface Drawn {
  readonly mark: SheetMark
  readonly sign: Sign
  /** Where its leader leaves the line, on the sheet. */
  readonly from: Point
}

/** Draws the marks whose places the page shows. `sheet` is the size of the paper. */
export function drawMarks(
  pen: Pen,
  { set, place, sheet, stylebook }: { set: SetPage; place: SheetPlace; sheet: Size; stylebook: Stylebook },
  marks: readonly SheetMark[],
): void {
  const drawn = marks.flatMap((mark): Drawn[] => {
    const sign = signOf(set, mark.kind, mark.spot, stylebook.lang)
    return sign ? [{ mark, sign, from: pointOn(place, leaderOf(sign)) }] : []
  })
  const notes = placeNotes(
    drawn.map(({ from }) => ({ from, depth: DEPTH })),
    sheet.width,
    sheet.height,
    0,
  )
  const edges = edgesOf(place, stylebook)
  for (const [i, each] of drawn.entries()) {
    for (const stroke of each.sign.strokes)
      pen.stroke(
        pointsOf(stroke).map((point) => pointOn(place, point)),
        WEIGHT,
        100,
        INKS[each.mark.reading],
      )
    writeNote(pen, each, notes[i]!, edges, sheet.width, place, stylebook.lang)
  }
}

interface Edges {
  readonly left: Emu
  readonly right: Emu
}

/** Where the margins begin beside the type area. */
function edgesOf(place: SheetPlace, { grid }: Stylebook): Edges {
  const type = grid.columns * grid.measure + (grid.columns - 1) * grid.gap
  const on = (x: Emu): Emu => place.x + scaled(x, place.scale)
  return { left: on(grid.left) - AIR, right: on(grid.left + type) + AIR }
}

function writeNote(
  pen: Pen,
  { mark, sign, from }: Drawn,
  { side, top }: PlacedNote,
  edges: Edges,
  width: Emu,
  place: SheetPlace,
  lang: Lang,
): void {
  const isLeft = side === 'left'
  const y = Math.round(top)
  const start = pointOn(place, sign.from)
  const end = { x: isLeft ? edges.left - AIR : edges.right + AIR, y: y + Math.floor(DEPTH / 2) }
  pen.stroke([start, { x: start.x, y: from.y }, { x: edges[side], y: from.y }, end], HAIRLINE, PALE, INKS[mark.reading])
  const room = (isLeft ? end.x : width - end.x) - Math.floor(MARGIN / 2)
  const box = { x: isLeft ? end.x - room : end.x, y, width: room, height: DEPTH }
  const words = needsWords(mark.kind) ? mark.proposed : mark.text
  const gap = lang === 'en' || words === '' ? ' ' : '\u3000'
  pen.write(isLeft ? `${words}${gap}${mark.number}` : `${mark.number}${gap}${words}`, box, {
    ...NOTE,
    ink: INKS[mark.reading],
    align: isLeft ? 'right' : 'left',
  })
}

/** A stroke's path as a line of points: curves are cut into straight pieces. */
function pointsOf(stroke: Stroke): Point[] {
  const points: Point[] = []
  for (const op of stroke) {
    const last = points.at(-1)
    if (op[0] !== 'C' || !last) points.push({ x: op[1], y: op[2] })
    else for (let i = 1; i <= PIECES; i++) points.push(onCurve(last, op, i / PIECES))
  }
  return points
}

/** A cubic Bézier curve at `t`, by its Bernstein form. */
function onCurve(
  from: Point,
  [, x1, y1, x2, y2, x, y]: Extract<Stroke[number], readonly ['C', ...unknown[]]>,
  t: number,
): Point {
  const [a, b, c, d] = [(1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t]
  return {
    x: Math.round(a * from.x + b * x1 + c * x2 + d * x),
    y: Math.round(a * from.y + b * y1 + c * y2 + d * y),
  }
}
