/**
 * An ad 广告: one page of a PDF that somebody else made. It is placed whole and as it is; what the house knows of it are
 * the facts that were read when it came in.
 */
import { z } from 'zod'
import { storyIdSchema } from './ids.ts'
import { emuSchema } from './measure.ts'

/** What a file carried that an ad has no use for, and that was left out when it came in. */
export const AD_EXTRAS = ['script', 'form', 'annotation', 'attachment', 'layer', 'preview'] as const
export const adExtraSchema = z.enum(AD_EXTRAS)
export type AdExtra = z.infer<typeof adExtraSchema>

/** Colour spaces by what the press can do with them; Lab and calibrated RGB are counted as RGB: no plate has them. */
export const AD_COLOURS = ['grey', 'cmyk', 'rgb', 'spot'] as const
export const adColourSchema = z.enum(AD_COLOURS)
export type AdColour = z.infer<typeof adColourSchema>

/** No sheet is larger: five metres. */
const side = emuSchema.min(1).max(180_000_000)

/** What was read of a page; lengths are of the page upright, its Rotate applied. */
export const adFactsSchema = z.object({
  /** The size it is to be printed in. */
  trim: z.object({ width: side, height: side }),
  /** The box that the size comes from (ISO 32000-1, 14.11.2). */
  box: z.enum(['trim', 'art', 'crop', 'media']),
  /** What stands outside the trim and is cut off, at the least of the four sides. */
  bleed: emuSchema.min(0),
  /** Faces in the order of their names; a subset's prefix is left off. */
  fonts: z.array(z.object({ name: z.string().max(256), isEmbedded: z.boolean() })).max(500),
  colours: z.array(adColourSchema),
  /** Inks beside the four, by name. */
  spots: z.array(z.string().max(256)).max(100),
  /** Whether anything is really seen through: soft masks, opacity, blend modes. */
  isTransparent: z.boolean(),
  /** Whether it has pictures that PDF/X-1a cannot hold: JPEG 2000, JBIG2, 16 bits (ISO 15930-4, 6.1: PDF 1.4). */
  isModern: z.boolean(),
  /** Effective dots per inch of its coarsest picture in its own size; null where it has none. */
  resolution: z.int().min(0).nullable(),
  /** The most ink that its operators and flat pictures lay on one spot, percent; null where it is not known. */
  mostInk: z.int().min(0).max(400).nullable(),
  /** The standard that the file claims: PDF/X-1a:2003; null where it claims none. */
  standard: z.string().max(64).nullable(),
  /** Whether its own words say that it is an ad; false also where its words cannot be read. */
  isMarked: z.boolean(),
  /** What was left out. */
  extras: z.array(adExtraSchema),
})
export type AdFacts = z.infer<typeof adFactsSchema>

/** An ad of the pool. */
export const adSchema = adFactsSchema.extend({
  /** The story of kind ad that it stands for. */
  item: storyIdSchema,
  /** SHA-256 of the file as it came, and the page of it, from 1. */
  source: z.string().length(64),
  page: z.int().min(1),
})
export type Ad = z.infer<typeof adSchema>

/** Pixels an inch in which the width and height of an ad's photo record are given. */
export const AD_DPI = 300
