/**
 * IIM, the Information Interchange Model 4.2 of IPTC and NAA: numbered datasets of bytes, in Photoshop's image resources
 * or bare. Cameras and agencies in China wrote it in GB encodings and mostly without saying so.
 */
import { joinNames, type PhotoWords } from './photoWords.ts'

/** Dataset numbers of record 2, the application record. */
const KEYWORDS = 25
const DATE_CREATED = 55
const BYLINE = 80
const CITY = 90
const COUNTRY = 101
const HEADLINE = 105
const CREDIT = 110
const SOURCE = 115
const RIGHTS = 116
const CAPTION = 120

interface Dataset {
  readonly record: number
  readonly number: number
  readonly bytes: Uint8Array
}

/** Words of an IIM block, `Photoshop 3.0` resources or bare datasets. What is broken is left out. */
export function readIim(block: Uint8Array): PhotoWords {
  const all = [...datasets(iimOf(block))]
  const words = all.filter((dataset) => dataset.record === 2)
  const decode = decoderOf(all)
  const every = (number: number): string[] =>
    words.filter((dataset) => dataset.number === number).map((dataset) => clean(decode(dataset.bytes)))
  const first = (number: number): string => every(number)[0] ?? ''
  return {
    caption: first(CAPTION),
    headline: first(HEADLINE),
    credit: first(CREDIT),
    byline: joinNames(every(BYLINE)),
    city: first(CITY),
    country: first(COUNTRY),
    date: dashed(first(DATE_CREATED)),
    source: first(SOURCE),
    rights: first(RIGHTS),
    keywords: every(KEYWORDS).filter((word) => word !== ''),
  }
}

const PHOTOSHOP = 'Photoshop 3.0\0'
/** The image resource that holds IIM (Adobe Photoshop File Formats Specification). */
const IIM_RESOURCE = 0x0404

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** The datasets inside Photoshop's image resources, or the block itself where it is bare. */
function iimOf(block: Uint8Array): Uint8Array {
  let at = ascii(block, 0, PHOTOSHOP.length) === PHOTOSHOP ? PHOTOSHOP.length : 0
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  while (at + 12 <= block.length && ascii(block, at, 4) === '8BIM') {
    const id = view.getUint16(at + 4)
    const name = even(1 + (block[at + 6] ?? 0))
    const data = at + 6 + name + 4
    if (data > block.length) break
    const size = view.getUint32(data - 4)
    if (id === IIM_RESOURCE) return block.subarray(data, data + size)
    at = data + even(size)
  }
  return at === 0 ? block : new Uint8Array()
}

const even = (length: number): number => length + (length % 2)

const TAG_MARKER = 0x1c

function* datasets(iim: Uint8Array): Generator<Dataset> {
  for (let at = 0; at + 5 <= iim.length && iim[at] === TAG_MARKER;) {
    const [, record = 0, number = 0] = iim.subarray(at, at + 3)
    const { from, length } = extentOf(iim, at + 3)
    if (from + length > iim.length) return
    yield { record, number, bytes: iim.subarray(from, from + length) }
    at = from + length
  }
}

/** A size field: two bytes, or with the top bit set the number of bytes that hold the size. */
function extentOf(iim: Uint8Array, at: number): { from: number; length: number } {
  const size = ((iim[at] ?? 0) << 8) | (iim[at + 1] ?? 0)
  if (size < 0x8000) return { from: at + 2, length: size }
  const width = size & 0x7fff
  let length = 0
  for (let i = 0; i < Math.min(width, 8); i++) length = length * 256 + (iim[at + 2 + i] ?? 0)
  return { from: at + 2 + width, length }
}

/** ESC % G in dataset 1:90: the file says that its text is UTF-8. */
const UTF8_MARK = '\x1b%G'

/** One encoding for the whole block: the one it names, else the first in which all of its text reads. */
function decoderOf(all: readonly Dataset[]): (bytes: Uint8Array) => string {
  const mark = all.find(({ record, number }) => record === 1 && number === 90)
  const isMarked = mark !== undefined && ascii(mark.bytes, 0, 3) === UTF8_MARK
  const texts = all.filter(({ record }) => record === 2).map(({ bytes }) => bytes)
  const reads = (encoding: string): boolean => {
    const decoder = new TextDecoder(encoding, { fatal: true })
    try {
      for (const text of texts) decoder.decode(text)
      return true
    } catch {
      return false
    }
  }
  const encoding = isMarked ? 'utf-8' : (['utf-8', 'gb18030'].find(reads) ?? 'windows-1252')
  const decoder = new TextDecoder(encoding)
  return (bytes) => decoder.decode(bytes)
}

const clean = (text: string): string => text.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()

/** CCYYMMDD as YYYY-MM-DD. */
const dashed = (date: string): string => date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
