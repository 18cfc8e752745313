/**
 * Loaded faces behind HarfBuzz. Glyph ids and advances come from tables that are read once a glyph; HarfBuzz itself is
 * called only for what needs it: Latin words (kerning, ligatures), dashes and ellipses, vertical forms.
 */
import { Blob, Buffer, Direction, Face as HbFace, Feature, Font, shape } from 'harfbuzzjs'
import type { LoadedFace, Outline } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'

/** A shaped glyph in font units; `cluster` is the UTF-16 offset in the shaped text. */
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

export interface ShapingFace {
  readonly id: FaceId
  readonly unitsPerEm: number
  /** OS/2 sTypoAscender: the top of the ideographic em box (typesetting.md, vertical origins). */
  readonly ascender: number
  /** Glyph of a code point, 0 where the face has none. */
  glyphOf(codePoint: number): number
  advanceOf(glyph: number): number
  inkOf(glyph: number): Ink
  shapeLatin(text: string, isHead: boolean): readonly Shaped[]
  shapeHan(text: string, isVertical: boolean): readonly Shaped[]
  outlineOf(glyph: number): Outline
}

const EMPTY: Ink = { left: 0, right: 0, top: 0, foot: 0 }

/** Opens a face. Its memory lives as long as the face object is reachable (HarfBuzz frees by finalisation). */
export function openFace(loaded: LoadedFace): ShapingFace {
  const face = new HbFace(new Blob(loaded.bytes), 0)
  const font = new Font(face)
  const unitsPerEm = face.upem
  font.setScale(unitsPerEm, unitsPerEm)
  const glyphs = new Map<number, number>()
  const advances = new Map<number, number>()
  const inks = new Map<number, Ink>()
  const outlines = new Map<number, Outline>()
  return {
    id: loaded.id,
    unitsPerEm,
    ascender: typoAscender(face),
    glyphOf: (codePoint) => remember(glyphs, codePoint, () => font.nominalGlyph(codePoint) ?? 0),
    advanceOf: (glyph) => remember(advances, glyph, () => font.glyphHAdvance(glyph)),
    inkOf: (glyph) => remember(inks, glyph, () => inkIn(font, glyph)),
    shapeLatin: (text, isHead) => shapeIn(font, text, 'Latn', 'en', false, isHead ? HEAD_FEATURES : []),
    shapeHan: (text, isVertical) => shapeIn(font, text, 'Hani', 'zh-Hans', isVertical, []),
    outlineOf: (glyph) => remember(outlines, glyph, () => ({ path: font.glyphToPath(glyph), unitsPerEm })),
  }
}

/** Lining figures in heads (E10): Playfair's default ones hang below the line. */
const HEAD_FEATURES = [new Feature('lnum')]

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

function inkIn(font: Font, glyph: number): Ink {
  const box = font.glyphExtents(glyph)
  if (!box) return EMPTY
  const { xBearing, yBearing, width, height } = box
  return { left: xBearing, right: xBearing + width, top: yBearing, foot: yBearing + height }
}

function typoAscender(face: HbFace): number {
  const table = face.referenceTable('OS/2')
  if (!table || table.length < 70) return Math.round(face.upem * 0.88)
  return new DataView(table.buffer, table.byteOffset, table.byteLength).getInt16(68)
}

function shapeIn(
  font: Font,
  text: string,
  script: string,
  language: string,
  isVertical: boolean,
  features: Feature[],
): Shaped[] {
  const buffer = new Buffer()
  buffer.addText(text)
  buffer.setDirection(isVertical ? Direction.TTB : Direction.LTR)
  buffer.setScript(script)
  buffer.setLanguage(language)
  shape(font, buffer, features)
  return buffer.getGlyphInfosAndPositions().map((found) => ({
    glyph: found.codepoint,
    cluster: found.cluster,
    advance: isVertical ? -(found.yAdvance ?? 0) : (found.xAdvance ?? 0),
    dx: isVertical ? 0 : (found.xOffset ?? 0),
    dy: isVertical ? 0 : (found.yOffset ?? 0),
  }))
}
