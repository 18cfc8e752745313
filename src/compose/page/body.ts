/** The text of a block: its paragraphs run through the legs, and its lines as frames. */
import type { Block } from '#contract/dummy.ts'
import type { Copy, Part } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { DropCap } from '../flow/dropCap.ts'
import { flow, type Flowed, type FlowFrame, type FlowParagraph } from '../flow/flow.ts'
import { withoutLoneLines } from '../flow/lone.ts'
import { openFlowMemory, type FlowMemory } from '../flow/memory.ts'
import type { TitleTools } from './title.ts'
import { alignedAt, type FrameAt, type LineAt } from './lines.ts'
import type { LegRun } from './legs.ts'

/** Runs the paragraphs through legs. `runsAt(depth)` gives the free runs down to a depth of the (only) area. */
export interface BodyRoom {
  readonly runs: readonly LegRun[]
  readonly depth: number
  readonly legs: number
  readonly isBoxed: boolean
  /** Null where the legs may not be balanced: several areas. */
  readonly runsAt: ((depth: number) => readonly LegRun[]) | null
}

export interface SetBody {
  readonly flowed: Flowed
  readonly runs: readonly LegRun[]
  /** Slots that the lines take without those that rules leave open. */
  readonly lines: number
}

/**
 * Sets the text. A story that is full keeps every line where it falls. One with slots to spare has its paragraphs kept
 * together (R14, R17, E8); and its legs end level, when it is boxed or only a few lines short.
 */
export function setBody(tools: TitleTools, copy: Copy, paragraphs: readonly FlowParagraph[], room: BodyRoom): SetBody {
  const memory = openFlowMemory()
  const plain = run(tools, copy, paragraphs, room.runs, 0, true, memory)
  const capacity = slotsOf(room.runs)
  const spare = capacity - plain.used
  const body = { flowed: plain, runs: room.runs, lines: plain.used }
  if (plain.over.length > 0 || spare === 0 || paragraphs.length === 0) {
    return { ...body, flowed: repaired(tools, copy, paragraphs, room.runs, plain, memory) }
  }
  const level =
    room.runsAt && (room.isBoxed || spare < 3 * room.legs) ? levelled(tools, copy, paragraphs, room, plain) : null
  const isLevel = level?.flowed.stranded === 0
  if (isLevel && (room.isBoxed || level.flowed.remarks.length === 0)) return { ...level, lines: plain.used }
  const kept = run(tools, copy, paragraphs, room.runs, spare)
  const isKept = kept.over.length === 0 && kept.stranded === 0
  // R14, E8: legs that are not level show less than a lone line.
  if (isLevel && !(isKept && kept.remarks.length === 0)) return { ...level, lines: plain.used }
  if (isKept) return { ...body, flowed: kept }
  // Not enough for every rule: a lone line is a lesser evil than a subhead that has lost its text.
  const bare = run(tools, copy, paragraphs, room.runs, spare, false)
  if (bare.over.length === 0 && bare.stranded === 0) return { ...body, flowed: bare }
  if (level) return { ...level, lines: plain.used }
  return kept.over.length === 0 ? { ...body, flowed: kept } : body
}

/** A full story without its lone lines, as far as other breaks of its paragraphs repair them. */
function repaired(
  tools: TitleTools,
  copy: Copy,
  paragraphs: readonly FlowParagraph[],
  runs: readonly LegRun[],
  plain: Flowed,
  memory: FlowMemory,
): Flowed {
  if (plain.remarks.length === 0) return plain
  const { devices, styles } = tools
  return withoutLoneLines(plain, paragraphs, {
    mayTake({ more, ...of }, frame) {
      const measures = styles.measures([], runs[Math.min(frame, runs.length - 1)]?.width ?? 0)
      return (
        more !== undefined && devices.lines({ ...of, more }, measures).length !== devices.lines(of, measures).length
      )
    },
    run: (tried) => run(tools, copy, tried, runs, 0, true, memory),
  })
}

/**
 * The least depth at which the text still finds room, its paragraphs kept: one where every subhead has its lines (R17), and
 * where no line stands alone if one line more of depth gives that (R14, E8).
 */
function levelled(tools: TitleTools, copy: Copy, paragraphs: readonly FlowParagraph[], room: BodyRoom, plain: Flowed) {
  const capacity = slotsOf(room.runs)
  const least = Math.max(0, room.depth - Math.floor((capacity - plain.used) / room.legs))
  let first: Levelled | null = null
  let fair: Levelled | null = null
  for (let depth = least; depth < room.depth; depth++) {
    const runs = room.runsAt?.(depth) ?? []
    const spare = slotsOf(runs) - plain.used
    if (spare < 0) continue
    const flowed = run(tools, copy, paragraphs, runs, spare)
    const isGood = flowed.over.length === 0 && flowed.stranded === 0
    if (isGood && flowed.remarks.length === 0) return { flowed, runs }
    if (fair) return fair
    if (isGood) fair = { flowed, runs }
    else if (flowed.over.length === 0) first ??= { flowed, runs }
  }
  return fair ?? first
}

interface Levelled {
  readonly flowed: Flowed
  readonly runs: readonly LegRun[]
}

const slotsOf = (runs: readonly LegRun[]): number => runs.reduce((sum, each) => sum + each.slots, 0)

function run(
  tools: TitleTools,
  copy: Copy,
  paragraphs: readonly FlowParagraph[],
  runs: readonly LegRun[],
  spare: number,
  keepsLines = true,
  memory = openFlowMemory(),
) {
  const { devices, styles } = tools
  const frames: readonly FlowFrame[] = runs.length > 0 ? runs : NO_FRAMES
  const rules = { keepsFirstLines: keepsLines && copy.lang === 'en', keepsLastLines: keepsLines, spare }
  return flow(
    frames,
    paragraphs,
    rules,
    devices.lines,
    (first, rest, whole) => styles.measures(first, rest, whole),
    memory,
  )
}
/** A block without legs: its text is broken for a column of no lines, so that what is over can be counted. */
const NO_FRAMES: readonly FlowFrame[] = [{ width: 1_257_300, slots: 0 }]

/**
 * Frames of the body: one a run of slots and part, in reading order; the last part of a run has its free slots. Slots are
 * `pitch` deep: the page's, or that of a block whose leading was changed.
 */
export function bodyFrames(
  tools: TitleTools,
  block: Block,
  runs: readonly LegRun[],
  flowed: Flowed,
  pitch: Emu,
): FrameAt[] {
  const counts = new Map<Part, number>()
  const frames: FrameAt[] = []
  let next = 0
  for (const [index, leg] of runs.entries()) {
    const starts: { part: Part; slot: number; lines: LineAt[] }[] = []
    for (; flowed.placed[next]?.frame === index; next++) {
      const placed = flowed.placed[next] as Flowed['placed'][number]
      if (starts.at(-1)?.part !== placed.of.part) starts.push({ part: placed.of.part, slot: placed.slot, lines: [] })
      starts.at(-1)?.lines.push(lineAt(tools, leg, placed, pitch))
    }
    if (starts.length === 0) starts.push({ part: 'body', slot: 0, lines: [] })
    for (const [i, { part, slot, lines }] of starts.entries()) {
      const capacity = (starts[i + 1]?.slot ?? leg.slots) - slot
      const n = counts.get(part) ?? 0
      counts.set(part, n + 1)
      const box = { x: leg.x, y: leg.y + slot * pitch, width: leg.width, height: capacity * pitch }
      const id = `${block.id}.${part}.${n}`
      frames.push({ id, record: block.id, item: block.item, part, box, vertical: false, capacity, lines })
    }
  }
  return frames
}

function lineAt(
  tools: TitleTools,
  leg: LegRun,
  { of, line, slot, drop }: Flowed['placed'][number],
  pitch: Emu,
): LineAt {
  const { style } = of.style
  if (of.cap?.line === line) return capAt(tools, leg, of, of.cap, slot, drop, pitch)
  const x = leg.x + alignedAt(style.align, leg.width, line.width)
  const y = leg.y + baseline(tools, of, slot, drop, pitch)
  return { line, x, y, size: style.size, vertical: false, text: of.paragraph.text, part: of.part, paragraph: of.index }
}

/** A drop cap stands on the last line beside it. */
function capAt(
  tools: TitleTools,
  leg: LegRun,
  of: FlowParagraph,
  cap: DropCap,
  slot: number,
  drop: number,
  pitch: Emu,
): LineAt {
  const y = leg.y + baseline(tools, of, slot + (cap.lines - 1) * of.span, drop, pitch) - cap.rise
  const { part, index, paragraph } = of
  return { line: cap.line, x: leg.x, y, size: cap.size, vertical: false, text: paragraph.text, part, paragraph: index }
}

/** A line stands in the middle of its slots, so that text and blocks beside it have the same air above and below. */
function baseline({ typesetter }: TitleTools, of: FlowParagraph, slot: number, drop: number, pitch: Emu): Emu {
  const air = Math.floor((of.span * pitch - of.style.style.size) / 2)
  return slot * pitch + Math.floor((drop * pitch) / 1000) + air + typesetter.ascent(of.style)
}
