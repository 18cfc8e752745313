/**
 * What is shown and when it is painted. A page that the composer set anew is painted in the same task, so that a key is
 * on the screen in the next frame; everything else waits for the frame.
 */
import type { DummyRecord } from '#contract/dummy.ts'
import type { RecordId } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { PageView, Session, WatchedPage } from '../session.ts'
import { makeStore, type Store } from '../store.ts'
import { cacheFrames } from './frameCache.ts'
import type { CanvasTheme, CanvasWords, PageCanvasOptions } from './options.ts'
import { fetchOutlines } from './outlines.ts'
import { paintOverlay } from './overlay.ts'
import { paintPage, patchBetween } from './pagePainter.ts'
import { fetchPreviews } from './pictures.ts'
import type { Stage } from './stage.ts'
import { deviceView, fitted, kept, type Viewport } from './viewport.ts'

/** After this long without a change of zoom everything is painted at its own resolution. */
const REST_MS = 120

export interface Scene {
  readonly zoom: Store<number>
  readonly isGridShown: Store<boolean>
  /** performance.now() at the end of the last painting of the page. */
  readonly painted: Store<number>
  page(): number
  view(): Viewport
  set(): PageView['set']
  /** The records that are shown: tentative ones while a drag lasts. */
  records(): readonly DummyRecord[]
  tryRecords(records: readonly DummyRecord[] | null): void
  look(view: Viewport): void
  fit(what: 'page' | 'width'): void
  hover(record: RecordId | null): void
  land(box: Box | null): void
  showPage(page: number): void
  showGrid(isShown: boolean): void
  setTheme(theme: CanvasTheme): void
  setWords(words: CanvasWords): void
  words(): CanvasWords
  /** The stage has another size: everything is to be painted. */
  resized(): void
  close(): void
}

/** `changed` is called with each painting, for what lies over the canvas. */
export function openScene(stage: Stage, session: Session, options: PageCanvasOptions, changed: () => void): Scene {
  const stylebook = (): ReturnType<Session['issue']['get']>['stylebook'] => session.issue.get().stylebook
  const trim = stylebook().trim
  let { theme, words } = options
  let watched: WatchedPage = session.pages.watch(options.page)
  let tentative: readonly DummyRecord[] | null = null
  let view: Viewport = fitted(trim, stage.size(), 'page')
  /** What was asked to fit stays fitted when the window changes its size, until somebody zooms. */
  let fitting: 'page' | 'width' | null = 'page'
  let hovered: RecordId | null = null
  let landing: Box | null = null
  let isResting = true
  let rest: ReturnType<typeof setTimeout> | null = null
  let awaited: { frame: number; isPage: boolean } | null = null
  const zoom = makeStore(view.zoom)
  const isGridShown = makeStore(options.isGridShown ?? false)
  const painted = makeStore(0)
  const outlines = fetchOutlines(session.pages, () => soil(true))
  const frames = cacheFrames(outlines, () => ({ ink: theme.ink, paper: theme.paper }))
  const previews = fetchPreviews(session.desk, () => soil(true))

  const records = (): readonly DummyRecord[] => tentative ?? session.issue.page(watched.page).records
  /** The page as it stands on the canvas from this very viewport; null where the canvas shows anything else. */
  let standing: SetPage | null = null
  const paint = (isPage: boolean): void => {
    if (awaited) cancelAnimationFrame(awaited.frame)
    awaited = null
    const { set } = watched.get()
    const device = deviceView(view, stage.size(), stage.ratio())
    if (set && isPage) {
      const patch = standing && patchBetween(standing, set)
      paintPage(stage.page, set, device, isResting, { frames, previews, theme: () => theme }, patch)
      standing = set
      painted.put(performance.now())
    } else if (!set) clear()
    if (set) {
      const selection = session.selection.get()
      const { grid } = stylebook()
      const shown = { set, grid, records: records(), selection, hovered, landing, isGridShown: isGridShown.get() }
      paintOverlay(stage.overlay, device, { ...shown, theme, words, ratio: stage.ratio() })
    }
    changed()
  }
  const clear = (): void => {
    const { width, height } = stage.page.canvas
    stage.page.fillStyle = theme.desk
    stage.page.fillRect(0, 0, width, height)
    stage.overlay.clearRect(0, 0, width, height)
  }
  /** Asks for a painting in the next frame: of all, or only of what lies over the page. */
  const soil = (isPage: boolean): void => {
    if (isPage) standing = null
    if (awaited) awaited.isPage ||= isPage
    else {
      const request = { frame: 0, isPage }
      request.frame = requestAnimationFrame(() => paint(request.isPage))
      awaited = request
    }
  }
  const takePage = (): void => {
    const { set } = watched.get()
    if (set) frames.keepOnly(set.frames)
    paint(true)
  }
  const look = (next: Viewport): void => {
    const isZoom = next.zoom !== view.zoom
    view = kept(next, trim, stage.size())
    if (isZoom) {
      isResting = false
      if (rest) clearTimeout(rest)
      rest = setTimeout(settle, REST_MS)
      zoom.put(view.zoom)
    }
    soil(true)
  }
  const settle = (): void => {
    rest = null
    isResting = true
    soil(true)
  }
  const fit = (what: 'page' | 'width'): void => {
    look(fitted(trim, stage.size(), what))
    fitting = what
  }
  let stopWatching = watched.subscribe(takePage)
  const stops = [session.selection.subscribe(() => soil(false)), session.issue.pages.subscribe(() => soil(false))]
  soil(true)

  return {
    zoom,
    isGridShown,
    painted,
    page: () => watched.page,
    view: () => view,
    set: () => watched.get().set,
    records,
    tryRecords(next) {
      tentative = next
      watched.tryRecords(next)
      soil(false)
    },
    look(next) {
      fitting = null
      look(next)
    },
    fit,
    hover(record) {
      if (record === hovered) return
      hovered = record
      soil(false)
    },
    land(box) {
      landing = box
      soil(false)
    },
    showPage(page) {
      if (page === watched.page) return
      stopWatching()
      watched.close()
      tentative = hovered = landing = null
      watched = session.pages.watch(page)
      stopWatching = watched.subscribe(takePage)
      frames.clear()
      soil(true)
    },
    showGrid(isShown) {
      isGridShown.put(isShown)
      soil(false)
    },
    setTheme(next) {
      theme = next
      frames.clear()
      soil(true)
    },
    setWords(next) {
      words = next
      soil(false)
    },
    words: () => words,
    resized() {
      if (fitting) view = fitted(trim, stage.size(), fitting)
      zoom.put(view.zoom)
      standing = null
      paint(true)
    },
    close() {
      if (awaited) cancelAnimationFrame(awaited.frame)
      if (rest) clearTimeout(rest)
      stopWatching()
      for (const stop of stops) stop()
      watched.close()
      previews.close()
    },
  }
}
