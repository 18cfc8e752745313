/** What is looked for in the window's copy, in which stories, and what is to stand there instead. One for the window. */
import type { StoryId } from '#contract/ids.ts'
import type { Match } from '#story/find/matches.ts'
import { NO_QUERY, type Query } from '#story/find/query.ts'
import type { OpenStory, Session } from '../session.ts'
import { makeStore, slice, type Store } from '../store.ts'
import { keepFound, type Found, type Scope } from './found.ts'
import { openSearcher, type Searcher } from './searcher.ts'
import { followMatches, type StoryMatches } from './storyMatches.ts'

export interface SearchState {
  /** The bar over the copy. */
  readonly isBarOpen: boolean
  readonly isReplacing: boolean
  readonly scope: Scope
  readonly query: Query
  readonly replacement: string
  /** Matches that a replacement leaves out, by their keys. */
  readonly unticked: ReadonlySet<string>
  /** The field of the bar that is to take the focus, and has not yet. */
  readonly focus: 'text' | 'replacement' | null
}

export interface Search extends Store<SearchState> {
  /** Another query or scope ticks everything again. */
  change(part: Partial<Omit<SearchState, 'query'>>): void
  ask(part: Partial<Query>): void
  /** What is looked for while something of the search is in sight; an empty query where nothing is. */
  readonly query: Store<Query>
  of(story: OpenStory): StoryMatches
  readonly found: Found
  close(): void
}

const FIRST: SearchState = {
  isBarOpen: false,
  isReplacing: false,
  scope: 'story',
  query: NO_QUERY,
  replacement: '',
  unticked: new Set(),
  focus: null,
}

/** `isListed`: whether the matches are listed beside the copy. */
export function openSearch(session: Session, isListed: Store<boolean>, searcher: Searcher = openSearcher()): Search {
  const state = makeStore(FIRST)
  const known = new WeakMap<OpenStory, StoryMatches>()
  const wanted = makeStore(NO_QUERY)
  const show = (): void => {
    const { isBarOpen, query } = state.get()
    wanted.put(isBarOpen || isListed.get() ? query : NO_QUERY)
  }
  const stops = [state.subscribe(show), isListed.subscribe(show)]
  const of = (story: OpenStory): StoryMatches => {
    const matches = known.get(story) ?? followMatches(story, wanted, searcher)
    known.set(story, matches)
    return matches
  }
  const found = keepFound({ session, query: wanted, scope: slice(state, ({ scope }) => scope), of })
  return {
    ...state,
    change(part) {
      const before = state.get()
      const isOther = part.scope !== undefined && part.scope !== before.scope
      state.put({ ...before, ...(isOther && { unticked: FIRST.unticked }), ...part })
    },
    ask(part) {
      const before = state.get()
      state.put({ ...before, query: { ...before.query, ...part }, unticked: FIRST.unticked })
    },
    query: wanted,
    of,
    found,
    close() {
      for (const stop of stops) stop()
      found.close()
      searcher.close()
    },
  }
}

/** What a tick is kept by. */
export const keyOf = (story: StoryId, { part, paragraph, from }: Match): string =>
  `${story}/${part}/${paragraph}/${from}`
