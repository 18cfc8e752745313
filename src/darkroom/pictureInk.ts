/** The sum of the four inks on a spot, and how it is kept below what the paper takes. */
import { cmykTiff } from './tiffTags.ts'
import sharp from 'sharp'

/** Percent of the four plates together as a sum of four bytes. */
export const inkSum = (percent: number): number => Math.floor((percent * 255) / 100)

/** The greatest sum of inks on any spot of CMYK samples, percent. */
export function mostInk(cmyk: Uint8Array): number {
  let most = 0
  for (let at = 0; at + 3 < cmyk.length; at += 4) most = Math.max(most, sumAt(cmyk, at))
  return (most * 100) / 255
}

const sumAt = (cmyk: Uint8Array, at: number): number =>
  (cmyk[at] ?? 0) + (cmyk[at + 1] ?? 0) + (cmyk[at + 2] ?? 0) + (cmyk[at + 3] ?? 0)

/**
 * Brings every spot of CMYK samples down to `totalInk` percent, in place: colours give way in proportion, black stays,
 * since it carries the drawing. The number of spots that had more.
 */
export function limitInk(cmyk: Uint8Array, totalInk: number): number {
  const most = inkSum(totalInk)
  let over = 0
  for (let at = 0; at + 3 < cmyk.length; at += 4) if (limitSpot(cmyk, at, most)) over++
  return over
}

function limitSpot(cmyk: Uint8Array, at: number, most: number): boolean {
  const sum = sumAt(cmyk, at)
  if (sum <= most) return false
  const k = cmyk[at + 3] ?? 0
  const room = Math.max(0, most - k)
  for (let ink = at; ink < at + 3; ink++) cmyk[ink] = Math.floor(((cmyk[ink] ?? 0) * room) / (sum - k))
  return true
}

/** Samples of four inks in rows. */
export interface Inks {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

const QUALITY = 90
/** Rounds of setting right what JPEG's waves bring above the limit; a picture that needs more is deflated. */
const ROUNDS = 5
/** What another decoder may round up: one step of 255 on each plate. */
const DECODERS = 4
/** A block that came out above the limit is let down this much further than it was over. */
const FURTHER = 3

/**
 * A CMYK JPEG in which no decoder finds more than `totalInk` percent on any spot, proven by decoding it; null where that
 * cannot be had. JPEG adds waves to what it is given, so each block of 8 by 8 has a limit of its own, which comes down
 * while its block comes out with too much. No plate is subsampled: blocks do not touch each other.
 */
export async function inkedJpeg(inks: Inks, totalInk: number): Promise<Uint8Array | null> {
  const most = inkSum(totalInk) - DECODERS
  const across = Math.ceil(inks.width / 8)
  const limits = new Uint16Array(across * Math.ceil(inks.height / 8)).fill(most)
  for (let round = 0; round < ROUNDS; round++) {
    const limited = { ...inks, data: Uint8Array.from(inks.data) }
    eachSpot(inks, across, (at, block) => limitSpot(limited.data, at, limits[block] ?? 0))
    const jpeg = await cmykJpeg(limited)
    if (lowerLimits(limits, across, { ...inks, data: await inksOf(jpeg) }, most) === 0) return jpeg
  }
  return null
}

/** Lets blocks down that have more than `most`; how many they are. */
function lowerLimits(limits: Uint16Array, across: number, printed: Inks, most: number): number {
  const excess = new Uint16Array(limits.length)
  eachSpot(printed, across, (at, block) => {
    const over = sumAt(printed.data, at) - most
    if (over > (excess[block] ?? 0)) excess[block] = over
  })
  let count = 0
  for (const [block, over] of excess.entries()) {
    if (over === 0) continue
    limits[block] = Math.max(0, (limits[block] ?? 0) - over - FURTHER)
    count++
  }
  return count
}

function eachSpot({ width, height }: Inks, across: number, act: (at: number, block: number) => void): void {
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y >> 3) * across
    for (let x = 0; x < width; x++, at += 4) act(at, row + (x >> 3))
  }
}

/** Samples of a CMYK picture as they are, without its profile; spots beyond four channels are left out by the caller. */
export const inksOf = (picture: Uint8Array): Promise<Uint8Array> =>
  sharp(picture, { limitInputPixels: false }).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()

const cmykJpeg = ({ data, width, height }: Inks): Promise<Uint8Array> =>
  sharp(cmykTiff(data, width, height, null), { limitInputPixels: false })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer()
