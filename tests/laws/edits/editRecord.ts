/** Random edits of a dummy: blocks moved, reshaped, made and taken away, and every choice that a block has. */
import type { Block, BlockPicture, GridArea } from '#contract/dummy.ts'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { PageGrid } from '#grid/columns.ts'
import { blockOf } from '../../grid/records.ts'
import { pick, replaced, weighed, whole, type Next } from './chance.ts'

/** What a dummy can take its stories and pictures from. */
export interface Pool {
  readonly grid: PageGrid
  readonly pages: readonly number[]
  readonly items: readonly StoryId[]
  readonly photos: readonly PhotoId[]
}

type RecordEdit = (block: Block, next: Next, pool: Pool) => Block

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** Mostly on the grid; now and then beyond its edge, as a drag may leave it. */
function nudged(area: GridArea, next: Next, { grid }: Pool): GridArea {
  const beyond = next() < 0.05 ? 3 : 0
  const columns = clamp(area.columns + whole(next, -1, 1), 1, Math.min(6, grid.columns) + beyond)
  const lines = clamp(area.lines + whole(next, -4, 4), 1, 28 + beyond)
  return {
    columns,
    lines,
    column: clamp(area.column + whole(next, -1, 1), 0, Math.max(0, grid.columns - columns + beyond)),
    line: clamp(area.line + whole(next, -3, 3), 0, Math.max(0, grid.lines - lines + beyond)),
  }
}

const onFirst =
  (edit: (area: GridArea, next: Next, pool: Pool) => GridArea): RecordEdit =>
  (block, next, pool) => ({ ...block, areas: replaced(block.areas, 0, edit(block.areas[0] as GridArea, next, pool)) })

const resize: RecordEdit = (block, next, pool) => {
  const at = whole(next, 0, block.areas.length - 1)
  return { ...block, areas: replaced(block.areas, at, nudged(block.areas[at] as GridArea, next, pool)) }
}
const shift = onFirst((area, next, { grid }) => ({
  ...area,
  line: clamp(area.line + pick(next, [-2, -1, 1, 2]), 0, grid.lines - 1),
}))
const deepen = onFirst((area, next) => ({ ...area, lines: clamp(area.lines + pick(next, [-1, 1]), 1, 40) }))

/** One to three areas: legs of unlike width, L shapes (an area right under the first that is narrower). */
const reshape: RecordEdit = (block, next, pool) => {
  const first = block.areas[0] as GridArea
  const under = {
    column: first.column + whole(next, 0, first.columns - 1),
    columns: whole(next, 1, first.columns),
    line: first.line + first.lines,
    lines: whole(next, 1, 9),
  }
  const third = nudged({ ...under, line: under.line + under.lines }, next, pool)
  const areas = [first, under, third].slice(0, whole(next, 1, 3))
  return { ...block, areas, legs: areas.map(() => (next() < 0.6 ? 0 : whole(next, 1, 4))) }
}

const without = (block: Block, name: keyof Block): Block =>
  Object.fromEntries(Object.entries(block).filter(([key]) => key !== name)) as unknown as Block

/** A choice that may be absent. */
const optional =
  <K extends keyof Block>(name: K, values: (next: Next) => Block[K]): RecordEdit =>
  (block, next) =>
    next() < 0.4 ? without(block, name) : { ...block, [name]: values(next) }

const crop = (next: Next) => {
  const [left, top] = [whole(next, 0, 500), whole(next, 0, 500)]
  return { left, top, right: whole(next, left + 1, 1000), bottom: whole(next, top + 1, 1000) }
}
const WHOLE = { left: 0, top: 0, right: 1000, bottom: 1000 }

const addPicture: RecordEdit = (block, next, { photos }) => {
  const columns = block.areas[0]?.columns ?? 1
  const area = {
    column: whole(next, 0, columns - 1),
    columns: whole(next, 1, 2),
    line: whole(next, 0, 6),
    lines: whole(next, 3, 10),
  }
  return { ...block, pictures: [...block.pictures.slice(-2), { photo: pick(next, photos), area, crop: WHOLE }] }
}
const dropPicture: RecordEdit = (block) => ({ ...block, pictures: block.pictures.slice(1) })
const editPicture: RecordEdit = (block, next, pool) => {
  if (block.pictures.length === 0) return addPicture(block, next, pool)
  const at = whole(next, 0, block.pictures.length - 1)
  const { inset: _, ...bare } = block.pictures[at] as BlockPicture
  const edited = weighed<BlockPicture>(next, [
    [3, { ...bare, area: { ...bare.area, line: whole(next, 0, 9), column: whole(next, 0, 2) } }],
    [2, { ...bare, area: { ...bare.area, columns: whole(next, 1, 3), lines: whole(next, 1, 12) } }],
    [2, { ...bare, crop: crop(next) }],
    [3, { ...bare, inset: { left: whole(next, 0, 90) * 12_700, right: whole(next, 0, 90) * 12_700 } }],
    [1, { ...bare, photo: pick(next, pool.photos) }],
    [1, bare],
  ])
  return { ...block, pictures: replaced(block.pictures, at, edited) }
}

const EDITS: readonly (readonly [number, readonly [string, RecordEdit]])[] = [
  [6, ['resize', resize]],
  [5, ['deepen', deepen]],
  [3, ['shift', shift]],
  [3, ['reshape', reshape]],
  [2, ['legs', (block, next) => ({ ...block, legs: block.areas.map(() => whole(next, 0, 4)) })]],
  [2, ['mode', (block, next) => ({ ...block, mode: pick(next, ['auto', 'absolute', 'relative', 'free'] as const) })]],
  [
    3,
    [
      'head',
      (block, next) => ({ ...block, head: pick(next, ['above', 'above', 'left', 'right', 'inside', 'none'] as const) }),
    ],
  ],
  [
    2,
    [
      'orientation',
      (block, next) => ({ ...block, orientation: pick(next, [null, 'vertical', 'horizontal'] as const) }),
    ],
  ],
  [2, ['headSize', (block, next) => ({ ...block, headSize: next() < 0.3 ? null : whole(next, 10, 50) * 12_700 })]],
  [2, ['border', (block, next) => ({ ...block, border: pick(next, ['none', 'box', 'top'] as const) })]],
  [2, ['item', (block, next, { items }) => ({ ...block, item: pick(next, items) })]],
  [1, ['page', (block, next, { pages }) => ({ ...block, page: pick(next, pages) })]],
  [1, ['tint', optional('tint', (next) => whole(next, 1, 50))]],
  [2, ['direction', optional('direction', (next) => pick(next, ['horizontal', 'vertical', 'vertical'] as const))]],
  [2, ['headScale', optional('headScale', (next) => whole(next, 80, 125) * 10)]],
  [
    2,
    [
      'fitting',
      optional('fitting', (next) => ({
        tracking: whole(next, -10, 40),
        leading: pick(next, [1000, 950, 1000, 1050]),
        air: pick(next, [null, 600, 2000]),
      })),
    ],
  ],
  [2, ['isFitted', optional('isFitted', (next) => next() < 0.8)]],
  [2, ['addPicture', addPicture]],
  [1, ['dropPicture', dropPicture]],
  [3, ['editPicture', editPicture]],
  [1, ['renew', (block) => ({ ...block })]],
]

/** The first id that is free, so that a seed gives the same run wherever it starts. */
function freeId(records: readonly Block[]): RecordId {
  const taken = new Set<string>(records.map(({ id }) => id))
  let n = 1
  while (taken.has(`r${n}`)) n++
  return `r${n}` as RecordId
}

/** The records of an issue with one of them edited, made, copied or taken away. */
export function editRecords(records: readonly Block[], next: Next, pool: Pool): readonly [string, Block[]] {
  const at = whole(next, 0, Math.max(0, records.length - 1))
  const block = records[at]
  const choice = next()
  if (!block || (choice < 0.03 && records.length < 7)) {
    const first = {
      column: whole(next, 0, 3),
      columns: whole(next, 1, 3),
      line: whole(next, 0, 40),
      lines: whole(next, 4, 20),
    }
    const fresh = blockOf(freeId(records), pick(next, pool.items), first, { page: pick(next, pool.pages) })
    return ['record made', [...records, fresh]]
  }
  if (choice < 0.05) return [`${block.id} removed`, records.filter((each) => each !== block)]
  if (choice < 0.06 && records.length < 7)
    return [`${block.id} copied`, [...records, { ...block, id: freeId(records) }]]
  if (choice < 0.07) return ['records turned', records.toReversed()]
  const [name, edit] = weighed(next, EDITS)
  return [`${block.id} ${name}`, replaced(records, at, edit(block, next, pool))]
}
