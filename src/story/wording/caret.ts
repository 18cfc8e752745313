/** The copy just before the caret, and edits of it. */
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { finalLines, isDeleted, type FinalLine } from '../final.ts'
import { placeAt } from '../places.ts'
import { storyAttrs } from '../schema.ts'
import { editLine } from './edits.ts'

/** The standing characters of the caret's line before it, at most `most`; null where a range is selected. */
export function textBeforeCaret({ selection }: EditorState, most: number): string | null {
  if (!selection.empty || selection.$head.depth === 0) return null
  const { parent, parentOffset } = selection.$head
  let text = ''
  parent.nodesBetween(0, parentOffset, (node, at) => {
    if (node.isText && !isDeleted(node)) text += (node.text ?? '').slice(0, parentOffset - at)
    return false
  })
  return text.slice(-most)
}

/** A transaction that replaces the last `length` characters before the caret; they stand in one line. */
export function replaceBeforeCaret(state: EditorState, length: number, text: string): Transaction | null {
  const place = placeAt(state.doc, state.selection.head)
  const line = place && finalLineOf(state, place.part, place.paragraph)
  if (!line || place.offset < length) return null
  const { tr } = state
  editLine(tr, line, [{ from: place.offset - length, to: place.offset, text }])
  return tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(state.selection.head, 1)))
}

function finalLineOf(state: EditorState, part: FinalLine['part'], paragraph: number): FinalLine | null {
  return finalLines(state.doc).filter((line) => line.part === part)[paragraph] ?? null
}

export const isEnglish = (state: EditorState): boolean => storyAttrs(state.doc).lang === 'en'
