/** Page boxes (ISO 32000-1, 14.11.2): which of them is the ad, and how large it is once it stands upright. */
import type { PDFDict } from '@cantoo/pdf-lib'
import type { AdFacts } from '#contract/ad.ts'
import { mm, pt, type Emu } from '#contract/measure.ts'
import { AdRefusal, entry, type PdfValues } from './values.ts'

/** Left, bottom, right, top in units of the page. */
export type Corners = readonly [number, number, number, number]

export interface PageBoxes {
  readonly media: Corners
  /** The ad itself. */
  readonly trim: Corners
  readonly box: AdFacts['box']
  /** Quarter turns clockwise in which the page is shown. */
  readonly turns: 0 | 1 | 2 | 3
  /** Upright and in its own size. */
  readonly size: { readonly width: Emu; readonly height: Emu }
  readonly bleed: Emu
}

/** Entries that a page takes over from the nodes above it (7.7.3.4). */
export type Inherited = (key: string) => ReturnType<PDFDict['get']>

/** An ad is no smaller and no larger than this. */
const LEAST = mm(3)
const MOST = mm(3000)

export function pageBoxes(values: PdfValues, page: PDFDict, inherited: Inherited): PageBoxes {
  const media = cornersOf(values, inherited('MediaBox'))
  if (!media) throw new AdRefusal('ad.unreadable', 'MediaBox')
  const own = (key: string): Corners | null => within(cornersOf(values, entry(page, key)), media)
  const crop = within(cornersOf(values, inherited('CropBox')), media)
  const chosen = chooseBox({ trim: own('TrimBox'), art: own('ArtBox'), crop, media })
  const unit = values.number(entry(page, 'UserUnit')) ?? 1
  const turns = (((Math.round((values.number(inherited('Rotate')) ?? 0) / 90) % 4) + 4) % 4) as PageBoxes['turns']
  const [left, bottom, right, top] = chosen.corners
  const across = pt((right - left) * unit)
  const up = pt((top - bottom) * unit)
  const size = turns % 2 === 0 ? { width: across, height: up } : { width: up, height: across }
  if (!isSize(size.width) || !isSize(size.height)) throw new AdRefusal('ad.unreadable', 'size')
  const outer = own('BleedBox') ?? media
  const bleed = pt(Math.max(0, Math.min(left - outer[0], bottom - outer[1], outer[2] - right, outer[3] - top)) * unit)
  return { media, trim: chosen.corners, box: chosen.box, turns, size, bleed }
}

const isSize = (length: Emu): boolean => length >= LEAST && length <= MOST

function chooseBox(boxes: Readonly<Record<AdFacts['box'], Corners | null>>): {
  box: AdFacts['box']
  corners: Corners
} {
  for (const box of ['trim', 'art', 'crop', 'media'] as const) {
    const corners = boxes[box]
    if (corners) return { box, corners }
  }
  throw new RangeError('chooseBox: no box')
}

/** Any two opposite corners describe a box (7.9.5). */
function cornersOf(values: PdfValues, object: Parameters<PdfValues['numbers']>[0]): Corners | null {
  const [a, b, c, d] = values.numbers(object)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null
  const corners: Corners = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return corners[2] > corners[0] && corners[3] > corners[1] ? corners : null
}

function within(box: Corners | null, media: Corners): Corners | null {
  if (!box) return null
  const cut: Corners = [
    Math.max(box[0], media[0]),
    Math.max(box[1], media[1]),
    Math.min(box[2], media[2]),
    Math.min(box[3], media[3]),
  ]
  return cut[2] > cut[0] && cut[3] > cut[1] ? cut : null
}
