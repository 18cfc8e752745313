/** What a tool is: a gesture from press to release, as a small state machine of its own. */
import type { Place } from '#contract/copy.ts'
import type { Block, DummyDiff, DummyRecord } from '#contract/dummy.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import type { Emu, Point } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { PageGrid } from '#grid/columns.ts'
import type { Spot } from '../viewport.ts'

/** The pointer during a gesture, on the page and in the window (CSS pixels). */
export interface Pointer {
  readonly point: Point
  readonly spot: Spot
  readonly isShift: boolean
}

/** A gesture under way. Each ends by `release` or by `cancel`, and leaves nothing behind. */
export interface Gesture {
  readonly cursor: string
  move(pointer: Pointer): void
  release(pointer: Pointer): void
  cancel(): void
}

/** What gestures may reach. */
export interface Bench {
  set(): SetPage | null
  readonly grid: PageGrid
  /** Records as they stand on the desk, without a tentative one. */
  records(): readonly DummyRecord[]
  maybeBlock(record: RecordId): Block | null
  selected(): readonly RecordId[]
  select(records: readonly RecordId[]): void
  enter(story: StoryId, place: Place | null): void
  /** Emu within which a handle is hit. */
  reach(): Emu
  /** Shows one block otherwise, until `null`. */
  tryBlock(block: Block | null): void
  commit(diffs: readonly DummyDiff[]): void
  pan(dx: number, dy: number): void
}

/** Pixels that a press may tremble before it is a drag. */
export const SLACK = 4
