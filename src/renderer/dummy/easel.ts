/**
 * When what is painted. A page that the composer set anew is painted in the same task, and only where its type changed,
 * so that a key is on the screen in the next frame; everything else waits for the frame.
 */
import type { SetPage } from '#contract/setPage.ts'
import type { Session } from '../session.ts'
import { makeStore, type Store } from '../store.ts'
import type { Camera } from './camera.ts'
import { cacheFrames } from './frameCache.ts'
import type { CanvasTheme } from '../shell/pageCanvas.ts'
import { fetchOutlines } from './outlines.ts'
import { paintOverlay, type Overlay } from './overlay.ts'
import { paintPage, patchBetween } from './pagePainter.ts'
import { fetchPreviews } from './pictures.ts'
import type { Stage } from './stage.ts'
import { deviceView } from './viewport.ts'

/** What there is to paint; null while the page has never been set. */
export interface Subject {
  set(): SetPage | null
  theme(): CanvasTheme
  overlay(set: SetPage): Omit<Overlay, 'ratio'>
}

export interface Easel {
  /** performance.now() at the end of the last painting of the page. */
  readonly painted: Store<number>
  /** Asks for a painting in the next frame: of all, or only of what lies over the page. */
  soil(isPage: boolean): void
  /** Paints a page that was set anew, now. */
  paintNow(): void
  /** Nothing painted before is of use: another page, another theme, another size. */
  forget(): void
  close(): void
}

/** `done` is called after each painting, for what lies over the canvas. */
export function openEasel(stage: Stage, session: Session, camera: Camera, subject: Subject, done: () => void): Easel {
  const painted = makeStore(0)
  const outlines = fetchOutlines(session.pages, () => soil(true))
  const previews = fetchPreviews(session.desk, () => soil(true))
  const frames = cacheFrames(outlines, () => {
    const { ink, paper } = subject.theme()
    return { ink, paper }
  })
  /** The page as it stands on the canvas from this very view; null where the canvas shows anything else. */
  let standing: SetPage | null = null
  let awaited: { frame: number; isPage: boolean } | null = null

  const paint = (isPage: boolean): void => {
    if (awaited) cancelAnimationFrame(awaited.frame)
    awaited = null
    const set = subject.set()
    if (!set) clear(stage, subject.theme())
    else {
      const device = deviceView(camera.view(), stage.size(), stage.ratio())
      if (isPage) {
        const patch = standing && patchBetween(standing, set)
        paintPage(stage.page, set, device, camera.isResting(), { frames, previews, theme: subject.theme }, patch)
        standing = set
        painted.put(performance.now())
      }
      paintOverlay(stage.overlay, device, { ...subject.overlay(set), ratio: stage.ratio() })
    }
    done()
  }
  const soil = (isPage: boolean): void => {
    if (isPage) standing = null
    if (awaited) {
      awaited.isPage ||= isPage
      return
    }
    const request = { frame: 0, isPage }
    request.frame = requestAnimationFrame(() => paint(request.isPage))
    awaited = request
  }
  return {
    painted,
    soil,
    paintNow() {
      const set = subject.set()
      if (set) frames.keepOnly(set.frames)
      paint(true)
    },
    forget() {
      standing = null
      frames.clear()
      soil(true)
    },
    close() {
      if (awaited) cancelAnimationFrame(awaited.frame)
      previews.close()
    },
  }
}

function clear(stage: Stage, theme: CanvasTheme): void {
  const { width, height } = stage.page.canvas
  stage.page.fillStyle = theme.desk
  stage.page.fillRect(0, 0, width, height)
  stage.overlay.clearRect(0, 0, width, height)
}
