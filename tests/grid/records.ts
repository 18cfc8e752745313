/** Blocks for tests of grid and composer. */
import type { Block, GridArea } from '#contract/dummy.ts'
import { recordIdSchema, storyIdSchema } from '#contract/ids.ts'

export const area = (column: number, columns: number, line: number, lines: number): GridArea => ({
  column,
  columns,
  line,
  lines,
})

export const blockOf = (id: string, item: string, first: GridArea, change: Partial<Block> = {}): Block => ({
  type: 'block',
  id: recordIdSchema.parse(id),
  page: 1,
  item: storyIdSchema.parse(item),
  areas: [first],
  legs: [0],
  mode: 'auto',
  head: 'above',
  orientation: null,
  headSize: null,
  pictures: [],
  border: 'none',
  ...change,
})

/** A seeded generator (mulberry32): the same seed, the same run. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The seed of a random test: SEED from outside, else of the day's own. */
export const seedOf = (): number => Number(process.env['SEED'] ?? Date.now() % 1_000_000_007)
