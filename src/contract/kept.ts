/** What a window keeps of an issue on its own side, for the next window that opens it: edits that are not saved, the place. */
import { z } from 'zod'
import { partSchema } from './copy.ts'
import { dummyDiffSchema } from './dummy.ts'
import { storyIdSchema } from './ids.ts'

/** Steps of a story that the desk has not confirmed, from the version of its log that they continue. */
export const keptStepsSchema = z.object({
  story: storyIdSchema,
  version: z.int().min(0),
  steps: z.array(z.json()).min(1),
})

/** Edits of a page's dummy that the desk has not confirmed, in their order. */
export const keptDummySchema = z.object({ page: z.int().min(1), edits: z.array(z.array(dummyDiffSchema)).min(1) })

const placeSchema = z.object({ part: partSchema, paragraph: z.int().min(0), offset: z.int().min(0) })

/** Where one was in an issue. */
export const keptPlaceSchema = z.object({
  page: z.int().min(1),
  story: storyIdSchema.nullable(),
  anchor: placeSchema.nullable(),
  head: placeSchema.nullable(),
})
export type KeptPlace = z.infer<typeof keptPlaceSchema>
