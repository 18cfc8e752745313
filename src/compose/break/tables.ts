/**
 * The tables of a prepared paragraph, lent and given back: a keystroke prepares one paragraph anew, and its tables are
 * those of a paragraph that was forgotten. All of one paragraph lie in one piece of memory.
 */

/** Emu summed up: 32 bits for every paragraph but monsters of more than 2,000,000,000 Emu (59 m). */
export type Sums = Int32Array | Float64Array

export interface Tables {
  readonly room: number
  readonly sums: readonly Sums[]
  readonly counts: readonly Int32Array[]
  readonly flags: Uint8Array
}

export const SUMS = 11
export const COUNTS = 6

/** Tables of `room` rows, all 0. */
export function makeTables(room: number, isHuge = false): Tables {
  const bytes = isHuge ? 8 : 4
  const buffer = new ArrayBuffer(room * (bytes * SUMS + 4 * COUNTS + 1))
  const after = room * bytes * SUMS
  return {
    room,
    sums: Array.from({ length: SUMS }, (_, i) =>
      isHuge ? new Float64Array(buffer, i * room * bytes, room) : new Int32Array(buffer, i * room * bytes, room),
    ),
    counts: Array.from({ length: COUNTS }, (_, i) => new Int32Array(buffer, after + 4 * i * room, room)),
    flags: new Uint8Array(buffer, after + 4 * COUNTS * room, room),
  }
}

/** The least room that is kept, and the most: a longer paragraph's tables are let go. */
const LEAST_ROOM = 64
const MOST_ROOM = 4096
/** Tables of one size that wait to be lent. */
const MOST_WAITING = 16

/** Lends tables and takes them back. Tables that were given back hold old figures: who prepares writes every row. */
export interface TableStore {
  lend(rows: number, isHuge: boolean): Tables
  giveBack(tables: Tables): void
}

export function openTableStore(): TableStore {
  const waiting = new Map<number, Tables[]>()
  return {
    lend(rows, isHuge) {
      if (isHuge || rows > MOST_ROOM) return makeTables(rows, isHuge)
      let room = LEAST_ROOM
      while (room < rows) room *= 2
      return waiting.get(room)?.pop() ?? makeTables(room)
    },
    giveBack(tables) {
      if (tables.room > MOST_ROOM || tables.sums[0] instanceof Float64Array) return
      const alike = waiting.get(tables.room) ?? []
      if (alike.length < MOST_WAITING) alike.push(tables)
      waiting.set(tables.room, alike)
    },
  }
}
