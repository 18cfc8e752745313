/** What the desk's process and a picture child say to each other: one job, one answer, by number. Files go by path. */
import type { InkGrid } from '#contract/inkGrid.ts'
import type { Photo, PlateImage, Sharpening } from '#contract/photo.ts'
import type { FaultWhere } from '#contract/faults.ts'
import type { Area, Extent } from './turns.ts'

export type PictureFormat = Exclude<Photo['format'], 'pdf'>

export interface PlateJob {
  readonly kind: 'plate'
  /** The file with the picture's bytes. */
  readonly source: string
  /** The file that the samples go to. */
  readonly into: string
  readonly name: string
  /** What is shown, in pixels of the upright picture. */
  readonly area: Area
  /** What it is made smaller to; null keeps its pixels. */
  readonly size: Extent | null
  readonly colour: 'cmyk' | 'rgb'
  /** The file with the press profile: sharp takes it by path only. */
  readonly profile: string
  /** Most ink on one spot, percent of the four plates together. */
  readonly totalInk: number
  readonly sharpening: Sharpening | null
}

export type PictureJob =
  | { readonly kind: 'describe'; readonly source: string }
  | { readonly kind: 'preview'; readonly source: string; readonly edge: number }
  | PlateJob
  /** Cuts a JPEG, as it is stored, without decoding it. */
  | { readonly kind: 'cut'; readonly source: string; readonly into: string; readonly area: Area }
  /** The source is the plate's own: samples or a JPEG. */
  | { readonly kind: 'ink'; readonly source: string; readonly plate: Omit<PlateImage, 'bytes'> }

export type Described = Omit<Photo, 'id' | 'name' | 'sha256'>

export interface Preview {
  readonly width: number
  readonly height: number
  readonly type: 'image/jpeg'
  readonly bytes: Uint8Array
}

/** A plate without its samples, which lie in the job's file. */
export type PlateHead = Omit<PlateImage, 'bytes'>

/** Kind of job -> what it gives. */
export interface PictureResults {
  describe: Described
  preview: Preview
  plate: PlateHead
  /** What was kept; null where the JPEG cannot be cut. */
  cut: Area | null
  ink: InkGrid
}

export type PictureRequest = { readonly number: number; readonly job: PictureJob }

export interface Refusal {
  readonly code: 'picture.unreadable' | 'picture.tooLarge' | 'picture.extraInks' | 'picture.unprintable' | 'file.full'
  readonly where: FaultWhere
}

export type PictureAnswer =
  | { readonly number: number; readonly result: PictureResults[keyof PictureResults] }
  | { readonly number: number; readonly refusal: Refusal }

/** The four formats, by their first bytes; never by name, and never SVG. */
export function sniffFormat(bytes: Uint8Array): PictureFormat | null {
  const starts = (from: number, ...magic: number[]): boolean => magic.every((byte, i) => bytes[from + i] === byte)
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(0, 0x49, 0x49, 0x2a, 0x00) || starts(0, 0x4d, 0x4d, 0x00, 0x2a)) return 'tiff'
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp'
  return null
}
