/**
 * Ads out of a PDF: each page by itself, cleaned, with its facts. Whoever calls this has a process that may be ended: the
 * file may be anything, and all of it is gone through.
 */
import { PDFRawStream, type PDFDict } from '@cantoo/pdf-lib'
import { AD_COLOURS, type AdExtra, type AdFacts } from '#contract/ad.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { pageBoxes } from './boxes.ts'
import { cleanPage } from './cleanPage.ts'
import type { Drawn, InkJpeg } from './drawn.ts'
import { openPdf, type OpenPdf, type PdfPage } from './openPdf.ts'
import { scanPage } from './scan.ts'
import { joinedContents } from './streams.ts'
import { AdRefusal, entry } from './values.ts'

/** Bytes of a file of ads: a broadsheet page of uncompressed CMYK at 300 dpi has 120 million. */
const MOST_BYTES = 256_000_000

/** What the reader itself can tell; its words are read where it is drawn. */
export type ReadFacts = Omit<AdFacts, 'isMarked'>

export interface ReadAd {
  /** From 1. */
  readonly page: number
  readonly facts: ReadFacts
  /** The page as a PDF of its own. */
  readonly bytes: Uint8Array
}

export interface AdTools {
  /** The most ink on a spot of a CMYK JPEG, percent; null where it cannot be decoded. */
  readonly inkOf: (jpeg: InkJpeg) => Promise<number | null>
}

/**
 * Every page of a file. ad.unreadable, ad.encrypted, ad.tooLarge; ad.layers where a layer that is switched off would show,
 * ad.external where a part of the page stands in another file.
 */
export async function readAds(name: string, bytes: Uint8Array, tools: AdTools): Promise<Outcome<readonly ReadAd[]>> {
  if (bytes.length > MOST_BYTES) return fault('ad.tooLarge', { name, size: bytes.length, most: MOST_BYTES })
  try {
    const pdf = await openPdf(bytes)
    const ads: ReadAd[] = []
    for (const [i, page] of pdf.pages.entries()) {
      const read = await readPage(pdf, page, tools)
      ads.push({ page: i + 1, ...read })
    }
    return ads
  } catch (error) {
    if (isFault(error)) return error
    // The parser throws whatever it meets in a broken file; each says no more than that it is broken.
    if (!(error instanceof AdRefusal)) return fault('ad.unreadable', { name, problem: null })
    return fault(error.code, { name, problem: error.message === '' ? null : error.message })
  }
}

async function readPage(pdf: OpenPdf, { dict, inherited }: PdfPage, { inkOf }: AdTools): Promise<Omit<ReadAd, 'page'>> {
  const { values } = pdf
  const boxes = pageBoxes(values, dict, inherited)
  const resources = values.dict(inherited('Resources'))
  const streams = values.items(entry(dict, 'Contents')).flatMap((each) => values.stream(each) ?? [])
  const joined = joinedContents(values, streams)
  const scan = scanPage(values, joined, resources, pdf.hidden)
  for (const jpeg of scan.drawn.jpegs) scan.drawn.layDecoded(await inkOf(jpeg))
  const [only] = streams
  const contents = streams.length === 1 && only instanceof PDFRawStream ? only : joined
  const unit = values.number(entry(dict, 'UserUnit')) ?? 1
  const bytes = await cleanPage(values, { boxes, unit, resources, contents, group: entry(dict, 'Group'), scan })
  const { drawn } = scan
  return {
    bytes,
    facts: {
      trim: boxes.size,
      box: boxes.box,
      bleed: boxes.bleed,
      ...paintOf(drawn),
      standard: pdf.standard,
      extras: [...pdf.extras, ...pageExtras(pdf, dict)].filter((each, i, all) => all.indexOf(each) === i),
    },
  }
}

/** Most that is kept of each list: beyond it nobody reads on. */
const MOST_FONTS = 500
const MOST_SPOTS = 100

const paintOf = (drawn: Drawn) => ({
  fonts: [...drawn.fonts]
    .map(([name, isEmbedded]) => ({ name, isEmbedded }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, MOST_FONTS),
  colours: AD_COLOURS.filter((colour) => drawn.colours.has(colour)),
  spots: [...drawn.spots].sort().slice(0, MOST_SPOTS),
  isTransparent: drawn.isTransparent,
  isModern: drawn.isModern,
  resolution: drawn.resolution,
  mostInk: drawn.ink,
})

function pageExtras({ values }: OpenPdf, dict: PDFDict): AdExtra[] {
  const extras: AdExtra[] = []
  if (values.object(entry(dict, 'AA'))) extras.push('script')
  if (values.items(entry(dict, 'Annots')).length > 0) extras.push('annotation')
  if (values.object(entry(dict, 'Thumb'))) extras.push('preview')
  return extras
}

/** Words by which an ad says that it is one: the law's own in Chinese, those of the trade in English. */
const MARKS = /广\s*告|廣\s*告|advertisement|advertising|advertorial|paid\s+content/i

/** Whether an ad's own words mark it. */
export const isMarkedBy = (words: string): boolean => MARKS.test(words)
