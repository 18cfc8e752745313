/** The canvas's elements: one canvas for the page, one over it for what is not printed, both as sharp as the screen. */
import type { Pixels } from './viewport.ts'

export interface Stage {
  readonly root: HTMLElement
  readonly page: CanvasRenderingContext2D
  readonly overlay: CanvasRenderingContext2D
  /** CSS pixels. */
  size(): Pixels
  /** Device pixels per CSS pixel. */
  ratio(): number
  close(): void
}

/** `resized` is called after both canvases took a new size (they are empty then). */
export function buildStage(host: HTMLElement, resized: () => void): Stage {
  const root = document.createElement('div')
  root.style.cssText = 'position:relative;width:100%;height:100%;overflow:hidden;touch-action:none;user-select:none'
  const page = addCanvas(root, false)
  const overlay = addCanvas(root, true)
  host.append(root)
  let size: Pixels = { width: root.clientWidth, height: root.clientHeight }
  let ratio = devicePixelRatio

  const fit = (): void => {
    ratio = devicePixelRatio
    size = { width: root.clientWidth, height: root.clientHeight }
    for (const { canvas } of [page, overlay]) {
      canvas.width = Math.round(size.width * ratio)
      canvas.height = Math.round(size.height * ratio)
      // Stretched by a fraction of a pixel, everything would be soft.
      canvas.style.width = `${canvas.width / ratio}px`
      canvas.style.height = `${canvas.height / ratio}px`
    }
    resized()
  }
  const observer = new ResizeObserver(fit)
  observer.observe(root)
  const stopRatio = watchRatio(fit)
  return {
    root,
    page,
    overlay,
    size: () => size,
    ratio: () => ratio,
    close() {
      observer.disconnect()
      stopRatio()
      root.remove()
    },
  }
}

function addCanvas(root: HTMLElement, isClear: boolean): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  canvas.style.cssText = 'position:absolute;left:0;top:0'
  root.append(canvas)
  const context = canvas.getContext('2d', { alpha: isClear })
  if (!context) throw new Error('this browser has no 2D canvas')
  return context
}

/** A window dragged to another screen changes its pixel ratio without a change of size. */
function watchRatio(changed: () => void): () => void {
  let query: MediaQueryList | null = null
  const listen = (): void => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    query.addEventListener('change', heard, { once: true })
  }
  const heard = (): void => {
    listen()
    changed()
  }
  listen()
  return () => query?.removeEventListener('change', heard)
}
