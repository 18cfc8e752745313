/**
 * The issue as this window sees it. What the desk confirmed is kept true by its notices; the window's own dummy edits
 * that are still under way lie on top, so that a drag shows at once and falls back by itself when it is refused.
 */
import type { DummyDiff, DummyRecord } from '#contract/dummy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { SignOff } from '#contract/issue.ts'
import type { IssueState, Notices, PageState, StorySummary } from '#contract/requests.ts'
import { applyDiffs } from '#grid/diffs.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { IssueStore, Saving } from '../session.ts'
import { makeStore, slice, type Store } from '../store.ts'

/** The issue store with the verbs that only the session's own parts may call. */
export interface KeptIssue extends IssueStore {
  /** What the desk confirmed of a page, without pending edits. */
  confirmedPage(page: number): PageState
  /** Puts pending edits of a page on top; an empty list takes them off. */
  showPending(page: number, pending: readonly (readonly DummyDiff[])[]): void
  /** Takes in a dummy's change; false when it does not continue what is known, and the issue must be read again. */
  takeDummy(edit: { page: number; version: number; diffs: readonly DummyDiff[]; savedAt: string }): boolean
  /** Reads the whole issue anew from the desk. */
  readAgain(): Promise<Outcome<null>>
  noteSaved(savedAt: string): void
  close(): void
}

/** Keeps `first`, which the desk answered to describeIssue, true from here on. */
export function keepIssue(desk: DeskCalls, first: IssueState, saving: Store<Saving>): KeptIssue {
  let confirmed = first
  const pending = new Map<number, readonly (readonly DummyDiff[])[]>()
  const shown = makeStore(first)

  const show = (next: IssueState): void => {
    confirmed = next
    shown.put(withPending(confirmed, pending))
  }
  const takeDummy: KeptIssue['takeDummy'] = ({ page, version, diffs, savedAt }) => {
    const state = pageOf(confirmed, page)
    if (version <= state.version) return true
    const records = applyDiffs(state.records, diffs)
    if (isFault(records)) return false
    show(withPage({ ...confirmed, savedAt: later(confirmed.savedAt, savedAt) }, { page, version, records }))
    return true
  }
  const readAgain = async (): Promise<Outcome<null>> => {
    const state = await desk.call('describeIssue', {})
    if (isFault(state)) return state
    show(state)
    return null
  }
  const stops = listen(desk, {
    update: (change) => show(change(confirmed)),
    takeDummy: (edit) => {
      if (!takeDummy(edit)) void readAgain()
    },
  })

  return {
    ...shown,
    stories: slice(shown, (state) => state.stories),
    pages: slice(shown, (state) => state.pages),
    photos: slice(shown, (state) => state.photos),
    signOffs: slice(shown, (state) => state.signOffs),
    savedAt: slice(shown, (state) => state.savedAt),
    saving,
    maybeStory: (id: StoryId) => shown.get().stories.find((story) => story.id === id) ?? null,
    maybePhoto: (id: PhotoId) => shown.get().photos.find((photo) => photo.id === id) ?? null,
    page: (page) => pageOf(shown.get(), page),
    maybeRecord: (id) => maybeRecord(shown.get(), id),
    confirmedPage: (page) => pageOf(confirmed, page),
    showPending(page, edits) {
      if (edits.length > 0) pending.set(page, edits)
      else pending.delete(page)
      show(confirmed)
    },
    takeDummy,
    readAgain,
    noteSaved: (savedAt) => show({ ...confirmed, savedAt: later(confirmed.savedAt, savedAt) }),
    close: () => stops.forEach((stop) => stop()),
  }
}

interface Listening {
  update(change: (state: IssueState) => IssueState): void
  takeDummy(edit: Notices['dummyEdited']): void
}

function listen(desk: DeskCalls, { update, takeDummy }: Listening): (() => void)[] {
  return [
    desk.onNotice('stepsSubmitted', ({ summary, savedAt }) =>
      update((state) => ({
        ...state,
        stories: upsert(state.stories, [summary], isNewer),
        savedAt: later(state.savedAt, savedAt),
      })),
    ),
    desk.onNotice('storiesChanged', ({ stories }) =>
      update((state) => ({ ...state, stories: upsert(state.stories, stories, isNewer) })),
    ),
    desk.onNotice('photosChanged', ({ photos }) =>
      update((state) => ({ ...state, photos: upsert(state.photos, photos) })),
    ),
    desk.onNotice('signOffsChanged', ({ signOffs }) =>
      update((state) => ({ ...state, signOffs: withSignOffs(state.signOffs, signOffs) })),
    ),
    desk.onNotice('dummyEdited', takeDummy),
  ]
}

/** Notices may overtake one another: an older summary never covers a newer one. */
const isNewer = (known: StorySummary, news: StorySummary): boolean => news.version >= known.version

function upsert<T extends { readonly id: string }>(
  known: readonly T[],
  news: readonly T[],
  mayReplace: (known: T, news: T) => boolean = () => true,
): readonly T[] {
  const byId = new Map(news.map((item) => [item.id, item]))
  const kept = known.map((item) => {
    const next = byId.get(item.id)
    byId.delete(item.id)
    return next && mayReplace(item, next) ? next : item
  })
  return [...kept, ...byId.values()]
}

/** A notice may carry all sign-offs or the new ones; a sign-off is never undone. */
function withSignOffs(known: readonly SignOff[], news: readonly SignOff[]): readonly SignOff[] {
  const key = (signOff: SignOff): string => JSON.stringify([signOff.page, signOff.stage, signOff.person, signOff.at])
  return [...new Map([...known, ...news].map((signOff) => [key(signOff), signOff])).values()]
}

function pageOf(state: IssueState, page: number): PageState {
  const found = state.pages.find((each) => each.page === page)
  if (found) return found
  if (!Number.isInteger(page) || page < 1 || page > state.issue.pages) throw new RangeError(`page ${page}`)
  // A page that nothing was ever placed on need not be listed.
  return { page, version: 0, records: [] }
}

function maybeRecord(state: IssueState, id: RecordId): DummyRecord | null {
  for (const page of state.pages) {
    const found = page.records.find((record) => record.id === id)
    if (found) return found
  }
  return null
}

/** The state with a page's records replaced, and the stories' `pages` told of it. */
function withPage(state: IssueState, page: PageState): IssueState {
  const before = state.pages.find((each) => each.page === page.page)
  const pages = before
    ? state.pages.map((each) => (each === before ? page : each))
    : [...state.pages, page].sort((a, b) => a.page - b.page)
  const touched = new Set([...(before?.records ?? []), ...page.records].map((record) => record.item))
  const stories = state.stories.map((story) => (touched.has(story.id) ? withPages(story, pages) : story))
  return { ...state, pages, stories }
}

function withPages(story: StorySummary, pages: readonly PageState[]): StorySummary {
  const standsOn = pages.filter((page) => page.records.some((record) => record.item === story.id)).map((p) => p.page)
  const isUnchanged = standsOn.length === story.pages.length && standsOn.every((page, i) => page === story.pages[i])
  return isUnchanged ? story : { ...story, pages: standsOn }
}

function withPending(state: IssueState, pending: ReadonlyMap<number, readonly (readonly DummyDiff[])[]>): IssueState {
  let shown = state
  for (const [page, edits] of pending) {
    const known = pageOf(state, page)
    const records = edits.reduce(applyWhereFits, known.records)
    shown = withPage(shown, { ...known, records })
  }
  return shown
}

/** An edit that the confirmed records contain already, or contradict, changes nothing. */
function applyWhereFits(records: readonly DummyRecord[], diffs: readonly DummyDiff[]): readonly DummyRecord[] {
  const next = applyDiffs(records, diffs)
  return isFault(next) ? records : next
}

/** ISO 8601 times of one clock compare as text. */
const later = (a: string, b: string): string => (a > b ? a : b)
