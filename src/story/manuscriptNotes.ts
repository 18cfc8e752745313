/** Notes on a story as a manuscript takes them along: each at its words of today, its answers behind it. */
import type { StoryId } from '#contract/ids.ts'
import type { Place } from '#contract/copy.ts'
import type { Manuscript, ManuscriptNote } from '#contract/manuscript.ts'
import type { KeptMark } from '#contract/mark.ts'
import { linesInOrder } from './manuscripts.ts'
import { maybePosAt, placeAt } from './places.ts'
import type { StoryDoc } from './schema.ts'

/** The notes of a story that stand in its document, in their order; those whose words are gone stay behind. */
export function manuscriptNotes(marks: readonly KeptMark[], story: StoryId, doc: StoryDoc): ManuscriptNote[] {
  const notes: ManuscriptNote[] = []
  for (const mark of marks) {
    const { now } = mark
    if (mark.kind !== 'note' || now?.on !== 'story' || now.story !== story || mark.state === 'withdrawn') continue
    const [from, to] = [maybePosAt(doc, now.from, 1), maybePosAt(doc, now.to)]
    if (from === null) continue
    const $from = doc.resolve(from)
    const end = $from.end()
    const isResolved = mark.state === 'done' || mark.state === 'declined'
    const spot = {
      line: $from.index(0),
      from: $from.parentOffset,
      to: Math.max($from.parentOffset, Math.min(to ?? from, end) - $from.start()),
    }
    const first = notes.length
    notes.push({ by: mark.person, at: minuteOf(mark.at), text: mark.text, ...spot, answers: null, isResolved })
    for (const { person, at, text, revises } of mark.thread) {
      if (text === '' || revises !== null) continue
      notes.push({ by: person, at: minuteOf(at), text, ...spot, answers: first, isResolved: false })
    }
  }
  return notes
}

const minuteOf = (time: string): string => time.slice(0, 16)

/** A note of a manuscript at its places in the story that was made of it; an answer has those of what it answers. */
export interface PlacedNote extends Pick<ManuscriptNote, 'by' | 'text' | 'answers' | 'isResolved'> {
  readonly from: Place
  readonly to: Place
}

/** Where the notes of a manuscript stand in its document. RangeError where that is of another manuscript. */
export function placedNotes(manuscript: Manuscript, doc: StoryDoc): PlacedNote[] {
  const order = linesInOrder(manuscript.lines)
  return manuscript.notes.map(({ by, text, answers, isResolved, line, from, to }) => {
    const index = order.indexOf(manuscript.lines[line]!)
    const start = doc.children.slice(0, index).reduce((sum, each) => sum + each.nodeSize, 1)
    const at = (offset: number): Place => {
      const place = placeAt(doc, start + offset)
      if (!place) throw new RangeError(`placedNotes: no line ${line}`)
      return place
    }
    return { by, text, answers, isResolved, from: at(from), to: at(to) }
  })
}
