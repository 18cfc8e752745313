/** The edit that a mark names, as a change of the story: what the compositor would do with the pencilled sign. */
import { Transform } from 'prosemirror-transform'
import { isEdit, standsBetween, type MarkKind } from '#contract/mark.ts'
import { finalTextBetween } from './final.ts'
import { schema, type StoryDoc } from './schema.ts'

/** A mark's place in a document, in positions, and what it says. */
export interface Correction {
  readonly kind: MarkKind
  readonly from: number
  readonly to: number
  /** The words it was made on; line ends are not compared. */
  readonly words: string
  readonly proposed: string
}

/**
 * The change that carries the mark out, or null where its words are no longer as they were marked, or the mark names no
 * edit of the copy. Deleting a whole line's words leaves the line, which may want others.
 */
export function correct(doc: StoryDoc, correction: Correction): Transform | null {
  const { kind, from, to, words, proposed } = correction
  if (!isEdit(kind) || from < 0 || to > doc.content.size || doc.resolve(from).depth === 0) return null
  const isAsMarked = finalTextBetween(doc, from, to, '') === words.replaceAll('\n', '')
  if (!isAsMarked || (from === to) !== standsBetween(kind)) return null
  const tr = new Transform(doc)
  if (kind === 'newParagraph') divide(tr, from)
  else if (kind === 'runOn') runOn(tr, from, to)
  else if (kind === 'delete') tr.delete(from, to)
  else putIn(tr, from, to, proposed)
  return tr.steps.length > 0 ? tr : null
}

/** Puts words in with the marks of those that they replace, or of those before them. */
function putIn(tr: Transform, from: number, to: number, proposed: string): void {
  const $from = tr.doc.resolve(from)
  if (proposed === '' || !$from.sameParent(tr.doc.resolve(to))) return
  const marks = (from < to ? $from.nodeAfter?.marks : $from.marks()) ?? []
  tr.replaceWith(from, to, schema.text(proposed, marks))
}

function divide(tr: Transform, at: number): void {
  const $at = tr.doc.resolve(at)
  if ($at.parentOffset > 0 && $at.parentOffset < $at.parent.content.size) tr.split(at)
}

/** Joins the lines that the words run over; words of one line join it with the next. */
function runOn(tr: Transform, from: number, to: number): void {
  const first = tr.doc.resolve(from).index(0)
  const last = Math.max(first + 1, tr.doc.resolve(to).index(0))
  for (let index = last; index > first; index--) {
    const [upper, lower] = [tr.doc.maybeChild(index - 1), tr.doc.maybeChild(index)]
    if (!upper || upper.type !== lower?.type) continue
    let between = 0
    for (let i = 0; i < index; i++) between += tr.doc.child(i).nodeSize
    tr.join(between)
  }
}
