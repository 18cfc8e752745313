/**
 * Loaded faces behind HarfBuzz. Glyph ids, advances and ink are read once a glyph; HarfBuzz shapes only what needs it:
 * Latin words (kerning, ligatures), dashes and ellipses, vertical forms. A face is opened when it is first asked for, and
 * without its outlines, since a Chinese one is 15 MB and 2 MB without; the outlines are opened by who draws them.
 */
import { Blob, Buffer, Direction, Face as HbFace, Feature, Font, shape } from 'harfbuzzjs'
import type { LoadedFace, Outline } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import { outlineBoxes, withoutOutlines, type OutlineBox } from './slimFont.ts'

/** A shaped glyph in font units; `cluster` is the UTF-16 offset in the shaped text; `advance` along the line. */
export interface Shaped {
  readonly glyph: number
  readonly cluster: number
  readonly advance: number
  readonly dx: number
  readonly dy: number
}

/** The ink of a glyph in font units: from the origin rightwards, and upwards from the baseline. */
export interface Ink {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly foot: number
}

export type HanLanguage = 'zh-Hans' | 'zh-Hant'

export interface ShapingFace {
  readonly id: FaceId
  readonly unitsPerEm: number
  /** OS/2 sTypoAscender and sTypoDescender (negative): the top and foot of the em box (typesetting.md, vertical origins). */
  readonly ascender: number
  readonly descender: number
  /** Glyph of a code point, 0 where the face has none. */
  glyphOf(codePoint: number): number
  advanceOf(glyph: number): number
  inkOf(glyph: number): Ink
  /** A word from left to right; `hasLiningFigures` forces `lnum` (E10). */
  shapeLatin(text: string, hasLiningFigures: boolean): readonly Shaped[]
  /** `language`: HarfBuzz's, zh-Hans where none is given; Traditional faces know other forms. */
  shapeHan(text: string, isVertical: boolean, language?: HanLanguage): readonly Shaped[]
  outlineOf(glyph: number): Outline
}

export interface FaceShelf {
  /** RangeError for a face that was not loaded: the caller's bug. */
  face(id: FaceId): ShapingFace
  release(): void
}

export function openFaceShelf(loaded: ReadonlyMap<FaceId, LoadedFace>): FaceShelf {
  const open = new Map<FaceId, ShapingFace>()
  return {
    face(id) {
      return remember(open, id, () => {
        const face = loaded.get(id)
        if (!face) throw new RangeError(`face ${id} was not loaded`)
        return openFace(face)
      })
    },
    release: () => open.clear(),
  }
}

const NO_INK: Ink = { left: 0, right: 0, top: 0, foot: 0 }
const LINING = [new Feature('lnum')]

/** HarfBuzz frees a face's memory when the face object is no longer reachable. */
function openFace(loaded: LoadedFace): ShapingFace {
  const { face, font } = openFont(withoutOutlines(loaded))
  const unitsPerEm = face.upem
  const boxOf = outlineBoxes(loaded)
  let drawn: Font | null = null
  const drawing = (): Font => (drawn ??= boxOf ? openFont(loaded.bytes).font : font)
  const glyphs = new Map<number, number>()
  const advances = new Map<number, number>()
  const inks = new Map<number, Ink>()
  const outlines = new Map<number, Outline>()
  return {
    id: loaded.id,
    unitsPerEm,
    ...typoLines(face),
    glyphOf: (codePoint) => remember(glyphs, codePoint, () => font.nominalGlyph(codePoint) ?? 0),
    advanceOf: (glyph) => remember(advances, glyph, () => font.glyphHAdvance(glyph)),
    inkOf: (glyph) => remember(inks, glyph, () => (boxOf ? inkOfBox(boxOf(glyph)) : inkIn(font, glyph))),
    shapeLatin: (text, hasLiningFigures) => shapeIn(font, text, hasLiningFigures ? LINING : []),
    shapeHan: (text, isVertical, language = 'zh-Hans') => shapeHanIn(font, text, isVertical, language),
    outlineOf: (glyph) => remember(outlines, glyph, () => ({ path: drawing().glyphToPath(glyph), unitsPerEm })),
  }
}

function openFont(bytes: Uint8Array): { face: HbFace; font: Font } {
  const face = new HbFace(new Blob(bytes), 0)
  const font = new Font(face)
  font.setScale(face.upem, face.upem)
  return { face, font }
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

const inkOfBox = (box: ReturnType<OutlineBox>): Ink =>
  box ? { left: box[0], foot: box[1], right: box[2], top: box[3] } : NO_INK

function inkIn(font: Font, glyph: number): Ink {
  const box = font.glyphExtents(glyph)
  if (!box) return NO_INK
  const { xBearing, yBearing, width, height } = box
  return { left: xBearing, right: xBearing + width, top: yBearing, foot: yBearing + height }
}

/** Offsets of sTypoAscender and sTypoDescender in OS/2. */
const TYPO_ASCENDER = 68
const TYPO_DESCENDER = 70

function typoLines(face: HbFace): { ascender: number; descender: number } {
  const table = face.referenceTable('OS/2')
  if (!table || table.length < 72) {
    return { ascender: Math.floor(face.upem * 0.88), descender: Math.floor(face.upem * -0.12) }
  }
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  return { ascender: view.getInt16(TYPO_ASCENDER), descender: view.getInt16(TYPO_DESCENDER) }
}

function shapeIn(font: Font, text: string, features: Feature[]): Shaped[] {
  const buffer = new Buffer()
  buffer.addText(text)
  buffer.setDirection(Direction.LTR)
  buffer.setScript('Latn')
  buffer.setLanguage('en')
  shape(font, buffer, features)
  return buffer.getGlyphInfosAndPositions().map((found) => ({
    glyph: found.codepoint,
    cluster: found.cluster,
    advance: found.xAdvance ?? 0,
    dx: found.xOffset ?? 0,
    dy: found.yOffset ?? 0,
  }))
}

/** HarfBuzz knows no vertical origins of these faces: its offsets are dropped, and the caller centres the glyph. */
function shapeHanIn(font: Font, text: string, isVertical: boolean, language: HanLanguage): Shaped[] {
  const buffer = new Buffer()
  buffer.addText(text)
  buffer.setDirection(isVertical ? Direction.TTB : Direction.LTR)
  buffer.setScript('Hani')
  buffer.setLanguage(language)
  shape(font, buffer, [])
  return buffer.getGlyphInfosAndPositions().map((found) => ({
    glyph: found.codepoint,
    cluster: found.cluster,
    advance: isVertical ? -(found.yAdvance ?? 0) : (found.xAdvance ?? 0),
    dx: 0,
    dy: 0,
  }))
}
