/**
 * Fonts of a job. A glyph's code in the page is its number in the original font (Identity-H), so what is written on a page
 * never depends on what else the font must hold; only the embedded file and its maps do.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import { isCidKeyed, withCids } from './cff.ts'
import { decimal, hex4, utf16Hex } from './decimals.ts'
import { asciiBytes, deflated, type Entries, type PdfObjects, type PdfRef, type Value } from './objects.ts'
import { advance, isNeverSubset, metrics, postScriptName, readSfnt, tableOf, type FontFile, type Sfnt } from './sfnt.ts'
import type { Subset } from './subset.ts'
import { closeOverComponents, subsetTrueType } from './trueType.ts'

/** Advances are kept in hundredths of a thousandth of an em: what W says and what TJ reckons with is the same number. */
export const EM = 100_000

/** A face as the job uses it. */
export class PressFont {
  /** Its name in the pages' resources: by the face, so that a page's content says nothing of the pages before it. */
  readonly key: string
  readonly sfnt: Sfnt
  private readonly advances = new Map<number, number>()
  private readonly texts = new Map<number, string>()
  private readonly onPage = new Map<number, string>()

  constructor(key: string, sfnt: Sfnt) {
    this.key = key
    this.sfnt = sfnt
  }

  /** Advance of a glyph, 1/100,000 em. */
  advance(glyph: number): number {
    let width = this.advances.get(glyph)
    if (width === undefined) {
      if (glyph >= this.sfnt.glyphCount) throw new RangeError(`${this.key}: glyph ${glyph} of ${this.sfnt.glyphCount}`)
      width = Math.round((advance(this.sfnt, glyph) * EM) / this.sfnt.unitsPerEm)
      this.advances.set(glyph, width)
    }
    return width
  }

  /** Remembers that a glyph is shown and what it stands for; the first text that is not empty stays. */
  use(glyph: number, text: string): void {
    if (!this.onPage.get(glyph)) this.onPage.set(glyph, text)
    if (this.texts.get(glyph)) return
    this.advance(glyph)
    this.texts.set(glyph, text)
  }

  beginPage(): void {
    this.onPage.clear()
  }

  /** Glyphs that were used since the page began, with what they stood for first. */
  get shown(): Iterable<readonly [glyph: number, text: string]> {
    return this.onPage
  }

  /** What a reader of the PDF takes a glyph for. */
  textOf(glyph: number): string {
    return this.texts.get(glyph) ?? ''
  }

  get used(): readonly number[] {
    return [...this.texts.keys()].sort((a, b) => a - b)
  }
}

/** A glyph that a page shows. */
export interface ShownGlyph {
  readonly face: FaceId
  readonly glyph: number
  /** What it stands for on the page itself. */
  readonly own: string
  /** What a reader takes it for: a page before this one may have said so first. */
  readonly text: string
}

/** Font files of a press, each read as far as its jobs have needed it. */
export class FontFiles {
  private readonly fonts = new WeakMap<FontFile, Sfnt>()

  of(file: FontFile): Sfnt {
    const font = this.fonts.get(file) ?? readSfnt(file)
    this.fonts.set(file, font)
    return font
  }
}

/** The job's fonts. */
export class PressFonts {
  private readonly byFace = new Map<FaceId, PressFont>()
  private readonly face: (id: FaceId) => LoadedFace
  private readonly files: FontFiles

  constructor(face: (id: FaceId) => LoadedFace, files: FontFiles = new FontFiles()) {
    this.face = face
    this.files = files
  }

  of(id: FaceId): PressFont {
    let font = this.byFace.get(id)
    if (!font) {
      font = new PressFont(id.replace(/[^A-Za-z0-9.-]/g, '-'), this.files.of(this.face(id)))
      this.byFace.set(id, font)
    }
    return font
  }

  beginPage(): void {
    for (const font of this.byFace.values()) font.beginPage()
  }

  /** What the page shows since it began, each glyph once. */
  shown(): ShownGlyph[] {
    return [...this.byFace].flatMap(([face, font]) =>
      [...font.shown].map(([glyph, own]) => ({ face, glyph, own, text: font.textOf(glyph) })),
    )
  }

  /** By name, so that their order says nothing of what was pressed before. */
  get all(): readonly PressFont[] {
    return [...this.byFace.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}

/** What stands in the file for a font, ready to be written. */
interface FontProgram {
  /** Glyphs and texts that it was made for. */
  readonly shown: string
  readonly name: string
  /** Deflated: the font file, the CIDToGIDMap of a TrueType font, the ToUnicode map. */
  readonly file: Uint8Array
  readonly length: number
  readonly places: Uint8Array | null
  readonly texts: Uint8Array
  readonly widths: readonly Value[]
}

/**
 * Embeds fonts, and remembers the program of each face: a page that is pressed again after a word was changed mostly
 * shows the same glyphs. The subsetter is asked for CFF alone and opened when the first such font is shown.
 */
export class FontPrograms {
  private readonly programs = new Map<string, FontProgram>()
  private readonly openSubset: () => Promise<Subset>
  private subset: Promise<Subset> | null = null

  constructor(openSubset: () => Promise<Subset>) {
    this.openSubset = openSubset
  }

  /** Embeds what the job shows of a font; gives back the Type 0 font. */
  async embed(objects: PdfObjects, font: PressFont): Promise<PdfRef> {
    const used = font.used
    const shown = used.map((glyph) => `${glyph} ${font.textOf(glyph)}`).join('\n')
    const known = this.programs.get(font.key)
    if (known?.shown === shown) return writeFont(objects, font, known)
    const program = await this.programOf(font, used, shown)
    this.programs.set(font.key, program)
    return writeFont(objects, font, program)
  }

  private async programOf(font: PressFont, used: readonly number[], shown: string): Promise<FontProgram> {
    const { sfnt } = font
    const texts = deflated(asciiBytes(toUnicode(font, used)))
    if (isNeverSubset(sfnt)) {
      const file = wholeFile(sfnt)
      const name = postScriptName(sfnt)
      return { shown, name, file: deflated(file), length: file.length, places: null, texts, widths: widths(font, used) }
    }
    const glyphs = closeOverComponents(sfnt, used)
    const file = sfnt.isCff ? await this.compactCff(font, glyphs) : subsetTrueType(sfnt, glyphs)
    return {
      shown,
      name: `${subsetTag(font, glyphs)}+${postScriptName(sfnt)}`,
      file: deflated(file),
      length: file.length,
      places: sfnt.isCff ? null : deflated(glyphPlaces(glyphs)),
      texts,
      widths: widths(font, used),
    }
  }

  /** Glyphs of a font with names keep their numbers, which are its CIDs; those of a CID-keyed one are given theirs. */
  private async compactCff(font: PressFont, glyphs: readonly number[]): Promise<Uint8Array> {
    const subset = await (this.subset ??= this.openSubset())
    const isKeyed = isCidKeyed(tableOf(font.sfnt, 'CFF '))
    const cff = tableOf(readSfnt({ bytes: subset(font.sfnt.file.bytes, glyphs, !isKeyed) }), 'CFF ')
    return isKeyed ? withCids(cff, glyphs) : new Uint8Array(cff.buffer, cff.byteOffset, cff.byteLength)
  }
}

/** The file of a font whose licence forbids to take glyphs out of it: as it is, a glyph's CID its number. */
function wholeFile(sfnt: Sfnt): Uint8Array {
  if (!sfnt.isCff) return sfnt.file.bytes
  const cff = tableOf(sfnt, 'CFF ')
  if (!isCidKeyed(cff)) return new Uint8Array(cff.buffer, cff.byteOffset, cff.byteLength)
  return withCids(
    cff,
    Array.from({ length: sfnt.glyphCount }, (_, glyph) => glyph),
  )
}

/** Font dictionaries (ISO 32000-1, 9.7): code = CID = the glyph's number in the original font. */
function writeFont(objects: PdfObjects, font: PressFont, program: FontProgram): PdfRef {
  const { isCff } = font.sfnt
  const deflate = { Filter: 'FlateDecode' }
  const descendant = objects.add({
    Type: 'Font',
    Subtype: isCff ? 'CIDFontType0' : 'CIDFontType2',
    BaseFont: program.name,
    CIDSystemInfo: { Registry: objects.ascii('Adobe'), Ordering: objects.ascii('Identity'), Supplement: 0 },
    FontDescriptor: descriptor(objects, font, program),
    DW: 1000,
    W: program.widths,
    ...(isCff ? {} : { CIDToGIDMap: program.places ? objects.addStream(program.places, deflate) : 'Identity' }),
  })
  return objects.add({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: program.name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: objects.addStream(program.texts, deflate),
  })
}

/** Six letters that name the subset (PDF 32000-1, 9.6.4): the same glyphs of the same font, the same letters. */
function subsetTag(font: PressFont, glyphs: readonly number[]): string {
  const digest = sha256(asciiBytes(`${postScriptName(font.sfnt)} ${glyphs.join(' ')}`))
  return String.fromCharCode(...[...digest.subarray(0, 6)].map((byte) => 65 + (byte % 26)))
}

const SYMBOLIC = 4
const ITALIC = 64

function descriptor(objects: PdfObjects, font: PressFont, program: FontProgram): PdfRef {
  const facts = metrics(font.sfnt)
  return objects.add({
    Type: 'FontDescriptor',
    FontName: program.name,
    Flags: SYMBOLIC | (facts.italicAngle === 0 ? 0 : ITALIC),
    FontBBox: facts.box,
    ItalicAngle: facts.italicAngle,
    Ascent: facts.ascent,
    Descent: facts.descent,
    CapHeight: facts.capHeight,
    // No font says its stem; by weight it is 50 at 250 to 220 at 900, which readers use only for a substitute.
    StemV: 50 + Math.floor(((facts.weight - 250) * 170) / 650),
    ...fontFile(objects, font.sfnt.isCff, program),
  })
}

function fontFile(objects: PdfObjects, isCff: boolean, { file, length }: FontProgram): Entries {
  return isCff
    ? { FontFile3: objects.addStream(file, { Subtype: 'CIDFontType0C', Filter: 'FlateDecode' }) }
    : { FontFile2: objects.addStream(file, { Length1: length, Filter: 'FlateDecode' }) }
}

/** W: advances in thousandths of an em, neighbours in one list, what is 1000 left to DW. */
function widths(font: PressFont, used: readonly number[]): Value[] {
  const out: Value[] = []
  let list: number[] = []
  let next = -1
  for (const glyph of used) {
    const width = font.advance(glyph)
    if (width === EM) continue
    if (glyph !== next) {
      list = []
      out.push(glyph, list)
    }
    list.push(Number(decimal(width, 2)))
    next = glyph + 1
  }
  return out
}

/** CIDToGIDMap: from a code (the original glyph) to the glyph's place in the subset. */
function glyphPlaces(glyphs: readonly number[]): Uint8Array {
  const map = new DataView(new ArrayBuffer(2 * ((glyphs.at(-1) ?? 0) + 1)))
  glyphs.forEach((glyph, place) => map.setUint16(2 * glyph, place))
  return new Uint8Array(map.buffer)
}

const CMAP_HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
`
const CMAP_FOOT = `endcmap
CMapName currentdict/CMap defineresource pop
end
end`

/** The ToUnicode map (PDF 32000-1, 9.10.3), at most 100 entries a block. */
function toUnicode(font: PressFont, used: readonly number[]): string {
  const entries = used.filter((glyph) => font.textOf(glyph) !== '')
  let blocks = ''
  for (let i = 0; i < entries.length; i += 100) {
    const block = entries.slice(i, i + 100)
    const lines = block.map((glyph) => `<${hex4(glyph)}><${utf16Hex(font.textOf(glyph))}>\n`)
    blocks += `${block.length} beginbfchar\n${lines.join('')}endbfchar\n`
  }
  return CMAP_HEAD + blocks + CMAP_FOOT
}
