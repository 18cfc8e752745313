/** Where the window looks at the page from, and whether it is still moving. */
import type { Size } from '#contract/measure.ts'
import { makeStore, type Store } from '../store.ts'
import { fitted, kept, type Pixels, type Viewport } from './viewport.ts'

/** After this long without a change of zoom everything is painted at its own resolution. */
const REST_MS = 120

export interface Camera {
  readonly zoom: Store<number>
  view(): Viewport
  /** False while a zoom lasts: bitmaps may be stretched instead of painted anew. */
  isResting(): boolean
  look(view: Viewport): void
  fit(what: 'page' | 'width'): void
  /** The window has another size; what was asked to fit stays fitted until somebody looks elsewhere. */
  resized(): void
  close(): void
}

/** Begins with the whole page. `moved` is called after every change of the view, and once more at rest. */
export function openCamera(trim: Size, size: () => Pixels, moved: () => void): Camera {
  let view: Viewport = fitted(trim, size(), 'page')
  let fitting: 'page' | 'width' | null = 'page'
  let rest: ReturnType<typeof setTimeout> | null = null
  const zoom = makeStore(view.zoom)

  const settle = (): void => {
    rest = null
    moved()
  }
  const put = (next: Viewport): void => {
    const isZoom = next.zoom !== view.zoom
    view = kept(next, trim, size())
    if (isZoom) {
      if (rest) clearTimeout(rest)
      rest = setTimeout(settle, REST_MS)
      zoom.put(view.zoom)
    }
    moved()
  }
  return {
    zoom,
    view: () => view,
    isResting: () => rest === null,
    look(next) {
      fitting = null
      put(next)
    },
    fit(what) {
      fitting = what
      put(fitted(trim, size(), what))
    },
    resized() {
      if (!fitting) return
      view = fitted(trim, size(), fitting)
      zoom.put(view.zoom)
    },
    close() {
      if (rest) clearTimeout(rest)
    },
  }
}
