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

/** EXIF's eight ways (tag 274) in which stored rows and columns lie on the upright picture; 1 is as stored. */
export type Turn = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/**
 * A picture as the press wants it: samples that stand in the PDF as they are. The press clips what it shows and turns it;
 * nothing is decoded for that.
 */
export interface PlateImage {
  /** Alike for alike samples: a file holds them once, however often and in whatever crops it shows them. */
  readonly name: string
  /** Samples as they are stored, before they are turned. */
  readonly width: number
  readonly height: number
  /** line: one bit a sample, 0 is black and 1 shows what lies under it. rgb: on proofs only. */
  readonly colour: 'line' | 'grey' | 'cmyk' | 'rgb'
  readonly encoding: 'jpeg' | 'deflate'
  /** A CMYK JPEG with Adobe's APP14 marker holds inverted values. */
  readonly isInverted: boolean
  readonly turn: Turn
  /** The part that is shown, in samples of the upright picture. */
  readonly shown: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  readonly bytes: Uint8Array
}

/** What all pictures of a job are made for: the paper, its ink, and whether it is a plate or a proof on a screen. */
export interface PlateTerms {
  /** rgb: a proof's pictures, in sRGB. */
  readonly colour: 'cmyk' | 'rgb'
  /** ICC profile of the printing condition: RGB is converted by it. */
  readonly profile: Uint8Array
  /** Most ink on one spot, percent of the four plates together. */
  readonly totalInk: number
  /** Dots per inch on the page above which samples are not kept. */
  readonly mostResolution: number
  /** Sharpening for the paper after a picture was made smaller; null for none. */
  readonly sharpening: Sharpening | null
}

export const sharpeningSchema = z.object({
  /** Of the mask, thousandths of a printed sample. */
  radius: z.int().min(300).max(3000),
  /** Percent. */
  amount: z.int().min(1).max(300),
})
export type Sharpening = z.infer<typeof sharpeningSchema>
