/**
 * The planner: lays a pool of items on a page by a plan of its own. It never overlaps and never leaves the free part of
 * the page; what finds no room is named.
 */
import type { Lang, Orientation, StoryKind } from '#contract/copy.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { planBands } from './bands.ts'
import { freeArea } from './freeArea.ts'
import type { BlockDraft } from './blocks.ts'

/** An item of the pool, in the order of its weight: the lead first. */
export interface PlanItem {
  readonly id: StoryId
  readonly kind: StoryKind
  readonly lang: Lang
  readonly orientation: Orientation
  readonly photos: readonly Photo[]
}

/** What the planner must know of the copy, which only the composer can say. All in lines of the page grid. */
export interface MeasureItems {
  /** Byline, body and jump lines in legs of one base column. */
  bodyLines(item: StoryId, hasPictures: boolean): number
  /** The title block over `columns` base columns, at a size or at the paper's own for that width. */
  headLines(item: StoryId, columns: number, size: Emu | null): number
  /** Depth of a vertical title in `columns` base columns. */
  verticalLines(item: StoryId, columns: number): number
  /** Cutline and credit under a photo of that width, with their air. */
  cutlineLines(item: StoryId, columns: number, photo: PhotoId): number
}

export interface PagePlan {
  readonly blocks: readonly BlockDraft[]
  /** Items for which the page has no room. */
  readonly unplaced: readonly StoryId[]
}

/** Lays `items` on page `page`. */
export function planPage(input: {
  readonly stylebook: Stylebook
  readonly page: number
  readonly items: readonly PlanItem[]
  readonly measure: MeasureItems
}): PagePlan {
  const room = freeArea(input.stylebook, input.page)
  if (!room || input.items.length === 0) return { blocks: [], unplaced: input.items.map(({ id }) => id) }
  return planBands(input.stylebook, room, input.items, input.measure)
}
