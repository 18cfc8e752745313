import { useEffect, useState } from 'react'
import type { WatchedPage } from '../session.ts'
import { standingOf, type PageStanding } from './pageLabels.ts'
import { usePart, useSession, useStore } from './workspace.tsx'

/** How each page of the issue stands. What is over is known of the shown page, which the window sets. */
export function usePageStandings(): readonly { readonly page: number; readonly standing: PageStanding }[] {
  const session = useSession()
  const pages = useStore(session.issue.pages)
  const signOffs = useStore(session.issue.signOffs)
  const shown = usePart(session.selection, (selection) => selection.page)
  const watched = useWatchedPage(shown)
  const view = useSetView(watched)
  const stamp = useStamp(watched)
  return pages.map((page) => {
    const isShown = page.page === shown
    return {
      page: page.page,
      standing: standingOf(page, isShown ? (view?.set ?? null) : null, signOffs, isShown ? stamp : null),
    }
  })
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

/** What the page looks like now; a new value at every change. */
export function useSetView(watched: WatchedPage | null): ReturnType<WatchedPage['get']> | null {
  const [view, setView] = useState(watched?.get() ?? null)
  useEffect(() => {
    setView(watched?.get() ?? null)
    return watched?.subscribe(() => setView(watched.get()))
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
