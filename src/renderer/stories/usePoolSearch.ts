import { useEffect, useMemo, useState } from 'react'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PoolHit, StorySummary } from '#contract/requests.ts'
import type { Where } from '#story/find/query.ts'
import { useSession } from '../shell/workspace.tsx'

/** Stories that are shown of a search. */
const MOST = 200
/** How long typing rests before the desk is asked, and how long other changes of the pool wait, milliseconds. */
const TYPING_MS = 80
const NEWS_MS = 800

interface Found {
  readonly words: string
  readonly where: Where
  readonly hits: readonly PoolHit[]
}

/**
 * The stories in which words stand, best first, as the desk finds them; asked again when the pool changes. Null where
 * nothing is looked for, or the desk has not answered yet: then names alone are looked at.
 */
export function usePoolSearch(text: string, where: Where, stories: readonly StorySummary[]): readonly PoolHit[] | null {
  const { desk } = useSession()
  const [found, setFound] = useState<Found | null>(null)
  const words = text.trim()
  const isNew = found?.words !== words || found.where !== where
  useEffect(() => {
    if (words === '') return setFound(null)
    let isWanted = true
    const ask = async (): Promise<void> => {
      const hits = await desk.call('searchPool', { words: words.slice(0, 500), where, most: MOST })
      if (isWanted && !isFault(hits)) setFound({ words, where, hits })
    }
    const timer = setTimeout(() => void ask(), isNew ? TYPING_MS : NEWS_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- whether it is news only says how long to wait
  }, [desk, words, where, stories])
  return words === '' || found === null || isNew ? null : found.hits
}

/** The stories that a search shows: those that were found, then those whose name alone has the words. */
export function useFoundStories(
  stories: readonly StorySummary[],
  text: string,
  hits: readonly PoolHit[] | null,
): { readonly shown: readonly StorySummary[]; readonly hitOf: ReadonlyMap<StoryId, PoolHit> } {
  return useMemo(() => {
    const hitOf = new Map((hits ?? []).map((hit) => [hit.story, hit]))
    if (text.trim() === '') return { shown: stories, hitOf }
    const byId = new Map(stories.map((story) => [story.id, story]))
    const found = (hits ?? []).flatMap(({ story }) => byId.get(story) ?? [])
    const named = stories.filter((story) => !hitOf.has(story.id) && isNamed(story, text))
    return { shown: [...found, ...named], hitOf }
  }, [stories, text, hits])
}

const isNamed = (story: StorySummary, text: string): boolean =>
  story.slug.toLowerCase().includes(text.trim().toLowerCase())
