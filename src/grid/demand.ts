/**
 * What an item asks of a page: for every width in base columns and every depth in lines, how well it would stand there,
 * and with what headline and photos. Costs are counted in cells, one line of one base column each: what is left empty,
 * what is over, and what a page should not look like, brought to the same coin.
 */
import type { GridArea } from '#contract/dummy.ts'
import type { Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { photoLines, sizeFor } from './blocks.ts'
import type { MeasureItems, PlanItem } from './items.ts'

/** How an item stands in an area of some width and depth. */
export interface Offer {
  readonly cost: number
  /** Size of the headline; null leaves it to the composer. */
  readonly size: Emu | null
  readonly head: number
  /** Columns of the photos and the lines of each, words under it included; none where there is no photo. */
  readonly photo: { readonly columns: number; readonly lines: readonly number[] } | null
}

/** The best offers of one item: `cost[columns * (lines + 1) + depth]`, Infinity where it cannot stand. */
export interface Demand {
  readonly cost: Float64Array
  offer(columns: number, depth: number): Offer | null
}

/** What the planner decided of an item before it is laid. */
export interface Weight {
  readonly isLead: boolean
  /** Its headline may not be larger. */
  readonly most: Emu
}

export interface Asking {
  readonly stylebook: Stylebook
  readonly room: GridArea
  readonly measure: MeasureItems
}

/** A headline that an item can have over some width. */
interface Head {
  readonly size: Emu | null
  readonly lines: number
  readonly cost: number
}

/** Works out what an item asks, for all widths and depths of the room. */
export function openDemand(asking: Asking, item: PlanItem, weight: Weight): Demand {
  const { columns: widest, lines: deepest } = asking.room
  const row = deepest + 1
  const cost = new Float64Array((widest + 1) * row).fill(Infinity)
  const offers: (Offer | null)[] = Array<Offer | null>((widest + 1) * row).fill(null)
  for (let columns = 1; columns <= widest; columns++) {
    for (const way of waysOf(asking, item, weight, columns)) {
      for (let depth = way.least; depth <= deepest; depth++) {
        const offer = way.at(depth)
        const at = columns * row + depth
        if (offer.cost < (cost[at] as number)) {
          cost[at] = offer.cost
          offers[at] = offer
        }
      }
    }
  }
  return { cost, offer: (columns, depth) => offers[columns * row + depth] ?? null }
}

/** One way to set an item in a width: from a least depth on, an offer for every depth. */
interface Way {
  readonly least: number
  at(depth: number): Offer
}

function waysOf(asking: Asking, item: PlanItem, weight: Weight, columns: number): Way[] {
  const body = asking.measure.bodyLines(item.id, item.photos.length > 0)
  if (item.orientation === 'vertical') return verticalWays(asking, item, body, columns)
  const heads = headsOf(asking, item, weight, columns, body)
  if (item.kind === 'refer' && body === 0) return heads.map((head) => referWay(asking, head, columns))
  if (item.kind === 'picture' && item.photos.length === 1) {
    return heads.map((head) => pictureWay(asking, item, head, body, columns))
  }
  const looks = (deep: number): number => storyLooks(asking.room, weight, body, columns, deep)
  if (item.photos.length === 0) return heads.map((head) => textWay(head, body, columns, looks))
  return heads.flatMap((head) =>
    photoWidths(columns).map((wide) => photoWay(asking, item, head, body, { columns, wide }, looks)),
  )
}

/** A head that stands one step of the paper's list under its wanted size costs this much. */
const STEP_COST = 5
const LEAD_STEP_COST = 7
const MOST_HEADS = 5

/** Headlines over a width, from the largest that may be on: each the size that is really set, and its lines. */
function headsOf({ stylebook, measure, room }: Asking, item: PlanItem, weight: Weight, columns: number, body: number) {
  const sizes = stylebook.heads.sizes
  const isBrief = body < BRIEF
  const wanted = Math.min(weight.most, sizeFor(stylebook, columns, weight.isLead ? 0 : isBrief ? 3 : 2))
  const first = sizes.findIndex((size) => size <= wanted)
  const heads: Head[] = []
  let next = Math.max(0, first - (weight.isLead ? 2 : 1))
  while (next < sizes.length && heads.length < MOST_HEADS) {
    const size = sizes[next] as Emu
    const set = Math.min(size, measure.headSize(item.id, columns, size))
    const steps = Math.abs(next - first) * (weight.isLead ? LEAD_STEP_COST : STEP_COST)
    const isAllowed = size <= weight.most
    if (isAllowed) heads.push({ size, lines: measure.headLines(item.id, columns, size), cost: steps })
    const below = sizes.findIndex((each) => each < set)
    if (below < 0) break
    next = Math.max(next + 1, below)
  }
  if (heads.length > 0) return heads
  const size = sizes.at(-1) ?? null
  return [{ size, lines: measure.headLines(item.id, columns, size), cost: room.columns }]
}

/** Cells of body under which a story is a brief. */
export const BRIEF = 26

/** A page that is over cannot be signed: that costs more than any headline a step or two smaller. */
const OVER = 20

/** Cells over weigh more than cells empty; both are shared out among the stories, since each more costs more. */
function misfit(rest: number, body: number): number {
  const give = 3 + body / 30
  return rest < 0 ? OVER - 4 * rest + (rest * rest) / give : rest + (rest * rest) / (2 * give)
}

function textWay(head: Head, body: number, columns: number, looks: (deep: number) => number): Way {
  return {
    least: head.lines + 1,
    at(depth) {
      const deep = depth - head.lines
      const cost = head.cost + misfit(deep * columns - body, body) + looks(deep) + topHeavy(head.lines, deep, columns)
      return { cost, size: head.size, head: head.lines, photo: null }
    },
  }
}

/** A head deeper than its text. */
const topHeavy = (head: number, deep: number, columns: number): number => (Math.max(0, head - deep) * (columns + 2)) / 2

/** What a story should not look like: legs too long or too short, long copy in one column, a lead that is narrow. */
function storyLooks({ columns: widest }: GridArea, { isLead }: Weight, body: number, columns: number, deep: number) {
  const tall = (Math.max(0, deep - 40) * columns) / 2
  const flat = Math.max(0, 6 - deep) * columns * 2 + (Math.max(0, 11 - deep) * columns) / 3
  if (isLead) {
    const share = columns / widest
    return tall + flat + (share < 0.6 ? 400 : share < 1 ? 22 : 0)
  }
  const isNarrow = columns === 1 && widest > 3
  const narrow = isNarrow ? 6 + Math.max(0, body - BRIEF) : 0
  return tall + flat + narrow + (columns === widest ? 16 : 0)
}

function referWay({ room }: Asking, head: Head, columns: number): Way {
  return {
    least: head.lines,
    at(depth) {
      const wide = Math.max(0, columns - room.columns / 2) * 10
      const cost = head.cost + wide + 2 * columns * Math.max(0, depth - head.lines - 1)
      return { cost, size: head.size, head: depth, photo: null }
    },
  }
}

/** Depth down to which a vertical title stands beside its text (compose sets it no deeper). */
const VERTICAL_DEPTH = 28

/** A vertical title alone is a narrow strip; one with text stands at the left of it in a third of the columns. */
function verticalWays({ measure, room }: Asking, item: PlanItem, body: number, columns: number): Way[] {
  const own = body === 0 ? columns : Math.max(1, Math.floor(columns / 3))
  if ((body === 0 && columns > 2) || (body > 0 && columns < 2)) return []
  const least = measure.verticalLines(item.id, own)
  if (least > room.lines) return []
  const spread = body === 0 && columns === 2 ? 8 : 0
  return [
    {
      least,
      at(depth) {
        const taken = own * Math.min(depth, VERTICAL_DEPTH)
        const rest = columns * depth - taken - body
        const cost = body === 0 ? spread + ((depth - least) * columns) / 2 : misfit(rest, body)
        return { cost, size: null, head: body === 0 ? depth : 0, photo: null }
      },
    },
  ]
}

/**
 * What a picture loses: a lower one loses a strip at its head and foot, a higher one its sides, where charts and people
 * stand. Down to nine tenths and up to a fiftieth more nobody sees it.
 */
function cropCost(lines: number, own: number): number {
  const percent = (lines * 100) / own
  const away = percent < 90 ? 90 - percent : 2 * Math.max(0, percent - 102)
  return away + (away * away) / 20 + Math.abs(percent - 99) / 20
}

const LEAST_PHOTO = 5

/** A picture story: its photo over the whole width, the title and the words under it; the photo takes what is left. */
function pictureWay(asking: Asking, item: PlanItem, head: Head, body: number, columns: number): Way {
  const { stylebook, measure, room } = asking
  const photo = item.photos[0] as PlanItem['photos'][number]
  const words = measure.cutlineLines(item.id, columns, photo.id)
  const fixed = head.lines + words + Math.ceil(body / columns)
  const own = photoLines(stylebook.grid, photo, columns)
  const wanted = Math.ceil(room.columns / 2)
  const looks = columns < wanted ? (wanted - columns) * 25 : (columns - wanted) * 8
  return {
    least: fixed + LEAST_PHOTO,
    at(depth) {
      const cost = head.cost + looks + cropCost(depth - fixed, own)
      return { cost, size: head.size, head: head.lines, photo: { columns, lines: [depth] } }
    },
  }
}

/** Widths that the photos of a story may have among its legs. */
const photoWidths = (columns: number): readonly number[] => [
  ...new Set(columns < 3 ? [columns] : [Math.ceil(columns / 2), Math.ceil((columns * 2) / 3)]),
]

/** A story with photos: under each other at the right, as deep as the text leaves them room. */
function photoWay(
  { stylebook, measure }: Asking,
  item: PlanItem,
  head: Head,
  body: number,
  { columns, wide }: { columns: number; wide: number },
  looks: (deep: number) => number,
): Way {
  const words = item.photos.map((photo) => measure.cutlineLines(item.id, wide, photo.id))
  const own = item.photos.map((photo) => photoLines(stylebook.grid, photo, wide))
  const [under, natural] = [sum(words), sum(own)]
  const least = Math.max(LEAST_PHOTO * own.length, Math.ceil((natural * 6) / 10))
  const small = wide * 3 < columns ? 20 : 0
  return {
    least: head.lines + 1,
    at(depth) {
      const deep = depth - head.lines
      const most = Math.min(deep - under, Math.floor((natural * 12) / 10))
      const left = Math.floor((columns * deep - body) / wide) - under
      const lines = Math.max(0, Math.min(Math.max(left, least), most))
      const isShown = lines >= LEAST_PHOTO * own.length
      const rest = columns * deep - body - (isShown ? wide * (lines + under) : 0)
      const shown = isShown ? cropCost(lines, natural) + small : 300
      const cost = head.cost + misfit(rest, body) + looks(deep) + shown
      const depths = own.map((each, i) => Math.floor((each * lines) / natural) + (words[i] ?? 0))
      return { cost, size: head.size, head: head.lines, photo: isShown ? { columns: wide, lines: depths } : null }
    },
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0)
