/** What an item asks of a page: the depth it needs in a number of columns, and how far that may give. */
import type { Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { photoLines, sizeFor } from './blocks.ts'
import type { MeasureItems, PlanItem } from './planPage.ts'

/** How generously a page is laid out: larger heads and photos on a light page, smaller ones on a full one. */
export interface Generosity {
  /** Steps down the paper's list of headline sizes. */
  readonly shift: number
  /** Size of photos against their own shape at the full width, percent. */
  readonly photo: number
  /** Lines between blocks that stand over each other. */
  readonly gap: number
}

/** From the lightest page to the fullest. */
export const GENEROSITY: readonly Generosity[] = [
  { shift: -2, photo: 125, gap: 1 },
  { shift: -1, photo: 110, gap: 1 },
  { shift: 0, photo: 100, gap: 1 },
  { shift: 1, photo: 85, gap: 1 },
  { shift: 2, photo: 70, gap: 1 },
  { shift: 3, photo: 60, gap: 1 },
]

export interface Demand {
  readonly size: Emu
  readonly head: number
  /** Legs of text, in base-column lines. */
  readonly body: number
  /** Least, best and greatest depth in lines. */
  readonly least: number
  readonly best: number
  readonly most: number
}

export type DemandOf = (item: PlanItem, columns: number, isLead: boolean) => Demand

/** Demands at one generosity, each worked out once. */
export function openDemands(stylebook: Stylebook, measure: MeasureItems, generosity: Generosity): DemandOf {
  const known = new Map<string, Demand>()
  return (item, columns, isLead) => {
    const key = `${item.id} ${columns} ${isLead}`
    const before = known.get(key)
    if (before) return before
    const made = demand(stylebook, measure, generosity, item, columns, isLead)
    known.set(key, made)
    return made
  }
}

/** Second stories have their heads two steps below the lead's, whose own head gives way half as fast. */
const SECOND = 2

function demand(
  stylebook: Stylebook,
  measure: MeasureItems,
  { shift, photo }: Generosity,
  item: PlanItem,
  columns: number,
  isLead: boolean,
): Demand {
  const size = sizeFor(stylebook, columns, isLead ? Math.floor(shift / 2) : shift + SECOND)
  const body = measure.bodyLines(item.id, item.photos.length > 0)
  if (item.kind === 'refer' && item.orientation === 'vertical' && body === 0) {
    const least = measure.verticalLines(item.id, columns)
    return { size, head: least, body, least, best: least, most: least + 12 }
  }
  const head = measure.headLines(item.id, columns, size)
  if (item.kind === 'refer' && body === 0) return { size, head, body, least: head, best: head, most: head + 3 }
  if (item.kind === 'picture' && item.photos.length > 0) {
    return pictureDemand(stylebook, measure, item, columns, photo, { size, head, body })
  }
  const least = head + Math.max(1, Math.ceil((body + photoCells(stylebook, measure, item, columns, photo)) / columns))
  const most = least + (item.photos.length > 0 ? 2 : 1)
  return { size, head, body, least, best: least, most }
}

function pictureDemand(
  { grid }: Stylebook,
  measure: MeasureItems,
  item: PlanItem,
  columns: number,
  percent: number,
  base: { size: Emu; head: number; body: number },
): Demand {
  const [photo] = item.photos
  if (!photo) throw new RangeError('pictureDemand: no photo')
  const words = base.head + measure.cutlineLines(item.id, columns, photo.id) + Math.ceil(base.body / columns)
  const deep = photoLines(grid, photo, columns)
  const of = (part: number): number => words + Math.max(3, Math.floor((deep * part) / 100))
  return { ...base, least: of((percent * 3) / 4), best: of(percent), most: of(Math.max(percent, 125)) }
}

/** Cells of a base column that a story's photos take, beside each other or under each other. */
function photoCells(
  { grid }: Stylebook,
  measure: MeasureItems,
  item: PlanItem,
  columns: number,
  percent: number,
): number {
  const wide = photoColumns(columns)
  return item.photos.reduce((sum, photo) => {
    const deep = Math.floor((photoLines(grid, photo, wide) * Math.min(percent, 100)) / 100)
    return sum + wide * (deep + measure.cutlineLines(item.id, wide, photo.id))
  }, 0)
}

/** Columns that a photo takes in a story of `columns`. */
export const photoColumns = (columns: number): number => (columns === 1 ? 1 : Math.ceil(columns / 2))
