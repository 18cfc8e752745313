/** Keys on a selected block: arrows move it by the grid, Shift and arrows pull its lower right corner, Delete takes it off. */
import type { Block, DummyDiff } from '#contract/dummy.ts'
import type { PageGrid } from '#grid/columns.ts'
import { moved, resized, type Shift } from './blockShapes.ts'

const SHIFTS: Readonly<Record<string, Shift>> = {
  ArrowLeft: { columns: -1, lines: 0 },
  ArrowRight: { columns: 1, lines: 0 },
  ArrowUp: { columns: 0, lines: -1 },
  ArrowDown: { columns: 0, lines: 1 },
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** What a key does to a block: diffs (none where the grid's edge stops it), or null where the key means nothing here. */
export function maybeDiffs(block: Block, key: Key, grid: PageGrid): readonly DummyDiff[] | null {
  if (key.ctrlKey || key.metaKey || key.altKey) return null
  if (key.key === 'Delete' || key.key === 'Backspace') return [{ before: block, after: null }]
  const shift = SHIFTS[key.key]
  if (!shift) return null
  const after = key.shiftKey ? resized(block, 'se', shift, grid) : moved(block, shift, grid)
  return after === block ? [] : [{ before: block, after }]
}
