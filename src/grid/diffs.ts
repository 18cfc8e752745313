/** Changes of a dummy as diffs of its records: checked against what stands there, applied, inverted. */
import type { DummyDiff, DummyRecord } from '#contract/dummy.ts'
import { fault, type Outcome } from '#contract/faults.ts'

/** The diffs that undo `diffs`: sides swapped, last first. */
export const invertDiffs = (diffs: readonly DummyDiff[]): DummyDiff[] =>
  diffs.map(({ before, after }) => ({ before: after, after: before })).reverse()

/**
 * The records after all diffs, or record.conflict {record} where a `before` is not what stands there. Records that no
 * diff names stay the same objects. Records stand in the order of their ids, as the store reads them back: the order
 * is part of the stamp, and a dummy that was edited must be the one that is opened tomorrow.
 */
export function applyDiffs(
  records: readonly DummyRecord[],
  diffs: readonly DummyDiff[],
): Outcome<readonly DummyRecord[]> {
  const now = [...records]
  for (const { before, after } of diffs) {
    const id = (before ?? after)?.id
    if (id === undefined || (before && after && after.id !== id))
      throw new RangeError('applyDiffs: a diff without an id')
    const at = now.findIndex((record) => record.id === id)
    const stands = at < 0 ? null : (now[at] ?? null)
    if (!sameRecord(stands, before)) return fault('record.conflict', { record: id })
    if (!after) now.splice(at, 1)
    else if (at < 0) now.splice(placeOf(now, after), 0, after)
    else now[at] = after
  }
  return now
}

const placeOf = (records: readonly DummyRecord[], { id }: DummyRecord): number => {
  const next = records.findIndex((record) => record.id > id)
  return next < 0 ? records.length : next
}

/** Whether two records say the same, the order of their keys left aside. */
export function sameRecord(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && sameRecord((a as Parts)[key], (b as Parts)[key]))
}
type Parts = Readonly<Record<string, unknown>>
