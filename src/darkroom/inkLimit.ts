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
const ROUNDS = 6
/** What another decoder may round up: one step of 255 on each plate. */
const DECODERS = 4
/** A block that came out above the limit is let down by half as much again as it was over, and this. */
const FURTHER = 4
/** Side of JPEG's blocks. */
const SIDE = 8

/**
 * A CMYK JPEG in which no decoder finds more than `totalInk` percent on any spot, proven by decoding it; null where that
 * cannot be had. JPEG adds waves to what it is given, so the blocks that come out with too much are given less until they
 * do not. No plate is subsampled, so that blocks do not touch each other: they are set right by themselves, one over the
 * other in a strip, and put back.
 */
export async function inkedJpeg(inks: Inks, totalInk: number): Promise<Uint8Array | null> {
  const most = inkSum(totalInk) - DECODERS
  const { tiff, given } = giving(inks)
  for (let at = 0; at < given.data.length; at += 4) limitSpot(given.data, at, most)
  const jpeg = await cmykJpeg(tiff)
  const over = excessOf({ ...inks, data: await inksOf(jpeg) }, most)
  if (over.size === 0) return jpeg
  const blocks = [...over.keys()]
  const right = await setRight(stripOf(given, blocks), most)
  if (!right) return null
  putBack(right, given, blocks)
  const better = await cmykJpeg(tiff)
  return excessOf({ ...inks, data: await inksOf(better) }, most).size === 0 ? better : null
}

/** A TIFF of the samples, and the samples in it. */
function giving(inks: Inks): { readonly tiff: Uint8Array; readonly given: Inks } {
  const tiff = cmykTiff(inks.data, inks.width, inks.height, null)
  return { tiff, given: { ...inks, data: tiff.subarray(tiff.length - inks.data.length) } }
}

/** Blocks, by number, that have more than `most` on a spot, and how much more. */
function excessOf({ data, width, height }: Inks, most: number): Map<number, number> {
  const across = Math.ceil(width / SIDE)
  const over = new Map<number, number>()
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / SIDE) * across
    for (let x = 0; x < width; x++, at += 4) {
      const excess = sumAt(data, at) - most
      if (excess <= 0) continue
      const block = row + Math.floor(x / SIDE)
      if (excess > (over.get(block) ?? 0)) over.set(block, excess)
    }
  }
  return over
}

/** Blocks of a strip with ever lower limits, until none comes out with more than `most`; null where that does not end. */
async function setRight(strip: Inks, most: number): Promise<Inks | null> {
  const limits = Array.from({ length: strip.height / SIDE }, () => most)
  const { tiff, given } = giving(strip)
  for (let round = 0; round < ROUNDS; round++) {
    const over = excessOf({ ...strip, data: await inksOf(await cmykJpeg(tiff)) }, most)
    if (over.size === 0) return given
    for (const [block, excess] of over) {
      const limit = Math.max(0, (limits[block] ?? 0) - excess - (excess >> 1) - FURTHER)
      limits[block] = limit
      const from = block * SIDE * SIDE * 4
      for (let at = from; at < from + SIDE * SIDE * 4; at += 4) limitSpot(given.data, at, limit)
    }
  }
  return null
}

/** Blocks one over the other; what lies outside the picture repeats its last row and column, as an encoder does (A.2.4). */
function stripOf({ data, width, height }: Inks, blocks: readonly number[]): Inks {
  const strip = new Uint8Array(blocks.length * SIDE * SIDE * 4)
  let to = 0
  for (const { left, top } of cornersOf(blocks, width)) {
    for (let y = top; y < top + SIDE; y++) {
      for (let x = left; x < left + SIDE; x++, to += 4) {
        const at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4
        strip.set(data.subarray(at, at + 4), to)
      }
    }
  }
  return { data: strip, width: SIDE, height: blocks.length * SIDE }
}

function putBack(strip: Inks, { data, width, height }: Inks, blocks: readonly number[]): void {
  let from = 0
  for (const { left, top } of cornersOf(blocks, width)) {
    for (let y = top; y < top + SIDE; y++) {
      for (let x = left; x < left + SIDE; x++, from += 4) {
        if (x < width && y < height) data.set(strip.data.subarray(from, from + 4), (y * width + x) * 4)
      }
    }
  }
}

function cornersOf(blocks: readonly number[], width: number): { left: number; top: number }[] {
  const across = Math.ceil(width / SIDE)
  return blocks.map((block) => ({ left: (block % across) * SIDE, top: Math.floor(block / across) * SIDE }))
}

/** Samples of a CMYK picture as they are, without its profile; spots beyond four channels are left out by the caller. */
export const inksOf = (picture: Uint8Array): Promise<Uint8Array> =>
  sharp(picture, { limitInputPixels: false }).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()

/** With the standard's own codes: shorter ones save three parts in a hundred and take three times as long. */
const cmykJpeg = (tiff: Uint8Array): Promise<Uint8Array> =>
  sharp(tiff, { limitInputPixels: false })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer()
