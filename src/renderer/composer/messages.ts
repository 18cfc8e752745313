/** What passes between a window and its composer's worker: job deltas one way, page deltas the other. */
import type { Copy, CopyParagraph, Lang, Part } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId, StoryId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'

/** A glyph's outline as SVG path data in font units, y upwards. */
export interface GlyphOutline {
  readonly face: FaceId
  readonly glyph: number
  readonly path: string
  readonly unitsPerEm: number
}

/** A paragraph that the worker has already, by its index in the part as it was; or a new one. */
export type ParagraphDelta = number | CopyParagraph

export interface CopyDelta extends Omit<Copy, 'parts'> {
  readonly parts: Readonly<Record<Part, readonly ParagraphDelta[]>>
}

/** What changed since the message before; what is not named stands. */
export interface JobDelta {
  readonly issue?: Issue
  readonly photos?: readonly Photo[]
  readonly copies: readonly CopyDelta[]
  /** Records of the page; a known one by its index in the list before. */
  readonly records?: readonly (number | DummyRecord)[]
}

/** A frame that the window has already, by its index; one of whose lines some are known; or a new one. */
export type FrameDelta =
  | number
  | { readonly was: number; readonly frame: Omit<SetFrame, 'lines'>; readonly lines: readonly (number | SetLine)[] }
  | SetFrame

/** A set page against the one that the window has; a list that did not change is left out. */
export interface PageDelta extends Omit<SetPage, 'frames' | 'rules' | 'pictures' | 'blocks' | 'fit' | 'findings'> {
  readonly frames: readonly FrameDelta[]
  readonly rules?: SetPage['rules']
  readonly pictures?: SetPage['pictures']
  readonly blocks?: SetPage['blocks']
  readonly fit?: SetPage['fit']
  readonly findings?: SetPage['findings']
}

/** Orders to the worker. Each that has a number is answered once, in order, under it. */
export type Order =
  | {
      readonly kind: 'open'
      readonly id: number
      readonly faces: readonly LoadedFace[]
      readonly stylebook: Stylebook
      readonly issue: Issue
    }
  | { readonly kind: 'set'; readonly id: number; readonly page: number; readonly job: JobDelta }
  | { readonly kind: 'stamp' | 'dump'; readonly id: number; readonly page: number }
  | { readonly kind: 'outlines'; readonly id: number; readonly face: FaceId; readonly glyphs: readonly number[] }
  /** Comes before `open`, while the faces are still on their way: the word breaker for this language gets ready. */
  | { readonly kind: 'prepare'; readonly lang: Lang }
  | { readonly kind: 'forget'; readonly pages: readonly number[]; readonly stories: readonly StoryId[] }

export type OrderBody = Order extends infer O ? (O extends { id: number } ? Omit<O, 'id'> : never) : never

export type Answer =
  | { readonly kind: 'opened'; readonly id: number }
  /** `took`: milliseconds inside the composer. */
  | { readonly kind: 'set'; readonly id: number; readonly delta: PageDelta; readonly took: number }
  | { readonly kind: 'text'; readonly id: number; readonly text: string }
  | { readonly kind: 'outlines'; readonly id: number; readonly outlines: readonly GlyphOutline[] }
  /** The order threw: a bug in the composer; the window starts another worker. */
  | { readonly kind: 'failed'; readonly id: number; readonly problem: string }

/** The part of a Worker that is used. */
export interface ComposerWorker {
  postMessage(message: Order, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<Answer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}
