/**
 * Items: the pieces of a paragraph that a line break can fall between, each with its glyphs and its width. A mark carries
 * the blank that may be squeezed out of it, taken from its advance and its ink, never from "punctuation is 1 em".
 */
import type { CopyParagraph } from '#contract/copy.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { ShapingFace, Shaped } from '../faces/faceShelf.ts'
import type { SetStyle } from '../typesetter.ts'
import { classOf, isDigit, isUnit, type ItemClass } from './classes.ts'
import { hyphenPoints } from './hyphens.ts'

/** A glyph placed within its item: along the line, and across it (down in horizontal setting, right of the axis in vertical). */
export interface ItemGlyph {
  readonly face: FaceId
  readonly glyph: number
  readonly along: Emu
  readonly across: Emu
  readonly cluster: string
  readonly isPlain: boolean
  readonly isTurned: boolean
}

export interface Item {
  readonly kind: ItemClass
  readonly from: number
  readonly to: number
  readonly text: string
  readonly width: Emu
  /** Blank that may go at the item's start and end (R7-R9). */
  readonly blankBefore: Emu
  readonly blankAfter: Emu
  readonly glyphs: readonly ItemGlyph[]
  /** Room that the hyphen takes when the line breaks after this piece of a word; 0 where it may not. */
  readonly hyphen: Emu
  /** No break between this item and the next (a piece of one word, a number and its unit). */
  readonly isTied: boolean
  /** A piece of a word that was too wide to stay whole: any break beside it is legal. */
  readonly isSplit: boolean
  /** A character that no face has. */
  readonly isMissing: boolean
}

export interface Shelf {
  face(id: FaceId): ShapingFace
}

/** Shapes a paragraph for a style. `most` is the widest piece that may stay whole: longer words come apart (bad input, URLs). */
export function shapeItems(shelf: Shelf, paragraph: CopyParagraph, style: SetStyle, most: Emu): Item[] {
  const items: Item[] = []
  const leadIn = paragraph.spans.find((span) => span.kind === 'leadIn' && span.from === 0)?.to ?? 0
  const pieces = cut(paragraph.text)
  for (const piece of pieces) {
    const isLead = piece.from < leadIn
    const faces = isLead ? style.leadInFaces : style.faces
    const latin = isLead ? style.leadInLatinFaces : style.latinFaces
    const shaper = openShaper(shelf, style, faces, latin)
    for (const item of shaper(piece)) pushWhole(items, item, most)
  }
  tieUnits(items)
  return items
}

interface Piece {
  readonly kind: ItemClass
  readonly from: number
  readonly text: string
}

const PIECES = /—+|…+|[ \u00a0\t]+|[!-~\u00a1-\u036f\u2010-\u2015\u2032\u20ac]+|[\s\S]/gu

/** Cuts a text into runs of one class: words and numbers whole, dashes and ellipses whole, the rest one by one. */
function cut(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const match of text.matchAll(PIECES)) {
    const found = match[0]
    const first = found[0] ?? ''
    const isLatin =
      classOf(first) === 'latin' || (found.length > 1 && first !== '—' && first !== '…' && classOf(first) !== 'space')
    if (isLatin && classOf(first) !== 'dot') pieces.push(...words(found, match.index))
    else
      pieces.push({ kind: found.length > 1 && first === '—' ? 'dash' : classOf(found), from: match.index, text: found })
  }
  return pieces
}

/** A run of Latin: middle dots and dashes inside it are marks of their own, and a word may break after a hyphen. */
function words(run: string, from: number): Piece[] {
  const pieces: Piece[] = []
  for (const match of run.matchAll(/[·]|[–—]|[^·–—-]*-?/gu)) {
    if (match[0] === '') continue
    const kind = classOf(match[0][0] ?? '')
    pieces.push({
      kind: kind === 'dot' || kind === 'connect' ? kind : 'latin',
      from: from + match.index,
      text: match[0],
    })
  }
  return pieces
}

/** A word wider than the measure comes apart, so that nothing ever runs out of a column. */
function pushWhole(items: Item[], item: Item, most: Emu): void {
  if (item.width <= most || item.glyphs.length < 2) {
    items.push(item)
    return
  }
  let offset = item.from
  item.glyphs.forEach((glyph, at) => {
    const next = item.glyphs[at + 1]
    const end = offset + glyph.cluster.length
    items.push({
      ...item,
      from: offset,
      to: next ? end : item.to,
      text: glyph.cluster,
      width: (next ? next.along : item.width) - glyph.along,
      glyphs: [{ ...glyph, along: 0 }],
      hyphen: 0,
      isTied: false,
      isSplit: true,
    })
    offset = end
  })
}

type Shaper = (piece: Piece) => Item[]

function openShaper(shelf: Shelf, style: SetStyle, han: readonly FaceId[], latin: readonly FaceId[]): Shaper {
  return (piece) => {
    switch (piece.kind) {
      case 'latin':
        return style.vertical ? verticalLatin(shelf, style, latin, piece) : latinItems(shelf, style, latin, piece)
      case 'space':
        return [space(piece, spaceWidth(shelf, style, latin))]
      case 'wideSpace':
        return [{ ...space(piece, style.style.size), kind: 'wideSpace' }]
      default:
        return [hanItem(shelf, style, style.lang === 'en' ? latin : han, piece)]
    }
  }
}

const scaled = (units: number, face: ShapingFace, size: Emu): Emu => Math.floor((units * size) / face.unitsPerEm + 0.5)

function spaceWidth(shelf: Shelf, style: SetStyle, faces: readonly FaceId[]): Emu {
  const { size } = style.style
  if (style.lang !== 'en') return Math.floor(size / 4)
  const first = faces[0]
  if (!first) return Math.floor(size / 4)
  const face = shelf.face(first)
  return scaled(face.advanceOf(face.glyphOf(0x20)), face, size)
}

function space(piece: Piece, width: Emu): Item {
  return {
    kind: piece.kind,
    from: piece.from,
    to: piece.from + piece.text.length,
    text: piece.text,
    width,
    blankBefore: 0,
    blankAfter: 0,
    glyphs: [],
    hyphen: 0,
    isTied: false,
    isSplit: false,
    isMissing: false,
  }
}

/** The first face that has the character; the first of all where none has (its .notdef shows that something is missing). */
function faceFor(shelf: Shelf, faces: readonly FaceId[], codePoint: number): { face: ShapingFace; isMissing: boolean } {
  for (const id of faces) {
    const face = shelf.face(id)
    if (face.glyphOf(codePoint) !== 0) return { face, isMissing: false }
  }
  const first = faces[0]
  if (first === undefined) throw new RangeError('faceFor: a style without a face')
  return { face: shelf.face(first), isMissing: true }
}

/** What stands in the face for a character: U+00B7 is a Latin dot there, the trade's is U+2027 (R5). */
const drawn = (text: string): string => (text === '·' ? '‧' : text)

/** Widths that R4 and R5 fix, in thousandths of an em; null: the face's own. */
function fixedWidth(piece: Piece, isEnglish: boolean): number | null {
  if (isEnglish) return null
  if (piece.kind === 'dash') return 1000 * piece.text.length
  if (piece.kind === 'dot' || piece.kind === 'slash' || piece.text === '–') return 500
  return piece.kind === 'connect' ? 1000 : null
}

/** A Han character or a mark: one cell, with the blank that its ink leaves. */
function hanItem(shelf: Shelf, style: SetStyle, faces: readonly FaceId[], piece: Piece): Item {
  const { size } = style.style
  const shown = drawn(piece.text)
  const { face, isMissing } = faceFor(shelf, faces, shown.codePointAt(0) ?? 0)
  const needsShaper = style.vertical || piece.kind === 'dash'
  const shaped = needsShaper ? face.shapeHan(shown, style.vertical) : [nominal(face, shown)]
  const natural = shaped.reduce((sum, glyph) => sum + glyph.advance, 0)
  const fixed = fixedWidth(piece, style.lang === 'en')
  const width = fixed === null ? scaled(natural, face, size) : Math.floor((fixed * size) / 1000)
  const shift = Math.floor((width - scaled(natural, face, size)) / 2)
  const glyphs = placeHan(face, style, piece.text, shown, shaped, shift)
  const [blankBefore, blankAfter] = blanks(face, style, piece.kind, shaped[0], width)
  return {
    kind: piece.kind,
    from: piece.from,
    to: piece.from + piece.text.length,
    text: piece.text,
    width,
    blankBefore,
    blankAfter,
    glyphs,
    hyphen: 0,
    isTied: false,
    isSplit: false,
    isMissing,
  }
}

function nominal(face: ShapingFace, char: string): Shaped {
  const glyph = face.glyphOf(char.codePointAt(0) ?? 0)
  return { glyph, cluster: 0, advance: face.advanceOf(glyph), dx: 0, dy: 0 }
}

function placeHan(
  face: ShapingFace,
  style: SetStyle,
  text: string,
  shown: string,
  shaped: readonly Shaped[],
  shift: Emu,
): ItemGlyph[] {
  const { size } = style.style
  let pen = shift
  const top = scaled(face.ascender, face, size)
  return shaped.map((glyph, at) => {
    const next = shaped[at + 1]?.cluster ?? shown.length
    const cluster = at === 0 && shaped.length === 1 ? text : text.slice(glyph.cluster, next)
    const isPlain =
      shown === text && glyph.glyph === face.glyphOf(cluster.codePointAt(0) ?? 0) && [...cluster].length === 1
    const across = style.vertical ? -scaled(face.advanceOf(glyph.glyph), face, size) / 2 : 0
    const along = style.vertical ? pen + top : pen
    pen += scaled(glyph.advance, face, size)
    return { face: face.id, glyph: glyph.glyph, along, across: Math.floor(across), cluster, isPlain, isTurned: false }
  })
}

/** Blank before and after a mark's ink: half an em where the ink keeps to its half, less where it does not. */
function blanks(
  face: ShapingFace,
  style: SetStyle,
  kind: ItemClass,
  shaped: Shaped | undefined,
  width: Emu,
): readonly [Emu, Emu] {
  const isOpen = kind === 'open'
  if (style.lang === 'en' || !shaped || !(isOpen || kind === 'close' || kind === 'pause' || kind === 'end'))
    return [0, 0]
  const { size } = style.style
  const ink = face.inkOf(shaped.glyph)
  const before = style.vertical ? scaled(face.ascender - ink.top, face, size) : scaled(ink.left, face, size)
  const after = width - (style.vertical ? scaled(face.ascender - ink.foot, face, size) : scaled(ink.right, face, size))
  const half = Math.floor(size / 2)
  const trimmed = (blank: Emu): Emu =>
    blank * 1000 >= size * 440 ? half : Math.max(0, Math.min(half, blank - Math.floor(size / 20)))
  return isOpen ? [trimmed(before), 0] : [0, trimmed(after)]
}

/** A word, shaped once so that kerning holds across its hyphenation points, then divided at them (E1, E4). */
function latinItems(shelf: Shelf, style: SetStyle, faces: readonly FaceId[], piece: Piece): Item[] {
  const isHead =
    style.name === 'headline' || style.name === 'deck' || style.name === 'kicker' || style.name === 'masthead'
  const { size } = style.style
  const { face, isMissing } = faceFor(shelf, faces, piece.text.codePointAt(0) ?? 0)
  const glyphs = placeLatin(face, size, piece.text, face.shapeLatin(piece.text, isHead))
  const points = style.lang === 'en' && style.rules.hyphenate && !isHead ? hyphenPoints(piece.text) : []
  const hyphen = points.length === 0 ? 0 : scaled(face.advanceOf(face.glyphOf(0x2d)), face, size)
  const whole = { face, isMissing, piece, hyphen }
  return divide(glyphs, points).map((part, at, parts) => wordPart(whole, part, at === parts.length - 1))
}

interface WordPart {
  readonly from: number
  readonly to: number
  readonly start: Emu
  readonly end: Emu
  readonly glyphs: readonly ItemGlyph[]
}

interface Word {
  readonly face: ShapingFace
  readonly isMissing: boolean
  readonly piece: Piece
  readonly hyphen: Emu
}

function wordPart(word: Word, part: WordPart, isLast: boolean): Item {
  const { piece } = word
  const text = piece.text.slice(part.from, part.to)
  return {
    kind: 'latin',
    from: piece.from + part.from,
    to: piece.from + part.to,
    text,
    width: part.end - part.start,
    blankBefore: 0,
    blankAfter: 0,
    glyphs: part.glyphs.map((glyph) => ({ ...glyph, along: glyph.along - part.start })),
    hyphen: isLast ? 0 : word.hyphen,
    isTied: isLast && !text.endsWith('-') && isDigit(text.at(-1)),
    isSplit: false,
    isMissing: word.isMissing,
  }
}

type Placed = ItemGlyph & { readonly offset: number; readonly end: Emu }

function placeLatin(face: ShapingFace, size: Emu, text: string, shaped: readonly Shaped[]): Placed[] {
  let units = 0
  return shaped.map((glyph, at) => {
    const offset = glyph.cluster
    const cluster = text.slice(offset, shaped[at + 1]?.cluster ?? text.length)
    const along = scaled(units + glyph.dx, face, size)
    units += glyph.advance
    const isPlain =
      [...cluster].length === 1 && glyph.glyph === face.glyphOf(cluster.codePointAt(0) ?? 0) && glyph.dy === 0
    return {
      face: face.id,
      glyph: glyph.glyph,
      along,
      across: -scaled(glyph.dy, face, size),
      cluster,
      isPlain,
      isTurned: false,
      offset,
      end: scaled(units, face, size),
    }
  })
}

/** Divides a shaped word at its points; a point inside a ligature is not taken. */
function divide(glyphs: readonly Placed[], points: readonly number[]): WordPart[] {
  const parts: WordPart[] = []
  let first = 0
  const close = (end: number): void => {
    const own = glyphs.slice(first, end)
    const [head, last] = [own[0], own.at(-1)]
    if (head && last)
      parts.push({
        from: head.offset,
        to: last.offset + last.cluster.length,
        start: first === 0 ? 0 : head.along,
        end: last.end,
        glyphs: own,
      })
    first = end
  }
  for (const point of points) {
    const at = glyphs.findIndex((glyph) => glyph.offset === point)
    if (at > first) close(at)
  }
  close(glyphs.length)
  return parts
}

/** R18: one letter or digit stands upright, two or three digits side by side (纵中横), the rest is turned. */
function verticalLatin(shelf: Shelf, style: SetStyle, faces: readonly FaceId[], piece: Piece): Item[] {
  const { size } = style.style
  const { face, isMissing } = faceFor(shelf, faces, piece.text.codePointAt(0) ?? 0)
  const glyphs = placeLatin(face, size, piece.text, face.shapeLatin(piece.text, false))
  const width = glyphs.at(-1)?.end ?? 0
  const isUpright = [...piece.text].length === 1 || (/^\d{2,3}$/.test(piece.text) && width <= size * 1.6)
  const base = {
    kind: 'latin' as const,
    from: piece.from,
    to: piece.from + piece.text.length,
    text: piece.text,
    blankBefore: 0,
    blankAfter: 0,
    hyphen: 0,
    isTied: isDigit(piece.text.at(-1)),
    isSplit: false,
    isMissing,
  }
  const ascent = scaled(face.ascender, face, size)
  if (isUpright) {
    const upright = glyphs.map((glyph) => ({ ...glyph, along: ascent, across: glyph.along - Math.floor(width / 2) }))
    return [{ ...base, width: size, glyphs: upright }]
  }
  // A turned glyph stands on a baseline that runs down the page; its middle (0.38 em above it) lies on the axis.
  const baseline = -Math.floor((size * 38) / 100)
  const turned = glyphs.map((glyph) => ({ ...glyph, across: baseline, isTurned: true }))
  return [{ ...base, width, glyphs: turned }]
}

/** R4: a number stays with its sign or unit. */
function tieUnits(items: Item[]): void {
  for (let at = 0; at + 1 < items.length; at++) {
    const [item, next] = [items[at], items[at + 1]]
    if (item?.kind === 'latin' && item.isTied && !(next && isUnit(next.text))) items[at] = { ...item, isTied: false }
  }
}
