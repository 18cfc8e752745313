/** The text of a block: its paragraphs in reading order, run through the legs, and its lines as frames. */
import type { Block } from '#contract/dummy.ts'
import type { Copy, CopyParagraph, Part } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { StyleName } from '#contract/stylebook.ts'
import { flow, type Flowed, type FlowFrame, type FlowParagraph } from '../flow/flow.ts'
import { hasText, type TitleTools } from './title.ts'
import { pointBack, turnBack, type Field } from './field.ts'
import { alignedAt, type FrameAt, type LineAt } from './lines.ts'
import type { LegRun } from './legRuns.ts'

const STYLE_OF_KIND = { text: 'text', subhead: 'subhead', pullQuote: 'pullQuote', note: 'note' } as const

/**
 * What flows through the legs: byline, body, jump lines. A picture story that has no picture yet sets cutline and credit
 * there as well, so that no word is lost.
 */
export function paragraphsOf(tools: TitleTools, copy: Copy, hasPictures: boolean, isVertical = false): FlowParagraph[] {
  const parts: Part[] = hasPictures
    ? ['byline', 'body', 'jumpLine']
    : ['byline', 'body', 'cutline', 'credit', 'jumpLine']
  return parts.flatMap((part) => {
    const paragraphs = copy.parts[part]
    if (!hasText(paragraphs)) return []
    return paragraphs.flatMap((paragraph, index) =>
      paragraph.text === '' && part !== 'body' ? [] : [flowParagraph(tools, copy, part, paragraph, index, isVertical)],
    )
  })
}

function flowParagraph(
  tools: TitleTools,
  copy: Copy,
  part: Part,
  paragraph: CopyParagraph,
  index: number,
  isVertical: boolean,
): FlowParagraph {
  const name = styleName(part, paragraph)
  const previous = index === 0 ? null : copy.parts.body[index - 1]
  const isAfterHead = part === 'body' && copy.lang === 'en' && (!previous || previous.kind === 'subhead')
  const change = isAfterHead && name === 'text' ? { indent: 0 } : {}
  const style = tools.styles.style(name, copy.lang, isVertical ? { ...change, vertical: true } : change)
  const span = Math.max(1, Math.ceil(style.style.size / tools.stylebook.grid.pitch))
  const { before, after } = style.style
  // The lines of a byline belong together: its air stands round all of them.
  const isInside = part === 'byline' && index < copy.parts.byline.length - 1
  return { part, index, paragraph, style, span, before, after: isInside ? 0 : after }
}

function styleName(part: Part, paragraph: CopyParagraph): StyleName {
  if (part === 'body') return STYLE_OF_KIND[paragraph.kind]
  return part === 'cutline' ? 'text' : part
}

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
  const plain = run(tools, copy, paragraphs, room.runs, 0)
  const capacity = slotsOf(room.runs)
  const spare = capacity - plain.used
  const body = { flowed: plain, runs: room.runs, lines: plain.used }
  if (plain.over.length > 0 || spare === 0 || paragraphs.length === 0) return body
  const level =
    room.runsAt && (room.isBoxed || spare < 3 * room.legs) ? levelled(tools, copy, paragraphs, room, plain) : null
  if (level?.flowed.stranded === 0) return { ...level, lines: plain.used }
  const kept = run(tools, copy, paragraphs, room.runs, spare)
  if (kept.over.length === 0 && kept.stranded === 0) return { ...body, flowed: kept }
  // Not enough for every rule: a lone line is a lesser evil than a subhead that has lost its text.
  const bare = run(tools, copy, paragraphs, room.runs, spare, false)
  if (bare.over.length === 0 && bare.stranded === 0) return { ...body, flowed: bare }
  if (level) return { ...level, lines: plain.used }
  return kept.over.length === 0 ? { ...body, flowed: kept } : body
}

/** The least depth at which the text still finds room, its paragraphs kept: one where every subhead has its lines (R17). */
function levelled(tools: TitleTools, copy: Copy, paragraphs: readonly FlowParagraph[], room: BodyRoom, plain: Flowed) {
  const capacity = slotsOf(room.runs)
  const slotsAt = (depth: number): number => slotsOf(room.runsAt?.(depth) ?? [])
  let least = Math.max(0, room.depth - Math.floor((capacity - plain.used) / room.legs))
  // In a shape only the deep legs end there.
  while (least > 0 && slotsAt(least - 1) >= plain.used) least--
  let first: { flowed: Flowed; runs: readonly LegRun[] } | null = null
  for (let depth = least; depth < room.depth; depth++) {
    const runs = room.runsAt?.(depth) ?? []
    const spare = slotsOf(runs) - plain.used
    if (spare < 0) continue
    const flowed = run(tools, copy, paragraphs, runs, spare)
    if (flowed.over.length > 0) continue
    if (flowed.stranded === 0) return { flowed, runs }
    first ??= { flowed, runs }
  }
  return first
}

const slotsOf = (runs: readonly LegRun[]): number => runs.reduce((sum, each) => sum + each.slots, 0)

function run(
  tools: TitleTools,
  copy: Copy,
  paragraphs: readonly FlowParagraph[],
  runs: readonly LegRun[],
  spare: number,
  keepsLines = true,
) {
  const { typesetter, styles } = tools
  const frames: readonly FlowFrame[] = runs.length > 0 ? runs : NO_FRAMES
  const rules = { keepsFirstLines: keepsLines && copy.lang === 'en', keepsLastLines: keepsLines, spare }
  return flow(
    frames,
    paragraphs,
    rules,
    (paragraph, style, measures) => typesetter.breakParagraph(paragraph, style, measures),
    (first, rest, whole) => styles.measures(first, rest, whole),
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
  const { of, line } = placed
  const { size, align } = of.style.style
  const x = run.x + alignedAt(align, run.width, line.width)
  const { x: left, y } = pointBack(field, x, run.y + originOf(tools, field, placed))
  const { part, index: paragraph } = of
  return { line, x: left, y, size, vertical: field.isVertical, text: of.paragraph.text, part, paragraph }
}

/**
 * A line stands in the middle of its slots, so that text and blocks beside it have the same air above and below: its
 * baseline in a horizontal line, the axis of a vertical one.
 */
function originOf({ typesetter }: TitleTools, { pitch, isVertical }: Field, placed: Flowed['placed'][number]): Emu {
  const { of, slot, drop } = placed
  const top = slot * pitch + Math.floor((drop * pitch) / 1000)
  if (isVertical) return top + Math.floor((of.span * pitch) / 2)
  return top + Math.floor((of.span * pitch - of.style.style.size) / 2) + typesetter.ascent(of.style)
}
