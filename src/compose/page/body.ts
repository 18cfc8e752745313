/** The text of a block: its paragraphs run through the legs. */
import type { Copy } from '#contract/copy.ts'
import { flow } from '../flow/flow.ts'
import type { Flowed, FlowFrame, FlowParagraph } from '../flow/flowed.ts'
import { withoutLoneLines } from '../flow/lone.ts'
import { openFlowMemory, type FlowMemory } from '../flow/memory.ts'
import type { TitleTools } from './title.ts'
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

/** The last runs of a block's text, one for each way of running it. */
export interface BodyMemory {
  readonly plain: FlowMemory
  readonly kept: FlowMemory
  readonly bare: FlowMemory
  readonly level: FlowMemory
}

export const openBodyMemory = (): BodyMemory => ({
  plain: openFlowMemory(),
  kept: openFlowMemory(),
  bare: openFlowMemory(),
  level: openFlowMemory(),
})

/**
 * Sets the text. A story that is full keeps every line where it falls. One with slots to spare has its paragraphs kept
 * together (R14, R17, E8); and its legs end level, when it is boxed or only a few lines short.
 */
export function setBody(
  tools: TitleTools,
  copy: Copy,
  paragraphs: readonly FlowParagraph[],
  room: BodyRoom,
  memory: BodyMemory,
): SetBody {
  const plain = run(tools, copy, paragraphs, room.runs, 0, true, memory.plain)
  const capacity = slotsOf(room.runs)
  const spare = capacity - plain.used
  const body = { flowed: plain, runs: room.runs, lines: plain.used }
  if (plain.over.length > 0 || spare === 0 || paragraphs.length === 0) {
    return { ...body, flowed: repaired(tools, copy, paragraphs, room.runs, plain, memory.plain) }
  }
  const level =
    room.runsAt && (room.isBoxed || spare < 3 * room.legs)
      ? levelled(tools, copy, paragraphs, room, plain, memory.level)
      : null
  const isLevel = level?.flowed.stranded === 0
  if (isLevel && (room.isBoxed || level.flowed.remarks.length === 0)) return { ...level, lines: plain.used }
  const kept = run(tools, copy, paragraphs, room.runs, spare, true, memory.kept)
  const isKept = kept.over.length === 0 && kept.stranded === 0
  // R14, E8: legs that are not level show less than a lone line.
  if (isLevel && !(isKept && kept.remarks.length === 0)) return { ...level, lines: plain.used }
  if (isKept) return { ...body, flowed: kept }
  // Not enough for every rule: a lone line is a lesser evil than a subhead that has lost its text.
  const bare = run(tools, copy, paragraphs, room.runs, spare, false, memory.bare)
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
function levelled(
  tools: TitleTools,
  copy: Copy,
  paragraphs: readonly FlowParagraph[],
  room: BodyRoom,
  plain: Flowed,
  memory: FlowMemory,
) {
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
    const flowed = run(tools, copy, paragraphs, runs, spare, true, memory)
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
  keepsLines: boolean,
  memory: FlowMemory,
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
