/** What the planner lays, and what it asks of the composer. */
import type { Lang, Orientation, StoryKind } from '#contract/copy.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'

/** An item of the pool. */
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
  /** The size in which that headline is really set: the wanted one, or a smaller one that fits; Emu. */
  headSize(item: StoryId, columns: number, size: Emu): Emu
  /** Depth of a vertical title in `columns` base columns; a refer over two is boxed. */
  verticalLines(item: StoryId, columns: number): number
  /** Cutline and credit under a photo of that width, with their air. */
  cutlineLines(item: StoryId, columns: number, photo: PhotoId): number
}
