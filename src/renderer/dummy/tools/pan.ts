/** Shifting the page under the window: Space or the middle button held. */
import type { Bench, Gesture, Pointer } from './tool.ts'

export function panPage(bench: Bench, start: Pointer): Gesture {
  let last = start.spot
  return {
    cursor: 'grabbing',
    move({ spot }) {
      bench.pan(spot.x - last.x, spot.y - last.y)
      last = spot
    },
    release: () => undefined,
    cancel: () => undefined,
  }
}
