import { useEffect, useMemo, useState } from 'react'
import { isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { diffStories, type StoryDiff } from '#story/diff/diff.ts'
import { storyAttrs, type StoryDoc } from '#story/schema.ts'
import type { OpenStory, Reading } from '#renderer/session.ts'
import { useChanges } from '#renderer/shell/useStory.ts'
import { useSession } from '#renderer/shell/workspace.tsx'

/** A story as it was at a version; null until it has come, and for no version. */
function useMoment(story: StoryId, at: number | null): Outcome<StoryDoc> | null {
  const session = useSession()
  const [shown, setShown] = useState<{ at: number; doc: Outcome<StoryDoc> } | null>(null)
  useEffect(() => {
    let isWanted = true
    if (at !== null) {
      void session.versions.moment(story, at).then((doc) => {
        if (isWanted) setShown({ at, doc })
      })
    }
    return () => {
      isWanted = false
    }
  }, [session, story, at])
  return shown !== null && shown.at === at ? shown.doc : null
}

/** What is read: a moment is its difference to itself. The Fault where it cannot be read; null until it has come. */
export function useReading(story: OpenStory, reading: Reading): { lang: string; diff: StoryDiff } | Fault | null {
  const isMoment = reading.kind === 'moment'
  const first = useMoment(story.id, isMoment ? reading.at : reading.before)
  const second = useMoment(story.id, isMoment ? null : reading.after)
  const isNow = !isMoment && reading.after === null
  useChanges(isNow ? story : null)
  const after = isMoment ? first : isNow ? story.state.doc : second
  return useMemo(() => {
    if (first === null || after === null) return null
    if (isFault(first)) return first
    if (isFault(after)) return after
    const { lang } = storyAttrs(after)
    return { lang, diff: diffStories(first, after, { wordEnds: wordEndsIn(lang) }) }
  }, [first, after])
}

/** The browser's own dictionary: it only says where a change may begin, and no page depends on it. */
function wordEndsIn(lang: string): (text: string) => number[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' })
  return (text) => [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length)
}
