/**
 * Bands: the page is laid as bands from top to bottom, each as wide as the page and holding up to four items side by side
 * or, in one cell, over each other. Every way of cutting the row of items into bands is weighed: how much of the page it
 * leaves empty, how far photos are from their best size, and what a page should not look like. The cheapest that fits is
 * taken, at the greatest generosity at which one fits.
 */
import type { GridArea } from '#contract/dummy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { draftOf, layPictures, wholeBlock, type BlockDraft } from './blocks.ts'
import { GENEROSITY, openDemands, photoColumns, type Demand, type DemandOf, type Generosity } from './demand.ts'
import type { MeasureItems, PagePlan, PlanItem } from './planPage.ts'

/** One or more items over each other. */
interface Cell {
  readonly items: readonly PlanItem[]
  readonly columns: number
  readonly demands: readonly Demand[]
  readonly least: number
  readonly best: number
  readonly most: number
}
interface Band {
  readonly cells: readonly Cell[]
  readonly depth: number
  readonly cost: number
}
interface Layout {
  readonly bands: readonly Band[]
  readonly depth: number
  readonly cost: number
}
interface Page {
  readonly stylebook: Stylebook
  readonly room: GridArea
  readonly lead: StoryId | null
}

/** How many of a page's lines an overfull plan may ask for, percent: what is beyond is left out. */
const MOST_OVER = 108

/** Lays the items in the free part of a page. */
export function planBands(
  stylebook: Stylebook,
  room: GridArea,
  items: readonly PlanItem[],
  measure: MeasureItems,
): PagePlan {
  const lead = leadOf(items, measure)
  const page = { stylebook, room, lead: lead?.id ?? null }
  let taken = [...items]
  const unplaced: StoryId[] = []
  for (;;) {
    const plan = planTaken(page, taken, measure)
    if (plan) return { blocks: plan, unplaced: unplaced.reverse() }
    const last = taken.at(-1)
    if (!last) return { blocks: [], unplaced: unplaced.reverse() }
    unplaced.push(last.id)
    taken = taken.slice(0, -1)
  }
}

/** The lead: the first story that has a body, else the first item. */
const leadOf = (items: readonly PlanItem[], measure: MeasureItems): PlanItem | undefined =>
  items.find((item) => item.kind === 'story' && measure.bodyLines(item.id, false) > 0) ?? items[0]

/** What one step less of generosity costs, in cells: about a line over the page. */
const STEP_COST = 8

function planTaken(page: Page, items: readonly PlanItem[], measure: MeasureItems): readonly BlockDraft[] | null {
  let best: { layout: Layout; generosity: Generosity; cost: number } | null = null
  for (const [step, generosity] of GENEROSITY.entries()) {
    const layout = bestLayout(page, items, measure, generosity)
    const cost = (layout?.cost ?? 0) + step * STEP_COST
    if (layout && (!best || cost < best.cost)) best = { layout, generosity, cost }
  }
  if (!best) return null
  const { layout, generosity } = best
  const bands = layout.depth > page.room.lines ? squeeze(page, layout, generosity) : fill(page, layout, generosity)
  return draftsOf(page, bands, generosity, measure)
}

function bestLayout(
  page: Page,
  items: readonly PlanItem[],
  measure: MeasureItems,
  generosity: Generosity,
): Layout | null {
  const lines = Math.floor((page.room.lines * MOST_OVER) / 100)
  const demands = openDemands(page.stylebook, measure, generosity)
  let best: Layout | null = null
  for (const order of ordersOf(page, items, demands)) {
    const layout = cutIntoBands(page, order, demands, generosity.gap, lines)
    if (layout && (!best || layout.cost < best.cost)) best = layout
  }
  return best
}

/** Rows of items that are tried: the lead first; then as they come, by length, pictures first, headlines first. */
function ordersOf({ lead }: Page, items: readonly PlanItem[], demands: DemandOf): PlanItem[][] {
  const first = items.filter((item) => item.id === lead)
  const rest = items.filter((item) => item.id !== lead)
  const length = (item: PlanItem): number => demands(item, 2, false).least
  const early = (kind: PlanItem['kind']): PlanItem[] => [
    ...rest.filter((item) => item.kind === kind),
    ...rest.filter((item) => item.kind !== kind),
  ]
  const byLength = [...rest].sort((a, b) => length(b) - length(a))
  const rows = [rest, byLength, early('picture'), early('refer')]
  const seen = new Set<string>()
  return rows
    .map((row) => [...first, ...row])
    .filter((row) => {
      const key = row.map(({ id }) => id).join(' ')
      return !seen.has(key) && seen.add(key)
    })
}

/** The cheapest cut of a row of items into bands of at most `lines` together, by dynamic programming over both. */
function cutIntoBands(
  page: Page,
  items: readonly PlanItem[],
  demands: DemandOf,
  gap: number,
  lines: number,
): Layout | null {
  const best: Map<number, Layout>[] = items.map(() => new Map<number, Layout>())
  best.push(new Map())
  best[0]?.set(0, { bands: [], depth: 0, cost: 0 })
  for (let from = 0; from < items.length; from++) {
    const starts = best[from]
    if (!starts || starts.size === 0) continue
    for (let to = from + 1; to <= Math.min(items.length, from + MOST_IN_BAND); to++) {
      const bands = bandsOf(page, items.slice(from, to), demands, gap, lines)
      for (const layout of starts.values()) extend(best[to] as Map<number, Layout>, layout, bands, gap, lines)
    }
  }
  let found: Layout | null = null
  for (const layout of best[items.length]?.values() ?? []) {
    const cost = layout.cost + footCost(page, layout)
    if (!found || cost < found.cost) found = { ...layout, cost }
  }
  return found
}

/** Empty lines at the foot of the page, less what its photos can take up; lines too many weigh four times as much. */
function footCost({ room }: Page, layout: Layout): number {
  const most = (band: Band): number => Math.min(...band.cells.map((cell) => cell.most))
  const give = layout.bands.reduce((sum, band) => sum + Math.max(0, most(band) - band.depth), 0)
  const empty = Math.max(0, room.lines - layout.depth - give - layout.bands.length)
  return (empty + 4 * Math.max(0, layout.depth - room.lines)) * room.columns
}

function extend(into: Map<number, Layout>, layout: Layout, bands: readonly Band[], gap: number, lines: number): void {
  for (const band of bands) {
    const depth = layout.depth + (layout.bands.length > 0 ? gap : 0) + band.depth
    const cost = layout.cost + band.cost
    const before = into.get(depth)
    if (depth <= lines && (!before || cost < before.cost))
      into.set(depth, { bands: [...layout.bands, band], depth, cost })
  }
}

const MOST_IN_BAND = 4
/** How a group's items fill cells: sizes of the cells from left to right. */
const CELLS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [[1]],
  2: [[1, 1]],
  3: [
    [1, 1, 1],
    [1, 2],
    [2, 1],
  ],
  4: [
    [1, 1, 1, 1],
    [1, 2, 1],
    [1, 3],
    [2, 2],
    [3, 1],
  ],
}

/** The bands that a group can make: the cheapest of each depth. */
function bandsOf(page: Page, group: readonly PlanItem[], demands: DemandOf, gap: number, lines: number): Band[] {
  const cheapest = new Map<number, Band>()
  for (const counts of CELLS[group.length] ?? []) {
    for (const widths of compositions(page.room.columns, counts.length)) {
      const cells = cellsOf(page, group, counts, widths, demands, gap)
      const least = Math.max(...cells.map((cell) => cell.least))
      const best = Math.max(least, ...cells.map((cell) => cell.best))
      for (const depth of new Set([least, Math.floor((least + best) / 2), best])) {
        if (depth > lines) continue
        const cost = bandCost(page, cells, depth)
        const before = cheapest.get(depth)
        if (!before || cost < before.cost) cheapest.set(depth, { cells, depth, cost })
      }
    }
  }
  return [...cheapest.values()]
}

/** All ways to share `total` out in `parts` amounts of 1 or more. */
function compositions(total: number, parts: number): number[][] {
  if (parts > total) return []
  if (parts === 1) return [[total]]
  const ways: number[][] = []
  for (let first = 1; first <= total - parts + 1; first++) {
    for (const rest of compositions(total - first, parts - 1)) ways.push([first, ...rest])
  }
  return ways
}

function cellsOf(
  { lead }: Page,
  group: readonly PlanItem[],
  counts: readonly number[],
  widths: readonly number[],
  demands: DemandOf,
  gap: number,
): Cell[] {
  let next = 0
  return counts.map((count, i) => {
    const items = group.slice(next, next + count)
    next += count
    const columns = widths[i] ?? 1
    const asked = items.map((item) => demands(item, columns, item.id === lead))
    const sum = (of: (demand: Demand) => number): number =>
      asked.reduce((total, each) => total + of(each), (count - 1) * gap)
    const [least, best, most] = [sum((each) => each.least), sum((each) => each.best), sum((each) => each.most)]
    return { items, columns, demands: asked, least, best, most }
  })
}

/** What a band costs, in cells of the page grid: what it leaves empty, and what should not be. */
function bandCost(page: Page, cells: readonly Cell[], depth: number): number {
  let cost = cells.length > 3 ? 12 : 0
  for (const cell of cells) {
    cost += cell.columns * Math.max(0, depth - cell.most)
    cost += (cell.columns * Math.abs(Math.min(depth, cell.most) - cell.best)) / 4
    for (const [i, item] of cell.items.entries()) cost += looks(page, item, cell, cell.demands[i] as Demand)
  }
  return cost
}

function looks({ room, lead }: Page, item: PlanItem, { columns, items }: Cell, { least, head, body }: Demand): number {
  const share = columns / room.columns
  if (item.kind === 'refer' && body === 0) {
    if (item.orientation === 'vertical') return columns > 2 ? 60 * columns : 0
    return columns > room.columns / 2 ? 40 : 0
  }
  if (item.id === lead) return (share < 0.6 ? 400 : share < 0.8 ? 30 : 0) + (items.length > 1 ? 100 : 0)
  if (item.kind === 'picture' && item.photos.length > 0) {
    const wanted = Math.ceil(room.columns / 2)
    return columns < wanted ? (wanted - columns) * 30 : (columns - wanted) * 10
  }
  const deep = least - head
  const tall = Math.max(0, deep - 34) * columns
  const flat = Math.max(0, 5 - deep) * columns * 2
  const narrow = columns === 1 && room.columns > 3 ? Math.min(120, 20 + body) : 0
  return tall + flat + narrow + (share === 1 ? 60 : 0) + Math.max(0, head - deep) * 2
}

/** Shares the lines that are left at the page's foot among the bands: to photos first, then a line or two to each. */
function fill({ room }: Page, layout: Layout, { gap }: Generosity): Band[] {
  const bands = layout.bands.map((band) => ({ ...band }))
  let left = room.lines - bands.reduce((sum, band) => sum + band.depth, 0) - gap * (bands.length - 1)
  const grow = (most: (band: Band) => number): void => {
    for (let isGrowing = true; isGrowing && left > 0;) {
      isGrowing = false
      for (const band of bands) {
        if (left === 0 || band.depth >= most(band)) continue
        band.depth++
        left--
        isGrowing = true
      }
    }
  }
  grow((band) => Math.min(...band.cells.map((cell) => cell.most)))
  const now = new Map(bands.map((band) => [band, band.depth]))
  grow((band) => (now.get(band) ?? 0) + 2)
  return bands
}

/** Takes what is too much off the bands, in turn, the deepest first; each keeps its heads and three lines. */
function squeeze({ room }: Page, layout: Layout, { gap }: Generosity): Band[] {
  const bands = layout.bands.map((band) => ({ ...band }))
  const floor = (band: Band): number =>
    Math.max(
      ...band.cells.map((cell) => cell.demands.reduce((sum, each) => sum + Math.min(each.least, each.head + 3), 0)),
    )
  let over = bands.reduce((sum, band) => sum + band.depth, 0) + gap * (bands.length - 1) - room.lines
  while (over > 0) {
    const [band] = bands.filter((each) => each.depth > floor(each)).sort((a, b) => b.depth - a.depth)
    if (!band) break
    band.depth--
    over--
  }
  return bands
}

function draftsOf(page: Page, bands: readonly Band[], generosity: Generosity, measure: MeasureItems): BlockDraft[] {
  const { room } = page
  const end = room.line + room.lines
  let line = room.line
  return bands.flatMap((band) => {
    let column = room.column
    const drafts = band.cells.flatMap((cell) => {
      const depths = depthsOf(cell, Math.min(band.depth, end - line), generosity.gap)
      let top = line
      const made = cell.items.flatMap((item, i) => {
        const lines = depths[i] ?? 0
        const area = { column, columns: cell.columns, line: top, lines }
        top += lines + generosity.gap
        return lines > 0 ? [draft(page, item, area, cell.demands[i] as Demand, measure)] : []
      })
      column += cell.columns
      return made
    })
    line += band.depth + generosity.gap
    return drafts
  })
}

/** Depths of items over each other in `depth` lines: what each needs, the rest to those that can use it. */
function depthsOf(cell: Cell, depth: number, gap: number): number[] {
  const depths = cell.demands.map(({ least }) => least)
  let left = depth - gap * (depths.length - 1) - depths.reduce((sum, each) => sum + each, 0)
  for (const [i, { least, most }] of cell.demands.entries()) {
    const more = Math.max(0, Math.min(left, most - least))
    depths[i] = least + more
    left -= more
  }
  const last = depths.length - 1
  if (left > 0) depths[last] = (depths[last] ?? 0) + left
  for (; left < 0; left++) {
    const room = depths.map((each, i) => each - Math.min(cell.demands[i]?.head ?? 0, each - 1))
    const longest = room.indexOf(Math.max(...room))
    depths[longest] = Math.max(1, (depths[longest] ?? 1) - 1)
  }
  return depths
}

function draft(page: Page, item: PlanItem, area: GridArea, demand: Demand, measure: MeasureItems): BlockDraft {
  const { grid } = page.stylebook
  const [photo] = item.photos
  const made = { ...draftOf(item.id, area), headSize: demand.head > 0 ? demand.size : null }
  if (!photo) return item.orientation === 'vertical' && demand.body === 0 ? { ...made, headSize: null } : made
  if (item.kind === 'picture' && item.photos.length === 1) {
    return { ...made, head: 'inside', pictures: [wholeBlock(photo, area.columns, area.lines)] }
  }
  const words = measure.cutlineLines(item.id, photoColumns(area.columns), photo.id)
  const under = Math.max(0, area.lines - demand.head)
  return { ...made, pictures: layPictures(grid, item.photos, area.columns, under, words) }
}
