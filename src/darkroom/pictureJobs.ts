/** What the desk's process and the picture child say to each other: one job, one answer, by number. */
import type { InkGrid } from '#contract/inkGrid.ts'
import type { Crop, Photo, PlateImage } from '#contract/photo.ts'

export type PictureFormat = Photo['format']

export type PictureJob =
  | { readonly kind: 'describe'; readonly bytes: Uint8Array }
  | { readonly kind: 'preview'; readonly bytes: Uint8Array; readonly edge: number }
  | {
      readonly kind: 'plate'
      readonly bytes: Uint8Array
      readonly crop: Crop
      /** A file that holds the press profile: sharp takes it by path only. */
      readonly profile: string
      /** Most ink on one spot, percent of the four plates together. */
      readonly totalInk: number
    }
  /** The bytes are the plate's own: samples or a JPEG. */
  | { readonly kind: 'ink'; readonly bytes: Uint8Array; readonly plate: Omit<PlateImage, 'bytes'> }

export type Described = Omit<Photo, 'id' | 'name' | 'sha256'>

export interface Preview {
  readonly width: number
  readonly height: number
  readonly type: 'image/jpeg'
  readonly bytes: Uint8Array
}

/** Kind of job -> what it gives. */
export interface PictureResults {
  describe: Described
  preview: Preview
  plate: PlateImage
  ink: InkGrid
}

export type PictureRequest = { readonly number: number; readonly job: PictureJob }

export type PictureAnswer =
  | { readonly number: number; readonly result: PictureResults[keyof PictureResults] }
  | { readonly number: number; readonly refusal: 'picture.unreadable' | 'picture.tooLarge' }

/** Exit code of a child that grew over its memory. */
export const OVER_MEMORY = 77

/** The four formats, by their first bytes; never by name, and never SVG. */
export function sniffFormat(bytes: Uint8Array): PictureFormat | null {
  const starts = (from: number, ...magic: number[]): boolean => magic.every((byte, i) => bytes[from + i] === byte)
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(0, 0x49, 0x49, 0x2a, 0x00) || starts(0, 0x4d, 0x4d, 0x00, 0x2a)) return 'tiff'
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp'
  return null
}
