/**
 * Cells of vertical setting (R18). The line's axis runs down the middle of the em; `across` is counted from it to the
 * right, `along` from the cell's top. An upright glyph stands at half its advance left of the axis, its baseline the
 * face's typographic ascender below the cell's top (HarfBuzz knows no vertical origins of our faces).
 */
import type { Emu } from '#contract/measure.ts'
import type { HanLanguage, ShapingFace } from '../faces/faceShelf.ts'
import { em, faceFor, isPlainGlyph, PLAIN_CELL, scaled, type Cell, type CellGlyph, type Palette } from './cells.ts'
import { isHan } from './classes.ts'
import type { Piece } from './cut.ts'
import { blanksOf, fixedWidth, languageOf } from './han.ts'
import { shapeWord } from './latin.ts'

/** Quotes show as corner brackets down the page; the text keeps its own. Outer ones are double in Simplified papers, single in Traditional. */
const CORNERS: Readonly<Record<HanLanguage, Readonly<Record<string, string>>>> = {
  'zh-Hans': { '“': '『', '”': '』', '‘': '「', '’': '」' },
  'zh-Hant': { '“': '「', '”': '」', '‘': '『', '’': '』' },
}
/**
 * Marks that lie on their side where the face has no vertical form. Not ： and ；: Chinese stands them upright, in the middle in
 * Traditional papers (clreq 3.1.3), where Japanese turns the colon.
 */
const TURNING = '（）《》〈〉【】〔〕〖〗［］｛｝『』「」—…～–／'

export function verticalHanCell(palette: Palette, piece: Piece): Cell {
  const { size } = palette.style.style
  const wanted = piece.text === '·' || piece.text === '・' ? '‧' : piece.text
  const { face, isMissing } = faceFor(palette.han, wanted.codePointAt(0) ?? 0, palette.lastFor)
  const shaped = isMissing ? missingForm(face, wanted) : uprightForms(face, wanted, languageOf(palette.style))
  const widths = shaped.map((glyph) => glyph.advance)
  const natural = scaled(
    widths.reduce((sum, width) => sum + width, 0),
    face,
    size,
  )
  const fixed = piece.kind === 'slash' ? null : fixedWidth(piece)
  const width = fixed === null ? natural : em(fixed, size)
  const glyphs = column(face, size, piece.text, shaped, width)
  const [blankBefore, blankAfter] = verticalBlanks(face, size, piece, shaped[0]?.glyph ?? 0, width)
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

interface Form {
  readonly glyph: number
  readonly cluster: number
  readonly advance: number
  readonly isTurned: boolean
}

/** The face's own vertical forms; quotes become corner brackets; what has no form is turned. */
function uprightForms(face: ShapingFace, text: string, language: HanLanguage): readonly Form[] {
  const corner = CORNERS[language][text]
  const hasCorner = corner !== undefined && face.glyphOf(corner.codePointAt(0) ?? 0) !== 0
  if (hasCorner && language === 'zh-Hant') return uprightForms(face, corner, language)
  const own = face.shapeHan(text, true, language)
  const isUnchanged =
    own.length > 0 && own.every((glyph) => glyph.glyph === face.glyphOf(text.codePointAt(glyph.cluster) ?? 0))
  if (!isUnchanged) return own.map((glyph) => ({ ...glyph, isTurned: false }))
  if (hasCorner) return uprightForms(face, corner, language)
  const isTurned = TURNING.includes(text.charAt(0))
  return own.map((glyph) => ({ ...glyph, isTurned, advance: isTurned ? face.advanceOf(glyph.glyph) : glyph.advance }))
}

/** One sign for a whole sequence that no face has. */
function missingForm(face: ShapingFace, text: string): readonly Form[] {
  const glyph = face.glyphOf(text.codePointAt(0) ?? 0)
  return [{ glyph, cluster: 0, advance: face.unitsPerEm, isTurned: false }]
}

function column(face: ShapingFace, size: Emu, text: string, forms: readonly Form[], width: Emu): CellGlyph[] {
  const total = scaled(
    forms.reduce((sum, form) => sum + form.advance, 0),
    face,
    size,
  )
  const isLong = forms.length === 1 && text.length > 1
  let pen = isLong ? 0 : Math.floor((width - total) / 2)
  return forms.map((form, at) => {
    const cluster = forms.length === 1 ? text : text.slice(form.cluster, forms[at + 1]?.cluster ?? text.length)
    const top = isLong ? inkCentred(face, size, form.glyph, width) : pen
    pen += scaled(form.advance, face, size)
    const place = form.isTurned ? turnedAt(face, size, form.glyph, top) : uprightAt(face, size, form.glyph, top)
    return {
      face: face.id,
      glyph: form.glyph,
      ...place,
      cluster,
      scale: 1000,
      isPlain: !form.isTurned && isPlainGlyph(face, form.glyph, cluster),
    }
  })
}

/** Top of the em box that brings a long dash's ink to the middle of its cell. */
function inkCentred(face: ShapingFace, size: Emu, glyph: number, width: Emu): Emu {
  const ink = face.inkOf(glyph)
  const above = scaled(face.ascender - ink.top, face, size)
  return Math.floor((width - scaled(ink.top - ink.foot, face, size)) / 2) - above
}

const uprightAt = (face: ShapingFace, size: Emu, glyph: number, top: Emu) => ({
  along: top + scaled(face.ascender, face, size),
  across: -Math.floor(scaled(face.advanceOf(glyph), face, size) / 2),
  isTurned: false,
})

/** A turned glyph's baseline runs down the page; its ink's middle lies on the axis. */
function turnedAt(face: ShapingFace, size: Emu, glyph: number, top: Emu) {
  const ink = face.inkOf(glyph)
  return { along: top, across: -Math.floor(scaled(ink.top + ink.foot, face, size) / 2), isTurned: true }
}

function verticalBlanks(face: ShapingFace, size: Emu, piece: Piece, glyph: number, width: Emu): readonly [Emu, Emu] {
  const ink = face.inkOf(glyph)
  const before = scaled(face.ascender - ink.top, face, size)
  return blanksOf(piece, before, width - scaled(face.ascender - ink.foot, face, size), size)
}

/** Height of figures and capitals above the baseline that is brought to the axis, thousandths of an em. */
const CAP_MIDDLE = 365
/** Figures side by side leave a little air at both sides of the column. */
const ABREAST = 960

/** One letter or digit stands upright, two or three digits abreast (纵中横), the rest is turned. */
export function verticalLatinCell(palette: Palette, text: string): Cell {
  const { size } = palette.style.style
  const word = shapeWord(palette, text)
  const base = { ...PLAIN_CELL, kind: 'latin' as const, text, missing: word.missing }
  if (text.length > 1 && !/^[0-9]{2,3}$/.test(text)) {
    const across = -em(CAP_MIDDLE, size)
    return {
      ...base,
      width: word.width,
      glyphs: word.glyphs.map((glyph) => ({ ...glyph, across: across + -glyph.across, isTurned: true })),
    }
  }
  const scale = word.width <= em(ABREAST, size) ? 1000 : Math.floor((em(ABREAST, size) * 1000) / word.width)
  const left = -Math.floor((word.width * scale) / 2000)
  const along = em(500 + CAP_MIDDLE, size)
  const glyphs = word.glyphs.map((glyph) => ({
    ...glyph,
    scale,
    along,
    across: left + Math.floor((glyph.along * scale) / 1000),
  }))
  return { ...base, width: size, glyphs }
}
