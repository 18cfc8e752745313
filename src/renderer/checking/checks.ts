/** The session's checks: the shown page as it is worked on, and the whole issue when it is asked for. */
import { isFault, type Fault, type Finding, type Outcome } from '#contract/faults.ts'
import type { PreflightProfile } from '#contract/preflight.ts'
import { rulesOf } from '#preflight/preflight.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type {
  Checks,
  CheckedIssue,
  IssueStore,
  OpenStories,
  PageChecks,
  SelectionStore,
  SetPages,
  WatchedPage,
} from '../session.ts'
import { makeStore, type Store, type WritableStore } from '../store.ts'
import { checkPage } from './checkPage.ts'
import { keepInks, type KeptInks } from './inks.ts'

export interface ChecksPorts {
  readonly desk: DeskCalls
  readonly issue: IssueStore
  readonly stories: OpenStories
  readonly pages: SetPages
  readonly selection: SelectionStore
}

export interface KeptChecks extends Checks {
  close(): void
}

/** How long a page has been quiet when it is checked, milliseconds: no key waits for it. */
const QUIET_MS = 250

export function keepChecks(ports: ChecksPorts): KeptChecks {
  const profile = makeStore<PreflightProfile | null>(null)
  const profiles = makeStore<readonly Pick<PreflightProfile, 'name' | 'title'>[]>([])
  const checked = makeStore<CheckedIssue>({ findings: null, savedAt: '', isRunning: false })
  const live = openLive(ports, profile)

  const chooseProfile = async (name: string | null): Promise<Fault | null> => {
    const answer = await ports.desk.call('fetchPreflight', { profile: name })
    if (isFault(answer)) return answer
    profiles.put(answer.profiles)
    profile.put(answer.profile)
    return null
  }
  const checkIssue = async (job: string): Promise<Outcome<null>> => {
    const { savedAt } = ports.issue.get()
    const named = profile.get()?.name
    checked.put({ ...checked.get(), isRunning: true })
    const findings = await ports.desk.call('checkIssue', {
      page: null,
      job,
      ...(named === undefined ? {} : { profile: named }),
    })
    checked.put(isFault(findings) ? { ...checked.get(), isRunning: false } : { findings, savedAt, isRunning: false })
    return isFault(findings) ? findings : null
  }
  return {
    page: onceHeard(live.store, () => {
      if (profile.get() === null) void chooseProfile(null)
      return live.begin()
    }),
    issue: checked,
    profile,
    profiles,
    chooseProfile,
    checkIssue,
    close: live.end,
  }
}

/** A store whose source runs only while somebody listens. */
function onceHeard<T>(store: Store<T>, begin: () => () => void): Store<T> {
  let listeners = 0
  let end: (() => void) | null = null
  return {
    get: store.get,
    subscribe(listener) {
      if (listeners++ === 0) end = begin()
      const stop = store.subscribe(listener)
      return () => {
        stop()
        if (--listeners > 0) return
        end?.()
        end = null
      }
    },
  }
}

interface Live {
  readonly store: WritableStore<PageChecks>
  /** Follows the shown page; gives back the end of it. */
  begin(): () => void
  end(): void
}

/** What is followed at the moment. */
interface Following {
  watched: WatchedPage
  stopWatching(): void
  timer: ReturnType<typeof setTimeout> | undefined
}

function openLive(ports: ChecksPorts, profile: Store<PreflightProfile | null>): Live {
  const { issue, pages, selection } = ports
  const store = makeStore<PageChecks>({ page: selection.get().page, findings: null, waiting: 0 })
  const inks = keepInks(ports.desk, () => later())
  let following: Following | null = null
  let stops: (() => void)[] = []

  const later = (): void => {
    if (!following) return
    clearTimeout(following.timer)
    const now = following
    now.timer = setTimeout(() => void run(now), QUIET_MS)
  }
  const run = async (now: Following): Promise<void> => {
    const { set, isTentative } = now.watched.get()
    const rules = profile.get()
    // A drag under way is not judged: what stands is another page.
    if (!set || isTentative || !rules) return
    const signed = issue.signOffs.get().some(({ page }) => page === set.page)
    const stamp = signed ? await now.watched.stamp() : null
    if (following !== now || now.watched.get().set !== set) return
    const next: PageChecks = { page: set.page, ...checkShown(ports, now.watched, stamp, rules, inks) }
    // A list that says the same is the same: nobody who shows it need look again.
    if (JSON.stringify(next) !== JSON.stringify(store.get())) store.put(next)
  }
  const follow = (): void => {
    const { page } = selection.get()
    if (following?.watched.page === page) return
    leave()
    const watched = pages.watch(page)
    store.put({ page, findings: null, waiting: 0 })
    following = { watched, stopWatching: watched.subscribe(later), timer: undefined }
    later()
  }
  const leave = (): void => {
    if (!following) return
    clearTimeout(following.timer)
    following.stopWatching()
    following.watched.close()
    following = null
  }
  const end = (): void => {
    for (const stop of stops) stop()
    stops = []
    leave()
  }
  return {
    store,
    begin() {
      stops = [selection.subscribe(follow), issue.subscribe(later), profile.subscribe(later)]
      follow()
      return end
    },
    end,
  }
}

function checkShown(
  { issue, stories }: ChecksPorts,
  watched: WatchedPage,
  stamp: string | null,
  profile: PreflightProfile,
  inks: KeptInks,
): { findings: readonly Finding[] | null; waiting: number } {
  const { set } = watched.get()
  if (!set) return { findings: null, waiting: 0 }
  const state = issue.get()
  const copyOf: Parameters<typeof checkPage>[0]['copyOf'] = (story) => stories.maybeOpen(story)?.copy ?? null
  return checkPage({ state, set, stamp, rules: rulesOf(profile, state.stylebook), inks, copyOf })
}
