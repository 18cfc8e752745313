/** Blocks for tests of grid and composer. */
import type { Block, GridArea } from '#contract/dummy.ts'
import { photoIdSchema, recordIdSchema, storyIdSchema } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import { NO_WORDS } from '#darkroom/photoWords.ts'

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

export const photoOf = (id: string, change: Partial<Photo> = {}): Photo => ({
  id: photoIdSchema.parse(id),
  name: `${id}.jpg`,
  format: 'jpeg',
  width: 1600,
  height: 1100,
  colour: 'grey',
  sha256: '31'.repeat(32),
  ...NO_WORDS,
  ...change,
})

/** 破栏 of a page of 13 characters a column: base columns, legs, characters of a leg, and what is left for the gaps. */
export const BROKEN_COLUMNS: readonly (readonly [
  name: string,
  columns: number,
  legs: number,
  leg: number,
  rest: number,
])[] = [
  ['三破二', 3, 2, 20, 0],
  ['五破二', 5, 2, 34, 0],
  ['六破四', 6, 4, 20, 0],
  ['五破三', 5, 3, 22, 1],
  ['四破三', 4, 3, 17, 2],
  ['七破五', 7, 5, 18, 3],
  ['八破五', 8, 5, 21, 2],
]

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

/**
 * The seed of a random test: one that stands, so that a run tells what a change did and never what a die did.
 * `SEED=7` takes another; `SEED=any` takes a new one at each run, which is how new cases are looked for.
 */
export function seedOf(): number {
  const named = process.env['SEED'] ?? '20261123'
  return named === 'any' ? Date.now() % 1_000_000_007 : Number(named)
}
