/** A document as it is compared: its final lines, each with its type, its text and the emphasis on it. */
import type { Mark } from 'prosemirror-model'
import { finalLines, runsOf, type FinalLine } from '../final.ts'
import { lineTypeOf, type LineType, type StoryDoc } from '../schema.ts'

/** A stretch of one emphasis: names of its marks in order, a role or a link with what it says. */
export interface DiffRun {
  readonly text: string
  readonly marks: readonly string[]
}

export interface DiffLine {
  readonly type: LineType
  readonly text: string
  readonly runs: readonly DiffRun[]
}

const lines = new WeakMap<StoryDoc, readonly DiffLine[]>()

/** The lines of a document's final text. The same array for the same document. */
export function linesOf(doc: StoryDoc): readonly DiffLine[] {
  const known = lines.get(doc)
  if (known) return known
  const made = finalLines(doc).map((line) => ({ type: lineTypeOf(line.line), text: line.text, runs: runsIn(line) }))
  lines.set(doc, made)
  return made
}

function runsIn(line: FinalLine): DiffRun[] {
  const runs: DiffRun[] = []
  for (const { node } of runsOf(line))
    addRun(runs, { text: node.text ?? '', marks: node.marks.flatMap(nameOf).toSorted() })
  return runs
}

/** Adds a stretch, or lengthens the last where it is marked alike. */
export function addRun(runs: DiffRun[], run: DiffRun): void {
  const last = runs.at(-1)
  if (run.text === '') return
  if (last && sameMarks(last.marks, run.marks)) runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

export const sameMarks = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((mark, i) => mark === b[i])

/** Tracked changes are settled in the final text and are no emphasis. */
function nameOf({ type, attrs }: Mark): string[] {
  if (type.spec.group === 'change') return []
  const said = attrs['is'] ?? attrs['href']
  return [said === undefined ? type.name : `${type.name} ${String(said)}`]
}
