/**
 * The matches of every story in the scope. Stories are opened one after the other, as many as a frame has time for; from
 * then on each keeps its matches true by itself. Another query or scope begins anew.
 */
import { isFault, type Fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Query } from '#story/find/query.ts'
import type { OpenStory, Session } from '../session.ts'
import { makeStore, type Store } from '../store.ts'
import type { Matches, StoryMatches } from './storyMatches.ts'

/** Which stories are searched: the chosen one, those of the shown page, all that are not spiked. */
export const SCOPES = ['story', 'page', 'issue'] as const
export type Scope = (typeof SCOPES)[number]

export interface FoundStory {
  readonly story: OpenStory
  readonly found: Matches
}

export interface FoundState {
  /** Stories that hold a match, in the order of the pool. */
  readonly stories: readonly FoundStory[]
  readonly total: number
  /** Stories that were searched to their end, of how many. */
  readonly done: number
  readonly of: number
  /** Why nothing is found: a pattern that is none, one that took too long; a story that does not open. */
  readonly fault: Fault | null
}

export interface Found extends Store<FoundState> {
  /** Resolves when every story of the scope was searched, or the search was stopped. */
  whole(): Promise<FoundState>
  /** Goes on no further; what was found stays. */
  stop(): void
  close(): void
}

export interface FoundPorts {
  readonly session: Session
  readonly query: Store<Query>
  readonly scope: Store<Scope>
  of(story: OpenStory): StoryMatches
}

const NOTHING: FoundState = { stories: [], total: 0, done: 0, of: 0, fault: null }
/** How long stories are searched before the window has its turn again. */
const SLICE_MS = 8

export function keepFound(ports: FoundPorts): Found {
  const { session, query, scope } = ports
  const shown = makeStore(NOTHING)
  let run = searchStories(ports, [], shown.put)
  let ids: readonly StoryId[] = []
  let of: Query = query.get()

  const restart = (): void => {
    const next = query.get().text === '' ? [] : storiesIn(session, scope.get())
    const isSame = of === query.get() && next.length === ids.length && next.every((id, i) => id === ids[i])
    if (isSame) return
    of = query.get()
    ids = next
    run.stop()
    run = searchStories(ports, ids, shown.put)
  }
  const stops = [query, scope, session.issue.stories, session.selection].map((store: Store<unknown>) =>
    store.subscribe(restart),
  )
  return {
    ...shown,
    async whole() {
      await run.done
      await Promise.all(run.stories().map((story) => ports.of(story).settled()))
      return shown.get()
    },
    stop: () => run.halt(),
    close() {
      run.stop()
      for (const stop of stops) stop()
    },
  }
}

/** The stories of a scope, in the order of the pool. */
function storiesIn({ issue, selection }: Session, scope: Scope): StoryId[] {
  const { story: chosen, page } = selection.get()
  if (scope === 'story') return chosen === null ? [] : [chosen]
  return issue.stories
    .get()
    .filter((story) => !story.isSpiked && story.kind !== 'ad' && (scope === 'issue' || story.pages.includes(page)))
    .map(({ id }) => id)
}

interface Run {
  readonly done: Promise<void>
  stories(): readonly OpenStory[]
  /** Opens no more stories. */
  halt(): void
  /** Halts, and follows those that were opened no longer. */
  stop(): void
}

function searchStories({ session, of }: FoundPorts, ids: readonly StoryId[], put: (state: FoundState) => void): Run {
  const stories: OpenStory[] = []
  const stops: (() => void)[] = []
  let isHalted = false
  let isStopped = false
  let done = 0
  let refusal: Fault | null = null

  const publish = (): void => {
    if (isStopped) return
    const all = stories.map((story): FoundStory => ({ story, found: of(story).get() }))
    const holding = all.filter(({ found }) => found.matches.length > 0)
    const total = holding.reduce((sum, { found }) => sum + found.matches.length, 0)
    const fault = all.find(({ found }) => found.fault)?.found.fault ?? refusal
    const behind = all.filter(({ found }) => found.isBehind).length
    put({ stories: holding, total, done: done - behind, of: isHalted ? done : ids.length, fault })
  }
  const search = async (): Promise<void> => {
    let until = performance.now() + SLICE_MS
    for (const id of ids) {
      if (isHalted) break
      const story = session.stories.maybeOpen(id) ?? (await session.stories.open(id))
      if (isStopped) return
      done++
      if (isFault(story)) refusal = story
      else {
        stories.push(story)
        stops.push(of(story).subscribe(publish))
        of(story).get()
      }
      if (performance.now() < until) continue
      publish()
      await new Promise((next) => setTimeout(next))
      until = performance.now() + SLICE_MS
    }
    publish()
  }
  const searching = search()
  return {
    done: searching,
    stories: () => stories,
    halt() {
      isHalted = true
    },
    stop() {
      isHalted = isStopped = true
      for (const stop of stops) stop()
    },
  }
}
