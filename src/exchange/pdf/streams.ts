/** Streams decoded within bounds (ISO 32000-1, 7.4): a small file may not become a large one in memory. */
import { decodePDFRawStream, PDFName, PDFRawStream, type PDFDict } from '@cantoo/pdf-lib'
import { Inflate } from 'fflate/browser'
import { AdRefusal, entry, type PdfValues } from './values.ts'

/** Bytes that one stream may decode to: CMYK samples of a broadsheet at 600 dpi are four times that, and are left alone. */
export const MOST_DECODED = 128_000_000

/** Filters whose bytes are pictures already. */
const PICTURES: ReadonlySet<string> = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode', 'CCF'])

/** Names of a stream's filters, outermost first. */
export const filtersOf = (values: PdfValues, dict: PDFDict): readonly string[] =>
  values.items(entry(dict, 'Filter') ?? entry(dict, 'F')).map((each) => values.name(each) ?? '')

/** The picture filter that a stream ends in; null where it has none. */
export const pictureFilter = (values: PdfValues, dict: PDFDict): string | null =>
  filtersOf(values, dict).find((filter) => PICTURES.has(filter)) ?? null

/**
 * The stream's bytes with every filter undone but that of a picture. AdRefusal: ad.unreadable where a filter is unknown or
 * its data breaks off, ad.tooLarge beyond MOST_DECODED.
 */
export function decoded(values: PdfValues, stream: PDFRawStream): Uint8Array {
  const parameters = values.items(entry(stream.dict, 'DecodeParms') ?? entry(stream.dict, 'DP'))
  let bytes = stream.contents
  for (const [i, filter] of filtersOf(values, stream.dict).entries()) {
    if (PICTURES.has(filter)) return bytes
    bytes = undone(values, stream.dict, filter, bytes, values.dict(parameters[i]))
  }
  return bytes
}

function undone(values: PdfValues, dict: PDFDict, filter: string, bytes: Uint8Array, parms: PDFDict | null) {
  const out = filter === 'FlateDecode' || filter === 'Fl' ? inflated(bytes) : unfiltered(dict, filter, bytes, parms)
  if (out.length > MOST_DECODED) throw new AdRefusal('ad.tooLarge', `stream ${out.length}`)
  return unpredicted(out, predictorOf(values, parms))
}

/** zlib data: two bytes of header, then deflate. What follows the data, a checksum or an end of line, is nobody's. */
function inflated(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  let length = 0
  const inflate = new Inflate((part) => {
    parts.push(part)
    length += part.length
    if (length > MOST_DECODED) throw new AdRefusal('ad.tooLarge', `stream over ${MOST_DECODED}`)
  })
  try {
    for (let at = 2; at < bytes.length; at += STEP) {
      inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length)
    }
  } catch (error) {
    if (error instanceof AdRefusal) throw error
    throw new AdRefusal('ad.unreadable', 'deflate')
  }
  return joined(parts, length)
}
const STEP = 65_536

const SHORT: Readonly<Record<string, string>> = {
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
}

function unfiltered(dict: PDFDict, filter: string, bytes: Uint8Array, parms: PDFDict | null): Uint8Array {
  const lone = dict.context.obj({ Filter: SHORT[filter] ?? filter })
  if (parms) lone.set(PDFName.of('DecodeParms'), parms)
  try {
    return decodePDFRawStream(PDFRawStream.of(lone, bytes)).decode()
  } catch {
    throw new AdRefusal('ad.unreadable', `filter ${filter}`)
  }
}

interface Predictor {
  readonly kind: number
  /** Bytes of a pixel and of a row. */
  readonly pixel: number
  readonly row: number
  readonly bits: number
}

function predictorOf(values: PdfValues, parms: PDFDict | null): Predictor | null {
  const of = (key: string, usual: number): number => values.number(entry(parms, key)) ?? usual
  const kind = of('Predictor', 1)
  if (kind < 2) return null
  const [colours, bits, columns] = [of('Colors', 1), of('BitsPerComponent', 8), of('Columns', 1)]
  const row = Math.ceil((colours * bits * columns) / 8)
  if (!(row > 0 && row < MOST_DECODED)) throw new AdRefusal('ad.unreadable', 'predictor')
  return { kind, bits, row, pixel: Math.max(1, Math.ceil((colours * bits) / 8)) }
}

/** Undoes a predictor: TIFF's of whole bytes, or PNG's, where each row names its own (7.4.4.4). */
function unpredicted(bytes: Uint8Array, predictor: Predictor | null): Uint8Array {
  if (predictor === null) return bytes
  return predictor.kind === 2 ? unpredictedTiff(bytes, predictor) : unpredictedPng(bytes, predictor)
}

function unpredictedTiff(bytes: Uint8Array, { bits, row, pixel }: Predictor): Uint8Array {
  if (bits !== 8) throw new AdRefusal('ad.unreadable', 'predictor')
  const out = bytes.slice()
  for (let start = 0; start < out.length; start += row) {
    const end = Math.min(out.length, start + row)
    for (let at = start + pixel; at < end; at++) out[at] = ((out[at] ?? 0) + (out[at - pixel] ?? 0)) & 255
  }
  return out
}

function unpredictedPng(bytes: Uint8Array, { row, pixel }: Predictor): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let n = 0; n < rows; n++) {
    const from = n * (row + 1)
    const kind = bytes[from] ?? 0
    for (let i = 0; i < row && from + 1 + i < bytes.length; i++) {
      const at = n * row + i
      const left = i >= pixel ? (out[at - pixel] ?? 0) : 0
      const up = n > 0 ? (out[at - row] ?? 0) : 0
      const corner = n > 0 && i >= pixel ? (out[at - row - pixel] ?? 0) : 0
      out[at] = ((bytes[from + 1 + i] ?? 0) + guess(kind, left, up, corner)) & 255
    }
  }
  return out
}

function guess(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  return kind === 4 ? paeth(left, up, corner) : 0
}

function paeth(left: number, up: number, corner: number): number {
  const toward = left + up - corner
  const [a, b, c] = [Math.abs(toward - left), Math.abs(toward - up), Math.abs(toward - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Several content streams as the one that they stand for: a blank between two, so that no token runs into the next. */
export function joinedContents(values: PdfValues, streams: readonly PDFRawStream[]): Uint8Array {
  const parts = streams.flatMap((stream) => [decoded(values, stream), NEW_LINE])
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  if (length > MOST_DECODED) throw new AdRefusal('ad.tooLarge', 'contents')
  return joined(parts, length)
}
const NEW_LINE = new Uint8Array([10])
