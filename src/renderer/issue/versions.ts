/** Versions of stories as this window sees them: fetched for a story when they are wanted, kept true by the desk's notices. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { KeptVersion } from '#contract/version.ts'
import { docFromJson } from '#story/documents.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { OpenStories, Reading, VersionsStore } from '../session.ts'
import { makeStore } from '../store.ts'

export interface KeptVersions extends VersionsStore {
  /** Asks again for what was asked for, after news may have been missed. */
  readAgain(): void
  close(): void
}

const keyOf = ({ story, id }: KeptVersion): string => `${id} ${story}`

export function keepVersions(desk: DeskCalls, stories: OpenStories): KeptVersions {
  const versions = makeStore<readonly KeptVersion[]>([])
  const reading = makeStore<Reading | null>(null)
  const isKeeping = makeStore(false)
  const take = (news: readonly KeptVersion[]): void => {
    const byKey = new Map([...versions.get(), ...news].map((version) => [keyOf(version), version]))
    versions.put([...byKey.values()].sort((a, b) => a.id - b.id))
  }
  const taken = (outcome: Outcome<KeptVersion>): Outcome<KeptVersion> => {
    if (!isFault(outcome)) take([outcome])
    return outcome
  }
  /** What was typed belongs to the version that is made of it. */
  const flush = async (story: StoryId): Promise<void> => stories.maybeOpen(story)?.flush()
  const load: VersionsStore['load'] = async (story) => {
    const listed = await desk.call('listVersions', { story })
    if (isFault(listed)) return listed
    take(listed)
    return null
  }
  const stop = desk.onNotice('versionsChanged', (news) => take(news.versions))
  return {
    ...versions,
    reading,
    isKeeping,
    read: (next) => reading.put(next),
    beginKeeping: (next) => isKeeping.put(next),
    load,
    readAgain() {
      for (const story of new Set(versions.get().map((version) => version.story))) void load(story)
    },
    async keep(story, name, note, by) {
      await flush(story)
      return taken(await desk.call('keepVersion', { story, version: null, name, note, person: by }))
    },
    async change({ id, name, note, isDropped }, change) {
      return taken(await desk.call('changeVersion', { id, name, note, isDropped, ...change }))
    },
    async changeStatus(story, status, by) {
      await flush(story)
      return desk.call('changeStatus', { story, status, person: by })
    },
    async moment(story, version) {
      const state = await desk.call('fetchMoment', { story, version })
      return isFault(state) ? state : docFromJson(state.doc)
    },
    sittings: (story) => desk.call('listSittings', { story }),
    close: stop,
  }
}
