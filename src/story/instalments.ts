/**
 * A long insertion cut into instalments, so that a window can draw and listen between them. The first instalment is put in as the
 * whole would have been, with what closes it: the last line, which runs into the words behind. The others then go in before
 * that line, and in the end the document is the same as if all had come at once.
 */
import { Fragment, Slice } from 'prosemirror-model'
import { Selection, type EditorState, type Transaction } from 'prosemirror-state'
import { ReplaceStep, StepMap } from 'prosemirror-transform'

export interface Instalments {
  /** Puts in what was selected, the first instalment and the last line; its selection is at the end of what it puts in. */
  readonly first: Transaction
  /** The lines that are still to come, in order. */
  readonly rest: readonly Fragment[]
}

/**
 * Instalments of about `size` positions each; null where `tr` puts less in, or moves anything after it has put it in. A single
 * line is not divided: a browser would only lay it out again each time.
 */
export function instalmentsOf(state: EditorState, tr: Transaction, size: number): Instalments | null {
  const long = tr.steps.findIndex((step) => step instanceof ReplaceStep && step.slice.size > size)
  const step = tr.steps[long]
  const after = tr.steps.slice(long + 1)
  if (!(step instanceof ReplaceStep) || after.some((each) => each.getMap() !== StepMap.empty)) return null
  if (step.slice.content.firstChild?.isInline) return null
  const [head, ...rest] = cutLines(step.slice, size)
  if (!head || rest.length === 0) return null
  const first = state.tr
  for (const before of tr.steps.slice(0, long)) first.step(before)
  first.step(new ReplaceStep(step.from, step.to, head))
  for (const each of after) first.step(each)
  first.setSelection(Selection.near(first.doc.resolve(step.from + head.size), -1)).setTime(tr.time)
  return { first, rest: rest.map(({ content }) => content) }
}

/** Puts in the next instalment, before the line of `at`. */
export function putInstalment(state: EditorState, instalment: Fragment, at: number): Transaction {
  const pos = state.doc.resolve(at).before(1)
  return state.tr.step(new ReplaceStep(pos, pos, new Slice(instalment, 0, 0)))
}

/** Whole lines in instalments; the last line comes with the first, since it may run into the words behind. */
function cutLines({ content, openStart, openEnd }: Slice, size: number): Slice[] {
  const lines = content.content.slice(0, -1)
  const instalments: (typeof lines)[] = []
  let length = size
  for (const line of lines) {
    if (length >= size) {
      instalments.push([])
      length = 0
    }
    instalments.at(-1)!.push(line)
    length += line.nodeSize
  }
  return instalments.map((instalment, index) =>
    index === 0
      ? new Slice(Fragment.from([...instalment, content.lastChild!]), openStart, openEnd)
      : new Slice(Fragment.from(instalment), 0, 0),
  )
}
