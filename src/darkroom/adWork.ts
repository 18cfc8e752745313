/** What is done with a PDF: its ads are read, and drawn for screen and proof. */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { AD_DPI } from '#contract/ad.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Emu } from '#contract/measure.ts'
import type { FiledAd } from '#desk/ports.ts'
import type { InkJpeg } from '#exchange/pdf/drawn.ts'
import { mostInkOf } from '#exchange/pdf/ink.ts'
import { isMarkedBy, readAds, type ReadAd, type ReadFacts } from '#exchange/pdf/readAds.ts'
import { openDrawing } from './pdfDrawing.ts'
import { NO_WORDS } from './photoWords.ts'
import type { Preview } from './pictureJobs.ts'
import { readJpeg } from './jpegFacts.ts'

const EMU_PER_INCH = 914_400

/** The ads of a file, each drawn once small, so that one that cannot be shown is told here and not on the page. */
export async function readAdFile(name: string, bytes: Uint8Array): Promise<Outcome<readonly FiledAd[]>> {
  const ads = await readAds(name, bytes, { inkOf })
  if (isFault(ads)) return ads
  const source = sha256(bytes)
  const filed: FiledAd[] = []
  for (const ad of ads) {
    const isMarked = await readMark(ad.bytes)
    if (isMarked === null) return fault('ad.unreadable', { name, problem: null })
    filed.push(filedAd(name, source, ad, isMarked, ads.length))
  }
  return filed
}

function filedAd(
  name: string,
  source: string,
  { page, facts, bytes }: ReadAd,
  isMarked: boolean,
  pages: number,
): FiledAd {
  return {
    photo: {
      ...NO_WORDS,
      keywords: [],
      name: pages === 1 ? name : `${name} ${page}`,
      format: 'pdf',
      width: pixels(facts.trim.width),
      height: pixels(facts.trim.height),
      colour: colourOf(facts),
      sha256: sha256(bytes),
    },
    ad: { ...facts, isMarked, source, page },
    bytes,
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const pixels = (length: Emu): number => Math.max(1, Math.round((length * AD_DPI) / EMU_PER_INCH))

function colourOf({ colours }: ReadFacts): 'grey' | 'rgb' | 'cmyk' {
  if (colours.includes('rgb')) return 'rgb'
  return colours.includes('cmyk') || colours.includes('spot') ? 'cmyk' : 'grey'
}

/** Whether the page says that it is an ad; null where it cannot be drawn. */
async function readMark(bytes: Uint8Array): Promise<boolean | null> {
  const drawing = await openDrawing(bytes)
  if (!drawing) return null
  try {
    return drawing.draw(LEAST_EDGE) === null ? null : isMarkedBy(drawing.words())
  } finally {
    drawing.close()
  }
}
const LEAST_EDGE = 64

/** Pixels of a drawing's longer edge; a proof at more dots shows it enlarged. */
const MOST_EDGE = 6_000
const QUALITY = 90

/** An sRGB JPEG of the ad's trim on white. */
export async function drawAd(bytes: Uint8Array, edge: number): Promise<Outcome<Preview>> {
  const drawing = await openDrawing(bytes)
  const drawn = drawing?.draw(Math.min(edge, MOST_EDGE)) ?? null
  drawing?.close()
  if (!drawn) return fault('ad.unreadable', { name: '' })
  const { width, height, pixels: raw } = drawn
  const jpeg = await sharp(raw, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .removeAlpha()
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer()
  return { width, height, type: 'image/jpeg', bytes: new Uint8Array(jpeg) }
}

/** A CMYK picture of a broadsheet at 300 dpi is 30 million pixels. */
const MOST_INK_PIXELS = 60e6

/**
 * Ink of a CMYK JPEG as the plate has it. The decoder turns Adobe's values round, which a PDF leaves to its Decode array
 * (ISO 32000-1, 7.4.8): both together tell what is full ink.
 */
async function inkOf({ bytes, isInverted }: InkJpeg): Promise<number | null> {
  const decoded = await sharp(bytes, { limitInputPixels: MOST_INK_PIXELS, failOn: 'error' })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null)
  if (decoded?.info.channels !== 4) return null
  const isTurned = typeof readJpeg(bytes)?.adobe === 'number'
  return mostInkOf(decoded.data, isTurned !== isInverted)
}
