/** What is done with a picture's pixels: describe it, shrink it for the screen, separate it for the plate. */
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { WHOLE, type Crop, type Photo, type PlateImage } from '#contract/photo.ts'
import { readWords } from './metadata.ts'
import { sniffFormat, type Described, type PictureJob, type Preview } from './pictureJobs.ts'

/** A picture that may be whole but is more than a newspaper needs. */
export class TooLarge extends Error {}

/** A broadsheet page at 600 dpi is 120 million pixels. */
const MOST_PIXELS = 200e6

const QUALITY = 90
const PREVIEW_QUALITY = 82

const open = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient()

const colourOf = ({ space }: Metadata): Photo['colour'] => {
  if (space === 'cmyk') return 'cmyk'
  return space === 'b-w' || space === 'grey16' ? 'grey' : 'rgb'
}

/** Size after orientation. */
const sizeOf = ({ width, height, autoOrient }: Metadata): { width: number; height: number } =>
  autoOrient ?? { width, height }

async function examine(bytes: Uint8Array): Promise<Metadata> {
  const metadata = await open(bytes).metadata()
  if (metadata.width * metadata.height > MOST_PIXELS) throw new TooLarge()
  return metadata
}

/** Size, colour and words; every pixel is decoded once, so that a file that breaks off is told here and not on the plate. */
export async function describe(bytes: Uint8Array): Promise<Described> {
  const format = sniffFormat(bytes)
  if (format === null) throw new RangeError('describe: no picture')
  const metadata = await examine(bytes)
  await open(bytes).resize(32, 32, { fit: 'inside' }).raw().toBuffer()
  const words = readWords(metadata.xmp ?? null, metadata.iptc ?? null)
  return { format, ...sizeOf(metadata), colour: colourOf(metadata), ...words }
}

/** An sRGB JPEG on white, no edge longer than `edge` pixels and never enlarged. */
export async function makePreview(bytes: Uint8Array, edge: number): Promise<Preview> {
  const { data, info } = await open(bytes)
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: PREVIEW_QUALITY })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, type: 'image/jpeg', bytes: data }
}

type PlateJob = Extract<PictureJob, { kind: 'plate' }>

/**
 * The cropped picture in the plates' own inks: grey stays one channel, RGB is converted by the profile, CMYK keeps its
 * values. A whole grey or CMYK JPEG passes byte for byte. Drawings (PNG) stay free of JPEG's noise.
 */
export async function makePlate({ bytes, crop, profile, totalInk }: PlateJob): Promise<PlateImage> {
  const metadata = await examine(bytes)
  const colour = colourOf(metadata) === 'grey' ? 'grey' : 'cmyk'
  if (passes(bytes, metadata, crop)) {
    const { width, height } = metadata
    return { width, height, colour, encoding: 'jpeg', isInverted: colour === 'cmyk' && hasAdobeMarker(bytes), bytes }
  }
  const cropped = open(bytes)
    .extract(areaOf(sizeOf(metadata), crop))
    .flatten({ background: '#ffffff' })
  if (colour === 'grey') return encode(cropped.toColourspace('b-w'), 'grey', metadata)
  const inks = cropped.toColourspace('cmyk')
  // Left to itself sharp takes CMYK through sRGB and back, and pure black comes out in four inks.
  const separated =
    metadata.space === 'cmyk' ? inks.pipelineColourspace('cmyk') : inks.withIccProfile(profile, { attach: false })
  const limited = await limitedSamples(separated, totalInk)
  return limited ?? encode(separated, 'cmyk', metadata)
}

/** Whether the file's own bytes may stand in the PDF: an upright, whole JPEG without RGB. */
const passes = (bytes: Uint8Array, metadata: Metadata, crop: Crop): boolean =>
  sniffFormat(bytes) === 'jpeg' &&
  colourOf(metadata) !== 'rgb' &&
  (metadata.orientation ?? 1) === 1 &&
  (Object.keys(WHOLE) as (keyof Crop)[]).every((side) => crop[side] === WHOLE[side])

async function encode(picture: Sharp, colour: 'grey' | 'cmyk', { format }: Metadata): Promise<PlateImage> {
  if (format === 'png') return samples(picture, colour)
  const jpeg = picture.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
  const { data, info } = await jpeg.toBuffer({ resolveWithObject: true })
  const isInverted = colour === 'cmyk' && hasAdobeMarker(data)
  return { width: info.width, height: info.height, colour, encoding: 'jpeg', isInverted, bytes: data }
}

async function samples(picture: Sharp, colour: 'grey' | 'cmyk'): Promise<PlateImage> {
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return deflated(data, info, colour)
}

const compress = promisify(deflate)

async function deflated(
  data: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
  colour: 'grey' | 'cmyk',
): Promise<PlateImage> {
  if (channels !== (colour === 'grey' ? 1 : 4)) throw new RangeError(`plate: ${channels} channels of ${colour}`)
  return { width, height, colour, encoding: 'deflate', isInverted: false, bytes: await compress(data) }
}

/** Samples with the ink limited; null when no spot has more than is allowed, which the profile sees to as a rule. */
async function limitedSamples(picture: Sharp, totalInk: number): Promise<PlateImage | null> {
  const { data, info } = await picture.clone().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return limitInk(data, totalInk) === 0 ? null : deflated(data, info, 'cmyk')
}

/**
 * Brings every spot of CMYK samples down to `totalInk` percent, in place: colours give way in proportion, black stays,
 * since it carries the drawing. The number of spots that had more.
 */
export function limitInk(cmyk: Uint8Array, totalInk: number): number {
  const most = Math.floor((totalInk * 255) / 100)
  let over = 0
  for (let at = 0; at + 3 < cmyk.length; at += 4) {
    const [c = 0, m = 0, y = 0, k = 0] = [cmyk[at], cmyk[at + 1], cmyk[at + 2], cmyk[at + 3]]
    const colours = c + m + y
    if (colours + k <= most) continue
    over++
    const room = Math.max(0, most - k)
    cmyk[at] = Math.floor((c * room) / colours)
    cmyk[at + 1] = Math.floor((m * room) / colours)
    cmyk[at + 2] = Math.floor((y * room) / colours)
  }
  return over
}

/** The crop in pixels, one at the least on each axis. */
function areaOf(size: { width: number; height: number }, crop: Crop) {
  const [left, width] = spanOf(crop.left, crop.right, size.width)
  const [top, height] = spanOf(crop.top, crop.bottom, size.height)
  return { left, top, width, height }
}

function spanOf(from: number, to: number, whole: number): [from: number, length: number] {
  const first = Math.min(whole - 1, Math.round((from * whole) / 1000))
  return [first, Math.max(1, Math.round((to * whole) / 1000) - first)]
}

/** Whether a JPEG has Adobe's APP14 marker: then its CMYK values are inverted (Adobe Technical Note 5116). */
export function hasAdobeMarker(jpeg: Uint8Array): boolean {
  const START_OF_SCAN = 0xda
  const APP14 = 0xee
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN;) {
    const isAdobe = String.fromCharCode(...jpeg.subarray(at + 4, at + 9)) === 'Adobe'
    if (jpeg[at + 1] === APP14 && isAdobe) return true
    at += 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0))
  }
  return false
}
