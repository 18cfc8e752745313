/**
 * Backspace and Delete beside deleted text: the hand means the next character that stands, and walks over what does not.
 * Where nothing deleted is in the way they do nothing, and the editor's own keys go on.
 */
import { TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { joinDown, joinUp } from '../commands.ts'
import { isDeleted, runsOn } from '../final.ts'
import type { StoryDoc } from '../schema.ts'

/** Deletes the standing character before the caret, past deleted text and line ends. */
export const eraseBefore: Command = (state, dispatch) => erase(state, dispatch, -1)

/** Deletes the standing character behind the caret, past deleted text and line ends. */
export const eraseBehind: Command = (state, dispatch) => erase(state, dispatch, 1)

function erase(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, side: -1 | 1): boolean {
  const { empty, head } = state.selection
  if (!empty || state.selection.$head.depth === 0) return false
  const edge = pastDeleted(state.doc, head, side)
  if (edge === head) return false
  const length = standingAt(state.doc, edge, side)
  if (length === 0) {
    const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, edge)))
    const join = side < 0 ? joinUp : joinDown
    const walked = dispatch && ((tr: Transaction) => dispatch(replayed(state, tr)))
    return join(there, walked)
  }
  const [from, to] = side < 0 ? [edge - length, edge] : [edge, edge + length]
  const tr = state.tr.setSelection(TextSelection.create(state.doc, edge)).delete(from, to)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** A transaction made of another selection, on the state itself. */
function replayed(state: EditorState, made: Transaction): Transaction {
  const tr = state.tr
  for (const step of made.steps) tr.step(step)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(made.selection.head))).scrollIntoView()
}

/** Where the next standing character, or a line end that stands, begins. */
function pastDeleted(doc: StoryDoc, pos: number, side: -1 | 1): number {
  for (let at = pos; ;) {
    const $at = doc.resolve(at)
    const node = side < 0 ? $at.nodeBefore : $at.nodeAfter
    if (node && !isDeleted(node)) return at
    if (node) at += side * node.nodeSize
    else if (isEndDeleted(doc, at, side)) at += 2 * side
    else return at
  }
}

/** Whether the line end at the edge of a line is deleted. */
function isEndDeleted(doc: StoryDoc, pos: number, side: -1 | 1): boolean {
  const index = doc.resolve(pos).index(0) + (side < 0 ? 0 : 1)
  const lower = doc.maybeChild(index)
  return index > 0 && lower !== null && runsOn(lower)
}

/** UTF-16 length of the character on a side of a position: 0 at the edge of a line. */
function standingAt(doc: StoryDoc, pos: number, side: -1 | 1): number {
  const $pos = doc.resolve(pos)
  const text = (side < 0 ? $pos.nodeBefore : $pos.nodeAfter)?.text ?? ''
  const characters = [...text]
  return (side < 0 ? characters.at(-1) : characters[0])?.length ?? 0
}
