/** Pointer, wheel and key events of the canvas, turned into gestures. */
import { cursorAt, enterAt, hitAt, press } from './tools/select.ts'
import { panPage } from './tools/pan.ts'
import type { Bench, Gesture, Pointer } from './tools/tool.ts'
import type { RecordId } from '#contract/ids.ts'
import { toPoint, type Spot, type Viewport } from './viewport.ts'

export interface PointerPorts {
  readonly bench: Bench
  view(): Viewport
  hover(record: RecordId | null): void
  zoomAround(factor: number, spot: Spot): void
  /** A press selected something, or nothing: the focus goes with it. */
  pressed(): void
}

/** Zoom by one notch of a wheel: about 15 %. */
const ZOOM_RATE = 0.0015

/** Listens on the canvas's root; gives back the end of it. */
export function listenPointers(root: HTMLElement, ports: PointerPorts): () => void {
  const ended = new AbortController()
  const { signal } = ended
  let gesture: Gesture | null = null
  let isSpaceHeld = false

  const pointerOf = (event: MouseEvent): Pointer => {
    const frame = root.getBoundingClientRect()
    const spot = { x: event.clientX - frame.left, y: event.clientY - frame.top }
    return { spot, point: toPoint(ports.view(), spot), isShift: event.shiftKey }
  }
  const show = (pointer: Pointer): void => {
    root.style.cursor = gesture?.cursor ?? (isSpaceHeld ? 'grab' : cursorAt(ports.bench, pointer))
  }
  const cancel = (): boolean => {
    const wasUnderWay = gesture !== null
    gesture?.cancel()
    gesture = null
    return wasUnderWay
  }
  /** Out of the drag first, then out of the selection. */
  const leaveOneLevel = (): boolean => {
    if (cancel()) return true
    if (ports.bench.selected().length === 0) return false
    ports.bench.select([])
    return true
  }
  const down = (event: PointerEvent): void => {
    if (gesture || event.button > 1) return
    const pointer = pointerOf(event)
    const isPan = isSpaceHeld || event.button === 1
    gesture = isPan ? panPage(ports.bench, pointer) : press(ports.bench, pointer)
    event.preventDefault()
    if (!isPan) ports.pressed()
    if (gesture) root.setPointerCapture(event.pointerId)
    show(pointer)
  }
  const move = (event: PointerEvent): void => {
    const pointer = pointerOf(event)
    if (gesture) gesture.move(pointer)
    else ports.hover(hitAt(ports.bench, pointer)?.record ?? null)
    show(pointer)
  }
  const up = (event: PointerEvent): void => {
    gesture?.release(pointerOf(event))
    gesture = null
    show(pointerOf(event))
  }
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    // A wheel that counts lines or pages is as fast as one that counts pixels.
    const step = [1, 16, 400][event.deltaMode] ?? 1
    const { deltaX, deltaY } = event
    if (event.ctrlKey || event.metaKey) ports.zoomAround(Math.exp(-deltaY * step * ZOOM_RATE), pointerOf(event).spot)
    else if (event.shiftKey && deltaX === 0) ports.bench.pan(-deltaY * step, 0)
    else ports.bench.pan(-deltaX * step, -deltaY * step)
  }
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key === ' ' && isOurs(root, event.target)) {
      isSpaceHeld = true
      root.style.cursor = gesture?.cursor ?? 'grab'
      event.preventDefault()
    }
    if (event.key === 'Escape' && isOurs(root, event.target) && leaveOneLevel()) event.stopPropagation()
  }
  const keyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ') isSpaceHeld = false
  }
  root.addEventListener('pointerdown', down, { signal })
  root.addEventListener('pointermove', move, { signal })
  root.addEventListener('pointerup', up, { signal })
  root.addEventListener('pointercancel', cancel, { signal })
  root.addEventListener('pointerleave', () => ports.hover(null), { signal })
  root.addEventListener('dblclick', (event) => enterAt(ports.bench, pointerOf(event)), { signal })
  root.addEventListener('wheel', wheel, { signal, passive: false })
  // While the pointer is over the page, Space and Escape are the page's, unless a field has the focus.
  window.addEventListener('keydown', keyDown, { signal, capture: true })
  window.addEventListener('keyup', keyUp, { signal })
  window.addEventListener('blur', () => (isSpaceHeld = false), { signal })
  return () => ended.abort()
}

/** Whether a key belongs to the page: the focus is in it, or nowhere. */
const isOurs = (root: HTMLElement, target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Node && root.contains(target))
