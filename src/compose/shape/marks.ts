/** Question and exclamation marks that share a cell (R5): ？？ ！！ ？！ in 1 em, ！！！ in 2 em. */
import type { Emu } from '#contract/measure.ts'
import { em, faceFor, isPlainGlyph, PLAIN_CELL, scaled, type Cell, type CellGlyph, type Palette } from './cells.ts'

/** Widest ink of a mark that stands in half an em, thousandths of an em: what is wider is narrowed. */
const MOST_INK = 440
/** Where the ink of a mark that stands upright begins below the cell's top, thousandths of an em. */
const TOP = 80

/** A cell of two or three marks. Their ink is all that is set: a face's blanks, left or on both sides, do not matter. */
export function sharedCell(palette: Palette, text: string): Cell {
  const { size } = palette.style.style
  const { vertical } = palette.style
  const width = (text.length > 2 ? 2 : 1) * size
  const missing = [...text].find((mark) => faceFor(palette.han, mark.charCodeAt(0)).isMissing) ?? ''
  const glyphs = [...text].map((mark, at) =>
    vertical ? down(palette, mark, at) : across(palette, mark, at, text.length, width),
  )
  return { ...PLAIN_CELL, kind: 'end', text, width, glyphs, missing }
}

/** Side by side, each in the middle of its share of the cell. */
function across(palette: Palette, mark: string, at: number, count: number, width: Emu): CellGlyph {
  const share = Math.floor(width / count)
  const inked = inkOf(palette, mark)
  const along = at * share + Math.floor((share - inked.width) / 2) - inked.left
  return { ...inked.glyph, along, across: 0 }
}

/** Down the page the first two stand side by side in one em, a third in the middle of the next. */
function down(palette: Palette, mark: string, at: number): CellGlyph {
  const { size } = palette.style.style
  const inked = inkOf(palette, mark)
  const middle = at === 2 ? 0 : Math.floor((size * (at === 0 ? -1 : 1)) / 4)
  const along = (at === 2 ? size : 0) + em(TOP, size) + inked.top
  return { ...inked.glyph, along, across: middle - Math.floor(inked.width / 2) - inked.left }
}

function inkOf(palette: Palette, mark: string) {
  const { size } = palette.style.style
  const codePoint = mark.charCodeAt(0)
  const { face } = faceFor(palette.han, codePoint)
  const id = face.glyphOf(codePoint)
  const ink = face.inkOf(id)
  const natural = scaled(ink.right - ink.left, face, size)
  const most = em(MOST_INK, size)
  const scale = natural <= most ? 1000 : Math.floor((most * 1000) / natural)
  const brought = (length: Emu): Emu => Math.floor((length * scale) / 1000)
  const isPlain = scale === 1000 && isPlainGlyph(face, id, mark)
  return {
    left: brought(scaled(ink.left, face, size)),
    width: brought(natural),
    top: scaled(ink.top, face, size),
    glyph: { face: face.id, glyph: id, cluster: mark, scale, isPlain, isTurned: false },
  }
}
