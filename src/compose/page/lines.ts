/**
 * Broken lines become set lines at their place on the page. Lines and frames that say the same as at the last setting
 * stay the same objects, so that a screen repaints only what changed.
 */
import type { Part, Place } from '#contract/copy.ts'
import type { Finding } from '#contract/faults.ts'
import type { FrameId, RecordId, StoryId } from '#contract/ids.ts'
import type { Box, Emu } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetRun } from '#contract/setPage.ts'
import type { BrokenLine } from '../typesetter.ts'

/** A line and where it stands: its origin on the page, the story's part and paragraph, the text it was broken from. */
export interface LineAt {
  readonly line: BrokenLine
  readonly x: Emu
  readonly y: Emu
  readonly size: Emu
  readonly vertical: boolean
  readonly text: string
  /** Null for words that stand in no story: furniture, a caption out of the picture's file. */
  readonly part: Part | null
  readonly paragraph: number
}

export interface FrameAt {
  readonly id: FrameId
  readonly record: RecordId | null
  readonly item: StoryId | null
  readonly part: Part | 'furniture'
  readonly box: Box
  readonly vertical: boolean
  readonly capacity: number
  readonly lines: readonly LineAt[]
}

/** The frames of one setting, each with what it was made from. */
export type FrameMemory = ReadonlyMap<FrameId, KeptFrame>
interface KeptFrame {
  readonly at: FrameAt
  readonly frame: SetFrame
  /** What its lines remark. */
  readonly findings: readonly Finding[]
}

/** Makes the frames, taking from `memory` what is unchanged; gives the memory for the next setting. */
export function makeFrames(
  frames: readonly FrameAt[],
  memory: FrameMemory,
  remarksOf: (frame: FrameAt) => readonly Finding[] = () => [],
): { frames: SetFrame[]; findings: Finding[]; memory: FrameMemory } {
  const next = new Map<FrameId, KeptFrame>()
  const made: SetFrame[] = []
  const findings: Finding[] = []
  for (const at of frames) {
    const before = memory.get(at.id)
    const kept = before?.at === at ? before : { at, frame: makeFrame(at, before), findings: remarksOf(at) }
    next.set(at.id, kept)
    made.push(kept.frame)
    for (const finding of kept.findings) findings.push(finding)
  }
  return { frames: made, findings, memory: next }
}

function makeFrame(at: FrameAt, before: KeptFrame | undefined): SetFrame {
  const lines = at.lines.map((line, i) => {
    const old = before?.frame.lines[i]
    return old && isSameLine(old, before.at.lines[i]?.line, line) ? old : makeLine(line)
  })
  const { id, record, item, part, box, vertical, capacity } = at
  const old = before?.frame
  const isSame =
    old !== undefined &&
    old.lines.length === lines.length &&
    old.lines.every((line, i) => line === lines[i]) &&
    isSameBox(old.box, box) &&
    old.record === record &&
    old.item === item &&
    old.part === part &&
    old.vertical === vertical &&
    old.capacity === capacity
  return isSame ? old : { id, record, item, part, box, vertical, capacity, lines }
}

function makeLine({ line, x, y, size, vertical, text, part, paragraph }: LineAt): SetLine {
  const { from, to, width, gap, isHyphenated, isParagraphEnd, runs } = line
  return {
    x,
    y,
    width,
    size,
    vertical,
    text: text.slice(from, to),
    isHyphenated,
    isParagraphEnd,
    from: placeOf(part, paragraph, from),
    to: placeOf(part, paragraph, to),
    gap,
    runs,
  }
}

const placeOf = (part: Part | null, paragraph: number, offset: number): Place | null =>
  part === null ? null : { part, paragraph, offset }

export const isSameBox = (a: Box, b: Box): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height

function isSameLine(old: SetLine, from: BrokenLine | undefined, at: LineAt): boolean {
  if (old.x !== at.x || old.y !== at.y || old.size !== at.size || old.vertical !== at.vertical) return false
  if (old.from?.paragraph !== (at.part === null ? undefined : at.paragraph)) return false
  if (old.from?.part !== (at.part ?? undefined)) return false
  return from === at.line || isSameText(old, at)
}

/** Whether a line that was broken anew says what the old one said. */
function isSameText(old: SetLine, { line, text, part }: LineAt): boolean {
  return (
    (part === null || (old.from?.offset === line.from && old.to?.offset === line.to)) &&
    old.width === line.width &&
    old.gap === line.gap &&
    old.isHyphenated === line.isHyphenated &&
    old.isParagraphEnd === line.isParagraphEnd &&
    old.runs.length === line.runs.length &&
    old.text === text.slice(line.from, line.to) &&
    old.runs.every((run, i) => isSameRun(run, line.runs[i]))
  )
}

function isSameRun(a: SetRun, b: SetRun | undefined): boolean {
  if (a === b) return true
  return (
    b !== undefined &&
    a.face === b.face &&
    a.size === b.size &&
    a.scale === b.scale &&
    a.tint === b.tint &&
    a.ink === b.ink &&
    a.reversed === b.reversed &&
    a.turned === b.turned &&
    a.plain === b.plain &&
    isSameList(a.glyphs, b.glyphs) &&
    isSameList(a.dx, b.dx) &&
    isSameList(a.dy, b.dy) &&
    isSameList(a.clusters, b.clusters)
  )
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((each, i) => each === b[i]))

/** Start of a line of `width` in `measure`, by alignment; justified lines start at the left. */
export function alignedAt(align: 'justify' | 'left' | 'center' | 'right', measure: Emu, width: Emu): Emu {
  if (align === 'right') return measure - width
  return align === 'center' ? Math.floor((measure - width) / 2) : 0
}
