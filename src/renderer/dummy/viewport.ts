/** Where the page lies under the window: zoom and shift, and the arithmetic between Emu and pixels. */
import type { Box, Emu, Point, Size } from '#contract/measure.ts'

/** CSS pixels per Emu at 100 %: 96 pixels an inch of 914,400 Emu. */
export const NATURAL = 96 / 914_400
export const LEAST_ZOOM = 0.05
export const MOST_ZOOM = 32
/** Air round a page that is fitted, CSS pixels. */
const AIR = 24

/** `x`, `y`: CSS pixels from the canvas's top left to the trim's. */
export interface Viewport {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** A size or a point in CSS pixels. */
export interface Pixels {
  readonly width: number
  readonly height: number
}
export interface Spot {
  readonly x: number
  readonly y: number
}

export const clampZoom = (zoom: number): number => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom))

/** CSS pixels per Emu. */
export const scaleOf = (view: Viewport): number => view.zoom * NATURAL

export const toSpot = (view: Viewport, point: Point): Spot => ({
  x: view.x + point.x * scaleOf(view),
  y: view.y + point.y * scaleOf(view),
})

/** The page's point under a spot, in whole Emu. */
export const toPoint = (view: Viewport, spot: Spot): Point => ({
  x: Math.round((spot.x - view.x) / scaleOf(view)),
  y: Math.round((spot.y - view.y) / scaleOf(view)),
})

export const toEmu = (view: Viewport, pixels: number): Emu => Math.round(pixels / scaleOf(view))

/** The same page at another zoom, with the point under `spot` staying there. */
export function zoomAround(view: Viewport, zoom: number, spot: Spot): Viewport {
  const next = clampZoom(zoom)
  const ratio = next / view.zoom
  return { zoom: next, x: spot.x - (spot.x - view.x) * ratio, y: spot.y - (spot.y - view.y) * ratio }
}

export const pannedBy = (view: Viewport, dx: number, dy: number): Viewport => ({
  ...view,
  x: view.x + dx,
  y: view.y + dy,
})

/** The whole page in the middle of the window, or its whole width at the top. */
export function fitted(trim: Size, host: Pixels, what: 'page' | 'width'): Viewport {
  const across = (host.width - 2 * AIR) / (trim.width * NATURAL)
  const down = (host.height - 2 * AIR) / (trim.height * NATURAL)
  const zoom = clampZoom(what === 'page' ? Math.min(across, down) : across)
  const left = (host.width - trim.width * NATURAL * zoom) / 2
  const top = (host.height - trim.height * NATURAL * zoom) / 2
  return { zoom, x: Math.max(left, AIR), y: what === 'page' ? Math.max(top, AIR) : AIR }
}

/**
 * The same zoom with a box in sight: the view as it is where the box is, else shifted so that the box, or its head where
 * it is larger than the window, stands in the middle.
 */
export function revealing(view: Viewport, box: Box, host: Pixels): Viewport {
  const scale = scaleOf(view)
  const x = along(view.x, box.x * scale, box.width * scale, host.width)
  const y = along(view.y, box.y * scale, box.height * scale, host.height)
  return x === view.x && y === view.y ? view : { ...view, x, y }
}

/** Where the page begins on one axis, so that what lies `at` on it is in sight with some air. */
function along(start: number, at: number, length: number, room: number): number {
  const isInSight = start + at >= AIR && start + at + length <= room - AIR
  if (isInSight) return start
  return length > room - 2 * AIR ? AIR - at : (room - length) / 2 - at
}

/** Keeps at least a strip of the page in the window, so that it cannot be lost. */
export function kept(view: Viewport, trim: Size, host: Pixels): Viewport {
  const strip = 48
  const scale = scaleOf(view)
  const hold = (at: number, length: number, room: number): number =>
    Math.min(room - strip, Math.max(strip - length * scale, at))
  return { ...view, x: hold(view.x, trim.width, host.width), y: hold(view.y, trim.height, host.height) }
}

/** A viewport in device pixels; the origin is whole, so that what is painted once can be shifted without blur. */
export interface DeviceView {
  /** Device pixels per Emu. */
  readonly scale: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const deviceView = (view: Viewport, host: Pixels, ratio: number): DeviceView => ({
  scale: scaleOf(view) * ratio,
  x: Math.round(view.x * ratio),
  y: Math.round(view.y * ratio),
  width: Math.round(host.width * ratio),
  height: Math.round(host.height * ratio),
})

/** Device pixels of a box, widened to whole ones. */
export function deviceBox(view: DeviceView, box: Box): { x: number; y: number; width: number; height: number } {
  const x = Math.floor(view.x + box.x * view.scale)
  const y = Math.floor(view.y + box.y * view.scale)
  return {
    x,
    y,
    width: Math.ceil(view.x + (box.x + box.width) * view.scale) - x,
    height: Math.ceil(view.y + (box.y + box.height) * view.scale) - y,
  }
}

export const isInSight = (view: DeviceView, box: { x: number; y: number; width: number; height: number }): boolean =>
  box.x < view.width && box.y < view.height && box.x + box.width > 0 && box.y + box.height > 0
