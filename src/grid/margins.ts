/** Notes in the margin of a proof: each as near its sign as it can stand without covering another. */
import type { Point } from '#contract/measure.ts'

/** A note that wants to stand at `from`, and how deep it is; any unit. */
export interface MarginNote {
  readonly from: Point
  readonly depth: number
}

export interface PlacedNote {
  readonly side: 'left' | 'right'
  /** Its upper edge. */
  readonly top: number
}

/**
 * The side and the upper edge of each note, in the order given. A note goes to the nearer side; on each side they stand in
 * the order of their signs, so that no two leaders cross (GB/T 14706-1993, 5.3), and inside `depth` where there is room.
 */
export function placeNotes(notes: readonly MarginNote[], width: number, depth: number, gap: number): PlacedNote[] {
  const placed: PlacedNote[] = notes.map(({ from }) => ({ side: from.x * 2 <= width ? 'left' : 'right', top: 0 }))
  for (const side of ['left', 'right'] as const) {
    const order = [...notes.keys()]
      .filter((i) => placed[i]!.side === side)
      .sort((a, b) => notes[a]!.from.y - notes[b]!.from.y || a - b)
    const tops = stack(
      order.map((i) => notes[i]!),
      depth,
      gap,
    )
    for (const [place, i] of order.entries()) placed[i] = { side, top: tops[place]! }
  }
  return placed
}

/** Upper edges of notes on one side, from the top down; pushed down by those above, and up again from the foot. */
function stack(notes: readonly MarginNote[], depth: number, gap: number): number[] {
  const tops: number[] = []
  let free = 0
  for (const { from, depth: own } of notes) {
    const top = Math.max(free, from.y - own / 2)
    tops.push(top)
    free = top + own + gap
  }
  let floor = depth
  for (let i = notes.length - 1; i >= 0; i--) {
    tops[i] = Math.max(0, Math.min(tops[i]!, floor - notes[i]!.depth))
    floor = tops[i]! - gap
  }
  return tops
}
