/**
 * Runs of free slots: what stands in the way of the legs (pictures, a title beside or inside the text) takes the slots that
 * it touches. Where enough of a leg is left beside it, text goes round it 绕排.
 */
import type { Box, Emu } from '#contract/measure.ts'
import { foot, right } from '#contract/measure.ts'
import { slotAfter, slotBefore, slotY, type Field } from './field.ts'
import type { BlockLeg } from './legs.ts'

/** A run of free slots in one leg, in the block's coordinates. */
export interface LegRun {
  readonly leg: BlockLeg
  /** The part of the leg that the run lies in. */
  readonly part: Box
  readonly x: Emu
  readonly y: Emu
  readonly width: Emu
  readonly slots: number
  /** The leg goes on from the run before without a gap: its first slot does not head a leg. */
  readonly continues: boolean
}

/** Slots of one part between which nothing changes, and the stretches of their length that are free. */
interface Band {
  readonly part: Box
  readonly slot: number
  readonly slots: number
  readonly spans: readonly Span[]
}
interface Span {
  readonly x: Emu
  readonly width: Emu
}

/** Text beside an obstacle is at least so wide: four characters, or about two words of English. */
const LEAST_HAN = 4
const LEAST_LATIN = 8

/** The free runs of the legs in reading order, each leg no deeper than `depth` slots from where the block's text begins. */
export const runsOf = (
  field: Field,
  legs: readonly BlockLeg[],
  obstacles: readonly Box[],
  depth: number | null,
): LegRun[] => legs.flatMap((leg) => runsOfLeg(leg, field, bandsOf(field, leg, obstacles, depth)))

/** Slots from the block's first to the last of its legs. */
export const depthOf = (field: Field, legs: readonly BlockLeg[]): number =>
  legs.reduce((most, { parts }) => parts.reduce((deep, part) => Math.max(deep, slotBefore(field, foot(part))), most), 0)

function bandsOf(field: Field, leg: BlockLeg, obstacles: readonly Box[], depth: number | null): Band[] {
  return leg.parts.flatMap((part) => {
    const first = slotAfter(field, part.y)
    const end = Math.min(slotBefore(field, foot(part)), depth ?? Infinity)
    const inWay = obstacles.filter((each) => each.x < right(part) && part.x < right(each) && each.width > 0)
    if (inWay.length === 0) return end > first ? [{ part, slot: first, slots: end - first, spans: [part] }] : []
    return bandsBetween(field, part, inWay, first, end)
  })
}

function bandsBetween(field: Field, part: Box, inWay: readonly Box[], first: number, end: number): Band[] {
  const taken = inWay.map((box) => ({ box, from: slotBefore(field, box.y), to: slotAfter(field, foot(box)) }))
  const inside = taken.flatMap(({ from, to }) => [from, to]).filter((slot) => slot > first && slot < end)
  const cuts = [...new Set([first, ...inside, end])].toSorted((a, b) => a - b)
  const bands: Band[] = []
  for (const [i, slot] of cuts.entries()) {
    const next = cuts[i + 1]
    if (next === undefined || next <= slot) continue
    const here = taken.filter(({ from, to }) => from < next && slot < to).map(({ box }) => box)
    const spans = here.length === 0 ? [part] : spansBeside(field, part, here)
    const last = bands.at(-1)
    if (last && isSameSpans(last.spans, spans)) bands[bands.length - 1] = { ...last, slots: next - last.slot }
    else bands.push({ part, slot, slots: next - slot, spans })
  }
  return bands.filter(({ spans }) => spans.length > 0)
}

const isSameSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((span, i) => span.x === b[i]?.x && span.width === b[i].width)

/** What obstacles leave of a leg's width: half a character of air at least, whole characters, the odd rest to the air. */
function spansBeside(field: Field, part: Box, obstacles: readonly Box[]): Span[] {
  const spans: Span[] = []
  let from = part.x
  for (const each of obstacles.toSorted((a, b) => a.x - b.x)) {
    pushSpan(spans, field, from, each.x, from > part.x, true)
    from = Math.max(from, right(each))
  }
  pushSpan(spans, field, from, right(part), from > part.x, false)
  return spans
}

function pushSpan(spans: Span[], field: Field, from: Emu, to: Emu, isAfter: boolean, isBefore: boolean): void {
  const { em, cell } = field
  const air = Math.floor(em / 2)
  const start = from + (isAfter ? air : 0)
  const room = to - (isBefore ? air : 0) - start
  if (room < (cell === null ? LEAST_LATIN : LEAST_HAN) * em) return
  const rest = cell === null ? 0 : room % cell
  const shift = !isAfter ? 0 : isBefore ? Math.floor(rest / 2) : rest
  spans.push({ x: start + shift, width: room - rest })
}

/**
 * The runs of a leg. Where an obstacle stands in its middle, each side is a short leg of its own, as in a newspaper: all
 * the lines before it are read first, then all the lines after it.
 */
function runsOfLeg(leg: BlockLeg, field: Field, bands: readonly Band[]): LegRun[] {
  const runs: LegRun[] = []
  let end: number | null = null
  for (let i = 0; i < bands.length;) {
    const band = bands[i] as Band
    const group = groupAt(bands, i)
    for (let side = 0; side < band.spans.length; side++) {
      for (const [n, each] of group.entries()) {
        const { x, width } = each.spans[side] as Span
        const continues = n > 0 || (side === 0 && end === each.slot)
        runs.push({ leg, part: each.part, x, y: slotY(field, each.slot), width, slots: each.slots, continues })
      }
    }
    i += group.length
    const last = group.at(-1) as Band
    end = last.slot + last.slots
  }
  return runs
}

/** Bands from `at` on that an obstacle divides into the same number of sides; a band of one side stands alone. */
function groupAt(bands: readonly Band[], at: number): Band[] {
  const group = [bands[at] as Band]
  const sides = group[0]?.spans.length ?? 0
  for (let i = at + 1; sides > 1 && i < bands.length; i++) {
    const band = bands[i] as Band
    const last = group.at(-1) as Band
    if (band.spans.length !== sides || band.slot !== last.slot + last.slots) break
    group.push(band)
  }
  return group
}
