/**
 * Dragging a block: from the press on it, or on one of its handles, to the release. While it lasts, the composer sets
 * the page with the block where the pointer has it; the desk hears of it once, at the release.
 */
import type { Block } from '#contract/dummy.ts'
import type { Shift } from '../blockShapes.ts'
import { SLACK, type Bench, type Gesture, type Pointer } from './tool.ts'

/** `reshape` gives the block for a shift in columns and lines; the same object means "unchanged". */
export function dragBlock(
  bench: Bench,
  start: Pointer,
  block: Block,
  cursor: string,
  reshape: (block: Block, shift: Shift) => Block,
): Gesture {
  let isDragging = false
  let shown = block

  const end = (): void => {
    if (isDragging) bench.tryBlock(null)
  }
  return {
    cursor,
    move(pointer) {
      isDragging ||= isBeyondSlack(start, pointer)
      if (!isDragging) return
      const next = reshape(block, shiftBetween(bench, start, pointer))
      if (isSameShape(next, shown)) return
      shown = next
      bench.tryBlock(next)
    },
    release() {
      const isChanged = isDragging && !isSameShape(shown, block)
      // Committed before the tentative one goes, so that the page is not set in between as it was.
      if (isChanged) bench.commit([{ before: block, after: shown }])
      end()
    },
    cancel: end,
  }
}

const isBeyondSlack = (start: Pointer, now: Pointer): boolean =>
  Math.abs(now.spot.x - start.spot.x) > SLACK || Math.abs(now.spot.y - start.spot.y) > SLACK

function shiftBetween({ grid }: Bench, start: Pointer, now: Pointer): Shift {
  return {
    columns: Math.round((now.point.x - start.point.x) / (grid.measure + grid.gap)),
    lines: Math.round((now.point.y - start.point.y) / grid.pitch),
  }
}

const isSameShape = (a: Block, b: Block): boolean => a === b || JSON.stringify(a.areas) === JSON.stringify(b.areas)
