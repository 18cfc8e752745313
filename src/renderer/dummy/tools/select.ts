/** The arrow: what a press on the page begins. */
import { hitTest, type Handle, type Hit } from '#grid/hit.ts'
import { moved, resized } from '../blockShapes.ts'
import { maybePlaceAt } from '#grid/gaps.ts'
import { dragBlock } from './drag.ts'
import type { Bench, Gesture, Pointer } from './tool.ts'

const CURSORS: Readonly<Record<Handle, string>> = {
  nw: 'nwse-resize',
  n: 'ns-resize',
  ne: 'nesw-resize',
  e: 'ew-resize',
  se: 'nwse-resize',
  s: 'ns-resize',
  sw: 'nesw-resize',
  w: 'ew-resize',
}

export function hitAt(bench: Bench, pointer: Pointer): Hit | null {
  const set = bench.set()
  return set && hitTest(set, pointer.point, bench.selected()[0] ?? null, bench.reach())
}

/** The cursor over a point where no gesture is under way. */
export function cursorAt(bench: Bench, pointer: Pointer): string {
  const hit = hitAt(bench, pointer)
  if (!hit) return 'default'
  return hit.kind === 'handle' ? CURSORS[hit.handle] : 'move'
}

/** Selects what is pressed, and begins to drag it; null on empty paper, which selects nothing. */
export function press(bench: Bench, pointer: Pointer): Gesture | null {
  const hit = hitAt(bench, pointer)
  const block = hit && bench.maybeBlock(hit.record)
  if (!hit || !block) {
    bench.select([])
    return null
  }
  const { grid } = bench
  if (hit.kind === 'handle') {
    const { handle } = hit
    return dragBlock(bench, pointer, block, CURSORS[handle], (from, shift) => resized(from, handle, shift, grid))
  }
  bench.select([hit.record])
  return dragBlock(bench, pointer, block, 'grabbing', (from, shift) => moved(from, shift, grid))
}

/** Enters the story under a double click, with the caret at the nearest gap between glyphs. */
export function enterAt(bench: Bench, pointer: Pointer): void {
  const set = bench.set()
  const hit = hitAt(bench, pointer)
  const block = hit && bench.maybeBlock(hit.record)
  if (!set || !block) return
  const found = maybePlaceAt(set, pointer.point)
  bench.enter(found?.story ?? block.item, found?.place ?? null)
}
