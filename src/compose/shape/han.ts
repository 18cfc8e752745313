/** A Han character or a mark in horizontal setting: one cell, with the widths of R5 and the blank that its ink leaves. */
import type { Emu } from '#contract/measure.ts'
import type { HanLanguage, Shaped, ShapingFace } from '../faces/faceShelf.ts'
import type { SetStyle } from '../typesetter.ts'
import { em, faceFor, isPlainGlyph, PLAIN_CELL, scaled, type Cell, type CellGlyph, type Palette } from './cells.ts'
import { isHan } from './classes.ts'
import type { Piece } from './cut.ts'

/**
 * What stands in the face for a character: U+00B7 is a Latin dot there, the trade's is U+2027; the full-width slash is
 * drawn for a whole em and would run into its neighbours at half an em (R5).
 */
const drawn = (text: string): string => (text === '·' || text === '・' ? '‧' : text === '／' ? '/' : text)

/** The language of HarfBuzz for a style's Han text. */
export const languageOf = (style: SetStyle): HanLanguage => (style.lang === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans')

/** Widths that R4 and R5 fix, in thousandths of an em; null: the face's own. */
export function fixedWidth(piece: Piece): number | null {
  switch (piece.kind) {
    case 'dash':
    case 'ellipsis':
      return 1000 * piece.text.length
    case 'dot':
    case 'slash':
      return 500
    case 'connect':
      return piece.text === '–' ? 500 : 1000
    default:
      return null
  }
}

export function hanCell(palette: Palette, piece: Piece): Cell {
  const { size } = palette.style.style
  const wanted = drawn(piece.text)
  const codePoint = piece.text.codePointAt(0) ?? 0
  const found = faceFor(palette.han, wanted.codePointAt(0) ?? codePoint, palette.lastFor)
  const { face, isMissing } = found.isMissing ? faceFor(palette.han, codePoint, palette.lastFor) : found
  const shown = found.isMissing ? piece.text : wanted
  // A sequence that no face has shows one sign that something is missing.
  const isSingle = shown.length === 1 || isMissing
  const shaped = isSingle ? [nominal(face, shown)] : face.shapeHan(shown, false, languageOf(palette.style))
  const fixed = palette.style.lang === 'en' ? null : fixedWidth(piece)
  const natural = shaped.reduce((sum, glyph) => sum + glyph.advance, 0)
  const width = fixed === null ? scaled(natural, face, size) : em(fixed, size)
  const glyphs =
    piece.kind === 'dash' && shaped.length > 1 && fixed !== null
      ? [longDash(face, size, piece.text, width)]
      : row(face, size, piece.text, shaped, Math.floor((width - scaled(natural, face, size)) / 2))
  const [blankBefore, blankAfter] = horizontalBlanks(palette, face, piece, shaped[0], width)
  return {
    ...PLAIN_CELL,
    kind: piece.kind,
    text: piece.text,
    isIdeograph: piece.kind === 'han' && isHan(piece.text.codePointAt(0) ?? 0),
    width,
    blankBefore,
    blankAfter,
    glyphs,
    missing: isMissing ? piece.text : '',
  }
}

function nominal(face: ShapingFace, char: string): Shaped {
  const glyph = face.glyphOf(char.codePointAt(0) ?? 0)
  return { glyph, cluster: 0, advance: face.advanceOf(glyph), dx: 0, dy: 0 }
}

function row(face: ShapingFace, size: Emu, text: string, shaped: readonly Shaped[], shift: Emu): CellGlyph[] {
  let units = 0
  return shaped.map((glyph, at) => {
    const cluster = shaped.length === 1 ? text : text.slice(glyph.cluster, shaped[at + 1]?.cluster ?? text.length)
    const along = shift + scaled(units, face, size)
    units += glyph.advance
    return {
      face: face.id,
      glyph: glyph.glyph,
      along,
      across: 0,
      cluster,
      scale: 1000,
      isPlain: isPlainGlyph(face, glyph.glyph, cluster),
      isTurned: false,
    }
  })
}

/** A face without a two-em dash: its one-em dash is drawn to length, with a twentieth of an em of air at each end. */
function longDash(face: ShapingFace, size: Emu, text: string, width: Emu): CellGlyph {
  const glyph = face.glyphOf(0x2014)
  const ink = face.inkOf(glyph)
  const air = em(50, size)
  const inked = Math.max(1, scaled(ink.right - ink.left, face, size))
  const scale = Math.floor(((width - 2 * air) * 1000) / inked)
  const along = air - Math.floor((scaled(ink.left, face, size) * scale) / 1000)
  return { face: face.id, glyph, along, across: 0, cluster: text, scale, isPlain: false, isTurned: false }
}

/** Blank before an opening bracket, after every other mark. */
function horizontalBlanks(
  palette: Palette,
  face: ShapingFace,
  piece: Piece,
  shaped: Shaped | undefined,
  width: Emu,
): readonly [Emu, Emu] {
  if (!shaped || palette.style.lang === 'en') return [0, 0]
  const { size } = palette.style.style
  const ink = face.inkOf(shaped.glyph)
  return blanksOf(piece, scaled(ink.left, face, size), width - scaled(ink.right, face, size), size)
}

/**
 * What a mark can give before and after its ink. An opening bracket gives before, the others after; a mark that stands in
 * the middle of its em (Traditional faces) gives on both sides, a quarter em each at the most, so that half an em is left.
 */
export function blanksOf(piece: Piece, before: Emu, after: Emu, size: Emu): readonly [Emu, Emu] {
  if (piece.kind === 'open') return [blankOf(before, size), 0]
  if (piece.kind !== 'close' && piece.kind !== 'pause' && piece.kind !== 'end') return [0, 0]
  const isCentred = piece.kind !== 'close' && before * 1000 >= size * 150 && (after - before) * 1000 < size * 150
  if (!isCentred) return [0, blankOf(after, size)]
  const most = Math.floor(size / 4)
  return [Math.min(most, blankOf(before, size)), Math.min(most, blankOf(after, size))]
}

/**
 * What can be taken of a blank of `blank`: half an em where the ink keeps to its own half (a few hundredths over are let
 * pass), in narrower glyphs what is there but a twentieth of an em.
 */
export function blankOf(blank: Emu, size: Emu): Emu {
  if (blank * 1000 >= size * 440) return Math.floor(size / 2)
  return Math.max(0, blank - em(50, size))
}
