import type { KeptProof } from '../shell/proofs.ts'
import { Tag } from '../shell/controls/Tag.tsx'
import { writeTime } from '../shell/times.ts'
import { useStamp, useWatchedPage } from '../shell/usePageStandings.ts'
import { usePart, useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './ProofPane.module.css'

/** What a proof is of, its round, stamp and time; and whether its page or its story has changed since. */
export function ProofFacts({ shown }: { shown: KeptProof }) {
  const say = useSay()
  const { kind, page, round, stamp, time } = shown.proof
  return (
    <div className={styles['facts']}>
      <span className={styles['fact']}>
        {[page === null ? say('proof.unplaced') : say('proof.page', { page }), round].filter(Boolean).join(' · ')}
      </span>
      <span className={styles['fact']}>{say('proof.stamp', { stamp: stamp.slice(0, 8), time: writeTime(time) })}</span>
      {kind === 'galley' ? <GalleyState shown={shown} /> : page !== null && <PageState page={page} stamp={stamp} />}
    </div>
  )
}

function PageState({ page, stamp }: { page: number; stamp: string }) {
  const now = useStamp(useWatchedPage(page))
  return <State isStale={now !== null && now !== stamp} />
}

function GalleyState({ shown: { proof } }: { shown: KeptProof }) {
  const { session } = useWorkspace()
  const stories = usePart(session.issue, (state) => state.stories)
  const story = stories.find(({ id }) => id === proof.story)
  return <State isStale={story !== undefined && story.version !== proof.version} />
}

function State({ isStale }: { isStale: boolean }) {
  const say = useSay()
  return isStale ? <Tag tone="warning">{say('proof.stale')}</Tag> : null
}
