/**
 * Notes of a story as remarks of a manuscript, and back: what a Word document has as comments stands beside the copy as
 * notes, each with its thread, its author and the time at which it was written.
 */
import type { StoryId } from '#contract/ids.ts'
import type { Manuscript, ManuscriptNote } from '#contract/manuscript.ts'
import { markText, readThread, type KeptMark, type NewMark } from '#contract/mark.ts'
import { linesInOrder } from './manuscripts.ts'
import { maybePosAt, placeAt } from './places.ts'
import type { StoryDoc } from './schema.ts'

/** A note that came with a manuscript, to be filed with what was answered. */
export interface NoteLoad {
  readonly note: NewMark
  readonly answers: readonly { readonly person: string; readonly text: string; readonly writtenAt?: string }[]
  readonly isResolved: boolean
}

const MOST_TEXT = 4000
const MOST_NAME = 128
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/**
 * The notes of a manuscript on the document that was made of it (`docFromManuscript`), which is `story` at version 0.
 * `unnamed` stands for authors that the manuscript does not name.
 */
export function notesFromManuscript(
  manuscript: Manuscript,
  doc: StoryDoc,
  { story, unnamed }: { readonly story: StoryId; readonly unnamed: string },
): NoteLoad[] {
  const { notes } = manuscript
  const starts = startsOf(manuscript, doc)
  return notes.flatMap((note, index): NoteLoad[] => {
    const start = starts[note.line]
    if (note.answers !== null || start === undefined || textOf(note) === '') return []
    const [from, to] = [placeAt(doc, start + note.from), placeAt(doc, start + note.to)]
    if (!from || !to) return []
    const spot = { on: 'story' as const, story, version: 0, from, to, record: null, frame: null }
    const said = saidIn(note, unnamed)
    return [
      {
        note: { kind: 'note', page: null, stamp: '', spot, proposed: '', ...said },
        answers: answersTo(index, notes).map((answer) => saidIn(answer, unnamed)),
        isResolved: note.isResolved,
      },
    ]
  })
}

/** The position at which the characters of each line of a manuscript begin in its document. */
function startsOf({ lines }: Manuscript, doc: StoryDoc): (number | undefined)[] {
  const ordered = linesInOrder(lines)
  const positions: number[] = []
  doc.forEach((_, start) => void positions.push(start + 1))
  return lines.map((line) => positions[ordered.indexOf(line)])
}

/** Answers to a note and to its answers, in their order. */
function answersTo(index: number, notes: readonly ManuscriptNote[]): ManuscriptNote[] {
  const thread = new Set([index])
  return notes.filter((note, i) => {
    const isIn = note.answers !== null && thread.has(note.answers) && textOf(note) !== ''
    if (isIn) thread.add(i)
    return isIn
  })
}

const textOf = ({ text }: ManuscriptNote): string => text.replaceAll(CONTROL, '').trim().slice(0, MOST_TEXT)

const saidIn = (note: ManuscriptNote, unnamed: string): { person: string; text: string; writtenAt?: string } => ({
  person: note.by.replaceAll(CONTROL, '').trim().slice(0, MOST_NAME) || unnamed,
  text: textOf(note),
  ...(note.at !== '' && { writtenAt: note.at.slice(0, 32) }),
})

/**
 * The notes on a story as remarks of its manuscript. `marks` are those of the story as they stand at the document's
 * version; one whose words are gone stands at the beginning, so that it is not lost.
 */
export function notesToManuscript(doc: StoryDoc, marks: readonly KeptMark[]): ManuscriptNote[] {
  const remarks: ManuscriptNote[] = []
  for (const mark of marks) {
    if (mark.kind !== 'note' || mark.spot.on !== 'story' || mark.state === 'withdrawn') continue
    const root = remarks.length
    const isResolved = mark.state === 'done' || mark.state === 'declined'
    const stretch = stretchIn(doc, mark)
    const said = (by: string, at: string, text: string, answers: number | null): ManuscriptNote => ({
      by,
      at: at.slice(0, 16),
      text,
      ...stretch,
      answers,
      isResolved,
    })
    remarks.push(said(mark.person, mark.writtenAt ?? mark.at, markText(mark), null))
    for (const { entry } of readThread(mark.thread).answers)
      if (entry.text !== '') remarks.push(said(entry.person, entry.writtenAt ?? entry.at, entry.text, root))
  }
  return remarks
}

/** A note's words in one line of the document; those that run over several keep to the first. */
function stretchIn(doc: StoryDoc, { now }: KeptMark): Pick<ManuscriptNote, 'line' | 'from' | 'to'> {
  const [from, to] = now?.on === 'story' ? [maybePosAt(doc, now.from, 1), maybePosAt(doc, now.to)] : [null, null]
  if (from === null || to === null) return { line: 0, from: 0, to: 0 }
  const [$from, $to] = [doc.resolve(from), doc.resolve(Math.max(from, to))]
  const line = $from.index(0)
  const end = $to.index(0) === line ? $to.parentOffset : $from.parent.content.size
  return { line, from: $from.parentOffset, to: end }
}
