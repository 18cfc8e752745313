/** Lines and runs moved along their line. */
import type { Emu } from '#contract/measure.ts'
import type { SetRun } from '#contract/setPage.ts'
import type { BrokenLine } from '../typesetter.ts'

/** A horizontal line moved along by `by`; its width grows by it, as by an indent. */
export const shifted = (line: BrokenLine, by: Emu): BrokenLine => ({
  ...line,
  width: line.width + by,
  runs: line.runs.map((run) => moved(run, by)),
})

/** A run of a horizontal line moved along by `by`. */
export const moved = (run: SetRun, by: Emu): SetRun => (by === 0 ? run : { ...run, dx: run.dx.map((dx) => dx + by) })
