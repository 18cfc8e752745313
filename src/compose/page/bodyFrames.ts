/**
 * The lines of a block's text as frames: one a run of slots and part, in reading order. A run whose lines stand as they
 * stood comes out as it was, so that a key makes the frames of one leg, or of those after it where the lines moved on.
 */
import type { Part } from '#contract/copy.ts'
import type { Block } from '#contract/dummy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { DropCap } from '../flow/dropCap.ts'
import type { Flowed, FlowParagraph, PlacedLine } from '../flow/flowed.ts'
import { pointBack, turnBack, type Field } from './field.ts'
import type { LegRun } from './legRuns.ts'
import { alignedAt, type FrameAt, type LineAt } from './lines.ts'
import type { TitleTools } from './title.ts'

/** The frames of one run, with all that they were made from. */
export interface KeptRun {
  readonly item: StoryId
  readonly run: LegRun
  readonly field: Field
  readonly placed: readonly PlacedLine[]
  /** How many frames of each frame's part stood before it. */
  readonly ordinals: readonly number[]
  readonly frames: readonly FrameAt[]
}

/** The runs of a body with their frames; the last part of a run has its free slots. `before`: those of the last setting. */
export function bodyRuns(
  tools: TitleTools,
  block: Pick<Block, 'id' | 'item'>,
  field: Field,
  runs: readonly LegRun[],
  { placed }: Flowed,
  before: readonly KeptRun[],
): KeptRun[] {
  const counts = new Map<Part, number>()
  let next = 0
  return runs.map((run, index) => {
    const first = next
    while (placed[next]?.frame === index) next++
    const kept = before[index]
    const isSame =
      kept !== undefined &&
      kept.item === block.item &&
      isSameGround(kept, field, run) &&
      isSameText(kept.placed, placed, first, next) &&
      kept.frames.every(({ part }, i) => countOf(counts, kept, i, part) === kept.ordinals[i])
    const made = isSame ? kept : makeRun(tools, block, field, run, placed.slice(first, next), counts)
    for (const { part } of made.frames) counts.set(part as Part, (counts.get(part as Part) ?? 0) + 1)
    return made
  })
}

/** Frames of a part before frame `i` of a run: those of the runs before it, and those in its own. */
const countOf = (counts: ReadonlyMap<string, number>, { frames }: KeptRun, i: number, part: string): number =>
  (counts.get(part) ?? 0) + frames.reduce((sum, each, n) => sum + (n < i && each.part === part ? 1 : 0), 0)

const isSameGround = ({ run, field }: KeptRun, other: Field, now: LegRun): boolean =>
  run.x === now.x &&
  run.y === now.y &&
  run.width === now.width &&
  run.slots === now.slots &&
  field.pitch === other.pitch &&
  field.isVertical === other.isVertical

function isSameText(kept: readonly PlacedLine[], placed: readonly PlacedLine[], first: number, end: number): boolean {
  if (kept.length !== end - first) return false
  for (let i = first; i < end; i++) if (kept[i - first] !== placed[i]) return false
  return true
}

function makeRun(
  tools: TitleTools,
  block: Pick<Block, 'id' | 'item'>,
  field: Field,
  run: LegRun,
  placed: readonly PlacedLine[],
  counts: ReadonlyMap<Part, number>,
): KeptRun {
  const starts: { part: Part; slot: number; lines: LineAt[] }[] = []
  for (const each of placed) {
    if (starts.at(-1)?.part !== each.of.part) starts.push({ part: each.of.part, slot: each.slot, lines: [] })
    starts.at(-1)?.lines.push(lineAt(tools, field, run, each))
  }
  if (starts.length === 0) starts.push({ part: 'body', slot: 0, lines: [] })
  const ordinals = starts.map(
    ({ part }, i) => (counts.get(part) ?? 0) + starts.slice(0, i).filter((each) => each.part === part).length,
  )
  const frames = starts.map(({ part, slot, lines }, i): FrameAt => {
    const capacity = (starts[i + 1]?.slot ?? run.slots) - slot
    const own = { x: run.x, y: run.y + slot * field.pitch, width: run.width, height: capacity * field.pitch }
    return {
      id: `${block.id}.${part}.${ordinals[i] ?? 0}`,
      record: block.id,
      item: block.item,
      part,
      box: turnBack(field, own),
      vertical: field.isVertical,
      capacity,
      lines,
    }
  })
  return { item: block.item, run, field, placed, ordinals, frames }
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
