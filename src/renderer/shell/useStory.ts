import { useEffect, useState } from 'react'
import { isFault, type Fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { OpenStory } from '../session.ts'
import { afterPaint } from './afterPaint.ts'
import { useSession } from './workspace.tsx'

interface Shown {
  readonly story: StoryId
  readonly outcome: OpenStory | Fault
}

/** An open story; the Fault where it does not open; null while it opens. Not drawn again when the story changes. */
export function useOpening(story: StoryId | null): OpenStory | Fault | null {
  const session = useSession()
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    if (story === null) return setShown(null)
    let isWanted = true
    void session.stories.open(story).then((outcome) => {
      if (isWanted) setShown({ story, outcome })
    })
    return () => {
      isWanted = false
    }
  }, [session, story])
  return shown?.story === story ? shown.outcome : null
}

/** An open story, or null where there is none (yet). Drawn again after the frame that shows a change of it. */
export function useStory(story: StoryId | null): OpenStory | null {
  const opening = useOpening(story)
  const open = opening && !isFault(opening) ? opening : null
  useChanges(open)
  return open
}

/** Draws the component again after each change of a story, once what was typed is on the screen: never before it. */
export function useChanges(story: OpenStory | null): void {
  const [, setChanges] = useState(0)
  useEffect(() => {
    if (!story) return
    const draw = afterPaint(() => setChanges((changes) => changes + 1))
    const stop = story.subscribe(draw)
    return () => {
      stop()
      draw.cancel()
    }
  }, [story])
}
