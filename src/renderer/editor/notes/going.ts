/** Going to a note's words, from note to note, and beginning one. */
import { TextSelection } from 'prosemirror-state'
import type { Place } from '#contract/copy.ts'
import { isFault } from '#contract/faults.ts'
import { isPending, type KeptMark, type StorySpot } from '#contract/mark.ts'
import { finalTextBetween } from '#story/final.ts'
import { maybePosAt, placeAt } from '#story/places.ts'
import type { StoryDoc } from '#story/schema.ts'
import type { OpenStory } from '#renderer/session.ts'
import { showCopy } from '#renderer/shell/acts.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory } from '../chosenStory.ts'
import { notesOf, spotNow, stretchOf } from './notes.ts'

/** The side sheet's name, as settings keep it. */
export const SIDE_NAME = 'notes'

/** Chooses a note and puts the caret before its words, where they still stand. */
export function goToNote(workspace: Workspace, mark: KeptMark): void {
  const { session } = workspace
  session.marks.choose(mark.id)
  const spot = spotNow(mark)
  if (!spot) return
  showCopy(workspace)
  // An editor without the focus follows the selection of the window; one with the focus keeps its own.
  session.selection.selectText(spot.story, spot.from, spot.from)
  const story = session.stories.maybeOpen(spot.story)
  const stretch = story && stretchOf(story.state.doc, mark)
  if (!story || !stretch) return
  const { tr, doc } = story.state
  story.dispatch(tr.setSelection(TextSelection.create(doc, stretch.from)).scrollIntoView())
}

/** Goes to the pending note behind the chosen one or the caret, or the one before it; round and round. */
export function stepToNote(workspace: Workspace, by: 1 | -1): void {
  const story = chosenStory(workspace)
  if (!story) return
  const notes = pendingOn(workspace, story)
  const at = notes.findIndex(({ id }) => id === workspace.session.marks.chosen.get())
  const mark = at === -1 ? besideCaret(story, notes, by) : notes[(at + by + notes.length) % notes.length]
  if (mark) goToNote(workspace, mark)
}

/** Notes on a story that still ask for something, in the order of its text. */
export const pendingOn = ({ session }: Workspace, story: OpenStory): KeptMark[] =>
  notesOf(session.marks.get(), story.id).filter(isPending)

function besideCaret({ state }: OpenStory, notes: readonly KeptMark[], by: 1 | -1): KeptMark | undefined {
  const caret = state.selection.head
  const from = (mark: KeptMark): number => stretchOf(state.doc, mark)?.from ?? Number.MAX_SAFE_INTEGER
  return by === 1
    ? (notes.find((mark) => from(mark) > caret) ?? notes[0])
    : (notes.findLast((mark) => from(mark) < caret) ?? notes.at(-1))
}

/** Begins a note on the chosen words, or on the paragraph of the caret, in the list beside the copy. */
export async function beginNote(workspace: Workspace): Promise<void> {
  const { session, settings } = workspace
  const story = chosenStory(workspace)
  if (!story) return
  // The desk must have the words before a note can stand on them.
  await story.flush()
  const { fault } = story.unsaved.get()
  if (fault) return tellFault(workspace, fault)
  const spot = spotOf(story)
  if (!spot) return
  const page = session.issue.maybeStory(story.id)?.pages[0] ?? null
  const record =
    page === null ? null : (session.issue.page(page).records.find(({ item }) => item === story.id)?.id ?? null)
  const { doc } = story.state
  const [from, to] = [maybePosAt(doc, spot.from, 1) ?? 0, maybePosAt(doc, spot.to) ?? 0]
  const words = from < to ? finalTextBetween(doc, from, to, '\n') : ''
  session.marks.choose(null)
  session.marks.begin({ page: null, stamp: '', spot: { ...spot, record }, words, isOnProof: false })
  showCopy(workspace)
  settings.change({ copySide: SIDE_NAME })
}

/** What a new note stands on; null where the selection is in no line. */
function spotOf(story: OpenStory): StorySpot | null {
  const { doc, selection } = story.state
  const [start, end] = [placeAt(doc, selection.from), placeAt(doc, selection.to)]
  if (!start || !end) return null
  const isStretch = !selection.empty && start.part === end.part && isBefore(start, end)
  const [from, to] = isStretch ? [start, end] : paragraphAt(story, doc, selection.head)
  return { on: 'story', story: story.id, version: story.copy.version, from, to, record: null, frame: null }
}

const isBefore = (a: Place, b: Place): boolean =>
  a.paragraph < b.paragraph || (a.paragraph === b.paragraph && a.offset < b.offset)

/** All of the paragraph around a position. A note that would reach over two parts stands on the one of the caret. */
function paragraphAt({ copy }: OpenStory, doc: StoryDoc, pos: number): [Place, Place] {
  const place = placeAt(doc, pos)
  if (!place) throw new RangeError(`paragraphAt: ${pos}`)
  const length = copy.parts[place.part][place.paragraph]?.text.length ?? 0
  return [
    { ...place, offset: 0 },
    { ...place, offset: length },
  ]
}

/** Resolves the chosen note, or opens it again. */
export async function turnNote(workspace: Workspace): Promise<void> {
  const { session, settings } = workspace
  const chosen = session.marks.chosen.get()
  const mark = chosen === null ? null : session.marks.maybeMark(chosen)
  const person = settings.get().person.trim()
  if (!mark || person === '') return
  const outcome = await session.marks.resolve(mark.id, person, isPending(mark) ? 'done' : 'open')
  if (isFault(outcome)) tellFault(workspace, outcome)
}
