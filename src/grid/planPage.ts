/**
 * The planner: lays a pool of items on a page by a plan of its own. It never overlaps and never leaves the free part of
 * the page; what finds no room is named. It works in two steps: what each item asks for (demand.ts), and the cheapest way
 * of cutting the page into parts for them (slices.ts).
 */
import type { GridArea } from '#contract/dummy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import { WHOLE } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { draftOf, sizeFor, wholeBlock, type BlockDraft } from './blocks.ts'
import { openDemand, BRIEF, type Demand, type Offer } from './demand.ts'
import { freeArea } from './freeArea.ts'
import type { MeasureItems, PlanItem } from './items.ts'
import { ordersOf } from './orders.ts'
import { Slicer, type SlicedPage } from './slices.ts'

export type { MeasureItems, PlanItem } from './items.ts'

export interface PagePlan {
  readonly blocks: readonly BlockDraft[]
  /** Items for which the page has no room. */
  readonly unplaced: readonly StoryId[]
}

export interface PlanInput {
  readonly stylebook: Stylebook
  readonly page: number
  /** In the order of their weight: the lead first. */
  readonly items: readonly PlanItem[]
  readonly measure: MeasureItems
}

/** Lays `items` on page `page`. */
export function planPage(input: PlanInput): PagePlan {
  const room = freeArea(input.stylebook, input.page)
  if (!room) return { blocks: [], unplaced: input.items.map(({ id }) => id) }
  let count = countThatFits(input, room)
  while (count > 0) {
    const blocks = planItems(input, room, input.items.slice(0, count))
    if (blocks) return { blocks, unplaced: input.items.slice(count).map(({ id }) => id) }
    count--
  }
  return { blocks: [], unplaced: input.items.map(({ id }) => id) }
}

/** Part of a page's cells that heads, gaps and air take at least, percent; a page may be over by as much as that. */
const LEAST_HEADS = 10

/** How many items may be tried at once: their text alone fills no more than the page. */
function countThatFits({ items, measure }: PlanInput, room: GridArea): number {
  const cells = Math.floor((room.columns * room.lines * (100 - LEAST_HEADS)) / 100)
  let taken = 0
  let count = 0
  for (const item of items) {
    taken += measure.bodyLines(item.id, item.photos.length > 0) + LEAST_ITEM + LEAST_PHOTO * item.photos.length
    if (count > 0 && taken > cells) break
    count++
  }
  return count
}
/** Cells that the smallest item takes beside its text, and a photo that is worth printing. */
const LEAST_ITEM = 8
const LEAST_PHOTO = 30

/** Gaps between blocks over each other that are tried, in lines; a page without them costs as much as a lost line. */
const GAPS = [
  { gap: 1, cost: 0 },
  { gap: 0, cost: 30 },
] as const

/** Cuts weighed for one page: under a tenth of a second. */
const MOST_WORK = 12_000_000

function planItems(input: PlanInput, room: GridArea, items: readonly PlanItem[]): readonly BlockDraft[] | null {
  const { stylebook } = input
  const demands = demandsOf(input, room, items)
  const costs = demands.map(({ cost }) => cost)
  let best: { page: SlicedPage; cost: number } | null = null
  for (const { gap, cost } of GAPS) {
    if (best && best.cost <= cost) break
    const page = bestPage(new Slicer({ columns: room.columns, lines: room.lines, gap, costs }), rowsOf(input, items))
    if (page && page.cost + cost < (best?.cost ?? Infinity)) best = { page, cost: page.cost + cost }
  }
  if (!best) return null
  return best.page.areas.map((area) => {
    const item = items[area.item] as PlanItem
    const offer = (demands[area.item] as Demand).offer(area.columns, area.lines) as Offer
    const { columns, line, lines } = area
    // A paper that runs down the page is read from the right: the lead stands at the top right.
    const column = stylebook.direction === 'vertical' ? room.columns - area.column - columns : area.column
    return draft(item, { column: column + room.column, columns, line: line + room.line, lines }, offer)
  })
}

function bestPage(slicer: Slicer, rows: readonly (readonly number[])[]): SlicedPage | null {
  let best: SlicedPage | null = null
  for (const row of rows) {
    const page = slicer.slice(row)
    if (page && page.cost < (best?.cost ?? Infinity)) best = page
    if (slicer.work > MOST_WORK) break
  }
  return best
}

function rowsOf({ measure }: PlanInput, items: readonly PlanItem[]): number[][] {
  const lead = leadOf(items, measure)
  const rest = items.map((item, index) => ({
    item: index,
    length: measure.bodyLines(item.id, item.photos.length > 0),
    isLoose: item.kind !== 'story',
  }))
  return ordersOf(rest.filter(({ item }) => item !== lead)).map((row) => [lead, ...row])
}

/** The lead: the first story that has a body, else the first item. */
const leadOf = (items: readonly PlanItem[], measure: MeasureItems): number =>
  Math.max(
    0,
    items.findIndex((item) => item.kind === 'story' && measure.bodyLines(item.id, false) > 0),
  )

/** Greatest headlines after the lead's own, percent of it: the second story's, the others', the briefs'. */
const SECOND = 85
const OTHERS = 75
const BRIEFS = 60

function demandsOf(input: PlanInput, room: GridArea, items: readonly PlanItem[]): Demand[] {
  const { stylebook, measure } = input
  const lead = leadOf(items, measure)
  const largest = leadSize(input, room, items[lead] as PlanItem)
  const second = items.findIndex((item, index) => index !== lead && item.kind === 'story')
  return items.map((item, index) => {
    const isBrief = measure.bodyLines(item.id, item.photos.length > 0) < BRIEF
    const part = index === second ? SECOND : isBrief && item.kind === 'story' ? BRIEFS : OTHERS
    const most = index === lead ? (stylebook.heads.sizes[0] ?? 0) : Math.floor((largest * part) / 100)
    return openDemand({ stylebook, room, measure }, item, { isLead: index === lead, most })
  })
}

/** The size that the lead's headline has at least: over three fifths of the page. */
function leadSize({ stylebook, measure }: PlanInput, room: GridArea, lead: PlanItem): Emu {
  const columns = Math.ceil((room.columns * 3) / 5)
  return measure.headSize(lead.id, columns, sizeFor(stylebook, columns))
}

function draft(item: PlanItem, area: GridArea, offer: Offer): BlockDraft {
  const made = { ...draftOf(item.id, area), headSize: offer.size }
  const [photo] = item.photos
  if (item.kind === 'picture' && item.photos.length === 1 && photo) {
    return { ...made, head: 'inside', pictures: [wholeBlock(photo, area.columns, area.lines)] }
  }
  if (item.kind === 'refer' && item.orientation === 'vertical' && area.columns > 1) return { ...made, border: 'box' }
  return { ...made, pictures: offer.photo ? stacked(item, area.columns, offer.photo) : [] }
}

/** Photos under each other at the right of a block. */
function stacked(item: PlanItem, columns: number, photo: NonNullable<Offer['photo']>): BlockDraft['pictures'] {
  let line = 0
  return item.photos.map(({ id }, i) => {
    const lines = photo.lines[i] ?? 1
    const area = { column: columns - photo.columns, columns: photo.columns, line, lines }
    line += lines
    return { photo: id, area, crop: WHOLE }
  })
}
