/**
 * Painted frames, kept as bitmaps. A keystroke paints again only the frames that the composer made anew; shifting the
 * page paints none. A frame too large for a bitmap (a deep zoom) is painted straight on the page, as far as it is seen.
 */
import type { FrameId } from '#contract/ids.ts'
import type { SetFrame } from '#contract/setPage.ts'
import { paintFrame, prepareForType, reachOf, type Context, type Ink } from './paintFrame.ts'
import type { Outlines } from './outlines.ts'
import { deviceBox, isInSight, type DeviceView } from './viewport.ts'

/** Device pixels of one bitmap at the most: 8 million are 32 MB. */
const MOST_PIXELS = 8_000_000

interface Painted {
  readonly frame: SetFrame
  readonly scale: number
  readonly isComplete: boolean
  readonly canvas: OffscreenCanvas
  /** Device pixels from the trim's corner to the bitmap's. */
  readonly left: number
  readonly top: number
}

export interface FrameCache {
  /** Draws a frame; `isResting` false allows a bitmap of another zoom, stretched, while a gesture lasts. */
  draw(context: Context, frame: SetFrame, view: DeviceView, isResting: boolean): void
  /** Forgets frames that are no longer on the page. */
  keepOnly(frames: readonly SetFrame[]): void
  /** Everything is to be painted anew: another theme. */
  clear(): void
}

export function cacheFrames(outlines: Outlines, inks: () => Ink): FrameCache {
  const painted = new Map<FrameId, Painted>()

  const paint = (frame: SetFrame, view: DeviceView): Painted | null => {
    const box = deviceBox({ ...view, x: 0, y: 0 }, reachOf(frame))
    if (box.width * box.height > MOST_PIXELS || box.width < 1 || box.height < 1) return null
    const isComplete = outlines.isComplete(frame)
    const known = painted.get(frame.id)
    const isSameSize = known?.canvas.width === box.width && known.canvas.height === box.height
    const canvas = isSameSize ? known.canvas : new OffscreenCanvas(box.width, box.height)
    const context = canvas.getContext('2d')
    if (!context) return null
    if (isSameSize) context.clearRect(0, 0, box.width, box.height)
    prepareForType(context)
    const onBitmap = { scale: view.scale, x: -box.x, y: -box.y, width: box.width, height: box.height }
    paintFrame(context, frame, onBitmap, inks(), outlines)
    const made = { frame, scale: view.scale, isComplete, canvas, left: box.x, top: box.y }
    painted.set(frame.id, made)
    return made
  }
  const isGood = (
    known: Painted | undefined,
    frame: SetFrame,
    view: DeviceView,
    isResting: boolean,
  ): known is Painted =>
    known?.frame === frame &&
    (known.scale === view.scale || !isResting) &&
    (known.isComplete || !outlines.isComplete(frame))

  return {
    draw(context, frame, view, isResting) {
      if (frame.lines.length === 0 || !isInSight(view, deviceBox(view, reachOf(frame)))) return
      const known = painted.get(frame.id)
      const bitmap = isGood(known, frame, view, isResting) ? known : paint(frame, view)
      if (!bitmap) {
        outlines.isComplete(frame)
        paintFrame(context, frame, view, inks(), outlines)
        return
      }
      const ratio = view.scale / bitmap.scale
      const { canvas, left, top } = bitmap
      if (ratio === 1) context.drawImage(canvas, view.x + left, view.y + top)
      else
        context.drawImage(
          canvas,
          view.x + left * ratio,
          view.y + top * ratio,
          canvas.width * ratio,
          canvas.height * ratio,
        )
    },
    keepOnly(frames) {
      const ids = new Set(frames.map((frame) => frame.id))
      for (const id of painted.keys()) if (!ids.has(id)) painted.delete(id)
    },
    clear: () => painted.clear(),
  }
}
