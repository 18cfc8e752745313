/**
 * The pages that somebody watches, kept set. One order is under way at a time; what changes meanwhile goes with the
 * next one, so that typing faster than a page is set drops pictures of the past and never queues them.
 */
import type { DummyRecord } from '#contract/dummy.ts'
import { isFault, type Fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Copy } from '#contract/copy.ts'
import type { Issue } from '#contract/issue.ts'
import type { Photo } from '#contract/photo.ts'
import { facesOf } from '#compose/styles.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type {
  FacesCome,
  IssueStore,
  OpenStories,
  OpenStory,
  PageView,
  SessionOptions,
  SetPages,
  WatchedPage,
} from '../session.ts'
import { makeStore, type WritableStore } from '../store.ts'
import { openClient, type ComposerClient } from './client.ts'
import { applyPageDelta, copyDelta, named } from './deltas.ts'
import { fetchOver, loadFaces } from './faces.ts'
import type { ComposerWorker, CopyDelta, JobDelta } from './messages.ts'

export interface SetPagesPorts {
  readonly desk: DeskCalls
  readonly issue: IssueStore
  readonly stories: OpenStories
  readonly makeWorker: (() => ComposerWorker) | undefined
  readonly fetchFace: SessionOptions['fetchFace']
}

/** A page under watch. */
interface Entry {
  readonly page: number
  readonly view: WritableStore<PageView>
  watchers: number
  tentative: readonly DummyRecord[] | null
  /** What the worker has; null when it has nothing of the page. */
  sent: readonly DummyRecord[] | null
  isDirty: boolean
  settled: (() => void)[]
}

/** What the worker has of the issue. */
interface Sent {
  issue: Issue | null
  photos: readonly Photo[] | null
  readonly copies: Map<StoryId, Copy>
}

const UNSET: PageView = { set: null, isTentative: false, took: 0, copies: new Map(), fault: null }

const startWorker = (): ComposerWorker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'composer' })

export interface KeptPages extends SetPages {
  close(): void
}

export function openSetPages(ports: SetPagesPorts): KeptPages {
  const { issue } = ports
  const entries = new Map<number, Entry>()
  const sent: Sent = { issue: null, photos: null, copies: new Map() }
  const cast = openCast(ports.stories, (story) => {
    for (const entry of entries.values()) {
      if (recordsOf(issue, entry).some((record) => record.item === story)) rounds.soil(entry)
    }
  })
  const faces = makeStore<FacesCome>({ done: 0, total: 0 })
  const client = openClient({
    makeWorker: ports.makeWorker ?? startWorker,
    loadFaces: () => loadFaces(ports.fetchFace ?? fetchOver(ports.desk), facesOf(issue.get().stylebook), faces),
    paper: () => ({ stylebook: issue.get().stylebook, issue: issue.get().issue }),
    restarted() {
      forgetAll(sent, entries)
      for (const entry of entries.values()) rounds.soil(entry)
    },
    now: () => performance.now(),
  })
  const rounds = openRounds({ issue, client, cast, sent, entries })
  const stops = [
    issue.pages.subscribe(() => {
      for (const entry of entries.values()) if (entry.sent !== recordsOf(issue, entry)) rounds.soil(entry)
    }),
    issue.photos.subscribe(() => [...entries.values()].forEach(rounds.soil)),
  ]
  const leave = (entry: Entry): void => {
    if (--entry.watchers > 0) return
    entries.delete(entry.page)
    client.forget({ pages: [entry.page], stories: [] })
    settle(entry)
  }

  return {
    faces,
    watch(page) {
      const entry = entries.get(page) ?? makeEntry(issue.page(page).page)
      entries.set(page, entry)
      entry.watchers++
      if (entry.watchers === 1) rounds.soil(entry)
      return watched(entry, { client, soil: rounds.soil, leave })
    },
    async outlines(face, glyphs) {
      await client.ready()
      const answer = await client.ask({ kind: 'outlines', face, glyphs })
      return answer?.kind === 'outlines' ? answer.outlines : []
    },
    fitOf: (story) =>
      [...entries.values()].flatMap(({ view }) => (view.get().set?.fit ?? []).filter((fit) => fit.item === story)),
    close() {
      for (const stop of stops) stop()
      for (const entry of entries.values()) settle(entry)
      cast.close()
      client.close()
    },
  }
}

const makeEntry = (page: number): Entry => ({
  page,
  view: makeStore(UNSET),
  watchers: 0,
  tentative: null,
  sent: null,
  isDirty: false,
  settled: [],
})

/** A new worker knows nothing. */
function forgetAll(sent: Sent, entries: ReadonlyMap<number, Entry>): void {
  sent.issue = sent.photos = null
  sent.copies.clear()
  for (const entry of entries.values()) entry.sent = null
}

interface RoundPorts {
  readonly issue: IssueStore
  readonly client: ComposerClient
  readonly cast: Cast
  readonly sent: Sent
  readonly entries: ReadonlyMap<number, Entry>
}

/** Sets dirty pages one after the other, as long as there are any. */
function openRounds({ issue, client, cast, sent, entries }: RoundPorts): { soil(entry: Entry): void } {
  let isRunning = false
  const run = async (): Promise<void> => {
    isRunning = true
    try {
      for (let entry = firstDirty(entries); entry; entry = firstDirty(entries)) {
        const refusal = await client.ready()
        if (refusal) refuse(entry, refusal)
        else await setEntry(entry)
      }
    } finally {
      isRunning = false
    }
  }
  const setEntry = async (entry: Entry): Promise<void> => {
    const missing = cast.missing(recordsOf(issue, entry))
    if (missing.length > 0) await cast.call(missing)
    entry.isDirty = false
    const isTentative = entry.tentative !== null
    const known = entry.sent === null ? null : entry.view.get().set
    const job = deltaOf(issue, cast, sent, entry)
    const copies = copiesOf(sent, recordsOf(issue, entry))
    const answer = await client.ask({ kind: 'set', page: entry.page, job })
    if (answer?.kind !== 'set') {
      // The worker died before it heard of this: the next round boots another, and tells it everything.
      forgetAll(sent, entries)
      entry.isDirty = true
      return
    }
    entry.view.put({ set: applyPageDelta(known, answer.delta), isTentative, took: answer.took, copies, fault: null })
    if (!entry.isDirty) settle(entry)
  }
  return {
    soil(entry) {
      entry.isDirty = true
      if (!isRunning) void run()
    },
  }
}

const recordsOf = (issue: IssueStore, entry: Entry): readonly DummyRecord[] =>
  entry.tentative ?? issue.page(entry.page).records

/** The copies of a page's stories that the worker has. */
const copiesOf = (sent: Sent, records: readonly DummyRecord[]): ReadonlyMap<StoryId, Copy> =>
  new Map(
    records.flatMap(({ item }) => {
      const copy = sent.copies.get(item)
      return copy ? [[item, copy] as const] : []
    }),
  )

const firstDirty = (entries: ReadonlyMap<number, Entry>): Entry | null =>
  [...entries.values()].find((entry) => entry.isDirty) ?? null

function settle(entry: Entry): void {
  for (const done of entry.settled.splice(0)) done()
}

function refuse(entry: Entry, refusal: Fault): void {
  entry.isDirty = false
  entry.view.put({ ...entry.view.get(), fault: refusal })
  settle(entry)
}

interface WatchPorts {
  readonly client: ComposerClient
  soil(entry: Entry): void
  leave(entry: Entry): void
}

function watched(entry: Entry, { client, soil, leave }: WatchPorts): WatchedPage {
  let isOpen = true
  const text = async (kind: 'stamp' | 'dump'): Promise<string> => {
    while (isOpen && (entry.isDirty || !entry.view.get().set) && !entry.view.get().fault) {
      await new Promise<void>((done) => entry.settled.push(done))
    }
    const answer = await client.ask({ kind, page: entry.page })
    return answer?.kind === 'text' ? answer.text : ''
  }
  return {
    ...entry.view,
    page: entry.page,
    tryRecords(records) {
      if (entry.tentative === records) return
      entry.tentative = records
      soil(entry)
    },
    stamp: () => text('stamp'),
    dump: () => text('dump'),
    close() {
      if (isOpen) leave(entry)
      isOpen = false
    },
  }
}

/** The stories on the watched pages: opened once, and heard at each change. */
interface Cast {
  missing(records: readonly DummyRecord[]): readonly StoryId[]
  call(stories: readonly StoryId[]): Promise<void>
  maybeCopy(story: StoryId): Copy | null
  close(): void
}

function openCast(stories: OpenStories, changed: (story: StoryId) => void): Cast {
  /** null: the desk has no such story; the composer then says so on the page. */
  const open = new Map<StoryId, OpenStory | null>()
  const stops: (() => void)[] = []
  const call = async (id: StoryId): Promise<void> => {
    const story = await stories.open(id)
    open.set(id, isFault(story) ? null : story)
    if (!isFault(story)) stops.push(story.subscribe(({ transaction }) => transaction.docChanged && changed(id)))
  }
  return {
    missing: (records) => [...new Set(records.map((record) => record.item))].filter((id) => !open.has(id)),
    call: async (ids) => void (await Promise.all(ids.map(call))),
    maybeCopy: (id) => open.get(id)?.copy ?? null,
    close: () => stops.forEach((stop) => stop()),
  }
}

/** What the worker must be told to set this page; afterwards `sent` says that it knows. */
function deltaOf(issue: IssueStore, cast: Cast, sent: Sent, entry: Entry): JobDelta {
  const state = issue.get()
  const records = recordsOf(issue, entry)
  const copies: CopyDelta[] = []
  for (const id of new Set(records.map((record) => record.item))) {
    const copy = cast.maybeCopy(id)
    const known = sent.copies.get(id) ?? null
    if (!copy || copy === known) continue
    copies.push(copyDelta(known, copy))
    sent.copies.set(id, copy)
  }
  const job: JobDelta = {
    copies,
    ...(records === entry.sent ? {} : { records: named(entry.sent ?? [], records) }),
    ...(state.photos === sent.photos ? {} : { photos: state.photos }),
    ...(state.issue === sent.issue ? {} : { issue: state.issue }),
  }
  entry.sent = records
  sent.photos = state.photos
  sent.issue = state.issue
  return job
}
