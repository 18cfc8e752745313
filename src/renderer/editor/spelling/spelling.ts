/**
 * Spelling in this window: one worker for all stories, made when the first English one is looked at. What was checked is
 * remembered by its text, so that after a key one paragraph alone is checked again.
 */
import { houseWords, type HouseBook } from '#contract/house.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Session } from '#renderer/session.ts'
import { makeStore, type Store } from '#renderer/store.ts'
import type { SpellingAnswer, SpellingOrder } from './messages.ts'
import type { Stretch } from './speller.ts'

export interface SpellingWorker {
  postMessage(order: SpellingOrder): void
  onmessage: ((event: MessageEvent<SpellingAnswer>) => void) | null
}

export interface Spelling {
  /** Rises when what is known has changed: the house book, words ignored, the variety, or the dictionary failed. */
  readonly epoch: Store<number>
  readonly hasFailed: Store<boolean>
  /** Milliseconds of the last check in the worker. */
  readonly took: Store<number>
  /** Unknown words of a text that was checked; undefined of one that was not. */
  maybeUnknown(text: string): readonly Stretch[] | undefined
  /** Checks texts that are not known yet; true where something was checked. */
  check(texts: readonly string[]): Promise<boolean>
  suggest(word: string): Promise<readonly string[]>
  /** Leaves a word alone in a story, as long as the window is open. */
  ignore(story: StoryId, word: string): void
  isIgnored(story: StoryId, word: string): boolean
}

const MOST_REMEMBERED = 5_000

const spellings = new WeakMap<Session, Spelling>()

/** The spelling of a session. */
export function spellingOf(session: Session): Spelling {
  const known = spellings.get(session)
  if (known) return known
  const made = keepSpelling(session.house, () => {
    return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'spelling' })
  })
  spellings.set(session, made)
  return made
}

/** Spelling by a house book and a worker, which is made when it is first needed. */
export function keepSpelling(house: Store<HouseBook>, makeWorker: () => SpellingWorker): Spelling {
  const [epoch, hasFailed, took] = [makeStore(0), makeStore(false), makeStore(0)]
  const checked = new Map<string, readonly Stretch[]>()
  const suggested = new Map<string, Promise<readonly string[]>>()
  const ignored = new Map<StoryId, Set<string>>()
  const waiting = new Map<number, (answer: SpellingAnswer) => void>()
  let worker: SpellingWorker | null = null
  let last = 0

  const forget = (): void => {
    checked.clear()
    suggested.clear()
    epoch.put(epoch.get() + 1)
  }
  const teach = (): void => {
    worker?.postMessage({ kind: 'open', english: house.get().english, words: houseWords(house.get()) })
    forget()
  }
  const open = (): SpellingWorker => {
    if (worker) return worker
    worker = makeWorker()
    worker.onmessage = ({ data }) => {
      if (data.kind === 'failed') return hasFailed.put(true)
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    }
    teach()
    house.subscribe(teach)
    return worker
  }
  const ask = (make: (id: number) => SpellingOrder): Promise<SpellingAnswer> => {
    const id = ++last
    const answer = new Promise<SpellingAnswer>((resolve) => waiting.set(id, resolve))
    open().postMessage(make(id))
    return answer
  }
  return {
    epoch,
    hasFailed,
    took,
    maybeUnknown: (text) => checked.get(text),
    async check(texts) {
      const news = [...new Set(texts)].filter((text) => text !== '' && !checked.has(text))
      if (news.length === 0) return false
      open()
      const asked = epoch.get()
      const answer = await ask((id) => ({ kind: 'check', id, texts: news }))
      if (answer.kind !== 'checked' || asked !== epoch.get()) return false
      if (checked.size > MOST_REMEMBERED) checked.clear()
      news.forEach((text, i) => checked.set(text, answer.unknown[i] ?? []))
      took.put(answer.took)
      return true
    },
    suggest(word) {
      const known = suggested.get(word)
      if (known) return known
      const words = ask((id) => ({ kind: 'suggest', id, word })).then((answer) =>
        answer.kind === 'suggested' ? answer.words : [],
      )
      suggested.set(word, words)
      return words
    },
    ignore(story, word) {
      ignored.set(story, (ignored.get(story) ?? new Set()).add(word))
      epoch.put(epoch.get() + 1)
    },
    isIgnored: (story, word) => ignored.get(story)?.has(word) ?? false,
  }
}
