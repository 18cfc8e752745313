import { PencilLine } from 'lucide-react'
import { changesIn } from '#story/changes/changes.ts'
import { isTracking } from '#story/changes/transactions.ts'
import styles from './StatusBar.module.css'
import { useStory } from './useStory.ts'
import { usePart, useSay, useSession } from './workspace.tsx'

/** Whether changes of the chosen story are tracked, and how many stand; nothing where neither. */
export function Tracking() {
  const say = useSay()
  const story = useStory(usePart(useSession().selection, (selection) => selection.story))
  if (!story) return null
  const n = changesIn(story.state.doc).length
  const tracking = isTracking(story.state)
  if (!tracking && n === 0) return null
  const words = [...(tracking ? [say('changes.tracking')] : []), ...(n > 0 ? [say('changes.count', { n })] : [])]
  return (
    <span className={tracking ? styles['good'] : undefined}>
      <PencilLine aria-hidden />
      {words.join(' · ')}
    </span>
  )
}
