import { useEffect, useState } from 'react'
import type { WatchedPage } from '../session.ts'
import { afterPaint } from './afterPaint.ts'
import { standingOf, type PageStanding } from './pageLabels.ts'
import { usePart, useSession, useStore } from './workspace.tsx'

/** How each page of the issue stands. What is over is known of the shown page; what changed, of every signed one. */
export function usePageStandings(): readonly { readonly page: number; readonly standing: PageStanding }[] {
  const session = useSession()
  const pages = useStore(session.issue.pages)
  const signOffs = useStore(session.issue.signOffs)
  const shown = usePart(session.selection, (selection) => selection.page)
  const view = useSetView(useWatchedPage(shown))
  const signed = pages.filter(({ page }) => signOffs.some((signOff) => signOff.page === page))
  const stamps = useStamps(signed.map(({ page }) => page))
  return pages.map((page) => ({
    page: page.page,
    standing: standingOf(
      page,
      page.page === shown ? (view?.set ?? null) : null,
      signOffs,
      stamps.get(page.page) ?? null,
    ),
  }))
}

const STAMP_QUIET_MS = 400

/**
 * Stamps of pages as they stand now, shown or not: a story that is edited here may stand on a page that was signed an
 * hour ago. A page is asked once it has been quiet for a moment; until then its last stamp stands.
 */
function useStamps(pages: readonly number[]): ReadonlyMap<number, string> {
  const session = useSession()
  const [stamps, setStamps] = useState<ReadonlyMap<number, string>>(new Map())
  const names = pages.join(' ')
  useEffect(() => {
    const numbers = names === '' ? [] : names.split(' ').map(Number)
    const stops = numbers.map((page) =>
      followStamp(session.pages.watch(page), (stamp) => setStamps((last) => new Map(last).set(page, stamp))),
    )
    return () => stops.forEach((stop) => stop())
  }, [session, names])
  return stamps
}

function followStamp(watched: WatchedPage, tell: (stamp: string) => void): () => void {
  let wait: ReturnType<typeof setTimeout> | undefined
  let isCurrent = true
  const ask = async (): Promise<void> => {
    const stamp = await watched.stamp()
    if (isCurrent && stamp !== '') tell(stamp)
  }
  const later = (): void => {
    clearTimeout(wait)
    if (!watched.get().isTentative) wait = setTimeout(() => void ask(), STAMP_QUIET_MS)
  }
  const stop = watched.subscribe(later)
  later()
  return () => {
    isCurrent = false
    clearTimeout(wait)
    stop()
    watched.close()
  }
}

/** A page that is set as long as the component shows it. */
export function useWatchedPage(page: number): WatchedPage | null {
  const session = useSession()
  const [watched, setWatched] = useState<WatchedPage | null>(null)
  useEffect(() => {
    const next = session.pages.watch(page)
    setWatched(next)
    return () => next.close()
  }, [session, page])
  return watched?.page === page ? watched : null
}

/** What the page looks like now; a new value after the frame of every change. */
export function useSetView(watched: WatchedPage | null): ReturnType<WatchedPage['get']> | null {
  const [view, setView] = useState(watched?.get() ?? null)
  useEffect(() => {
    setView(watched?.get() ?? null)
    if (!watched) return
    const read = afterPaint(() => setView(watched.get()))
    const stop = watched.subscribe(read)
    return () => {
      stop()
      read.cancel()
    }
  }, [watched])
  return view
}

/** The stamp of what is shown, asked for once the page has been quiet for a moment; null until it is known. */
export function useStamp(watched: WatchedPage | null): string | null {
  const view = useSetView(watched)
  const [stamp, setStamp] = useState<string | null>(null)
  useEffect(() => {
    setStamp(null)
    if (!watched || !view?.set || view.isTentative) return
    let isCurrent = true
    const wait = setTimeout(() => {
      void watched.stamp().then((next) => {
        if (isCurrent) setStamp(next)
      })
    }, 400)
    return () => {
      isCurrent = false
      clearTimeout(wait)
    }
  }, [watched, view])
  return stamp
}
