/** Local transactions as tracked ones. What undo, another desk or a decision on a change does is never tracked. */
import {
  AllSelection,
  TextSelection,
  type Command,
  type EditorState,
  type Selection,
  type Transaction,
} from 'prosemirror-state'
import { storyAttrs } from '../schema.ts'
import { stripTyped, trackEdit, type Editor } from './track.ts'

/** Meta of a transaction that settles changes and is itself none. */
export const SETTLES = 'settlesChanges'

/** Whether changes of a story are tracked. */
export const isTracking = (state: EditorState): boolean => storyAttrs(state.doc).tracking

/** Begins or ends tracking, for everybody who edits the story. It is no edit, so undo passes over it. */
export const setTracking =
  (tracking: boolean): Command =>
  (state, dispatch) => {
    if (isTracking(state) === tracking) return false
    dispatch?.(state.tr.setDocAttribute('tracking', tracking).setMeta('addToHistory', false))
    return true
  }

/**
 * The transaction to apply for `tr`, a local one on `state` that is not of the history: tracked by `editor` where the story
 * is, else with nothing typed into a change becoming part of it. Metas and stored marks are kept; the selection stands where
 * the hand expects it: left of what Backspace struck, right of what Delete struck, behind what was typed.
 */
export function trackTransaction(state: EditorState, tr: Transaction, editor: Editor): Transaction {
  if (!tr.docChanged || tr.getMeta(SETTLES) === true) return tr
  if (!isTracking(state)) {
    const { storedMarks } = tr
    if (stripTyped(tr)) tr.setStoredMarks(storedMarks)
    return tr
  }
  const { tr: tracked, map } = trackEdit(tr, state.tr, editor)
  tracked.setSelection(selectionIn(tracked, tr.selection, map, sideOf(state, tr)))
  if (tr.storedMarksSet) tracked.setStoredMarks(tr.storedMarks)
  if (tr.scrolledIntoView) tracked.scrollIntoView()
  tracked.setTime(tr.time)
  for (const [key, value] of Object.entries(Reflect.get(tr, 'meta') as Record<string, unknown>))
    tracked.setMeta(key, value)
  return tracked
}

/** Delete, forwards from a caret, leaves it right of what it struck. */
function sideOf({ selection }: EditorState, tr: Transaction): -1 | 1 {
  if (!selection.empty) return -1
  let isForward = false
  tr.steps[0]?.getMap().forEach((start, end) => {
    isForward ||= end > start && end > selection.from
  })
  return isForward ? 1 : -1
}

function selectionIn(
  tracked: Transaction,
  selection: Selection,
  map: (pos: number, side: -1 | 1) => number,
  side: -1 | 1,
): Selection {
  if (selection instanceof AllSelection) return new AllSelection(tracked.doc)
  const { doc } = tracked
  const at = (pos: number): number => Math.min(doc.content.size, map(pos, side))
  return TextSelection.between(doc.resolve(at(selection.anchor)), doc.resolve(at(selection.head)))
}
