import { expect, test } from 'vitest'
import { ordersOf } from '#grid/orders.ts'
import { Slicer } from '#grid/slices.ts'

const COLUMNS = 6
const LINES = 40

/** An item of `cells` whose cost is what it is short or over, squared; it may not stand in under `least` columns. */
function item(cells: number, least = 1): Float64Array {
  const cost = new Float64Array((COLUMNS + 1) * (LINES + 1)).fill(Infinity)
  for (let columns = least; columns <= COLUMNS; columns++) {
    for (let depth = 1; depth <= LINES; depth++)
      cost[columns * (LINES + 1) + depth] = (columns * depth - cells) * (columns * depth - cells)
  }
  return cost
}

const slicer = (costs: Float64Array[], gap = 0) => new Slicer({ columns: COLUMNS, lines: LINES, gap, costs })

test('a page that can be filled exactly is: the parts have the size that was asked for and cover it', () => {
  const page = slicer([item(120), item(60), item(60)]).slice([0, 1, 2])
  expect(page?.cost).toBe(0)
  expect(page?.areas.map(({ columns, lines }) => columns * lines)).toEqual([120, 60, 60])
})

test('the first of the row stands at the top left', () => {
  for (const row of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
  ]) {
    const first = slicer([item(100), item(70), item(50)]).slice(row)?.areas[0]
    expect([first?.item, first?.column, first?.line]).toEqual([row[0], 0, 0])
  }
})

test('the lines between parts over each other are kept free', () => {
  const page = slicer([item(60, 6), item(60, 6)], 3).slice([0, 1])
  const [over, under] = page?.areas ?? []
  expect((under?.line ?? 0) - (over?.line ?? 0) - (over?.lines ?? 0)).toBe(3)
})

test('what the page lacks is shared out: no item is over by much more than another', () => {
  const page = slicer([item(90, 6), item(90, 6), item(90, 6)]).slice([0, 1, 2])
  const over = page?.areas.map(({ columns, lines }) => 90 - columns * lines) ?? []
  expect(Math.max(...over) - Math.min(...over)).toBeLessThanOrEqual(6)
})

test('an item that may only stand narrow stands there, alone on its page', () => {
  const cost = item(40)
  cost.fill(Infinity, 2 * (LINES + 1))
  expect(slicer([cost]).slice([0])?.areas).toEqual([{ item: 0, column: 0, columns: 1, line: 0, lines: 40 }])
})

test('an item that can stand nowhere makes no page', () => {
  const nowhere = new Float64Array((COLUMNS + 1) * (LINES + 1)).fill(Infinity)
  expect(slicer([item(60), nowhere]).slice([0, 1])).toBeNull()
})

test('every order of a few items is tried once, theirs first; of many, a few hundred at the most', () => {
  const rest = [30, 10, 20].map((length, i) => ({ item: i + 1, length, isLoose: i === 2 }))
  const orders = ordersOf(rest)
  expect(orders[0]).toEqual([1, 2, 3])
  expect(new Set(orders.map((row) => row.join())).size).toBe(6)
  expect(orders).toHaveLength(6)
  const many = Array.from({ length: 12 }, (_, i) => ({ item: i, length: i, isLoose: i % 5 === 0 }))
  expect(ordersOf(many).length).toBeLessThan(200)
  for (const row of ordersOf(many)) expect([...row].sort((a, b) => a - b)).toEqual(many.map((each) => each.item))
})
