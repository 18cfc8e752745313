import { describe, expect, test } from 'vitest'
import type { Plan } from '#contract/dummy.ts'
import { isFault } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { SetPage } from '#contract/setPage.ts'
import { areasOverlap, boxOfArea, cellAt, isOnGrid, snapBox } from '#grid/areas.ts'
import { checkPlan } from '#grid/checkPlan.ts'
import { applyDiffs, invertDiffs } from '#grid/diffs.ts'
import { freeArea } from '#grid/freeArea.ts'
import { hitTest } from '#grid/hit.ts'
import { readStylebook } from '../../scripts/galleyJob.ts'
import { area, blockOf, random, seedOf } from './records.ts'

const book = readStylebook('yuntang-tabloid')
const { grid } = book

describe('areas and boxes', () => {
  test('every area of the grid snaps back from its own box, and from a box up to a third of a cell off', () => {
    for (let column = 0; column < grid.columns; column++) {
      for (let columns = 1; column + columns <= grid.columns; columns++) {
        const at = area(column, columns, 7, 11)
        const box = boxOfArea(grid, at)
        expect(snapBox(grid, box)).toEqual(at)
        expect(snapBox(grid, { ...box, x: box.x + 400_000, y: box.y - 48_000 })).toEqual(at)
      }
    }
  })
  test('a box dragged off the page snaps to the edge of the grid', () => {
    const box = { ...boxOfArea(grid, area(0, 2, 0, 5)), x: -9_000_000, y: 90_000_000 }
    expect(snapBox(grid, box)).toEqual(area(0, 2, grid.lines - 5, 5))
  })
  test('a point in a gap belongs to the nearer column', () => {
    const x = grid.left + grid.measure
    expect(cellAt(grid, { x: x + 10, y: grid.top }).column).toBe(0)
    expect(cellAt(grid, { x: x + grid.gap - 10, y: grid.top + 3 * grid.pitch }).column).toBe(1)
    expect(cellAt(grid, { x: x + grid.gap, y: grid.top + 3 * grid.pitch - 1 }).line).toBe(2)
  })
  test('areas that touch do not overlap', () => {
    expect(areasOverlap(area(0, 2, 0, 5), area(2, 1, 0, 5))).toBe(false)
    expect(areasOverlap(area(0, 2, 0, 5), area(1, 1, 4, 5))).toBe(true)
  })
  test('the masthead leaves the front page its lower 74 lines', () => {
    expect(freeArea(book, 1)).toEqual(area(0, 6, 12, 74))
    expect(freeArea(book, 2)).toEqual(area(0, 6, 0, 86))
  })
})

describe('diffs', () => {
  const one = blockOf('a', 's1', area(0, 2, 20, 5))
  const two = blockOf('b', 's2', area(2, 2, 20, 5))
  test('diffs and their inverse lead back, whatever the edits', () => {
    const seed = seedOf()
    const next = random(seed)
    for (let round = 0; round < 100; round++) {
      let now: readonly (typeof one)[] = [one, two]
      const done = []
      for (let i = 0; i < 5; i++) {
        const at = now[Math.floor(next() * now.length)]
        const moved = at && { ...at, areas: [area(Math.floor(next() * 4), 2, Math.floor(next() * 60), 5)] }
        const made = blockOf(`n${i}`, 's3', area(0, 1, 60, 3))
        const pick = next()
        const diff =
          pick < 0.3 || !at ? { before: null, after: made } : { before: at, after: pick < 0.5 ? null : (moved ?? null) }
        const after = applyDiffs(now, [diff])
        if (isFault(after)) throw new Error(`seed ${seed}: ${after.code}`)
        done.push(diff)
        now = after
      }
      const back = applyDiffs(now, invertDiffs(done))
      if (isFault(back)) throw new Error(`seed ${seed}: ${back.code}`)
      const byId = [...back].sort((x, y) => (x.id < y.id ? -1 : 1))
      expect(byId, `seed ${seed}`).toEqual([one, two])
    }
  })
  test('a diff against something else is record.conflict with the record, and changes nothing', () => {
    const moved = { ...one, areas: [area(1, 2, 20, 5)] }
    expect(applyDiffs([one, two], [{ before: moved, after: null }])).toMatchObject({
      code: 'record.conflict',
      where: { record: 'a' },
    })
    expect(applyDiffs([one], [{ before: null, after: one }])).toMatchObject({ code: 'record.conflict' })
  })
  test('records that no diff names stay the same objects in their order', () => {
    const after = applyDiffs([one, two], [{ before: { ...one }, after: { ...one, border: 'box' } }])
    expect(!isFault(after) && after[1] === two && after[0]?.border).toBe('box')
  })
})

describe('a plan somebody wrote', () => {
  const id = (text: string) => storyIdSchema.parse(text)
  const items = new Map([
    [id('s1'), 'story' as const],
    [id('s2'), 'story' as const],
  ])
  const check = (blocks: Partial<Plan['blocks'][number]>[]) =>
    checkPlan({
      plan: { blocks: blocks.map((block) => ({ ...base, ...block })) },
      stylebook: book,
      page: 1,
      items,
      photos: new Map(),
      headLines: () => 4,
    })
  const base = {
    item: id('s1'),
    column: 0,
    columns: 2,
    line: 20,
    lines: 10,
    head: 'above' as const,
    mode: 'auto' as const,
    pictures: [],
  }
  test('a block off the grid is plan.outside', () => {
    expect(check([{ column: 5 }])).toMatchObject({ code: 'plan.outside', where: { item: 's1' } })
    expect(check([{ line: 80 }])).toMatchObject({ code: 'plan.outside' })
  })
  test('a block on the masthead, or on another block, is plan.overlap', () => {
    expect(check([{ line: 11 }])).toMatchObject({ code: 'plan.overlap', where: { other: null } })
    expect(check([{}, { item: id('s2'), column: 1 }])).toMatchObject({
      code: 'plan.overlap',
      where: { item: 's2', other: 's1' },
    })
  })
  test('an item that is not in the pool is story.missing', () => {
    expect(check([{ item: id('nobody') }])).toMatchObject({ code: 'story.missing' })
  })
  test('a sound plan gives a draft a block', () => {
    const drafts = check([{}, { item: id('s2'), column: 2, mode: 'free', legs: 3 }])
    expect(!isFault(drafts) && drafts.map(({ areas, legs, mode }) => ({ areas, legs, mode }))).toEqual([
      { areas: [area(0, 2, 20, 10)], legs: [0], mode: 'auto' },
      { areas: [area(2, 2, 20, 10)], legs: [3], mode: 'free' },
    ])
  })
})

describe('hit-testing', () => {
  const one = blockOf('a', 's1', area(0, 2, 20, 5))
  const box = boxOfArea(grid, one.areas[0] ?? area(0, 1, 0, 1))
  const picture = { ...box, width: 500_000, height: 400_000 }
  const set = {
    blocks: [{ record: one.id, item: one.item, box, orientation: 'horizontal', head: null }],
    pictures: [{ record: one.id, photo: 'p', box: picture }],
  } as unknown as SetPage
  test('a handle of the selected block is before its picture, the picture before the block', () => {
    expect(hitTest(set, { x: box.x + 5, y: box.y + 5 }, one.id, 20_000)).toMatchObject({ kind: 'handle', handle: 'nw' })
    expect(hitTest(set, { x: box.x + 5, y: box.y + 5 }, null, 20_000)).toMatchObject({ kind: 'picture' })
    expect(hitTest(set, { x: box.x + 600_000, y: box.y + 5 }, null, 20_000)).toMatchObject({ kind: 'block' })
    expect(hitTest(set, { x: box.x - 1, y: box.y }, null, 20_000)).toBeNull()
  })
  test('an area wider than the page is not on the grid', () => {
    expect(isOnGrid(grid, area(0, 7, 0, 1))).toBe(false)
  })
})
