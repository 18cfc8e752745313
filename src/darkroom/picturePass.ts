/**
 * Grey and CMYK JPEGs are plates already: their bytes stand in the PDF as they are, and the press turns them and clips them
 * to their crop. Only where most of a large one would not be seen is it cut, without decoding (jpegCut.ts).
 */
import type { Crop, Photo, PlateImage } from '#contract/photo.ts'
import { readJpeg, type JpegFacts } from './jpegFacts.ts'
import type { PlateHead } from './pictureJobs.ts'
import { areaOf, storedArea, turnedSize, uprightArea, type Area } from './turns.ts'

export interface WholeJpeg {
  readonly plate: PlateImage
  readonly facts: JpegFacts
}

/** The JPEG as a plate of its own; null where it is none, or has colours, or is of a kind that no PDF holds. */
export function wholePlate(bytes: Uint8Array, photo: Photo, crop: Crop): WholeJpeg | null {
  if (photo.format !== 'jpeg' || photo.colour === 'rgb') return null
  const facts = readJpeg(bytes)
  if (!facts || facts.coding === 'other' || facts.precision !== 8) return null
  const colour = facts.components.length === 1 ? 'grey' : 'cmyk'
  const upright = turnedSize(facts, facts.turn)
  const isAsDescribed = colour === photo.colour && upright.width === photo.width && upright.height === photo.height
  if (!isAsDescribed || ![1, 4].includes(facts.components.length)) return null
  const { width, height, turn, adobe, end } = facts
  const isInverted = colour === 'cmyk' && adobe !== null
  const shown = areaOf(photo, crop)
  const head = { name: photo.sha256, width, height, colour, encoding: 'jpeg', isInverted, turn, shown } as const
  return { facts, plate: { ...head, bytes: bytes.subarray(0, end) } }
}

/** A crop is worth cutting when it shows less than half of the picture, and cutting saves more than this. */
const WORTH_BYTES = 200_000

export interface Cutting {
  /** What is shown, as it is stored. */
  readonly area: Area
  /** The plate when `kept` was kept of the stored picture; its name is the caller's. */
  headOf(kept: Area): Omit<PlateHead, 'name'>
}

/** How a JPEG would be cut to what is shown of it; null where it stays whole. */
export function placeForCut({ plate, facts }: WholeJpeg): Cutting | null {
  const { shown, turn, width, height, colour, encoding, isInverted } = plate
  const part = (shown.width * shown.height) / (width * height)
  if (facts.coding !== 'sequential' || part >= 1 / 2 || plate.bytes.length * (1 - part) < WORTH_BYTES) return null
  const stored = { width, height }
  return {
    area: storedArea(shown, turnedSize(stored, turn), turn),
    headOf(kept) {
      const origin = uprightArea(kept, stored, turn)
      const rest = { ...shown, left: shown.left - origin.left, top: shown.top - origin.top }
      return { width: kept.width, height: kept.height, colour, encoding, isInverted, turn, shown: rest }
    },
  }
}
