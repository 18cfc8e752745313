/** The stories that this window has opened. They stay open as long as the session, since undo may lead back into any. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { StepBatch } from '#contract/requests.ts'
import { docFromJson } from '#story/documents.ts'
import type { OpenStories, OpenStory, Unsaved } from '../session.ts'
import type { DeskCalls } from '#wire/wire.ts'
import { makeStore, type Store } from '../store.ts'
import type { Journal } from './journal.ts'
import { keepStory, type KeptStory, type StorySurroundings } from './openStory.ts'

export interface KeptStories extends OpenStories {
  /** Over all open stories. */
  readonly unsaved: Store<Unsaved>
  flush(): Promise<void>
  /** The wire is back. */
  resume(): void
  /** Writes at once what the journal has not yet; before the window goes. */
  keepNow(): void
  close(): void
}

/** Milliseconds after which an edit that is still unconfirmed goes into the journal. */
const KEEP_AFTER = 30

export function keepStories(
  desk: DeskCalls,
  surroundings: () => StorySurroundings,
  journal: Journal | null = null,
): KeptStories {
  const open = new Map<StoryId, KeptStory>()
  const opening = new Map<StoryId, Promise<Outcome<OpenStory>>>()
  /** Steps that came for a story while its document was being fetched. */
  const early = new Map<StoryId, StepBatch[]>()
  const unsaved = makeStore<Unsaved>({ steps: 0, fault: null })

  const changed = new Set<KeptStory>()
  let keeping: ReturnType<typeof setTimeout> | null = null
  const keepNow = (): void => {
    if (keeping) clearTimeout(keeping)
    keeping = null
    for (const story of changed) journal?.keepSteps(story.id, story.pending())
    changed.clear()
  }
  const keepSoon = (story: KeptStory): void => {
    changed.add(story)
    keeping ??= setTimeout(keepNow, KEEP_AFTER)
  }

  const stop = desk.onNotice('stepsSubmitted', (batch) => {
    const story = open.get(batch.story)
    if (story) story.takeSteps(batch)
    else early.get(batch.story)?.push(batch)
  })
  const sum = (): void => {
    const all = [...open.values()].map((story) => story.unsaved.get())
    unsaved.put({
      steps: all.reduce((steps, each) => steps + each.steps, 0),
      fault: all.find((each) => each.fault)?.fault ?? null,
    })
  }
  const fetch = async (id: StoryId): Promise<Outcome<OpenStory>> => {
    early.set(id, [])
    const state = await desk.call('fetchStory', { story: id })
    const batches = early.get(id) ?? []
    early.delete(id)
    opening.delete(id)
    if (isFault(state)) return state
    const doc = docFromJson(state.doc)
    if (isFault(doc)) return doc
    const story = keepStory(id, doc, state.version, surroundings())
    open.set(id, story)
    story.unsaved.subscribe(sum)
    if (journal) story.subscribe(({ transaction }) => transaction.docChanged && keepSoon(story))
    if (journal) story.unsaved.subscribe(() => keepSoon(story))
    for (const batch of batches) story.takeSteps(batch)
    return story
  }

  return {
    unsaved,
    open(id) {
      const known = open.get(id)
      if (known) return Promise.resolve(known)
      const pending = opening.get(id) ?? fetch(id)
      if (!open.has(id)) opening.set(id, pending)
      return pending
    },
    maybeOpen: (id) => open.get(id) ?? null,
    async flush() {
      await Promise.all([...open.values()].map((story) => story.flush()))
    },
    resume() {
      for (const story of open.values()) story.resume()
    },
    keepNow,
    close() {
      stop()
      keepNow()
      for (const story of open.values()) story.close()
    },
  }
}
