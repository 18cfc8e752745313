/** The text of a block: its paragraphs run through the legs, and its lines as frames. */
import type { Block } from '#contract/dummy.ts'
import type { Copy, Part } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { DropCap } from '../flow/dropCap.ts'
import { flow, type Flowed, type FlowFrame, type FlowParagraph } from '../flow/flow.ts'
import { withoutLoneLines } from '../flow/lone.ts'
import { openFlowMemory, type FlowMemory } from '../flow/memory.ts'
import { pointBack, turnBack, type Field } from './field.ts'
import type { TitleTools } from './title.ts'
import { alignedAt, type FrameAt, type LineAt } from './lines.ts'
import type { LegRun } from './legRuns.ts'

/** Runs the paragraphs through legs. `runsAt(depth)` gives the free runs down to a depth of slots. */
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
  const slotsAt = (depth: number): number => slotsOf(room.runsAt?.(depth) ?? [])
  let least = Math.max(0, room.depth - Math.floor((capacity - plain.used) / room.legs))
  // In a shape only the deep legs end there.
  while (least > 0 && slotsAt(least - 1) >= plain.used) least--
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

/** Frames of the body: one a run of slots and part, in reading order; the last part of a run has its free slots. */
export function bodyFrames(
  tools: TitleTools,
  block: Block,
  field: Field,
  runs: readonly LegRun[],
  flowed: Flowed,
): FrameAt[] {
  const counts = new Map<Part, number>()
  const frames: FrameAt[] = []
  let next = 0
  for (const [index, run] of runs.entries()) {
    const starts: { part: Part; slot: number; lines: LineAt[] }[] = []
    for (; flowed.placed[next]?.frame === index; next++) {
      const placed = flowed.placed[next] as Flowed['placed'][number]
      if (starts.at(-1)?.part !== placed.of.part) starts.push({ part: placed.of.part, slot: placed.slot, lines: [] })
      starts.at(-1)?.lines.push(lineAt(tools, field, run, placed))
    }
    if (starts.length === 0) starts.push({ part: 'body', slot: 0, lines: [] })
    for (const [i, { part, slot, lines }] of starts.entries()) {
      const capacity = (starts[i + 1]?.slot ?? run.slots) - slot
      const n = counts.get(part) ?? 0
      counts.set(part, n + 1)
      const own = { x: run.x, y: run.y + slot * field.pitch, width: run.width, height: capacity * field.pitch }
      frames.push({
        id: `${block.id}.${part}.${n}`,
        record: block.id,
        item: block.item,
        part,
        box: turnBack(field, own),
        vertical: field.isVertical,
        capacity,
        lines,
      })
    }
  }
  return frames
}

function lineAt(tools: TitleTools, field: Field, run: LegRun, placed: Flowed['placed'][number]): LineAt {
  const { of, line, slot, drop } = placed
  if (of.cap?.line === line) return capAt(tools, field, run, placed, of.cap)
  const { size, align } = of.style.style
  const x = run.x + alignedAt(align, run.width, line.width)
  const { x: left, y } = pointBack(field, x, run.y + originOf(tools, field, of, slot, drop))
  const { part, index: paragraph } = of
  return { line, x: left, y, size, vertical: field.isVertical, text: of.paragraph.text, part, paragraph }
}

/** A drop cap stands on the last line beside it; down the page there are none. */
function capAt(tools: TitleTools, field: Field, run: LegRun, placed: Flowed['placed'][number], cap: DropCap): LineAt {
  const { of, slot, drop } = placed
  const y = run.y + originOf(tools, field, of, slot + (cap.lines - 1) * of.span, drop) - cap.rise
  const { part, index: paragraph } = of
  const text = of.paragraph.text
  return { line: cap.line, x: run.x, y, size: cap.size, vertical: false, text, part, paragraph }
}

/**
 * A line stands in the middle of its slots, so that text and blocks beside it have the same air above and below: its
 * baseline in a horizontal line, the axis of a vertical one.
 */
function originOf(
  { typesetter }: TitleTools,
  { pitch, isVertical }: Field,
  of: FlowParagraph,
  slot: number,
  drop: number,
): Emu {
  const top = slot * pitch + Math.floor((drop * pitch) / 1000)
  if (isVertical) return top + Math.floor((of.span * pitch) / 2)
  return top + Math.floor((of.span * pitch - of.style.style.size) / 2) + typesetter.ascent(of.style)
}
