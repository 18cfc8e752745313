/**
 * Slices: a page is cut across or down, and each part again, until every part holds one item. For a row of items the
 * cheapest way of cutting is found for every width and depth at once: a part's cost depends on its own items, width and
 * depth alone, so the best page is made of best parts (dynamic programming over runs of the row).
 */
import type { GridArea } from '#contract/dummy.ts'

/** Costs of one item by width and depth, as Demand.cost. */
export type Costs = Float64Array

export interface Slicing {
  readonly columns: number
  readonly lines: number
  /** Lines between parts that stand over each other. */
  readonly gap: number
  readonly costs: readonly Costs[]
}

export interface SlicedPage {
  readonly cost: number
  /** Where each item stands, counted from the room's own corner, in the order of the row. */
  readonly areas: readonly (GridArea & { readonly item: number })[]
}

interface Table {
  readonly cost: Float64Array
  /** How a part is cut best: 0 not at all, else split, amount and direction packed. */
  readonly cut: Int32Array
}

const ACROSS = 0
const DOWN = 1
const pack = (split: number, amount: number, direction: number): number => (split << 16) | (amount << 1) | direction

/** Slices pages for rows of the same items; runs that rows share are worked out once. */
export class Slicer {
  readonly #page: Slicing
  readonly #known = new Map<string, Table>()
  /** Cuts weighed so far: who tries many rows stops by it. */
  work = 0

  constructor(page: Slicing) {
    this.#page = page
  }

  /** The best page for a row of items. Null where none can be made. */
  slice(row: readonly number[]): SlicedPage | null {
    const { columns, lines } = this.#page
    const table = this.#table(row)
    let best: { cost: number; wide: number; depth: number } | null = null
    for (let wide = columns; wide >= 1; wide--) {
      for (let depth = lines; depth >= 1; depth--) {
        const empty = columns * holeCost(lines - depth) + (columns - wide) * depth
        const cost = (table.cost[wide * (lines + 1) + depth] as number) + empty
        if (cost < (best?.cost ?? Infinity)) best = { cost, wide, depth }
      }
    }
    return (
      best && {
        cost: best.cost,
        areas: this.#areas(row, { column: 0, columns: best.wide, line: 0, lines: best.depth }),
      }
    )
  }

  #table(row: readonly number[]): Table {
    const key = row.join(' ')
    const known = this.#known.get(key)
    if (known) return known
    const table = row.length === 1 ? this.#single(row[0] as number) : this.#cut(row)
    this.#known.set(key, table)
    return table
  }

  #single(item: number): Table {
    const cost = this.#page.costs[item]
    if (!cost) throw new RangeError(`slices: no item ${item}`)
    return { cost, cut: new Int32Array(0) }
  }

  #cut(row: readonly number[]): Table {
    const size = (this.#page.columns + 1) * (this.#page.lines + 1)
    const table = { cost: new Float64Array(size).fill(Infinity), cut: new Int32Array(size) }
    for (let split = 1; split < row.length; split++) {
      const first = this.#table(row.slice(0, split)).cost
      const rest = this.#table(row.slice(split)).cost
      this.#across(table, first, rest, split)
      this.#down(table, first, rest, split)
    }
    return table
  }

  /** One part over the other. */
  #across({ cost, cut }: Table, first: Costs, rest: Costs, split: number): void {
    const { columns: widest, lines, gap } = this.#page
    for (let columns = 1; columns <= widest; columns++) {
      const row = columns * (lines + 1)
      const under = firstFinite(rest, row, lines)
      const over = firstFinite(first, row, lines)
      for (let depth = over + gap + under; depth <= lines; depth++) {
        let best = cost[row + depth] as number
        for (let amount = over; amount <= depth - gap - under; amount++) {
          const sum = (first[row + amount] as number) + (rest[row + depth - gap - amount] as number)
          if (sum < best) {
            best = sum
            cut[row + depth] = pack(split, amount, ACROSS)
          }
        }
        cost[row + depth] = best
        this.work += depth - over - under
      }
    }
  }

  /** Side by side, equally deep. */
  #down({ cost, cut }: Table, first: Costs, rest: Costs, split: number): void {
    const { columns: widest, lines } = this.#page
    const row = lines + 1
    for (let columns = 2; columns <= widest; columns++) {
      for (let amount = 1; amount < columns; amount++) {
        for (let depth = 1; depth <= lines; depth++) {
          const sum = (first[amount * row + depth] as number) + (rest[(columns - amount) * row + depth] as number)
          const at = columns * row + depth
          if (sum < (cost[at] as number)) {
            cost[at] = sum
            cut[at] = pack(split, amount, DOWN)
          }
        }
        this.work += lines
      }
    }
  }

  #areas(row: readonly number[], area: GridArea): (GridArea & { item: number })[] {
    if (row.length === 1) return [{ ...area, item: row[0] as number }]
    const { lines, gap } = this.#page
    const cut = this.#table(row).cut[area.columns * (lines + 1) + area.lines] as number
    const [first, rest] = [row.slice(0, cut >> 16), row.slice(cut >> 16)]
    const amount = (cut & 0xffff) >> 1
    if ((cut & 1) === DOWN) {
      const right = { ...area, column: area.column + amount, columns: area.columns - amount }
      return [...this.#areas(first, { ...area, columns: amount }), ...this.#areas(rest, right)]
    }
    const under = { ...area, line: area.line + amount + gap, lines: area.lines - amount - gap }
    return [...this.#areas(first, { ...area, lines: amount }), ...this.#areas(rest, under)]
  }
}

/** A hole of a dozen lines and more is a light page: better one white foot than stories torn apart. */
const LIGHT = 12

/** What lines left empty at the page's foot cost a column: a few are seen more than what the stories are short of. */
function holeCost(hole: number): number {
  const seen = Math.min(hole, LIGHT)
  return seen + (seen * seen) / 4 + (Math.max(0, hole - LIGHT) * 7) / 10
}

/** The least depth that a part can have in a row of costs; past the end where there is none. */
function firstFinite(costs: Costs, row: number, lines: number): number {
  let depth = 1
  while (depth <= lines && costs[row + depth] === Infinity) depth++
  return depth
}
