import { expect, test } from 'vitest'
import { storyIdSchema } from '#contract/ids.ts'
import { areasOverlap, templateOf } from '#grid/areas.ts'
import { isOnGrid } from '#grid/areas.ts'
import { planPage, type MeasureItems, type PlanItem } from '#grid/planPage.ts'
import { readStylebook } from '../../scripts/galleyJob.ts'
import { photoOf, random, seedOf } from './records.ts'

const books = ['yuntang-tabloid', 'yuntang-broadsheet', 'millhaven-weekly'].map((name) => readStylebook(name))

const storiesOf = (lengths: readonly number[]): PlanItem[] =>
  lengths.map((_, i) => ({
    id: storyIdSchema.parse(`s${i}`),
    kind: 'story',
    lang: 'zh-Hans',
    orientation: 'horizontal',
    photos: [],
  }))

/** A pool with lengths of its own, and a measure that answers from them. */
function pool(next: () => number, count: number): { items: PlanItem[]; measure: MeasureItems } {
  const lengths = new Map<string, number>()
  const items = Array.from({ length: count }, (_, i): PlanItem => {
    const id = storyIdSchema.parse(`s${i}`)
    const pick = next()
    const kind = pick < 0.15 ? 'refer' : pick < 0.3 ? 'picture' : 'story'
    lengths.set(id, kind === 'story' ? Math.floor(next() * next() * 160) : 0)
    const photos =
      kind === 'picture' || next() < 0.15
        ? [photoOf(`p${i}`, { width: 600 + Math.floor(next() * 3000), height: 600 + Math.floor(next() * 3000) })]
        : []
    return { id, kind, lang: 'zh-Hans', orientation: next() < 0.2 ? 'vertical' : 'horizontal', photos }
  })
  const measure: MeasureItems = {
    bodyLines: (item) => lengths.get(item) ?? 0,
    headLines: (_, columns, size) => Math.ceil((size ?? 300_000) / 100_000) + (columns < 3 ? 2 : 1),
    headSize: (_, _columns, size) => size,
    verticalLines: (_, columns) => 18 - 4 * Math.min(columns, 2),
    cutlineLines: () => 3,
  }
  return { items, measure }
}

test('a paper that runs down the page has its lead at the top right, and is else laid like one that runs across', () => {
  const { items, measure } = pool(random(7), 6)
  const laid = (name: string, direction: 'vertical' | 'horizontal') => {
    const stylebook = { ...readStylebook(name), direction }
    const { columns } = stylebook.grid
    const areas = planPage({ stylebook, page: 2, items, measure }).blocks.flatMap((block) => block.areas)
    return { columns, areas }
  }
  const down = laid('hexi-weekly', 'vertical')
  const across = laid('hexi-weekly', 'horizontal')
  expect(down.areas.map((each) => ({ ...each, column: down.columns - each.column - each.columns }))).toEqual(
    across.areas,
  )
  expect(down.areas.some((each) => each.line === 0 && each.column + each.columns === down.columns)).toBe(true)
})

test('any pool on any page: nothing overlaps, nothing is outside, every item is laid once or named as left out', () => {
  const seed = seedOf()
  const next = random(seed)
  for (let round = 0; round < Number(process.env['ROUNDS'] ?? 45); round++) {
    const stylebook = books[round % 3] as (typeof books)[number]
    const page = next() < 0.5 ? 1 : 2
    const { items, measure } = pool(next, 1 + Math.floor(next() * 20))
    const { blocks, unplaced } = planPage({ stylebook, page, items, measure })
    const at = `seed ${seed} round ${round} ${stylebook.name} ${items.length} items`
    const areas = blocks.flatMap((block) => block.areas)
    for (const [i, one] of areas.entries()) {
      expect(isOnGrid(stylebook.grid, one), at).toBe(true)
      const others = [...areas.slice(0, i), ...templateOf(stylebook, page).reserved]
      expect(
        others.some((other) => areasOverlap(one, other)),
        at,
      ).toBe(false)
      expect(one.lines > 0 && one.columns > 0, at).toBe(true)
    }
    const laid = [...blocks.map(({ item }) => item as string), ...unplaced].sort()
    expect(laid, at).toEqual(items.map(({ id }) => id as string).sort())
    expect(blocks.length > 0, at).toBe(true)
  }
})

test('the lead stands at the top and is the widest story, its head as large as any', () => {
  const { items, measure } = pool(random(7), 6)
  const stories = items.map((item): PlanItem => ({ ...item, kind: 'story', orientation: 'horizontal', photos: [] }))
  const long: MeasureItems = { ...measure, bodyLines: (item) => (item === 's0' ? 80 : 45) }
  const { blocks } = planPage({ stylebook: books[0] as (typeof books)[number], page: 1, items: stories, measure: long })
  const lead = blocks.find(({ item }) => item === 's0')
  expect(lead?.areas[0]?.line).toBe(12)
  expect(Math.max(...blocks.map(({ areas }) => areas[0]?.columns ?? 0))).toBe(lead?.areas[0]?.columns)
  expect(Math.max(...blocks.map(({ headSize }) => headSize ?? 0))).toBe(lead?.headSize)
})

test('pools that fit their page stand there with no story over by more than two lines, and few short by many', () => {
  const seed = seedOf()
  const next = random(seed)
  const stylebook = books[0] as (typeof books)[number]
  const shortest: number[] = []
  for (let round = 0; round < 24; round++) {
    const count = 5 + Math.floor(next() * 3)
    const lengths = Array.from({ length: count }, () => 25 + Math.floor(next() * 60))
    const scale = 280 / lengths.reduce((total, each) => total + each, 0)
    const { measure } = pool(next, 0)
    const body = (id: string): number => Math.floor((lengths[Number(id.slice(1))] ?? 0) * scale)
    const items = storiesOf(lengths)
    const heads = (columns: number): number => Math.ceil(7 - columns / 2)
    const { blocks, unplaced } = planPage({
      stylebook,
      page: 1,
      items,
      measure: { ...measure, bodyLines: (item) => body(item), headLines: (_, columns) => heads(columns) },
    })
    const rest = blocks.map(({ item, areas: [area] }) =>
      area ? area.columns * (area.lines - heads(area.columns)) - body(item) : -Infinity,
    )
    expect([unplaced, Math.min(...rest) >= -2], `seed ${seed} round ${round} ${rest}`).toEqual([[], true])
    shortest.push(Math.max(...rest))
  }
  // Of 600 pools the shortest story lacks 7 lines in the mean, more than 14 in one of 200, and never 17.
  const mean = shortest.reduce((total, each) => total + each, 0) / shortest.length
  expect([mean <= 9, Math.max(...shortest) <= 18], `seed ${seed} ${shortest}`).toEqual([true, true])
})

test('heads fall from the lead to the second story and the briefs', () => {
  const { measure } = pool(random(5), 0)
  const lengths = [90, 60, 40, 12, 12]
  const items = storiesOf(lengths)
  const own: MeasureItems = { ...measure, bodyLines: (item) => lengths[Number(item.slice(1))] ?? 0 }
  const { blocks } = planPage({ stylebook: books[0] as (typeof books)[number], page: 1, items, measure: own })
  const size = (id: string): number => blocks.find(({ item }) => item === id)?.headSize ?? 0
  expect(size('s0')).toBeGreaterThan(size('s1'))
  expect(size('s1')).toBeGreaterThan(size('s3'))
  expect(size('s2')).toBeGreaterThanOrEqual(size('s4'))
})

test('the same pool is laid in the same way', () => {
  const plan = () => planPage({ stylebook: books[1] as (typeof books)[number], page: 1, ...pool(random(11), 9) })
  expect(plan()).toEqual(plan())
})
