/**
 * Widths and quotes of what was pasted, by the rules of the story's language, as a change of its own behind the paste: one
 * undo takes it back and leaves the words as they came, a second takes the words out.
 */
import type { EditorState, Transaction } from 'prosemirror-state'
import { schema, storyAttrs } from '#story/schema.ts'
import { finalLines, type FinalLine } from '#story/final.ts'
import { posInLine } from '#story/places.ts'
import { punctuationEdits } from '#exchange/punctuation.ts'

interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface Range {
  readonly from: number
  readonly to: number
}

/** What a transaction put in, as ranges of its document. */
export function broughtIn({ mapping }: Transaction): Range[] {
  return mapping.maps.flatMap((map, index) => {
    const ranges: Range[] = []
    const rest = mapping.slice(index + 1)
    map.forEach((_oldStart, _oldEnd, from, to) => ranges.push({ from: rest.map(from, 1), to: rest.map(to, -1) }))
    return ranges.filter(({ from, to }) => to > from)
  })
}

/** The change of the words in ranges; null where they are as the house writes them. */
export function normalise(state: EditorState, ranges: readonly Range[]): Transaction | null {
  const isEnglish = storyAttrs(state.doc).lang === 'en'
  const changes = finalLines(state.doc)
    .filter(({ pieces }) =>
      ranges.some(
        ({ from, to }) => pieces[0]!.start < to && pieces.at(-1)!.start + pieces.at(-1)!.line.nodeSize > from,
      ),
    )
    .flatMap((line) => changesIn(line, isEnglish))
    .filter((change) => ranges.some(({ from, to }) => change.from >= from && change.to <= to))
  if (changes.length === 0) return null
  const { tr } = state
  for (const change of changes.reverse()) {
    const marks = tr.doc.resolve(change.from).nodeAfter?.marks ?? []
    if (change.text === '') tr.delete(change.from, change.to)
    else tr.replaceWith(change.from, change.to, schema.text(change.text, marks))
  }
  return tr
}

function changesIn(line: FinalLine, isEnglish: boolean): Change[] {
  return punctuationEdits(line.text, isEnglish).map(({ from, to, text }) => ({
    from: posInLine(line, from, 1),
    to: posInLine(line, to),
    text,
  }))
}
