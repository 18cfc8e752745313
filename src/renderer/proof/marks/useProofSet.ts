import { useEffect, useState } from 'react'
import type { StoryId } from '#contract/ids.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Session, WatchedPage } from '#renderer/session.ts'
import { useWatchedPage } from '#renderer/shell/usePageStandings.ts'
import { useSession } from '#renderer/shell/workspace.tsx'

/** A page as it stands on a proof, and the versions of the stories that it shows. */
export interface ProofSet {
  readonly stamp: string
  readonly set: SetPage
  readonly versions: ReadonlyMap<StoryId, number>
}

/**
 * The set page behind a proof, kept from the moment at which this window's own page had the proof's stamp; null where it
 * never had (a proof that was old already). What is marked on an older proof is led to today's copy by the desk.
 */
export function useProofSet(page: number, stamp: string): ProofSet | null {
  const session = useSession()
  const watched = useWatchedPage(page)
  const [kept, setKept] = useState<ProofSet | null>(null)
  useEffect(() => (watched ? followStamp(session, watched, stamp, setKept) : undefined), [session, watched, stamp])
  return kept?.stamp === stamp && kept.set.page === page ? kept : null
}

function followStamp(
  session: Session,
  watched: WatchedPage,
  stamp: string,
  keep: (proof: ProofSet) => void,
): () => void {
  let isCurrent = true
  const look = async (): Promise<void> => {
    const { set, isTentative } = watched.get()
    if (!set || isTentative) return
    const versions = versionsNow(session)
    const now = await watched.stamp()
    // Only where nothing changed while the stamp was on its way.
    if (isCurrent && now === stamp && watched.get().set === set) keep({ stamp, set, versions })
  }
  void look()
  const stop = watched.subscribe(() => void look())
  return () => {
    isCurrent = false
    stop()
  }
}

const versionsNow = (session: Session): ReadonlyMap<StoryId, number> =>
  new Map(session.issue.stories.get().map(({ id, version }) => [id, version]))
