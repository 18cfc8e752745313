/**
 * Fonts of a job. A glyph's code in the page is its number in the original font (Identity-H), so what is written on a page
 * never depends on what else the font must hold; only the embedded file and its maps do.
 */
import type { PDFRef } from '@cantoo/pdf-lib'
import { sha256 } from '@noble/hashes/sha2.js'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import { decimal, hex4, utf16Hex } from './decimals.ts'
import { asciiBytes, type PdfObjects, type Value } from './objects.ts'
import {
  advance,
  closeOverComponents,
  isCidKeyed,
  metrics,
  postScriptName,
  readSfnt,
  tableOf,
  type Sfnt,
} from './sfnt.ts'
import type { Subset } from './subset.ts'

/** Advances are kept in hundredths of a thousandth of an em: what W says and what TJ reckons with is the same number. */
export const EM = 100_000

/** A face as the job uses it. */
export class PressFont {
  /** Its name in the pages' resources. */
  readonly key: string
  readonly sfnt: Sfnt
  private readonly advances = new Map<number, number>()
  private readonly texts = new Map<number, string>()

  constructor(key: string, bytes: Uint8Array) {
    this.key = key
    this.sfnt = readSfnt(bytes)
    if (this.sfnt.isCff && isCidKeyed(this.sfnt)) throw new RangeError(`${postScriptName(this.sfnt)}: CID-keyed CFF`)
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
    this.advance(glyph)
    if (!this.texts.get(glyph)) this.texts.set(glyph, text)
  }

  /** What a reader of the PDF takes a glyph for. */
  textOf(glyph: number): string {
    return this.texts.get(glyph) ?? ''
  }

  get used(): readonly number[] {
    return [...this.texts.keys()].sort((a, b) => a - b)
  }
}

/** The job's fonts, in the order in which pages first show them. */
export class PressFonts {
  private readonly byFace = new Map<FaceId, PressFont>()
  private readonly face: (id: FaceId) => LoadedFace

  constructor(face: (id: FaceId) => LoadedFace) {
    this.face = face
  }

  of(id: FaceId): PressFont {
    let font = this.byFace.get(id)
    if (!font) {
      font = new PressFont(`F${this.byFace.size}`, this.face(id).bytes)
      this.byFace.set(id, font)
    }
    return font
  }

  get all(): readonly PressFont[] {
    return [...this.byFace.values()]
  }
}

/** Embeds what the job shows of a font; gives back the Type 0 font. */
export function embedFont(objects: PdfObjects, font: PressFont, subset: Subset): PDFRef {
  const used = font.used
  const { isCff } = font.sfnt
  const glyphs = closeOverComponents(font.sfnt, used)
  const small = subset(font.sfnt.bytes, glyphs, isCff)
  const name = `${subsetTag(font, glyphs)}+${postScriptName(font.sfnt)}`
  const descendant = objects.add({
    Type: 'Font',
    Subtype: isCff ? 'CIDFontType0' : 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: objects.ascii('Adobe'), Ordering: objects.ascii('Identity'), Supplement: 0 },
    FontDescriptor: descriptor(objects, font, name, small),
    DW: 1000,
    W: widths(font, used),
    ...(isCff ? {} : { CIDToGIDMap: glyphMap(objects, glyphs) }),
  })
  return objects.add({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: objects.addDeflated(asciiBytes(toUnicode(font, used))),
  })
}

/** Six letters that name the subset (PDF 32000-1, 9.6.4): the same glyphs of the same font, the same letters. */
function subsetTag(font: PressFont, glyphs: readonly number[]): string {
  const digest = sha256(asciiBytes(`${postScriptName(font.sfnt)} ${glyphs.join(' ')}`))
  return String.fromCharCode(...[...digest.subarray(0, 6)].map((byte) => 65 + (byte % 26)))
}

const SYMBOLIC = 4
const ITALIC = 64

function descriptor(objects: PdfObjects, font: PressFont, name: string, small: Uint8Array): PDFRef {
  const facts = metrics(font.sfnt)
  return objects.add({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: SYMBOLIC | (facts.italicAngle === 0 ? 0 : ITALIC),
    FontBBox: facts.box,
    ItalicAngle: facts.italicAngle,
    Ascent: facts.ascent,
    Descent: facts.descent,
    CapHeight: facts.capHeight,
    // No font says its stem; by weight it is 50 at 250 to 220 at 900, which readers use only for a substitute.
    StemV: 50 + Math.floor(((facts.weight - 250) * 170) / 650),
    ...fontFile(objects, font.sfnt, small),
  })
}

function fontFile(objects: PdfObjects, font: Sfnt, small: Uint8Array): { readonly [key: string]: PDFRef } {
  if (!font.isCff) return { FontFile2: objects.addDeflated(small, { Length1: small.length }) }
  const cff = tableOf(readSfnt(small), 'CFF ')
  const bytes = new Uint8Array(cff.buffer, cff.byteOffset, cff.byteLength)
  return { FontFile3: objects.addDeflated(bytes, { Subtype: 'CIDFontType0C' }) }
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
function glyphMap(objects: PdfObjects, glyphs: readonly number[]): PDFRef {
  const map = new DataView(new ArrayBuffer(2 * ((glyphs.at(-1) ?? 0) + 1)))
  glyphs.forEach((glyph, place) => map.setUint16(2 * glyph, place))
  return objects.addDeflated(new Uint8Array(map.buffer))
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
