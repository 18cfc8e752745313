/**
 * Edits of a stretch of final text, and the command that makes them: what is replaced hands its marks to what replaces
 * it, deleted text in between stays where it is, and all of them are one change.
 */
import { TextSelection, type Command } from 'prosemirror-state'
import type { Transform } from 'prosemirror-transform'
import { finalLines, runsOf, type FinalLine } from '../final.ts'
import { schema } from '../schema.ts'

/** `text` in the place of the characters from `from` to `to`. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** What to change in a text; the edits stand in order and do not touch. */
export type Rewording = (text: string) => readonly Edit[]

/** A text with edits made. */
export const edited = (text: string, edits: readonly Edit[]): string =>
  edits.toReversed().reduce((made, { from, to, text: put }) => made.slice(0, from) + put + made.slice(to), text)

/** An edit for every match that becomes something else. */
export function editsOf(text: string, pattern: RegExp, change: (match: string, from: number) => string): Edit[] {
  return [...text.matchAll(pattern)]
    .map(({ 0: match, index }) => ({ from: index, to: index + match.length, text: change(match, index), match }))
    .filter((edit) => edit.text !== edit.match)
    .map(({ from, to, text: put }) => ({ from, to, text: put }))
}

/** Rewords what is selected, line by line; false where nothing is selected or nothing changes. The selection stays. */
export const reword =
  (change: Rewording): Command =>
  (state, dispatch) => {
    const { from, to, empty, anchor } = state.selection
    if (empty) return false
    const { tr } = state
    for (const line of finalLines(state.doc).toReversed()) {
      const stretch = stretchOf(line, from, to)
      if (!stretch) continue
      const edits = change(line.text.slice(stretch.from, stretch.to))
      editLine(
        tr,
        line,
        edits.map((edit) => ({ ...edit, from: edit.from + stretch.from, to: edit.to + stretch.from })),
      )
    }
    if (!tr.docChanged) return false
    const ends = [tr.mapping.map(from, -1), tr.mapping.map(to, 1)] as const
    const [first, second] = anchor === from ? ends : ([ends[1], ends[0]] as const)
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, first, second)))
    return true
  }

/** The stretch of a final line between two positions, as offsets; null where none of it lies there. */
function stretchOf(line: FinalLine, from: number, to: number): { from: number; to: number } | null {
  let [first, last] = [-1, -1]
  for (const run of runsOf(line)) {
    const [start, end] = [Math.max(from, run.from), Math.min(to, run.from + run.node.nodeSize)]
    if (start >= end) continue
    if (first === -1) first = run.offset + start - run.from
    last = run.offset + end - run.from
  }
  return first === -1 ? null : { from: first, to: last }
}

/** Makes edits of a final line of `tr.doc`. Lines after it may have been edited already, lines before it not. */
export function editLine(tr: Transform, line: FinalLine, edits: readonly Edit[]): void {
  const runs = runsOf(line)
  for (const { from, to, text } of edits.toReversed()) {
    const taken = runs
      .filter((run) => run.offset < to && run.offset + run.node.nodeSize > from)
      .map((run) => ({
        marks: run.node.marks,
        from: run.from + Math.max(from, run.offset) - run.offset,
        to: run.from + Math.min(to, run.offset + run.node.nodeSize) - run.offset,
      }))
    for (const piece of taken.slice(1).toReversed()) tr.delete(piece.from, piece.to)
    const [first] = taken
    if (!first) continue
    if (text === '') tr.delete(first.from, first.to)
    else tr.replaceWith(first.from, first.to, schema.text(text, first.marks))
  }
}
