import { PencilLine } from 'lucide-react'
import { useCallback, useSyncExternalStore } from 'react'
import { isTracking } from '#story/changes/transactions.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import { turnTracking } from './deeds.ts'

/** Tracks the story's changes, or stops; drawn again only when that changes. */
export function TrackButton({ story }: { story: OpenStory }) {
  const say = useSay()
  const workspace = useWorkspace()
  const subscribe = useCallback((listener: () => void) => story.subscribe(listener), [story])
  const tracking = useSyncExternalStore(subscribe, () => isTracking(story.state))
  return (
    <Button
      look="quiet"
      isIconOnly
      icon={PencilLine}
      label={say('changes.track')}
      isPressed={tracking}
      keys={keysOf(workspace.session.commands.maybeCommand('changes.track'), isMac()) ?? ''}
      onPress={() => turnTracking(workspace, story)}
    />
  )
}
