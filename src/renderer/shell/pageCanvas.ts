/** What the page canvas takes from the pane that mounts it, and what it gives back. */
import type { Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { Store } from '../store.ts'

/** CSS colours, read from the variables of the interface's theme; the paper itself is paper-coloured in both. */
export interface CanvasTheme {
  readonly desk: string
  readonly paper: string
  readonly paperShadow: string
  /** Black of the page: type and rules. */
  readonly ink: string
  readonly accent: string
  /** Text on a filled accent. */
  readonly onAccent: string
  readonly outline: string
  readonly grid: string
  readonly over: string
  readonly short: string
  readonly warning: string
  readonly note: string
  readonly caret: string
  readonly selection: string
  /** Font family of labels on the canvas. */
  readonly labelFont: string
}

/** Words that the canvas shows or speaks, in the interface's language. */
export interface CanvasWords {
  over(lines: number): string
  short(lines: number): string
  /** Name of a block for a screen reader: slug, place on the grid (from 0), fit. */
  block(values: {
    readonly slug: string
    readonly column: number
    readonly columns: number
    readonly line: number
    readonly lines: number
    readonly overLines: number
    readonly shortLines: number
  }): string
  /** Name of the canvas as a whole. */
  page(page: number): string
}

export interface PageCanvasOptions {
  readonly page: number
  readonly theme: CanvasTheme
  readonly words: CanvasWords
  /** A story was entered (double click, Enter): show its editor with the caret at `place`. */
  onEnterStory(story: StoryId, place: Place | null): void
  /** Whether the grid shows at first. */
  readonly isGridShown?: boolean
}

/** Media type under which the pool offers a story (its id) to a drag. */
export const STORY_DRAG = 'application/x-banmian-story'
/** With the id behind it, a media type too: what is dragged is known before it is dropped. */
export const STORY_DRAG_OF = 'application/x-banmian-story-id.'
/** Media type under which the pool offers a photo (its id). */
export const PHOTO_DRAG = 'application/x-banmian-photo'

export interface PageCanvas {
  /** Zoom as a factor of natural size (1 = 100 %, 96 CSS px an inch). */
  readonly zoom: Store<number>
  readonly isGridShown: Store<boolean>
  /** performance.now() at the end of the last painting of the page. */
  readonly painted: Store<number>
  showPage(page: number): void
  zoomTo(factor: number): void
  fit(what: 'page' | 'width'): void
  /** Brings a box of the page into sight; what is in sight stays where it is. */
  reveal(box: Box): void
  showGrid(isShown: boolean): void
  setTheme(theme: CanvasTheme): void
  setWords(words: CanvasWords): void
  focus(): void
  close(): void
}
