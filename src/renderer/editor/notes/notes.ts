/** The notes of a story: which there are, in the order of its text, and where their words stand in its document. */
import { PARTS, type Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { isPending, markText, type KeptMark, type StorySpot } from '#contract/mark.ts'
import { maybePosAt } from '#story/places.ts'
import type { StoryDoc } from '#story/schema.ts'

export const NOTE_FILTERS = ['open', 'all', 'mine'] as const
export type NoteFilter = (typeof NOTE_FILTERS)[number]

/** Where a note's words are in a document; equal ends where it covers none. */
export interface Stretch {
  readonly id: number
  readonly from: number
  readonly to: number
}

/** Notes and proof marks on a story in the order of its text; those whose words are gone come last. */
export const notesOf = (marks: readonly KeptMark[], story: StoryId): KeptMark[] =>
  marks.filter(({ spot }) => spot.on === 'story' && spot.story === story).toSorted(inText)

function inText(a: KeptMark, b: KeptMark): number {
  const [first, second] = [spotNow(a), spotNow(b)]
  if (!first || !second) return Number(first === null) - Number(second === null) || a.id - b.id
  return comparePlaces(first.from, second.from) || comparePlaces(first.to, second.to) || a.id - b.id
}

const comparePlaces = (a: Place, b: Place): number =>
  PARTS.indexOf(a.part) - PARTS.indexOf(b.part) || a.paragraph - b.paragraph || a.offset - b.offset

/** Where a note stands today; null where its words are gone. */
export const spotNow = ({ now }: KeptMark): StorySpot | null => (now?.on === 'story' ? now : null)

/** Whether a filter lets a note pass; the chosen one always does, so that what was just decided can be seen. */
export function isShown(mark: KeptMark, filter: NoteFilter, person: string, chosen: number | null): boolean {
  if (mark.id === chosen) return true
  if (mark.state === 'withdrawn') return filter === 'all' && mark.person === person
  if (filter === 'mine') return isPending(mark) && concerns(mark, person)
  return filter === 'all' || isPending(mark)
}

/** Whether somebody wrote the note, answered it or is named in it. */
export function concerns(mark: KeptMark, person: string): boolean {
  if (person === '') return false
  const said = [{ person: mark.person, text: markText(mark) }, ...mark.thread]
  return said.some((each) => each.person === person || each.text.includes(`@${person}`))
}

/** The words of a note in a document at the version that its place speaks of. Null where they are not there. */
export function stretchOf(doc: StoryDoc, mark: KeptMark): Stretch | null {
  const spot = spotNow(mark)
  if (!spot) return null
  const isEmpty = comparePlaces(spot.from, spot.to) === 0
  const [from, to] = [maybePosAt(doc, spot.from, isEmpty ? -1 : 1), maybePosAt(doc, spot.to, -1)]
  return from === null || to === null || from > to ? null : { id: mark.id, from, to }
}

/** A text in pieces, those that name a person (@name) told apart. */
export function mentionsIn(text: string): { readonly text: string; readonly isName: boolean }[] {
  return text
    .split(/(@[^\s@，。！？、；：,.!?;:]+)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, isName: piece.length > 1 && piece.startsWith('@') }))
}
