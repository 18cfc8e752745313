import { useEffect, useMemo, useState } from 'react'
import { isFault, type Fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { KeptVersion, Sitting } from '#contract/version.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import { usePart, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'

/** The day at the wall: another one after midnight. */
export function useToday(): Date {
  const [today, setToday] = useState(() => new Date())
  useEffect(() => {
    const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1)
    const timer = setTimeout(() => setToday(new Date()), midnight.getTime() - Date.now())
    return () => clearTimeout(timer)
  }, [today])
  return today
}

/** The versions of a story, in the order they were made. */
export function useVersions(story: StoryId): readonly KeptVersion[] {
  const workspace = useWorkspace()
  const { versions } = workspace.session
  useEffect(() => {
    void versions.load(story).then((refused) => refused && tellFault(workspace, refused))
  }, [workspace, versions, story])
  const all = useStore(versions)
  return useMemo(() => all.filter((version) => version.story === story), [all, story])
}

/** Somebody who types makes a sitting longer: it is asked for again when the hand rests, in milliseconds. */
const PATIENCE = 600

/** The sittings of a story, oldest first; null until they have come. */
export function useSittings(story: StoryId, versions: readonly KeptVersion[]): readonly Sitting[] | Fault | null {
  const { session } = useWorkspace()
  const version = usePart(session.issue.stories, (all) => all.find(({ id }) => id === story)?.version ?? 0)
  const [shown, setShown] = useState<readonly Sitting[] | Fault | null>(null)
  useEffect(() => {
    let isWanted = true
    const ask = async (): Promise<void> => {
      const sittings = await session.versions.sittings(story)
      if (isWanted) setShown(sittings)
    }
    const timer = setTimeout(() => void ask(), shown === null || isFault(shown) ? 0 : PATIENCE)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is shown says only how soon to ask
  }, [session, story, version, versions])
  return shown
}
