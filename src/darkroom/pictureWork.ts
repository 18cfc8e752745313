/** What is done with a picture's pixels for the desk: describe it, shrink it for the screen. Runs in the picture child. */
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { Photo } from '#contract/photo.ts'
import { readJpeg } from './jpegFacts.ts'
import { readWords } from './metadata.ts'
import { inksOf } from './inkLimit.ts'
import { sniffFormat, type Described, type PictureFormat, type Preview, type Refusal } from './pictureJobs.ts'
import { cmykTiff, extraChannels, type ExtraChannels } from './tiffTags.ts'

/** A picture that is refused for a reason that can be told. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(code: Refusal['code'], where: Refusal['where'] = {}) {
    super(code)
    this.refusal = { code, where }
  }
}

/** A broadsheet page at 600 dpi is 120 million pixels. */
const MOST_PIXELS = 200e6

const PREVIEW_QUALITY = 82

const open = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient()

const NO_EXTRA: ExtraChannels = { hasAlpha: true, inks: 0 }

/** A picture that libvips reads rightly, and what is known of it. */
export interface Examined {
  readonly bytes: Uint8Array
  readonly format: PictureFormat
  readonly colour: Photo['colour']
  readonly metadata: Metadata
  readonly extra: ExtraChannels
}

const colourOf = ({ space }: Metadata): Photo['colour'] => {
  if (space === 'cmyk') return 'cmyk'
  return space === 'b-w' || space === 'grey16' ? 'grey' : 'rgb'
}

/** Size after orientation. */
export const sizeOf = ({ width, height, autoOrient }: Metadata): { width: number; height: number } =>
  autoOrient ?? { width, height }

/** Looks at the head of a file. Refused: what no plate has room for, what is too large, what is no picture. */
export async function examine(bytes: Uint8Array): Promise<Examined> {
  const format = sniffFormat(bytes)
  if (format === null) throw new Refused('picture.unreadable')
  const jpeg = format === 'jpeg' ? readJpeg(bytes) : null
  if (jpeg && jpeg.precision !== 8) throw new Refused('picture.unprintable', { why: `${jpeg.precision} bit` })
  const extra = format === 'tiff' ? extraChannels(bytes) : NO_EXTRA
  if (extra.inks > 0) throw new Refused('picture.extraInks', { count: extra.inks })
  const metadata = await open(bytes).metadata()
  if (metadata.width * metadata.height > MOST_PIXELS) throw new Refused('picture.tooLarge')
  const colour = colourOf(metadata)
  const isMisread = colour === 'cmyk' && jpeg !== null && jpeg.adobe === null
  return { bytes: isMisread ? await unmarked(bytes, metadata) : bytes, format, colour, metadata, extra }
}

/**
 * A CMYK JPEG without Adobe's marker holds its inks as they are (ISO 32000-1, 7.4.8), but libvips takes every CMYK JPEG
 * for an inverted one: its inks are turned round again.
 */
async function unmarked(jpeg: Uint8Array, { width, height, orientation, icc }: Metadata): Promise<Uint8Array> {
  const inks = await inksOf(jpeg)
  for (let i = 0; i < inks.length; i++) inks[i] = 255 - (inks[i] ?? 0)
  return cmykTiff(inks, width, height, icc ?? null, orientation ?? 1)
}

/** Size, colour and words; every pixel is decoded once, so that a file that breaks off is told here and not on the plate. */
export async function describe(bytes: Uint8Array): Promise<Described> {
  const { format, colour, metadata } = await examine(bytes)
  await open(bytes).resize(32, 32, { fit: 'inside' }).raw().toBuffer()
  const words = readWords(metadata.xmp ?? null, metadata.iptc ?? null)
  return { format, ...sizeOf(metadata), colour, ...words }
}

/** An sRGB JPEG on white, no edge longer than `edge` pixels and never enlarged. */
export async function makePreview(bytes: Uint8Array, edge: number): Promise<Preview> {
  const picture = onWhite(await examine(bytes))
  const { data, info } = await picture
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: PREVIEW_QUALITY })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, type: 'image/jpeg', bytes: data }
}

/** The picture without transparency: on white, or without the masks that a picture program kept in its file. */
export function onWhite({ bytes, extra }: Examined): Sharp {
  const picture = open(bytes)
  return extra.hasAlpha ? picture.flatten({ background: '#ffffff' }) : picture.removeAlpha()
}
