/**
 * Proof sheets: what people hold in their hands. 小样 galley: one story in its column measure; 版样 dummy: the plan of a
 * page; 大样 page: the page as it prints; 清样 clean: the page that is signed. A sheet is a set page like any other.
 */
import { z } from 'zod'
import type { Part, Place } from './copy.ts'
import type { PhotoId, RecordId, StoryId } from './ids.ts'
import type { Box, Emu, Point } from './measure.ts'
import type { Crop } from './photo.ts'
import type { SetPage } from './setPage.ts'

export const SHEET_KINDS = ['galley', 'dummy', 'page', 'clean'] as const
export const sheetKindSchema = z.enum(SHEET_KINDS)
export type SheetKind = z.infer<typeof sheetKindSchema>

/** Office paper, or `full`: the page at its own size with room round it. */
export const PAPERS = ['a4', 'a3', 'full'] as const
export const paperSchema = z.enum(PAPERS)
export type Paper = z.infer<typeof paperSchema>

/** Where a page's trim stands on its sheet, and how large: thousandths of its size. */
export interface SheetPlace extends Point {
  readonly scale: number
}

export interface ProofSheet {
  readonly set: SetPage
  /** Null where no page is shown (a galley). */
  readonly place: SheetPlace | null
}

/** A line of copy as a proof shows it: enough to tell one proof from the next. */
export interface TracedLine {
  readonly record: RecordId | null
  readonly item: StoryId | null
  readonly part: Part | 'furniture'
  readonly text: string
  /** Where its paragraph goes on; null for furniture. */
  readonly from: Place | null
  readonly box: Box
  readonly size: Emu
}

export interface TracedPicture {
  readonly record: RecordId
  readonly photo: PhotoId
  readonly sha256: string
  readonly crop: Crop
  readonly box: Box
}

/** What a page shows, line by line and picture by picture; places from the trim's top left. */
export interface PageTrace {
  readonly lines: readonly TracedLine[]
  readonly pictures: readonly TracedPicture[]
}
