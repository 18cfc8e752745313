/**
 * Marks on proofs and notes in copy as this window sees them: fetched once, kept true by the desk's notices. To carry a mark out is to make
 * its edit in the open story, as if it were typed: it is saved, shown and undone like typing.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { KeptMark, NewMark, StorySpot } from '#contract/mark.ts'
import { correct } from '#story/corrections.ts'
import { maybePosAt } from '#story/places.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { MarkDraft, MarksStore, OpenStories } from '../session.ts'
import { makeStore } from '../store.ts'

export interface KeptMarks extends MarksStore {
  /** Reads them anew, after a time without a desk. */
  readAgain(): void
  close(): void
}

export function keepMarks(desk: DeskCalls, stories: OpenStories): KeptMarks {
  const marks = makeStore<readonly KeptMark[]>([])
  const chosen = makeStore<number | null>(null)
  const draft = makeStore<MarkDraft | null>(null)
  const take = (news: readonly KeptMark[]): void => {
    const byId = new Map([...marks.get(), ...news].map((mark) => [mark.id, mark]))
    marks.put([...byId.values()].sort((a, b) => a.id - b.id))
  }
  const taken = <T extends KeptMark>(outcome: Outcome<T>): Outcome<T> => {
    if (!isFault(outcome)) take([outcome])
    return outcome
  }
  const maybeMark = (id: number): KeptMark | null => marks.get().find((mark) => mark.id === id) ?? null
  const stop = desk.onNotice('marksChanged', (news) => take(news.marks))
  // Notices that come first are newer than the list they overtake.
  void desk.call('listMarks', { page: null, story: null }).then((listed) => {
    if (!isFault(listed)) take(listed.filter(({ id }) => maybeMark(id) === null))
  })

  const resolve: MarksStore['resolve'] = async (mark, person, state, isApplied = false) =>
    taken(await desk.call('resolveMark', { mark, person, text: '', state, isApplied }))
  return {
    ...marks,
    chosen,
    draft,
    maybeMark,
    choose: (id) => chosen.put(id),
    begin: (next) => draft.put(next),
    async make(mark: NewMark) {
      const made = taken(await desk.call('markProof', mark))
      if (isFault(made)) return made
      draft.put(null)
      chosen.put(made.id)
      return made
    },
    answer: async (mark, person, text) => taken(await desk.call('answerMark', { mark, person, text })),
    revise: async (mark, person, revises, text) =>
      taken(await desk.call('reviseMark', { mark, person, revises, text })),
    resolve,
    async carryOut(id, person) {
      const mark = maybeMark(id)
      if (!mark) return fault('mark.missing', { mark: id })
      const refused = await edit(stories, mark)
      return refused ?? resolve(id, person, 'done', true)
    },
    readAgain: () =>
      void desk.call('listMarks', { page: null, story: null }).then((listed) => {
        if (!isFault(listed)) take(listed)
      }),
    close: stop,
  }
}

/** Makes the mark's edit in its story and waits until it is on disk; mark.moved where the words are others now. */
async function edit(stories: OpenStories, mark: KeptMark): Promise<ReturnType<typeof fault> | null> {
  const { id, kind, words, proposed, standing, now } = mark
  const moved = fault('mark.moved', { mark: id })
  if (now?.on !== 'story' || standing !== 'stands') return moved
  const story = await stories.open(now.story)
  if (isFault(story)) return story
  await story.flush()
  const place = positionsOf(story.state.doc, now)
  const change = place && correct(story.state.doc, { kind, words, proposed, ...place })
  if (!change) return moved
  const { tr } = story.state
  for (const step of change.steps) tr.step(step)
  story.dispatch(tr)
  await story.flush()
  return story.unsaved.get().fault
}

function positionsOf(doc: Parameters<typeof maybePosAt>[0], spot: StorySpot): { from: number; to: number } | null {
  const [from, to] = [maybePosAt(doc, spot.from), maybePosAt(doc, spot.to)]
  return from === null || to === null ? null : { from, to }
}
