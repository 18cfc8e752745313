/**
 * The signs of proof marks as a proofreader draws them on the proof: after GB/T 14706-1993 on Chinese papers (5.3: leaders
 * run between the lines), after BS 5261-2 / ISO 5776 on others. Strokes are paths in Emu of the page, so that whoever
 * shows or prints a proof draws the same sign. A sign is drawn in a line's own directions, along it and across it, and
 * is turned with a line that runs down the page.
 */
import type { Lang, Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { standsBetween, type MarkKind, type MarkSpot } from '#contract/mark.ts'
import { foot, right, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { linesOf, maybeCaret, rangeBoxes } from './gaps.ts'
import { pointOf } from './spots.ts'

/** Moves, lines and cubic curves; whole Emu. */
export type PathOp =
  readonly ['M' | 'L', x: Emu, y: Emu] | readonly ['C', x1: Emu, y1: Emu, x2: Emu, y2: Emu, x: Emu, y: Emu]
export type Stroke = readonly PathOp[]

export interface Sign {
  readonly strokes: readonly Stroke[]
  /** The stretches that it stands on; empty between characters and off the copy. */
  readonly boxes: readonly Box[]
  /** Where its leader to the margin begins. */
  readonly from: Point
  /** How large the type is that it stands on. */
  readonly size: Emu
}

/** What a sign is drawn of: where its mark stands on this page. */
interface Ground {
  readonly boxes: readonly Box[]
  readonly vertical: boolean
  readonly size: Emu
}

/** Where a sign's leader runs: between its line and the next. */
export const leaderOf = ({ from, size }: Sign): Point => ({ x: from.x, y: from.y + Math.round(size * 0.72) })

/** Size of a sign off the copy. */
const OFF_COPY: Emu = 144_000

/** The sign of a mark on a set page; null where the page does not show its place. */
export function signOf(set: SetPage, kind: MarkKind, spot: MarkSpot, lang: Lang): Sign | null {
  if (spot.on !== 'story') {
    const at = spot.on === 'page' ? { x: spot.x, y: spot.y } : pointOf(set, spot)
    return at && { strokes: [ringAt(at, OFF_COPY * 0.7)], boxes: [], from: at, size: OFF_COPY }
  }
  const { story, from, to } = spot
  const stretch = groundOf(set, story, from, to)
  if (stretch) return drawn(SIGNS[lang === 'en' ? 'english' : 'chinese'][kind], stretch, stretch.boxes)
  const caret = maybeCaret(set, story, from)
  if (!caret) return null
  const { vertical, ...box } = caret
  const gap: Ground = { boxes: [box], vertical, size: sizeAcross(box, vertical) }
  return drawn(BETWEEN[lang === 'en' ? 'english' : 'chinese'][kind] ?? spotRing, gap, [])
}

/** The sign of a kind on two ems of type, for a list to choose from; its box begins at 0, 0. */
export function sampleSign(kind: MarkKind, lang: Lang, size: Emu): Sign {
  const tradition = lang === 'en' ? 'english' : 'chinese'
  const between = standsBetween(kind) ? BETWEEN[tradition][kind] : undefined
  const box = { x: 0, y: 0, width: between ? 0 : size * 2, height: Math.round(size * 1.2) }
  const ground = { boxes: [box], vertical: false, size }
  return drawn(between ?? SIGNS[tradition][kind], ground, between ? [] : [box])
}

function groundOf(set: SetPage, story: StoryId, from: Place, to: Place): Ground | null {
  const boxes = rangeBoxes(set, story, from, to)
  const [first] = boxes
  if (!first) return null
  const line = linesOf(set, story, from.part).find(({ line: each }) => holds(each, from))?.line
  const vertical = line?.vertical ?? first.height > first.width * boxes.length
  return { boxes, vertical, size: sizeAcross(first, vertical) }
}

const holds = ({ from, to }: { from: Place | null; to: Place | null }, place: Place): boolean =>
  from !== null &&
  to !== null &&
  from.paragraph === place.paragraph &&
  from.offset <= place.offset &&
  place.offset <= to.offset

/** A line's stripe is an em and a fifth across. */
const sizeAcross = (box: Box, vertical: boolean): Emu => Math.round((vertical ? box.width : box.height) / 1.2)

/** Strokes in a line's own directions: u along it from the box's start, v across it from its head. Ends of the leader last. */
interface Pencil {
  readonly length: Emu
  readonly thick: Emu
  readonly size: Emu
  readonly isFirst: boolean
  readonly isLast: boolean
}
type Draw = (pencil: Pencil) => readonly LocalStroke[]
type LocalOp = readonly ['M' | 'L', number, number] | readonly ['C', number, number, number, number, number, number]
type LocalStroke = readonly LocalOp[]

function drawn(draw: Draw, { boxes, vertical, size }: Ground, stretch: readonly Box[]): Sign {
  const strokes = boxes.flatMap((box, i) => {
    const [length, thick] = vertical ? [box.height, box.width] : [box.width, box.height]
    const pencil = { length, thick, size, isFirst: i === 0, isLast: i === boxes.length - 1 }
    return draw(pencil).map((stroke) => turned(stroke, box, vertical))
  })
  const last = boxes[boxes.length - 1]!
  const from = vertical
    ? { x: last.x + Math.round(last.width / 2), y: foot(last) }
    : { x: right(last), y: last.y + Math.round(last.height / 2) }
  return { strokes, boxes: stretch, from, size }
}

/** A local stroke on the page. In a line that runs down the page, along is down and across is from right to left. */
function turned(stroke: LocalStroke, box: Box, vertical: boolean): Stroke {
  const x = (u: number, v: number): Emu => Math.round(vertical ? right(box) - v : box.x + u)
  const y = (u: number, v: number): Emu => Math.round(vertical ? box.y + u : box.y + v)
  return stroke.map((op): PathOp => {
    if (op[0] !== 'C') return [op[0], x(op[1], op[2]), y(op[1], op[2])]
    const [, u1, v1, u2, v2, u, v] = op
    return ['C', x(u1, v1), y(u1, v1), x(u2, v2), y(u2, v2), x(u, v), y(u, v)]
  })
}

/** A ring round the words, drawn by hand: its ends overlap a little. */
const ring: Draw = ({ length, thick, size }) => {
  const [air, bow] = [size * 0.14, size * 0.42]
  const [l, r, t, b] = [-air, length + air, -air * 0.4, thick + air * 0.4]
  const half = (t + b) / 2
  return [
    [
      ['M', l + bow * 1.3, t + air * 0.3],
      ['C', l + bow * 0.4, t, l, t + (half - t) * 0.35, l, half],
      ['C', l, b - (b - half) * 0.35, l + bow * 0.4, b, l + bow, b],
      ['L', r - bow, b],
      ['C', r - bow * 0.4, b, r, b - (b - half) * 0.35, r, half],
      ['C', r, t + (half - t) * 0.35, r - bow * 0.4, t, r - bow, t],
      ['L', l + bow * 0.9, t - air * 0.2],
    ],
  ]
}

const through: Draw = ({ length, thick, size }) => [
  [
    ['M', -size * 0.12, thick * 0.56],
    ['L', length + size * 0.12, thick * 0.5],
  ],
]

/** The pig's tail of deletion, at the end of what goes. */
const tail: Draw = ({ length, thick, size, isLast }) => {
  if (!isLast) return []
  const [u, v] = [length + size * 0.12, thick * 0.5]
  return [
    [
      ['M', u, v],
      ['C', u + size * 0.6, v - size * 0.1, u + size * 0.6, v - size * 0.9, u + size * 0.25, v - size * 0.8],
      ['C', u, v - size * 0.72, u + size * 0.2, v - size * 0.15, u + size * 0.8, v - size * 0.3],
    ],
  ]
}

/** Over the first half and under the second; between them the two change places. */
const exchange: Draw = ({ length, thick, size }) => {
  const [over, under] = [-size * 0.16, thick + size * 0.16]
  const middle = length / 2
  return [
    [
      ['M', -size * 0.1, thick * 0.75],
      ['C', -size * 0.2, over, size * 0.1, over, middle * 0.5, over],
      ['C', middle * 1.1, over, middle * 0.9, under, middle * 1.5, under],
      ['C', length - size * 0.1, under, length + size * 0.2, under, length + size * 0.1, thick * 0.25],
    ],
  ]
}

/** An arrow that leads out of the ring. */
const arrow: Draw = ({ thick, size, isFirst }) => {
  if (!isFirst) return []
  const [u, v] = [-size * 0.14, thick * 0.5]
  const tip = u - size * 1.1
  return [
    [
      ['M', u, v],
      ['L', tip, v],
    ],
    [
      ['M', tip + size * 0.3, v - size * 0.22],
      ['L', tip, v],
      ['L', tip + size * 0.3, v + size * 0.22],
    ],
  ]
}

/** From the end of one paragraph a curve to the start of the next. */
const link: Draw = ({ length, thick, size, isFirst }) => {
  if (!isFirst) return []
  const [u, v] = [length + size * 0.1, thick * 0.5]
  return [
    [
      ['M', u, v],
      ['C', u + size * 0.9, v, u + size * 0.9, thick + size * 0.25, u, thick + size * 0.25],
      ['L', Math.max(u - size * 2, -size * 0.2), thick + size * 0.25],
    ],
  ]
}

const chevron =
  (points: 1 | -1): Draw =>
  ({ length, thick, size }) => {
    const [middle, v] = [length / 2, -size * 0.06]
    const [edge, tip] = points === 1 ? [v - size * 0.42, v + size * 0.06] : [v + size * 0.06, v - size * 0.42]
    const back = thick + size * 0.06
    return [
      [
        ['M', middle - size * 0.3, edge],
        ['L', middle, tip],
        ['L', middle + size * 0.3, edge],
      ],
      [
        ['M', middle - size * 0.3, back + (v - edge)],
        ['L', middle, back + (v - tip)],
        ['L', middle + size * 0.3, back + (v - edge)],
      ],
    ]
  }

/** A Y between the characters that are too close: its arms open upwards. */
const fork: Draw = ({ length, thick, size }) => {
  const middle = length / 2
  return [
    [
      ['M', middle - size * 0.28, -size * 0.35],
      ['L', middle, thick * 0.3],
      ['L', middle + size * 0.28, -size * 0.35],
    ],
    [
      ['M', middle, thick * 0.3],
      ['L', middle, thick],
    ],
  ]
}

/** Two bows that close a gap. */
const bows: Draw = ({ length, thick, size }) => {
  const bow = (v: number, rise: number): LocalStroke => [
    ['M', 0, v],
    ['C', length * 0.25, v + rise, length * 0.75, v + rise, length, v],
  ]
  return [bow(-size * 0.02, -size * 0.3), bow(thick + size * 0.02, size * 0.3)]
}

const rails: Draw = ({ length, thick, size }) =>
  [-size * 0.1, thick + size * 0.1].map((v): LocalStroke => [
    ['M', -size * 0.1, v],
    ['L', length + size * 0.1, v],
  ])

const bars: Draw = ({ thick, size, isFirst }) =>
  isFirst
    ? [-size * 0.2, -size * 0.4].map((u): LocalStroke => [
        ['M', u, -size * 0.1],
        ['L', u, thick + size * 0.1],
      ])
    : []

/** A line under the words that trembles: read the note. */
const wave: Draw = ({ length, thick, size }) => {
  const [v, step] = [thick + size * 0.06, size * 0.3]
  const count = Math.max(1, Math.round(length / step))
  const each = length / count
  const ops: LocalOp[] = [['M', 0, v]]
  for (let i = 0; i < count; i++) {
    const rise = (i % 2 === 0 ? 1 : -1) * size * 0.14
    ops.push(['C', (i + 0.35) * each, v + rise, (i + 0.65) * each, v + rise, (i + 1) * each, v])
  }
  return [ops]
}

/** A wedge from between the lines into the gap. */
const wedge: Draw = ({ size }) => [
  [
    ['M', -size * 0.34, -size * 0.42],
    ['L', 0, size * 0.12],
    ['L', size * 0.34, -size * 0.42],
  ],
]

/** The caret stands under the line and points up into the gap. */
const caret: Draw = ({ thick, size }) => [
  [
    ['M', -size * 0.3, thick + size * 0.22],
    ['L', 0, thick - size * 0.3],
    ['L', size * 0.3, thick + size * 0.22],
  ],
  [
    ['M', 0, thick - size * 0.3],
    ['L', 0, thick * 0.1],
  ],
]

/** A line that divides, and leads back to where the new paragraph begins. */
const step: Draw = ({ thick, size }) => [
  [
    ['M', size * 0.12, -size * 0.1],
    ['L', 0, -size * 0.1],
    ['L', 0, thick + size * 0.16],
    ['L', -size * 2.4, thick + size * 0.16],
  ],
  [
    ['M', -size * 2.15, thick - size * 0.02],
    ['L', -size * 2.4, thick + size * 0.16],
    ['L', -size * 2.15, thick + size * 0.34],
  ],
]

const bracket: Draw = ({ thick, size }) => [
  [
    ['M', size * 0.5, -size * 0.12],
    ['L', 0, -size * 0.12],
    ['L', 0, thick + size * 0.12],
  ],
]

const spotRing: Draw = ({ thick, size }) => {
  const [r, v] = [size * 0.3, thick / 2]
  const k = r * 0.55
  return [
    [
      ['M', -r, v],
      ['C', -r, v - k, -k, v - r, 0, v - r],
      ['C', k, v - r, r, v - k, r, v],
      ['C', r, v + k, k, v + r, 0, v + r],
      ['C', -k, v + r, -r, v + k, -r, v],
    ],
  ]
}

function ringAt({ x, y }: Point, size: Emu): Stroke {
  const [stroke] = spotRing({ length: 0, thick: 0, size: size * 2, isFirst: true, isLast: true })
  return turned(stroke!, { x, y, width: 0, height: 0 }, false)
}

const all =
  (...draws: readonly Draw[]): Draw =>
  (pencil) =>
    draws.flatMap((draw) => draw(pencil))

/** Whether a sign is short: a ring holds a few characters, a line strikes many. */
const byLength =
  (short: Draw, long: Draw): Draw =>
  (pencil) =>
    (pencil.isFirst && pencil.isLast && pencil.length <= pencil.size * 8 ? short : long)(pencil)

/** Signs on a stretch of words, by tradition. */
const SIGNS: Readonly<Record<'chinese' | 'english', Readonly<Record<MarkKind, Draw>>>> = {
  chinese: {
    correct: ring,
    delete: byLength(all(ring, tail), all(through, tail)),
    insert: wedge,
    transpose: exchange,
    move: all(ring, arrow),
    runOn: link,
    newParagraph: step,
    open: chevron(1),
    close: chevron(-1),
    align: rails,
    note: wave,
  },
  english: {
    correct: through,
    delete: all(through, tail),
    insert: caret,
    transpose: exchange,
    move: all(ring, arrow),
    runOn: link,
    newParagraph: bracket,
    open: fork,
    close: bows,
    align: bars,
    note: wave,
  },
}

/** Signs between two characters; a mark whose words shrank to none is a spot. */
const BETWEEN: Readonly<Record<'chinese' | 'english', Partial<Readonly<Record<MarkKind, Draw>>>>> = {
  chinese: { insert: wedge, newParagraph: step, note: spotRing },
  english: { insert: caret, newParagraph: bracket, note: spotRing },
}
