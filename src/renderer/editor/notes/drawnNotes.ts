/**
 * The words of notes as the editor shows them: decorations that move along with every edit at once, and are put right when
 * the desk says where the words stand.
 */
import type { Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { StoryDoc } from '#story/schema.ts'
import type { Stretch } from './notes.ts'

/** A note to be drawn. */
export interface DrawnNote extends Stretch {
  readonly look: 'note' | 'mark'
  readonly isChosen: boolean
}

export class DrawnNotes {
  decorations = DecorationSet.empty
  /** In the order of the text. One whose words were just deleted stands where they stood. */
  notes: readonly DrawnNote[] = []

  /** Carries the notes over an edit. */
  map({ docChanged, mapping, doc }: Transaction): void {
    if (!docChanged || this.notes.length === 0) return
    this.decorations = this.decorations.map(mapping, doc)
    this.notes = this.notes.map((note) => {
      const from = mapping.map(note.from, 1)
      return { ...note, from, to: Math.max(from, mapping.map(note.to, -1)) }
    })
  }

  /** Draws notes where they stand; gives back whether anything is drawn otherwise than before. */
  draw(doc: StoryDoc, notes: readonly DrawnNote[]): boolean {
    const next = notes.toSorted((a, b) => a.from - b.from || a.to - b.to || a.id - b.id)
    if (isSame(next, this.notes)) return false
    this.notes = next
    this.decorations = DecorationSet.create(doc, next.filter(({ from, to }) => from < to).map(decorationOf))
    return true
  }

  /** The note at a position: the shortest where several cover it. */
  at(pos: number): number | null {
    const around = this.notes.filter(({ from, to }) => from <= pos && pos <= to)
    const [first, ...more] = around
    if (!first) return null
    return more.reduce((best, note) => (note.to - note.from < best.to - best.from ? note : best), first).id
  }
}

const isSame = (a: readonly DrawnNote[], b: readonly DrawnNote[]): boolean =>
  a.length === b.length && a.every((note, i) => JSON.stringify(note) === JSON.stringify(b[i]))

/** Classes alone: where notes overlap, those of all are kept. */
function decorationOf({ id, from, to, look, isChosen }: DrawnNote): Decoration {
  const classes = [
    'noted',
    `noted-${id}`,
    ...(look === 'mark' ? ['noted-mark'] : []),
    ...(isChosen ? ['noted-chosen'] : []),
  ]
  return Decoration.inline(from, to, { class: classes.join(' ') })
}
