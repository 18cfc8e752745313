/** Ids are branded, so that a page id never stands where a story id is meant. They are opaque: only the desk makes them. */
import { z } from 'zod'

export const storyIdSchema = z.string().min(1).max(64).brand<'StoryId'>()
export const recordIdSchema = z.string().min(1).max(64).brand<'RecordId'>()
export const photoIdSchema = z.string().min(1).max(64).brand<'PhotoId'>()
export const faceIdSchema = z.string().min(1).max(64).brand<'FaceId'>()

/** A story 稿件 of the pool. */
export type StoryId = z.infer<typeof storyIdSchema>
/** A record of a dummy 版样: a block, or a free frame. */
export type RecordId = z.infer<typeof recordIdSchema>
/** A photo (or map, or chart) of the pool. */
export type PhotoId = z.infer<typeof photoIdSchema>
/** One font file of the shelf, `notoSerifSc.400` for instance. */
export type FaceId = z.infer<typeof faceIdSchema>
/** A frame 文框 of a set page: `<record>.<part>.<n>`; made by the composer, stable as long as the block stands. */
export type FrameId = string
/** A window or a process that submits steps. */
export type ClientId = string
