/**
 * Cells: the pieces of a line that a break can fall between, each with its glyphs and width. A cell knows nothing of where
 * it stands, so one style makes each Han character and each word once and uses it for ever.
 */
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { ShapingFace } from '../faces/faceShelf.ts'
import type { SetStyle } from '../typesetter.ts'
import type { CellClass } from './classes.ts'

/** A glyph within its cell: along the line, and across it (down in horizontal setting, right of the axis in vertical). */
export interface CellGlyph {
  readonly face: FaceId
  readonly glyph: number
  readonly along: Emu
  readonly across: Emu
  readonly cluster: string
  /** Horizontal scale in thousandths: a dash drawn to length, figures narrowed to stand side by side. */
  readonly scale: number
  readonly isPlain: boolean
  readonly isTurned: boolean
}

export interface Cell {
  readonly kind: CellClass
  readonly text: string
  readonly width: Emu
  /** Blank that may go at the cell's start and end (R7-R9), from its advance and its ink. */
  readonly blankBefore: Emu
  readonly blankAfter: Emu
  readonly glyphs: readonly CellGlyph[]
  /** Room that the hyphen takes when the line breaks after this piece of a word; 0 where it may not. */
  readonly hyphen: Emu
  /** The hyphen itself, for a line that ends here. */
  readonly hyphenGlyph: CellGlyph | null
  /** The line may break after this piece of a word without a sign: after its own hyphen, or inside a URL. */
  readonly isOpenAfter: boolean
  /** A piece of a capitalised word: to divide it is the last resort (E4). */
  readonly isName: boolean
  /** A Han ideograph with no rule of its own: most cells are, and what stands between two of them needs no looking up. */
  readonly isIdeograph: boolean
  /** A word wider than its measure was torn here, for want of any better place. */
  readonly isTorn: boolean
  /** The first character or sequence that no face has, else ''. */
  readonly missing: string
  /** A character among the cell's that is never printed (U+202E, a lone surrogate), by its code; else ''. */
  readonly control: string
}

/** Faces for one stretch of text, in order of preference. */
export interface Palette {
  readonly style: SetStyle
  readonly han: readonly ShapingFace[]
  readonly latin: readonly ShapingFace[]
  /** A face of the paper that has a character which these lack; null where none has. Opened only when it is asked. */
  lastFor(codePoint: number): ShapingFace | null
}

export const PLAIN_CELL = {
  blankBefore: 0,
  blankAfter: 0,
  hyphen: 0,
  hyphenGlyph: null,
  isOpenAfter: false,
  isName: false,
  isIdeograph: false,
  isTorn: false,
  missing: '',
  control: '',
} as const

/** Font units in Emu at a size, rounded half up: the one place where advances are rounded. */
export const scaled = (units: number, face: ShapingFace, size: Emu): Emu =>
  Math.floor((units * size) / face.unitsPerEm + 0.5)

/** `thousandths` of an em in Emu, rounded half up. */
export const em = (thousandths: number, size: Emu): Emu => Math.floor((thousandths * size) / 1000 + 0.5)

/**
 * A cell whose glyphs stand apart by the style's letterspacing, the last one's included: the line takes that one off at its
 * end. A cell that is drawn as one thing (a dash, figures abreast, two marks in one em) has a single space after it.
 */
export function tracked(cell: Cell, style: SetStyle): Cell {
  const { tracking = 0, size } = style.style
  if (tracking === 0) return cell
  const letter = em(tracking, size)
  const isWord = cell.kind === 'latin' && !(style.vertical && cell.glyphs.some((glyph) => !glyph.isTurned))
  if (!isWord) return { ...cell, width: cell.width + letter }
  let letters = -1
  const glyphs = cell.glyphs.map((glyph) => {
    // A glyph without a cluster of its own (an accent) stays with the glyph that it belongs to.
    if (glyph.cluster !== '' || letters < 0) letters++
    return { ...glyph, along: glyph.along + letters * letter }
  })
  const hyphen = cell.hyphen > 0 ? cell.hyphen + letter : 0
  return { ...cell, glyphs, width: cell.width + (letters + 1) * letter, hyphen }
}

/**
 * The first face that has the character, then any of the paper's; the first of all where none has (its .notdef shows that
 * something is missing).
 */
export function faceFor(
  faces: readonly ShapingFace[],
  codePoint: number,
  lastFor?: Palette['lastFor'],
): { face: ShapingFace; isMissing: boolean } {
  for (const face of faces) if (face.glyphOf(codePoint) !== 0) return { face, isMissing: false }
  const last = lastFor?.(codePoint)
  if (last) return { face: last, isMissing: false }
  const face = faces[0]
  if (!face) throw new RangeError('a style without a face')
  return { face, isMissing: true }
}

const isOneCodePoint = (cluster: string): boolean =>
  cluster.length === 1 || (cluster.length === 2 && (cluster.codePointAt(0) ?? 0) > 0xffff)

/** Whether the glyph is what the face's cmap gives for the cluster, so that fillText(cluster) paints just it. */
export const isPlainGlyph = (face: ShapingFace, glyph: number, cluster: string): boolean =>
  isOneCodePoint(cluster) && glyph !== 0 && face.glyphOf(cluster.codePointAt(0) ?? 0) === glyph
