/** A picture of the pool: what the composer, preflight and press need to know of it. Its bytes are a blob by hash. */
import { z } from 'zod'
import { adSchema } from './ad.ts'
import { photoIdSchema } from './ids.ts'

export const photoSchema = z.object({
  id: photoIdSchema,
  name: z.string(),
  format: z.enum(['jpeg', 'png', 'tiff', 'webp', 'pdf']),
  /** Pixels, after the EXIF orientation was applied; of a PDF page, its trim at AD_DPI. */
  width: z.int().min(1),
  height: z.int().min(1),
  colour: z.enum(['grey', 'rgb', 'cmyk']),
  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  sha256: z.string().length(64),
  /** Words from the file's XMP or IIM, empty where it has none (IPTC Photo Metadata Standard names in metadata.ts). */
  caption: z.string(),
  headline: z.string(),
  credit: z.string(),
  byline: z.string(),
  city: z.string(),
  country: z.string(),
  date: z.string(),
  source: z.string(),
  rights: z.string(),
  keywords: z.array(z.string()),
  /** A PDF page has it, and nothing else. */
  ad: adSchema.optional(),
})
export type Photo = z.infer<typeof photoSchema>

/** The part of a photo that is shown, in thousandths of its width and height. */
export const cropSchema = z.object({
  left: z.int().min(0).max(1000),
  top: z.int().min(0).max(1000),
  right: z.int().min(0).max(1000),
  bottom: z.int().min(0).max(1000),
})
export type Crop = z.infer<typeof cropSchema>
export const WHOLE: Crop = { left: 0, top: 0, right: 1000, bottom: 1000 }

/** A picture as the press wants it: samples that stand in the PDF as they are. */
export interface PlateImage {
  readonly width: number
  readonly height: number
  readonly colour: 'grey' | 'cmyk'
  readonly encoding: 'jpeg' | 'deflate'
  /** A CMYK JPEG with Adobe's APP14 marker holds inverted values. */
  readonly isInverted: boolean
  readonly bytes: Uint8Array
}
