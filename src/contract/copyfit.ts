/**
 * Copyfit 凑版: what a block has over or lacks, where a line can be won by cutting or writing, and what the house allows to
 * be done to the type instead. Nothing of it is ever done in silence: a fitted block carries a finding.
 */
import { z } from 'zod'
import type { Part } from './copy.ts'
import type { RecordId, StoryId } from './ids.ts'
import type { Emu } from './measure.ts'

/** What is done to a block's type so that its story fits. */
export const fittingSchema = z.object({
  /** Letterspacing of the body, thousandths of an em; 0 is natural. */
  tracking: z.int().min(-50).max(100).default(0),
  /** Distance of the body's lines, thousandths of the page's line pitch; anything but 1,000 leaves the line grid (R16). */
  leading: z.int().min(900).max(1200).default(1000),
  /** Air in the title block, thousandths of a line; null: the stylebook's. */
  air: z.int().min(0).max(4000).nullable().default(null),
})
export type Fitting = z.infer<typeof fittingSchema>

const limits = (least: number, most: number) => z.object({ least: z.int(), most: z.int() }).default({ least, most })

/** How far each means may go. By default the body is never set tighter than natural (R12) and stays on the grid (R16). */
export const fittingLimitsSchema = z.object({
  tracking: limits(0, 20),
  leading: limits(1000, 1000),
  air: limits(600, 2600),
})
export type FittingLimits = z.infer<typeof fittingLimitsSchema>

/** The limits of a house that names none. */
export const HOUSE_FITTING: FittingLimits = fittingLimitsSchema.parse({})

/** How a story fits: at most one of over and short is not 0. */
export interface StoryFit {
  readonly item: StoryId
  readonly record: RecordId
  /** Body lines that found no room, and their characters. */
  readonly overLines: number
  readonly overCharacters: number
  /** Free lines at the foot of the block. */
  readonly shortLines: number
  /** Lines set and lines on offer. */
  readonly lines: number
  readonly capacity: number
  readonly characters: number
  /** Depth of the set body, Emu of column. */
  readonly depth: Emu
  /** Depth of what is over, Emu of column. */
  readonly overDepth: Emu
  /** Characters that the free lines still take, by the measure of the legs. */
  readonly shortCharacters: number
  /** What was done to the type so that it fits; null where nothing was. */
  readonly fitting: Fitting | null
}

/** A paragraph of the story as it is set: what wins a line, and what still finds room. */
export interface ParagraphFit {
  readonly part: Part
  readonly paragraph: number
  readonly lines: number
  /** Characters to cut so that it takes one line less; null where it has a single line. */
  readonly cut: number | null
  /** Characters that its last line still takes. */
  readonly room: number
}

/** One way to make the story fit, and what it would give. */
export interface FitWay {
  readonly fitting: Fitting
  readonly overLines: number
  readonly shortLines: number
  /** How visible it is: 0 is not at all. Ways are ranked by what is left over, then by this. */
  readonly cost: number
}

/** Everything a copy or layout desk asks of one block, made when it is asked for. */
export interface Copyfit {
  readonly record: RecordId
  readonly item: StoryId
  readonly fit: StoryFit
  /** In reading order. */
  readonly paragraphs: readonly ParagraphFit[]
  /** Best first; the block as it is stands among them. */
  readonly ways: readonly FitWay[]
}
