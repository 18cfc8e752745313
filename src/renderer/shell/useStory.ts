import { useEffect, useState } from 'react'
import { isFault, type Fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { OpenStory } from '../session.ts'
import { useSession } from './workspace.tsx'

interface Shown {
  readonly story: StoryId
  readonly outcome: OpenStory | Fault
  /** Rises with every change, so that what is drawn of the story is drawn again. */
  readonly changes: number
}

/** An open story, drawn again at every change of it; the Fault where it does not open; null while it opens. */
export function useOpening(story: StoryId | null): OpenStory | Fault | null {
  const session = useSession()
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    if (story === null) return setShown(null)
    let stop = (): void => {}
    let isWanted = true
    void session.stories.open(story).then((outcome) => {
      if (!isWanted) return
      setShown({ story, outcome, changes: 0 })
      if (isFault(outcome)) return
      stop = outcome.subscribe(() => setShown((last) => ({ story, outcome, changes: (last?.changes ?? 0) + 1 })))
    })
    return () => {
      isWanted = false
      stop()
    }
  }, [session, story])
  return shown?.story === story ? shown.outcome : null
}

/** An open story, or null where there is none (yet). */
export function useStory(story: StoryId | null): OpenStory | null {
  const opening = useOpening(story)
  return opening && !isFault(opening) ? opening : null
}
