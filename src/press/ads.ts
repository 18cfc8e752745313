/**
 * Ads: a PDF page becomes a form XObject with all that it is made of, each object once. Faces, plates and pictures keep
 * their bytes; its boxes, metadata and intents stay behind, since the page that it stands on has its own
 * (ISO 15930-4, 6.4 and 6.11; ISO 32000-1, 8.10).
 */
import type { PDFArray, PDFContext, PDFDict, PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { asciiBytes, PdfLiteral, PdfRef, type Entries, type PdfObjects, type Value } from './objects.ts'

/** An ad as the pool has it: a PDF of one page, and whether it prints in more than black. */
export interface PlacedAd {
  readonly bytes: Uint8Array
  readonly isColour: boolean
}

/** The ad that a page shows; null leaves its place white. */
export type AdOf = (picture: SetPicture) => Outcome<PlacedAd | null> | Promise<Outcome<PlacedAd | null>>

/** An ad in the file: a form that fills the unit square, as an image does. */
export interface WrittenAd {
  readonly ref: PdfRef
  readonly isColour: boolean
}

type PdfLib = typeof import('@cantoo/pdf-lib')

/** Ads of a file: each stands in it once, however often it is shown. */
export class PressAds {
  private readonly objects: PdfObjects
  private readonly ad: AdOf
  private readonly written = new Map<string, WrittenAd | null>()

  constructor(objects: PdfObjects, ad: AdOf) {
    this.objects = objects
    this.ad = ad
  }

  /** Writes the ad where the file does not have it yet; a Fault is the pool's own. */
  async write(picture: SetPicture): Promise<Outcome<WrittenAd | null>> {
    const known = this.written.get(picture.sha256)
    if (known !== undefined) return known
    const ad = await this.ad(picture)
    if (isFault(ad)) return ad
    const written = ad && { ref: await embedAd(this.objects, ad.bytes), isColour: ad.isColour }
    this.written.set(picture.sha256, written)
    return written
  }
}

/** Writes the first page of a PDF. RangeError where it has none, or none with one content stream: the pool holds pages that were read. */
async function embedAd(objects: PdfObjects, bytes: Uint8Array): Promise<PdfRef> {
  // Loaded when the first ad is pressed: a page of copy goes out without a parser.
  const lib = await import('@cantoo/pdf-lib')
  const source = await lib.PDFParser.forBytesWithOptions(bytes, Number.POSITIVE_INFINITY).parseDocument()
  const page = pageOf(lib, source)
  const corners = numbersOf(lib, source, page, 'TrimBox')
  const converter = new Converter(lib, source, objects)
  const content = source.lookup(page.get(lib.PDFName.of('Contents')))
  if (!(content instanceof lib.PDFRawStream)) throw new RangeError('embedAd: a page without content')
  const own = objects.addStream(content.contents, {
    ...converter.entries(content.dict),
    Type: 'XObject',
    Subtype: 'Form',
    BBox: corners,
    Resources: converter.valueOf(page, 'Resources', {}),
    ...(page.has(lib.PDFName.of('Group')) ? { Group: converter.valueOf(page, 'Group', {}) } : {}),
  })
  converter.finish()
  const [turns = 0] = numbersOf(lib, source, page, 'Rotate')
  return frameAd(objects, own, corners, turns)
}

/**
 * A form in the unit square round the ad's own. It begins as a page does (8.4.1), whatever was painted before: black,
 * knocking out, no dashes. Its box cuts the ad to its trim.
 */
function frameAd(objects: PdfObjects, ad: PdfRef, corners: readonly number[], turns: number): PdfRef {
  const plain = objects.add({ Type: 'ExtGState', OP: false, op: false, OPM: 0 })
  return objects.addStream(asciiBytes('/N gs 0 g 0 G 1 w 0 J 0 j 10 M []0 d/A Do'), {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [...corners],
    Matrix: uprightMatrix(corners, turns),
    Resources: { ExtGState: { N: plain }, XObject: { A: ad } },
  })
}

/** Brings the trim, turned clockwise by `turns` degrees, to the unit square (8.3.4). */
function uprightMatrix([left = 0, bottom = 0, right = 1, top = 1]: readonly number[], turns: number): number[] {
  const [x, y] = [1 / (right - left), 1 / (top - bottom)]
  const shown: Readonly<Record<number, readonly number[]>> = {
    0: [x, 0, 0, y, -left * x, -bottom * y],
    90: [0, -x, y, 0, -bottom * y, right * x],
    180: [-x, 0, 0, -y, right * x, top * y],
    270: [0, x, -y, 0, top * y, -left * x],
  }
  return (shown[turns] ?? shown[0] ?? []).map(exact)
}

/** Ten decimals: a hundred-millionth of a broadsheet. No exponent, and no negative zero. */
const exact = (value: number): number => Math.round(value * 1e10) / 1e10 + 0

function pageOf(lib: PdfLib, source: PDFContext): PDFDict {
  const { PDFArray: List, PDFDict: Dict, PDFName: Name } = lib
  const catalogue = source.lookupMaybe(source.trailerInfo.Root, Dict)
  const kids = catalogue?.lookupMaybe(Name.of('Pages'), Dict)?.lookupMaybe(Name.of('Kids'), List)
  const page = kids?.lookupMaybe(0, Dict)
  if (!page) throw new RangeError('embedAd: a PDF without a page')
  return page
}

function numbersOf(lib: PdfLib, source: PDFContext, page: PDFDict, key: string): number[] {
  const value = source.lookup(page.get(lib.PDFName.of(key)))
  const items = value instanceof lib.PDFArray ? value.asArray() : value ? [value] : []
  return items.flatMap((each) => (each instanceof lib.PDFNumber ? [each.asNumber()] : []))
}

/** Turns parsed values into the press's own. What stood by itself does so again, under a number of this file. */
class Converter {
  private readonly lib: PdfLib
  private readonly source: PDFContext
  private readonly objects: PdfObjects
  private readonly refs = new Map<PDFRef, PdfRef>()
  private readonly waiting: PDFRef[] = []

  constructor(lib: PdfLib, source: PDFContext, objects: PdfObjects) {
    this.lib = lib
    this.source = source
    this.objects = objects
  }

  /** Writes everything that was promised, and what that leads to. */
  finish(): void {
    // The list grows while it is gone through.
    for (const from of this.waiting) {
      const ref = this.refs.get(from)
      const object = this.source.lookup(from)
      if (!ref) continue
      if (object instanceof this.lib.PDFRawStream)
        this.objects.addStream(object.contents, this.entries(object.dict), ref)
      else this.objects.assign(ref, object ? this.value(object) : null)
    }
  }

  valueOf(dict: PDFDict, key: string, usual: Value): Value {
    const value = dict.get(this.lib.PDFName.of(key))
    return value ? this.value(value) : usual
  }

  /** A dictionary; the length of a stream is written with its bytes. */
  entries(dict: PDFDict): Entries {
    const pairs = dict.entries().map(([key, value]) => [this.name(key), this.value(value)] as const)
    return Object.fromEntries(pairs.filter(([key]) => key !== 'Length'))
  }

  private value(object: PDFObject): Value {
    const { lib } = this
    if (object instanceof lib.PDFRef) return this.promise(object)
    if (object instanceof lib.PDFName) return this.name(object)
    if (object instanceof lib.PDFNumber) return object.asNumber()
    if (object instanceof lib.PDFBool) return object.asBoolean()
    if (object instanceof lib.PDFArray) return this.list(object)
    if (object instanceof lib.PDFDict) return this.entries(object)
    const isText = object instanceof lib.PDFString || object instanceof lib.PDFHexString
    return isText ? new PdfLiteral(object.toString()) : null
  }

  private list(array: PDFArray): Value[] {
    return array.asArray().map((each) => this.value(each))
  }

  private name(name: { asBytes(): Uint8Array }): string {
    return String.fromCharCode(...name.asBytes())
  }

  private promise(from: PDFRef): PdfRef {
    const known = this.refs.get(from)
    if (known) return known
    const ref = this.objects.reserve()
    this.refs.set(from, ref)
    this.waiting.push(from)
    return ref
  }
}
