/** A PDF opened within bounds: its pages with what they inherit, and what the file says of itself. */
import { PDFDict, PDFParser, type PDFObject } from '@cantoo/pdf-lib'
import type { AdExtra } from '#contract/ad.ts'
import type { Inherited } from './boxes.ts'
import { decoded } from './streams.ts'
import { AdRefusal, entry, PdfValues } from './values.ts'

/** Pages that one file of ads may have. */
const MOST_PAGES = 64
const DEEPEST = 32

export interface PdfPage {
  readonly dict: PDFDict
  readonly inherited: Inherited
}

export interface OpenPdf {
  readonly values: PdfValues
  readonly pages: readonly PdfPage[]
  /** Layer groups that are not shown. */
  readonly hidden: ReadonlySet<PDFObject>
  readonly standard: string | null
  /** Of the whole file; a page's own come beside them. */
  readonly extras: readonly AdExtra[]
}

/** Opens a file. AdRefusal: ad.unreadable, ad.encrypted, ad.tooLarge. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const context = await PDFParser.forBytesWithOptions(bytes, Number.POSITIVE_INFINITY).parseDocument()
  const values = new PdfValues(context)
  if (values.object(context.trailerInfo.Encrypt)) throw new AdRefusal('ad.encrypted', '')
  const catalogue = values.dict(context.trailerInfo.Root)
  if (!catalogue) throw new AdRefusal('ad.unreadable', 'catalogue')
  const pages = pagesUnder(values, entry(catalogue, 'Pages'))
  if (pages.length === 0) throw new AdRefusal('ad.unreadable', 'pages')
  return {
    values,
    pages,
    hidden: hiddenLayers(values, catalogue),
    standard: standardOf(values, catalogue),
    extras: extrasOf(values, catalogue),
  }
}

/** Leaves of the page tree in order (ISO 32000-1, 7.7.3); no node counts twice. */
function pagesUnder(values: PdfValues, root: PDFObject | undefined): PdfPage[] {
  const pages: PdfPage[] = []
  const seen = new Set<PDFDict>()
  const walk = (object: PDFObject | undefined, above: readonly PDFDict[]): void => {
    const dict = values.dict(object)
    if (!dict || seen.has(dict) || above.length > DEEPEST) return
    seen.add(dict)
    const line = [dict, ...above]
    const kids = values.array(entry(dict, 'Kids'))
    if (kids) for (const kid of kids.asArray()) walk(kid, line)
    else pages.push({ dict, inherited: (key) => line.map((node) => entry(node, key)).find((each) => each) })
    if (pages.length > MOST_PAGES) throw new AdRefusal('ad.tooLarge', `over ${MOST_PAGES} pages`)
  }
  walk(root, [])
  return pages
}

/** Groups that the default configuration turns off (8.11.4). */
function hiddenLayers(values: PdfValues, catalogue: PDFDict): ReadonlySet<PDFObject> {
  const layers = values.dict(entry(catalogue, 'OCProperties'))
  const usual = values.dict(entry(layers, 'D'))
  const objects = (from: PDFDict | null, key: string): PDFObject[] =>
    values.items(entry(from, key)).flatMap((each) => values.object(each) ?? [])
  const off = values.name(entry(usual, 'BaseState')) === 'OFF' ? objects(layers, 'OCGs') : []
  const on = new Set(objects(usual, 'ON'))
  return new Set([...off.filter((each) => !on.has(each)), ...objects(usual, 'OFF')])
}

const CLAIM = /PDF\/(?:X|A|VT)-[\w:.-]{1,24}/

/** The standard that the file claims: in its information (PDF/X-1a, -3) or in its metadata (PDF/X-4). */
function standardOf(values: PdfValues, catalogue: PDFDict): string | null {
  const information = values.dict(values.context.trailerInfo.Info)
  const claimed =
    values.text(entry(information, 'GTS_PDFXConformance')) ?? values.text(entry(information, 'GTS_PDFXVersion')) ?? ''
  const found = CLAIM.exec(claimed)?.[0]
  if (found) return found
  const metadata = values.stream(entry(catalogue, 'Metadata'))
  if (!metadata || metadata.contents.length > 4_000_000) return null
  return CLAIM.exec(new TextDecoder().decode(decoded(values, metadata)))?.[0] ?? null
}

function extrasOf(values: PdfValues, catalogue: PDFDict): AdExtra[] {
  const names = values.dict(entry(catalogue, 'Names'))
  const has = (dict: PDFDict | null, key: string): boolean => values.object(entry(dict, key)) !== null
  // What merely opens at some page does no more than that.
  const first = values.name(entry(values.dict(entry(catalogue, 'OpenAction')), 'S'))
  const isScripted = has(names, 'JavaScript') || has(catalogue, 'AA') || (first !== null && first !== 'GoTo')
  const form = values.dict(entry(catalogue, 'AcroForm'))
  const extras: AdExtra[] = []
  if (isScripted) extras.push('script')
  if (values.items(entry(form, 'Fields')).length > 0 || has(form, 'XFA')) extras.push('form')
  if (has(names, 'EmbeddedFiles') || has(catalogue, 'AF') || has(catalogue, 'Collection')) extras.push('attachment')
  if (has(catalogue, 'OCProperties')) extras.push('layer')
  return extras
}
