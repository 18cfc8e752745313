/** Puts the replacement in the place of matches: ordinary edits of each story, together one entry of undo. */
import type { Match } from '#story/find/matches.ts'
import { expand, replaceMatches, type Replacement } from '#story/find/replace.ts'
import type { Session } from '../session.ts'
import type { FoundState, FoundStory } from './found.ts'
import { keyOf, type SearchState } from './search.ts'

/** What a match would become. */
export const replacementOf = ({ query, replacement }: SearchState, match: Match): string =>
  expand(replacement, match, query.isRegExp)

/** How much was replaced. */
export interface Replaced {
  readonly matches: number
  readonly stories: number
}

/** Replaces the matches that `isMeant`, in all stories as one edit. */
export function replaceFound(
  session: Session,
  found: FoundState,
  state: SearchState,
  isMeant: (key: string) => boolean,
): Replaced {
  const changes = found.stories.flatMap(({ story, found: { doc, matches } }) => {
    const meant = matches.filter((match) => isMeant(keyOf(story.id, match)))
    const replacements = meant.map((match): Replacement => ({ match, text: replacementOf(state, match) }))
    return meant.length > 0 && doc === story.state.doc ? [{ story, replacements }] : []
  })
  session.history.asOne(() => {
    for (const { story, replacements } of changes) {
      const { tr } = story.state
      replaceMatches(tr, replacements)
      if (tr.docChanged) story.dispatch(tr)
    }
  })
  return {
    matches: changes.reduce((sum, { replacements }) => sum + replacements.length, 0),
    stories: changes.length,
  }
}

/** How many matches are ticked, in all and in one story. */
export const tickedIn = ({ unticked }: SearchState, { story, found }: FoundStory): number =>
  unticked.size === 0
    ? found.matches.length
    : found.matches.filter((match) => !unticked.has(keyOf(story.id, match))).length

export const tickedOf = (state: SearchState, { stories }: FoundState): number =>
  stories.reduce((sum, story) => sum + tickedIn(state, story), 0)
