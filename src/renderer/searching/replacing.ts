/** Puts the replacement in the place of matches: ordinary edits of each story, together one entry of undo. */
import type { Match } from '#story/find/matches.ts'
import { expand, replaceMatches, type Replacement } from '#story/find/replace.ts'
import type { OpenStory, Session } from '../session.ts'
import type { FoundState, FoundStory } from './found.ts'
import { keyOf, type SearchState } from './search.ts'

/** What a match would become. */
export const replacementOf = ({ query, replacement }: SearchState, match: Match): string =>
  expand(replacement, match, query.isRegExp)

/** How much was replaced, and how many matches somebody else holds. */
export interface Replaced {
  readonly matches: number
  readonly stories: number
  readonly held: number
}

/** Replaces the matches that `isMeant`, in all stories as one edit. */
export function replaceFound(
  session: Session,
  found: FoundState,
  state: SearchState,
  isMeant: (key: string) => boolean,
): Replaced {
  const done: number[] = []
  let meant = 0
  session.history.asOne(() => {
    for (const {
      story,
      found: { doc, matches },
    } of found.stories) {
      if (doc !== story.state.doc) continue
      const replacements = matches
        .filter((match) => isMeant(keyOf(story.id, match)))
        .map((match): Replacement => ({ match, text: replacementOf(state, match) }))
      meant += replacements.length
      done.push(replaceIn(story, replacements))
    }
  })
  const matches = done.reduce((sum, count) => sum + count, 0)
  return { matches, stories: done.filter((count) => count > 0).length, held: meant - matches }
}

/** Replaces in one story; where a part of it is held by somebody else, all that is not. How many were replaced. */
function replaceIn(story: OpenStory, replacements: readonly Replacement[]): number {
  if (replacements.length === 0 || tryReplacing(story, replacements)) return replacements.length
  // From the end on: what is still to be replaced then stands where it was found.
  return replacements.toReversed().filter((each) => tryReplacing(story, [each])).length
}

/** Whether the story took the edit; one that changes nothing is taken. */
function tryReplacing(story: OpenStory, replacements: readonly Replacement[]): boolean {
  const { doc, tr } = story.state
  replaceMatches(tr, replacements)
  if (!tr.docChanged) return true
  story.dispatch(tr)
  return story.state.doc !== doc
}

/** How many matches are ticked, in all and in one story. */
export const tickedIn = ({ unticked }: SearchState, { story, found }: FoundStory): number =>
  unticked.size === 0
    ? found.matches.length
    : found.matches.filter((match) => !unticked.has(keyOf(story.id, match))).length

export const tickedOf = (state: SearchState, { stories }: FoundState): number =>
  stories.reduce((sum, story) => sum + tickedIn(state, story), 0)
