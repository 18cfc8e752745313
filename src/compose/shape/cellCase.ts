/** The case of cells: every Han character, mark and word that a style has set so far, made once. */
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { FaceShelf } from '../faces/faceShelf.ts'
import type { SetStyle } from '../typesetter.ts'
import { em, faceFor, PLAIN_CELL, scaled, type Cell, type Palette } from './cells.ts'
import { cut, kindOf, type Piece } from './cut.ts'
import { hanCell } from './han.ts'
import { latinCells, tearWord } from './latin.ts'
import { verticalHanCell, verticalLatinCell } from './vertical.ts'

/** A case forgets what it holds above this number of pieces: long words come and go, characters are soon made again. */
const MOST_PIECES = 12_000

export interface CellCase {
  /** The cells of a paragraph, their texts in order being the paragraph's text. */
  cells(paragraph: CopyParagraph): Cell[]
  /** Cells of a word that is wider than its measure, torn where it must be. */
  tear(cell: Cell, most: Emu): Cell[]
}

/** The case of a style, the same one whenever it is asked for. */
export type CaseOf = (style: SetStyle) => CellCase

export function openCellCase(shelf: FaceShelf, style: SetStyle): CellCase {
  const faces = (ids: SetStyle['faces']) => ids.map((id) => shelf.face(id))
  const body: Palette = { style, han: faces(style.faces), latin: faces([...style.latinFaces, ...style.faces]) }
  const lead: Palette = {
    style,
    han: faces([...style.leadInFaces, ...style.faces]),
    latin: faces([...style.leadInLatinFaces, ...style.latinFaces]),
  }
  const bodyCells = new Map<string, readonly Cell[]>()
  const leadCells = new Map<string, readonly Cell[]>()
  return {
    cells(paragraph) {
      const end = paragraph.spans.find((span) => span.kind === 'leadIn' && span.from === 0)?.to ?? 0
      const cells: Cell[] = []
      if (end > 0) collect(cells, paragraph.text.slice(0, end), lead, leadCells)
      collect(cells, end > 0 ? paragraph.text.slice(end) : paragraph.text, body, bodyCells)
      return cells
    },
    tear: (cell, most) => (cell.kind === 'latin' && !style.vertical ? tearWord(body, cell, most) : [cell]),
  }
}

function collect(cells: Cell[], paragraphText: string, palette: Palette, known: Map<string, readonly Cell[]>): void {
  if (known.size > MOST_PIECES) known.clear()
  const isEnglish = palette.style.lang === 'en'
  for (const text of cut(paragraphText, isEnglish)) {
    let made = known.get(text)
    if (!made) known.set(text, (made = make(palette, { kind: kindOf(text, isEnglish), text })))
    for (const cell of made) cells.push(cell)
  }
}

function make(palette: Palette, piece: Piece): readonly Cell[] {
  const { style } = palette
  switch (piece.kind) {
    case 'latin':
      return style.vertical ? [verticalLatinCell(palette, piece.text)] : latinCells(palette, piece.text)
    case 'space':
      return [blankCell(palette, piece)]
    case 'han':
    case 'wideSpace':
    default:
      if (style.lang === 'en' && !style.vertical && (piece.kind === 'connect' || piece.kind === 'dash'))
        return dashCells(palette, piece)
      return [style.vertical ? verticalHanCell(palette, piece) : hanCell(palette, piece)]
  }
}

/** A dash of an English story, from the Latin face, as wide as the face has it. */
const dashCells = (palette: Palette, piece: Piece): Cell[] =>
  latinCells(palette, piece.text).map((cell) => ({ ...cell, kind: 'connect' }))

/** A blank: the face's own space in English; half an em between the clauses of a Chinese head, a quarter elsewhere. */
function blankCell(palette: Palette, piece: Piece): Cell {
  const { style } = palette
  const { size } = style.style
  const { face } = faceFor(palette.latin, 0x20)
  const glyph = face.glyphOf(0x20)
  const isHead = style.name === 'headline' || style.name === 'kicker' || style.name === 'deck'
  const width = style.lang === 'en' ? scaled(face.advanceOf(glyph), face, size) : em(isHead ? 500 : 250, size)
  const isPlain = piece.text === ' ' && glyph !== 0
  const own = { face: face.id, glyph, along: 0, across: 0, cluster: piece.text, scale: 1000, isPlain, isTurned: false }
  return { ...PLAIN_CELL, kind: 'space', text: piece.text, width, glyphs: [own] }
}
