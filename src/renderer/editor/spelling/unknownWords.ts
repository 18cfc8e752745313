/** Unknown words of a story: where they stand, and the change of one or of all of them. */
import { TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { finalLines, type FinalLine } from '#story/final.ts'
import { posInLine } from '#story/places.ts'
import type { StoryDoc } from '#story/schema.ts'
import { editLine } from '#story/wording/edits.ts'
import type { OpenStory } from '#renderer/session.ts'
import type { Spelling } from './spelling.ts'

export interface UnknownWord {
  readonly word: string
  readonly line: FinalLine
  /** Offsets in the line. */
  readonly from: number
  readonly to: number
}

/** Every unknown word of the story as far as it was checked, in order; those that are ignored in it left out. */
export function unknownWords(story: OpenStory, doc: StoryDoc, spelling: Spelling): readonly UnknownWord[] {
  return finalLines(doc).flatMap((line) =>
    (spelling.maybeUnknown(line.text) ?? [])
      .map(({ from, to }) => ({ word: line.text.slice(from, to), line, from, to }))
      .filter(({ word }) => !spelling.isIgnored(story.id, word)),
  )
}

/** Positions of a word in the document. */
export const positionsOf = ({ line, from, to }: UnknownWord): { readonly from: number; readonly to: number } => ({
  from: posInLine(line, from, 1),
  to: posInLine(line, to, -1),
})

/** The unknown word that a position touches. */
export const unknownAt = (words: readonly UnknownWord[], pos: number): UnknownWord | null =>
  words.find((word) => {
    const { from, to } = positionsOf(word)
    return from <= pos && pos <= to
  }) ?? null

/** Changes words of the state's document into another, as one change. */
export function changeWords(state: EditorState, words: readonly UnknownWord[], text: string): Transaction {
  const { tr } = state
  for (const { line, from, to } of words.toReversed()) editLine(tr, line, [{ from, to, text }])
  return tr
}

/** Selects a word in the editor and brings it into sight. */
export function selectWord(story: OpenStory, word: UnknownWord): void {
  const { from, to } = positionsOf(word)
  const { tr } = story.state
  story.dispatch(tr.setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView())
}
