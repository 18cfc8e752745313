/**
 * The dummy 版样: what stands where on a page, as records by the page grid. A change is a list of diffs, each with the
 * record before and after, so that it can be checked against what is there, inverted and replayed.
 */
import { z } from 'zod'
import { orientationSchema } from './copy.ts'
import { fittingSchema } from './copyfit.ts'
import { photoIdSchema, recordIdSchema, storyIdSchema } from './ids.ts'
import { emuSchema } from './measure.ts'
import { cropSchema } from './photo.ts'

/** A rectangle of the page grid: base columns and lines, from 0, gaps inside included. */
export const gridAreaSchema = z.object({
  column: z.int().min(0),
  columns: z.int().min(1),
  line: z.int().min(0),
  lines: z.int().min(1),
})
export type GridArea = z.infer<typeof gridAreaSchema>

/** Where the title block stands: 盖文题 above, 串文题 left/right, 文包题 inside; none: no headline is set. */
export const headPlaceSchema = z.enum(['above', 'left', 'right', 'inside', 'none'])
export type HeadPlace = z.infer<typeof headPlaceSchema>

/**
 * How an area's width becomes legs (typesetting.md, four modes): auto 自动 follows the page grid; absolute 绝对 keeps whole
 * characters and widens the gap; relative 相对 keeps the gap and gives odd characters to the right; free 自由 divides exactly.
 */
export const columnModeSchema = z.enum(['auto', 'absolute', 'relative', 'free'])
export type ColumnMode = z.infer<typeof columnModeSchema>

/** A photo inside a block: where it stands, counted from the block's own left column and first line under the head. */
export const blockPictureSchema = z.object({
  photo: photoIdSchema,
  area: gridAreaSchema,
  crop: cropSchema,
  /** Taken off the area's width at either side, where text then stands round the picture; Emu. */
  inset: z.object({ left: emuSchema.min(0), right: emuSchema.min(0) }).optional(),
  /** An ad made smaller or larger by hand, thousandths of its own size, both ways alike; absent: as it came. */
  scale: z.int().min(100).max(4000).optional(),
})
export type BlockPicture = z.infer<typeof blockPictureSchema>

/** A story on the page: title block, legs of text and its pictures, which move and reshape together. */
export const blockSchema = z.object({
  type: z.literal('block'),
  id: recordIdSchema,
  page: z.int().min(1),
  item: storyIdSchema,
  /** The first area holds the title block; text threads through the rest in order (L shapes, a jump on the page). */
  areas: z.array(gridAreaSchema).min(1).max(8),
  /** Legs per area; 0 follows the page grid (one leg a base column). */
  legs: z.array(z.int().min(0)),
  mode: columnModeSchema,
  head: headPlaceSchema,
  /** Direction of the headline; null takes the story's own. */
  orientation: orientationSchema.nullable(),
  /** Headline size in Emu chosen by hand; null lets the paper's list decide. */
  headSize: z.int().min(1).nullable(),
  pictures: z.array(blockPictureSchema),
  /** A line round the block 加框, a rule above it, or nothing. */
  border: z.enum(['none', 'box', 'top']),
  /** A tint under the whole block 底纹, percent of black. */
  tint: z.int().min(1).max(50).optional(),
  /** Direction of the body 横排/竖排; absent: the stylebook's. */
  direction: orientationSchema.optional(),
  /** Horizontal scale of the headline chosen by hand (H6: 800 to 1,250), thousandths; absent: by itself. */
  headScale: z.int().min(500).max(2000).optional(),
  /** How the block was fitted by hand. */
  fitting: fittingSchema.optional(),
  /** Whether the composer fits the block by itself, within the house's limits; it says so in a finding. */
  isFitted: z.boolean().optional(),
})
export type Block = z.infer<typeof blockSchema>

export const dummyRecordSchema = blockSchema
export type DummyRecord = z.infer<typeof dummyRecordSchema>

/** One record's change; `before: null` makes it, `after: null` removes it. Inverted by swapping the two. */
export const dummyDiffSchema = z
  .object({ before: dummyRecordSchema.nullable(), after: dummyRecordSchema.nullable() })
  .refine((diff) => (diff.before ?? diff.after) !== null, 'a diff has a record on one side at least')
  .refine((diff) => !diff.before || !diff.after || diff.before.id === diff.after.id, 'a diff keeps the id')
export type DummyDiff = z.infer<typeof dummyDiffSchema>

/** A page plan as scripts write it (product.md, PLAN.json). */
export const planSchema = z.object({
  blocks: z.array(
    z.object({
      item: storyIdSchema,
      column: z.int().min(0),
      columns: z.int().min(1),
      line: z.int().min(0),
      lines: z.int().min(1),
      head: headPlaceSchema.default('above'),
      orientation: orientationSchema.optional(),
      mode: columnModeSchema.default('auto'),
      legs: z.int().min(0).optional(),
      border: z.enum(['none', 'box', 'top']).optional(),
      pictures: z.array(photoIdSchema).default([]),
    }),
  ),
})
export type Plan = z.infer<typeof planSchema>
