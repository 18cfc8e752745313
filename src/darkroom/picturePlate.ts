/**
 * A picture's plate: its crop in the inks that print it. CMYK keeps its values and grey stays one channel, whatever its
 * file; RGB is converted by the press profile, and so that no spot has more ink than the paper takes. What is black and
 * white throughout is line art: it keeps every pixel and one bit a pixel. Runs in the picture child.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { inkedJpeg, limitInk, type Inks } from './inkLimit.ts'
import type { PlateHead, PlateJob } from './pictureJobs.ts'
import { examine, onWhite, sizeOf, type Examined } from './pictureWork.ts'
import { cmykTiff } from './tiffTags.ts'
import type { Area, Extent } from './turns.ts'

const QUALITY = 90
const PROOF_QUALITY = 82

/** Samples in rows, `channels` bytes a pixel. */
interface Samples extends Inks {
  readonly channels: number
}

type Made = Pick<PlateHead, 'width' | 'height' | 'colour' | 'encoding' | 'isInverted'> & { readonly bytes: Uint8Array }

/** Makes a plate and writes its samples to the job's file. */
export async function makePlate(job: PlateJob): Promise<PlateHead> {
  const { bytes, ...head } = await samplesFor(await examine(await readFile(job.source)), job)
  await writeFile(job.into, bytes)
  return { ...head, name: job.name, turn: 1, shown: { left: 0, top: 0, width: head.width, height: head.height } }
}

async function samplesFor(picture: Examined, job: PlateJob): Promise<Made> {
  if (picture.colour === 'cmyk') return job.colour === 'rgb' ? proofOfInks(picture, job) : keptInks(picture, job)
  const colour = picture.colour === 'grey' ? 'b-w' : 'srgb'
  const shown = onWhite(picture).toColourspace(colour)
  const drawn = isLossless(picture) ? await samplesOf(cropped(shown, picture, job)) : null
  if (drawn && isBlackAndWhite(drawn)) return lineArt(drawn)
  const sized = drawn ? await finish(ofSamples(drawn), job) : await finish(cropped(shown, picture, job), job)
  const grey = oneChannel(sized)
  if (grey) return greyPlate(grey, drawn !== null)
  return job.colour === 'rgb' ? screenJpeg(ofSamples(sized)) : separate(sized, job, drawn !== null)
}

/** The crop; a whole picture is not cropped, so that a JPEG may be decoded at half its size where that is enough. */
function cropped(picture: Sharp, { metadata }: Examined, { area }: PlateJob): Sharp {
  const { width, height } = sizeOf(metadata)
  return area.width === width && area.height === height ? picture : picture.extract({ ...area })
}

/** Made smaller, and sharpened for the paper. */
function finish(picture: Sharp, { size, sharpening }: PlateJob): Promise<Samples> {
  const sized = size ? picture.resize({ ...size, fit: 'fill', kernel: 'lanczos3' }) : picture
  if (!sharpening) return samplesOf(sized)
  const strength = sharpening.amount / 100
  return samplesOf(sized.sharpen({ sigma: sharpening.radius / 1000, m1: strength / 2, m2: 2 * strength }))
}

async function samplesOf(picture: Sharp): Promise<Samples> {
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

const ofSamples = ({ data, width, height, channels }: Samples): Sharp =>
  sharp(data, { raw: { width, height, channels: channels as 1 | 3 }, limitInputPixels: false }).toColourspace(
    channels === 1 ? 'b-w' : 'srgb',
  )

/** Whether the file has no noise of JPEG or WebP: then its drawings are kept free of it, and its blacks are black. */
const isLossless = ({ format, bytes }: Examined): boolean =>
  format === 'png' ||
  format === 'tiff' ||
  (format === 'webp' && String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8L')

function isBlackAndWhite({ data, channels }: Samples): boolean {
  for (let at = 0; at < data.length; at += channels) {
    const first = data[at]
    if (first !== 0 && first !== 255) return false
    for (let channel = 1; channel < channels; channel++) if (data[at + channel] !== first) return false
  }
  return true
}

/** A picture without any colour as one channel, null where it has some. */
function oneChannel({ data, width, height, channels }: Samples): Samples | null {
  if (channels === 1) return { data, width, height, channels }
  for (let at = 0; at < data.length; at += channels) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return null
  }
  const grey = new Uint8Array(width * height)
  for (let pixel = 0; pixel < grey.length; pixel++) grey[pixel] = data[pixel * channels] ?? 0
  return { data: grey, width, height, channels: 1 }
}

/** One bit a pixel, rows filled up to whole bytes; 0 is black. */
async function lineArt({ data, width, height, channels }: Samples): Promise<Made> {
  const row = Math.ceil(width / 8)
  const bits = new Uint8Array(row * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += channels) {
      if (data[at] !== 0) bits[y * row + (x >> 3)] = (bits[y * row + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return { width, height, colour: 'line', encoding: 'deflate', isInverted: false, bytes: await compress(bits) }
}

async function greyPlate(grey: Samples, isDrawn: boolean): Promise<Made> {
  const { width, height } = grey
  const plate = { width, height, colour: 'grey', isInverted: false } as const
  const drawing = isDrawn ? await drawingOf(grey) : null
  if (drawing) return { ...plate, encoding: 'deflate', bytes: drawing }
  return { ...plate, encoding: 'jpeg', bytes: await ofSamples(grey).jpeg({ quality: QUALITY }).toBuffer() }
}

/**
 * RGB in the inks of the press. The intent is perceptual: the shipped profile fits sRGB whole into newsprint's small gamut
 * there, and sharp has no other. Adobe RGB and Display P3 go through sRGB first, by their own profiles. The profile alone
 * makes it CMYK: asked for that colour space as well, sharp would go there by a profile of its own first.
 */
async function separate(rgb: Samples, { profile, totalInk }: PlateJob, isDrawn: boolean): Promise<Made> {
  const inks = await samplesOf(ofSamples(rgb).withIccProfile(profile, { attach: false }))
  if (inks.channels !== 4) throw new RangeError(`plate: ${inks.channels} channels of CMYK`)
  const { width, height } = inks
  const plate = { width, height, colour: 'cmyk' } as const
  const deflated = { ...plate, encoding: 'deflate', isInverted: false } as const
  // What deflates well is a drawing; what is limited here is limited for good, since JPEG's blocks are limited further.
  limitInk(inks.data, totalInk)
  const drawing = isDrawn ? await drawingOf(inks) : null
  if (drawing) return { ...deflated, bytes: drawing }
  const jpeg = await inkedJpeg(inks, totalInk)
  // libvips writes Adobe's marker and inverted inks.
  if (jpeg) return { ...plate, encoding: 'jpeg', isInverted: true, bytes: jpeg }
  return { ...deflated, bytes: await compress(inks.data) }
}

/** A drawing has flat areas, and so deflates to less than this part of its samples; a photograph does not. */
const DRAWING = 1 / 4

async function drawingOf({ data }: Samples): Promise<Uint8Array | null> {
  const deflated = await compress(data)
  return deflated.length < data.length * DRAWING ? deflated : null
}

const compress = promisify<Uint8Array, Uint8Array>(deflate)

/** The inks of a CMYK picture with the values they have; its profile says nothing to a plate. */
async function keptInks(picture: Examined, { area, size }: PlateJob): Promise<Made> {
  const { data, width, height } = await shownInks(picture, area, size)
  return { width, height, colour: 'cmyk', encoding: 'deflate', isInverted: false, bytes: await compress(data) }
}

async function shownInks(picture: Examined, area: Area, size: Extent | null): Promise<Inks> {
  const shown = openInks(picture).extract({ ...area })
  const sized = size ? shown.resize({ ...size, fit: 'fill', kernel: 'lanczos3' }) : shown
  return withoutExtra(await samplesOf(sized), picture.extra.hasAlpha)
}

const openInks = ({ bytes }: Examined): Sharp =>
  sharp(bytes, { limitInputPixels: false, failOn: 'error' })
    .autoOrient()
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')

/** Four channels: what is transparent has no ink, what is a mask is left out. */
function withoutExtra({ data, width, height, channels }: Samples, hasAlpha: boolean): Inks {
  if (channels === 4) return { data, width, height }
  const inks = new Uint8Array(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = hasAlpha ? (data[pixel * channels + 4] ?? 255) : 255
    for (let ink = 0; ink < 4; ink++)
      inks[pixel * 4 + ink] = Math.round(((data[pixel * channels + ink] ?? 0) * alpha) / 255)
  }
  return { data: inks, width, height }
}

/** CMYK on a proof: by its own profile, or by the press's where it has none. */
async function proofOfInks(picture: Examined, { area, size, profile }: PlateJob): Promise<Made> {
  const { data, width, height } = await shownInks(picture, area, size)
  const icc = picture.metadata.icc ?? (await readFile(profile))
  return screenJpeg(sharp(cmykTiff(data, width, height, icc), { limitInputPixels: false }).toColourspace('srgb'))
}

async function screenJpeg(picture: Sharp): Promise<Made> {
  const { data, info } = await picture.jpeg({ quality: PROOF_QUALITY }).toBuffer({ resolveWithObject: true })
  const { width, height } = info
  return { width, height, colour: 'rgb', encoding: 'jpeg', isInverted: false, bytes: data }
}
