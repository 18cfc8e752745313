/** What the canvas shows: which page, with which records, from where, under which words and colours. */
import type { DummyRecord } from '#contract/dummy.ts'
import type { RecordId } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Session, WatchedPage } from '../session.ts'
import { makeStore, type Store } from '../store.ts'
import { openCamera, type Camera } from './camera.ts'
import { openEasel, type Easel } from './easel.ts'
import type { CanvasTheme, CanvasWords, PageCanvasOptions } from '../shell/pageCanvas.ts'
import type { Stage } from './stage.ts'

export interface Scene {
  readonly camera: Camera
  readonly isGridShown: Store<boolean>
  readonly painted: Store<number>
  page(): number
  set(): SetPage | null
  /** The records that are shown: tentative ones while a drag lasts. */
  records(): readonly DummyRecord[]
  tryRecords(records: readonly DummyRecord[] | null): void
  hover(record: RecordId | null): void
  /** Where a story that is dragged in would stand. */
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

/** The part of a scene that changes. */
interface Shown {
  theme: CanvasTheme
  words: CanvasWords
  watched: WatchedPage
  stopWatching: () => void
  tentative: readonly DummyRecord[] | null
  hovered: RecordId | null
  landing: Box | null
}

/** `changed` is called with each painting, for what lies over the canvas. */
export function openScene(stage: Stage, session: Session, options: PageCanvasOptions, changed: () => void): Scene {
  const { theme, words, page } = options
  const { trim } = session.issue.get().stylebook
  const watched = session.pages.watch(page)
  const shown: Shown = {
    theme,
    words,
    watched,
    stopWatching: () => undefined,
    tentative: null,
    hovered: null,
    landing: null,
  }
  const isGridShown = makeStore(options.isGridShown ?? false)
  const camera = openCamera(trim, stage.size, () => easel.soil(true))
  const subject = {
    set: () => shown.watched.get().set,
    theme: () => shown.theme,
    overlay: (set: SetPage) => overlayOf(session, shown, set, isGridShown.get()),
  }
  const easel = openEasel(stage, session, camera, subject, changed)
  shown.stopWatching = watched.subscribe(easel.paintNow)
  const stops = [
    session.selection.subscribe(() => easel.soil(false)),
    session.issue.pages.subscribe(() => easel.soil(false)),
  ]
  easel.soil(true)
  return {
    camera,
    isGridShown,
    painted: easel.painted,
    page: () => shown.watched.page,
    set: subject.set,
    records: () => recordsOf(session, shown),
    ...changesOf(shown, session, easel),
    showGrid(isShown) {
      isGridShown.put(isShown)
      easel.soil(false)
    },
    words: () => shown.words,
    resized() {
      camera.resized()
      // At once and not in the next frame: the canvases are empty now, and would flash.
      easel.soil(true)
      easel.paintNow()
    },
    close() {
      for (const stop of [...stops, shown.stopWatching]) stop()
      easel.close()
      camera.close()
      shown.watched.close()
    },
  }
}

type Changes = Pick<Scene, 'tryRecords' | 'hover' | 'land' | 'showPage' | 'setTheme' | 'setWords'>

/** What can be changed, each with the painting that it asks for. */
function changesOf(shown: Shown, session: Session, easel: Easel): Changes {
  const change = (next: Partial<Shown>): void => {
    Object.assign(shown, next)
    easel.soil(false)
  }
  return {
    tryRecords(tentative) {
      shown.watched.tryRecords(tentative)
      change({ tentative })
    },
    hover(hovered) {
      if (hovered !== shown.hovered) change({ hovered })
    },
    land: (landing) => change({ landing }),
    showPage(page) {
      if (page === shown.watched.page) return
      shown.stopWatching()
      shown.watched.close()
      const watched = session.pages.watch(page)
      change({
        watched,
        stopWatching: watched.subscribe(easel.paintNow),
        tentative: null,
        hovered: null,
        landing: null,
      })
      easel.forget()
    },
    setTheme(theme) {
      change({ theme })
      easel.forget()
    },
    setWords: (words) => change({ words }),
  }
}

const recordsOf = (session: Session, { tentative, watched }: Shown): readonly DummyRecord[] =>
  tentative ?? session.issue.page(watched.page).records

function overlayOf(session: Session, shown: Shown, set: SetPage, isGridShown: boolean) {
  const { hovered, landing, theme, words } = shown
  const { grid } = session.issue.get().stylebook
  const records = recordsOf(session, shown)
  return { set, grid, records, selection: session.selection.get(), hovered, landing, isGridShown, theme, words }
}
