/**
 * A page by itself: a small PDF with what the page paints and nothing else. Streams keep their bytes; what no plate has use
 * for stays behind: scripts, forms, annotations, metadata, layers, resources that are never called. The same page gives
 * the same bytes.
 */
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHeader,
  PDFInvalidObject,
  PDFName,
  PDFNull,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFWriter,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { zlibSync } from 'fflate/browser'
import type { PageBoxes } from './boxes.ts'
import type { Scan } from './scan.ts'
import { decoded, filtersOf, pictureFilter } from './streams.ts'
import { AdRefusal, entry, rawName, type PdfValues } from './values.ts'

export interface PageParts {
  readonly boxes: PageBoxes
  readonly unit: number
  readonly resources: PDFDict | null
  /** A single content stream stays as it is; several were joined. */
  readonly contents: PDFRawStream | Uint8Array
  readonly group: PDFObject | undefined
  readonly scan: Scan
}

/** Objects that one ad may have, and how deep they may stand in each other. */
const MOST_OBJECTS = 200_000
const DEEPEST = 64

/** The page as a file. AdRefusal: ad.external where a part of it stands in another file, ad.tooLarge. */
export async function cleanPage(values: PdfValues, parts: PageParts): Promise<Uint8Array> {
  const { boxes, unit, resources, contents, group, scan } = parts
  const target = PDFContext.create()
  target.header = PDFHeader.forVersion(1, 7)
  const tree = target.nextRef()
  const copier = new Copier(values, target, scan)
  const page = target.obj({ Type: 'Page', Rotate: boxes.turns * 90, ...(unit === 1 ? {} : { UserUnit: unit }) })
  const set = (key: string, value: PDFObject): void => page.set(PDFName.of(key), value)
  set('Parent', tree)
  set('MediaBox', target.obj([...boxes.media]))
  set('CropBox', target.obj([...boxes.trim]))
  set('TrimBox', target.obj([...boxes.trim]))
  set('Resources', resources ? copier.resources(resources) : target.obj({}))
  set('Contents', contents instanceof Uint8Array ? deflatedStream(target, contents) : copier.stream(contents))
  if (scan.drawn.isTransparent && group) set('Group', copier.copy(group, 0))
  copier.finish()
  target.assign(tree, target.obj({ Type: 'Pages', Count: 1, Kids: [target.register(page)] }))
  target.trailerInfo.Root = target.register(target.obj({ Type: 'Catalog', Pages: tree }))
  return PDFWriter.forContext(target, Number.POSITIVE_INFINITY).serializeToBuffer()
}

const deflatedStream = (target: PDFContext, bytes: Uint8Array): PDFRef =>
  target.register(PDFRawStream.of(target.obj({ Filter: 'FlateDecode' }), zlibSync(bytes, { level: 6 })))

/** What is left out of every dictionary: notes for other programs, and layers, all of which are shown. */
const EXTRAS: ReadonlySet<string> = new Set([
  'Metadata',
  'PieceInfo',
  'LastModified',
  'StructParent',
  'StructParents',
  'OPI',
  'Alternates',
  'OC',
  'AF',
])
/** Settings of a press, which are the plate setter's own (ISO 15930-4 and -7 forbid them in a file). */
const PRESS_SETTINGS: ReadonlySet<string> = new Set(['TR', 'TR2', 'HT', 'HTO', 'HTP', 'BG', 'BG2', 'UCR', 'UCR2'])
/** Device spaces are the press's own: nothing stands in for them. */
const DEFAULT_SPACES: ReadonlySet<string> = new Set(['DefaultGray', 'DefaultRGB', 'DefaultCMYK'])

class Copier {
  private readonly values: PdfValues
  private readonly target: PDFContext
  private readonly scan: Scan
  private readonly refs = new Map<PDFObject, PDFRef>()
  private readonly waiting: PDFObject[] = []

  constructor(values: PdfValues, target: PDFContext, scan: Scan) {
    this.values = values
    this.target = target
    this.scan = scan
  }

  /** Copies what was promised and what that leads to. */
  finish(): void {
    // The list grows while it is gone through.
    for (const object of this.waiting) {
      const ref = this.refs.get(object)
      if (ref) this.target.assign(ref, this.copied(object, 0))
    }
  }

  /** A value; dictionaries and arrays that stood by themselves do so again. */
  copy(object: PDFObject, depth: number): PDFObject {
    if (depth > DEEPEST) throw new AdRefusal('ad.unreadable', 'values within values')
    if (!(object instanceof PDFRef)) return this.copied(object, depth)
    const found = this.values.object(object)
    if (found instanceof PDFStream || found instanceof PDFDict || found instanceof PDFArray) return this.promise(found)
    return found ? this.copied(found, depth) : PDFNull
  }

  stream(stream: PDFRawStream): PDFRef {
    return this.promise(stream)
  }

  /** Resources without what is never called. */
  resources(dict: PDFDict): PDFDict {
    const called = this.scan.used.get(dict)
    const made = PDFDict.withContext(this.target)
    for (const [category, names] of called ?? []) {
      const all = this.values.dict(entry(dict, category))
      const kept = PDFDict.withContext(this.target)
      for (const [name, value] of all?.entries() ?? []) {
        const raw = rawName(name)
        if (!names.has(raw) || DEFAULT_SPACES.has(raw)) continue
        // Marked content keeps its place; what it was marked with is nobody's.
        kept.set(name, category === 'Properties' ? PDFDict.withContext(this.target) : this.copy(value, 0))
      }
      if (kept.keys().length > 0) made.set(PDFName.of(category), kept)
    }
    return made
  }

  private promise(object: PDFObject): PDFRef {
    const known = this.refs.get(object)
    if (known) return known
    if (this.refs.size >= MOST_OBJECTS) throw new AdRefusal('ad.tooLarge', 'objects')
    const ref = this.target.nextRef()
    this.refs.set(object, ref)
    this.waiting.push(object)
    return ref
  }

  private copied(object: PDFObject, depth: number): PDFObject {
    if (object instanceof PDFRawStream) return this.copiedStream(object, depth)
    if (object instanceof PDFStream || object instanceof PDFInvalidObject) return PDFNull
    if (object instanceof PDFDict) return this.copiedDict(object, depth)
    if (!(object instanceof PDFArray)) return object
    const device = deviceSpace(this.values, object)
    if (device) return PDFName.of(device)
    const made = PDFArray.withContext(this.target)
    for (const item of object.asArray()) made.push(this.copy(item, depth + 1))
    return made
  }

  private copiedDict(dict: PDFDict, depth: number): PDFDict {
    if (this.scan.used.has(dict)) return this.resources(dict)
    const made = PDFDict.withContext(this.target)
    for (const [name, value] of dict.entries()) {
      if (!this.isLeftOut(dict, rawName(name))) made.set(name, this.copy(value, depth + 1))
    }
    return made
  }

  private isLeftOut(dict: PDFDict, key: string): boolean {
    if (EXTRAS.has(key)) return true
    if (key === 'Group') return !this.scan.drawn.isTransparent
    // A soft mask has a form G, and its TR makes part of what is seen.
    return PRESS_SETTINGS.has(key) && !dict.has(PDFName.of('G'))
  }

  /** Bytes as they are, but for LZW, which no PDF/X may have (ISO 15930-4, 6.1). */
  private copiedStream(stream: PDFRawStream, depth: number): PDFRawStream {
    const { dict } = stream
    if (dict.has(PDFName.of('F')) || dict.has(PDFName.of('Ref'))) throw new AdRefusal('ad.external', 'stream')
    const made = this.copiedDict(dict, depth)
    made.delete(PDFName.of('Length'))
    const filters = filtersOf(this.values, dict)
    if (filters.includes('Crypt')) throw new AdRefusal('ad.encrypted', 'stream')
    if (!filters.includes('LZWDecode')) return PDFRawStream.of(made, stream.contents)
    const picture = pictureFilter(this.values, dict)
    made.set(PDFName.of('Filter'), this.target.obj(['FlateDecode', ...(picture === null ? [] : [picture])]))
    made.delete(PDFName.of('DecodeParms'))
    return PDFRawStream.of(made, zlibSync(decoded(this.values, stream), { level: 6 }))
  }
}

/** A space that is tagged with a profile but has the press's own channels keeps its values and loses the tag. */
function deviceSpace(values: PdfValues, array: PDFArray): string | null {
  const kind = array.size() > 1 && array.size() < 3 ? values.name(array.get(0)) : null
  if (kind === 'CalGray') return 'DeviceGray'
  if (kind !== 'ICCBased') return null
  const channels = values.number(entry(values.entries(array.get(1)), 'N'))
  if (channels === 1) return 'DeviceGray'
  return channels === 4 ? 'DeviceCMYK' : null
}
