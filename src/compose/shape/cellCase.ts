/** The case of cells: every Han character, mark and word that a style has set so far, made once. */
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { FaceShelf } from '../faces/faceShelf.ts'
import type { SetStyle } from '../typesetter.ts'
import { em, faceFor, PLAIN_CELL, scaled, tracked, type Cell, type Palette } from './cells.ts'
import { cut, kindOf, type Piece } from './cut.ts'
import { hanCell } from './han.ts'
import { latinCells, tearWord, type TornCells } from './latin.ts'
import { sharedCell } from './marks.ts'
import { stretchesOf, type StretchKind } from './spans.ts'
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

/** The faces of one kind of stretch, and the cells made from them so far. */
interface Tray {
  readonly palette: Palette
  readonly known: Map<string, readonly Cell[]>
  readonly torn: TornCells
}

export function openCellCase(shelf: FaceShelf, style: SetStyle): CellCase {
  const faces = (ids: SetStyle['faces']) => ids.map((id) => shelf.face(id))
  const lastFor: Palette['lastFor'] = (codePoint) => {
    for (const id of style.lastFaces ?? []) {
      const face = shelf.face(id)
      if (face.glyphOf(codePoint) !== 0) return face
    }
    return null
  }
  const tray = (han: SetStyle['faces'], latin: SetStyle['faces']): Tray => ({
    palette: { style, han: faces(han), latin: faces(latin), lastFor },
    known: new Map(),
    torn: { parts: new Map(), letters: new Map() },
  })
  const plain = tray(style.faces, [...style.latinFaces, ...style.faces])
  const trays = new Map<StretchKind, Tray>([['plain', plain]])
  const trayOf = (kind: StretchKind): Tray => {
    const known = trays.get(kind)
    if (known) return known
    const made = openTray(style, kind, tray) ?? plain
    trays.set(kind, made)
    return made
  }
  return {
    cells(paragraph) {
      const cells: Cell[] = []
      if (paragraph.spans.length === 0) collect(cells, paragraph.text, plain)
      else for (const { kind, text } of stretchesOf(paragraph)) collect(cells, text, trayOf(kind))
      return cells
    },
    tear(cell, most) {
      if (cell.kind !== 'latin' || style.vertical || cell.control !== '') return [cell]
      const face = cell.glyphs[0]?.face
      const own = [...trays.values()].find(({ palette }) => palette.latin.some(({ id }) => id === face)) ?? plain
      return tearWord(own.palette, cell, most, own.torn)
    },
  }
}

function openTray(
  style: SetStyle,
  kind: StretchKind,
  tray: (han: SetStyle['faces'], latin: SetStyle['faces']) => Tray,
): Tray | null {
  if (kind === 'leadIn') {
    return tray([...style.leadInFaces, ...style.faces], [...style.leadInLatinFaces, ...style.latinFaces])
  }
  const marked = kind === 'plain' ? undefined : style.marked?.[kind]
  if (!marked) return null
  return tray([...marked.faces, ...style.faces], [...marked.latinFaces, ...style.latinFaces, ...style.faces])
}

function collect(cells: Cell[], paragraphText: string, { palette, known }: Tray): void {
  if (known.size > MOST_PIECES) known.clear()
  const isEnglish = palette.style.lang === 'en'
  for (const text of cut(paragraphText, isEnglish)) {
    let made = known.get(text)
    if (!made) known.set(text, (made = make(palette, { kind: kindOf(text, isEnglish), text })))
    for (const cell of made) cells.push(cell.kind === 'control' ? unprinted(cells.pop(), cell) : cell)
  }
}

/**
 * What is not printed belongs to the cell before it, so that no rule about neighbours sees it: it takes no room and its
 * text stays in the line. Only at a paragraph's head it stands by itself.
 */
function unprinted(before: Cell | undefined, own: Cell): Cell {
  const last = before?.glyphs.at(-1)
  if (!before || !last) return own
  const glyph = { ...last, cluster: last.cluster + own.text, isPlain: false }
  const control = before.control === '' ? own.control : before.control
  return { ...before, text: before.text + own.text, glyphs: [...before.glyphs.slice(0, -1), glyph], control }
}

function make(palette: Palette, piece: Piece): readonly Cell[] {
  const { style } = palette
  switch (piece.kind) {
    case 'latin':
      return style.vertical ? [tracked(verticalLatinCell(palette, piece.text), style)] : latinCells(palette, piece.text)
    case 'space':
      return [tracked(blankCell(palette, piece), style)]
    case 'control':
      return [controlCell(palette, piece.text)]
    default:
      if (style.lang === 'en' && !style.vertical && (piece.kind === 'connect' || piece.kind === 'dash'))
        return dashCells(palette, piece)
      return [tracked(hanOrMark(palette, piece), style)]
  }
}

function hanOrMark(palette: Palette, piece: Piece): Cell {
  if (piece.kind === 'end' && piece.text.length > 1 && '？！'.includes(piece.text.charAt(1))) {
    return sharedCell(palette, piece.text)
  }
  return palette.style.vertical ? verticalHanCell(palette, piece) : hanCell(palette, piece)
}

/** Shown by a blank without width, so that the text of the line stays what copy has. */
function controlCell(palette: Palette, text: string): Cell {
  const { face } = faceFor(palette.latin, 0x20)
  const glyph = face.glyphOf(0x20)
  const own = { face: face.id, glyph, along: 0, across: 0, cluster: text, scale: 1000, isPlain: false, isTurned: false }
  return { ...PLAIN_CELL, kind: 'control', text, width: 0, glyphs: [own], control: codeOf(text) }
}

/** U+202E; '' for no character. */
const codeOf = (text: string): string =>
  text === '' ? '' : `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** A dash of an English story, from the Latin face, as wide as the face has it. */
const dashCells = (palette: Palette, piece: Piece): Cell[] =>
  latinCells(palette, piece.text).map((cell) => ({ ...cell, kind: 'connect' }))

/**
 * A blank: the face's own space in English; half an em between the clauses of a Chinese head, a quarter elsewhere. Down the
 * page there are no tables: a tab is an em.
 */
function blankCell(palette: Palette, piece: Piece): Cell {
  const { style } = palette
  const { size } = style.style
  const { face } = faceFor(palette.latin, 0x20)
  const glyph = face.glyphOf(0x20)
  const isHead = style.name === 'headline' || style.name === 'kicker' || style.name === 'deck'
  const tabs = style.vertical ? piece.text.split('\t').length - 1 : 0
  const width =
    tabs > 0
      ? tabs * size
      : style.lang === 'en'
        ? scaled(face.advanceOf(glyph), face, size)
        : em(isHead ? 500 : 250, size)
  const isPlain = piece.text === ' ' && glyph !== 0
  const own = { face: face.id, glyph, along: 0, across: 0, cluster: piece.text, scale: 1000, isPlain, isTurned: false }
  const control = /[\v\f\u0085\u2028\u2029]/.exec(piece.text)?.[0] ?? ''
  return { ...PLAIN_CELL, kind: 'space', text: piece.text, width, glyphs: [own], control: codeOf(control) }
}
