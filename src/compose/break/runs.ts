/** Cells become runs of placed glyphs: one run as long as face, scale, direction and plainness stay the same. */
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { SetRun } from '#contract/setPage.ts'
import type { Cell, CellGlyph } from '../shape/cells.ts'
import type { SetStyle } from '../typesetter.ts'

/** How the cells of a line stand: everything that justification decided. */
export interface Spacing {
  /** Where the first cell's box begins (indent less a trimmed blank). */
  readonly start: Emu
  /** Space after each cell, the last one's unused. */
  readonly gaps: readonly Emu[]
  /** Space after each glyph: `letter`, and 1 Emu more after the first `odd` of them (less, where `odd` is negative). */
  readonly letter: Emu
  readonly odd: number
  /** Scale of the glyphs in thousandths (E6). */
  readonly scale: number
}

export interface Laid {
  readonly runs: readonly SetRun[]
  /** Where the last cell's box ends. */
  readonly end: Emu
}

interface Pen {
  readonly runs: SetRun[]
  at: Emu
  glyphs: number
  open: Open | null
}

interface Open {
  readonly face: FaceId
  readonly scale: number
  readonly isTurned: boolean
  readonly isPlain: boolean
  readonly glyphs: number[]
  readonly along: Emu[]
  /** Empty as long as every glyph stands on the line. */
  across: Emu[]
  readonly clusters: string[]
}

/** Lists of noughts by their length: nearly all runs stand on their line, and those of one length share theirs. */
const LEVEL: readonly (readonly Emu[])[] = Array.from({ length: 128 }, (_, length) => Array<Emu>(length).fill(0))
const level = (length: number): readonly Emu[] => LEVEL[length] ?? Array<Emu>(length).fill(0)

export function layCells(cells: readonly Cell[], style: SetStyle, spacing: Spacing): Laid {
  const pen: Pen = { runs: [], at: spacing.start, glyphs: 0, open: null }
  cells.forEach((cell, at) => {
    layCell(pen, cell, style, spacing)
    if (at < cells.length - 1) pen.at += spacing.gaps[at] ?? 0
  })
  close(pen, style)
  return { runs: pen.runs, end: pen.at }
}

/** Space after glyph `index` of a line. */
export const letterAfter = (spacing: Pick<Spacing, 'letter' | 'odd'>, index: number): Emu =>
  spacing.letter + (index < Math.abs(spacing.odd) ? Math.sign(spacing.odd) : 0)

export const stretch = (length: Emu, scale: number): Emu =>
  scale === 1000 ? length : Math.floor((length * scale) / 1000 + 0.5)

/** Width of a cell whose glyphs are scaled; blanks keep theirs. */
export const cellWidth = (cell: Cell, scale: number): Emu =>
  cell.kind === 'space' ? cell.width : stretch(cell.width, scale)

function layCell(pen: Pen, cell: Cell, style: SetStyle, spacing: Spacing): void {
  const scale = cell.kind === 'space' ? 1000 : spacing.scale
  let letters = 0
  for (const glyph of cell.glyphs) {
    place(pen, glyph, style, pen.at + stretch(glyph.along, scale) + letters, scale)
    letters += letterAfter(spacing, pen.glyphs)
    pen.glyphs++
  }
  pen.at += cellWidth(cell, scale) + letters
}

function place(pen: Pen, glyph: CellGlyph, style: SetStyle, along: Emu, scale: number): void {
  const own = scale === 1000 ? glyph.scale : Math.floor((glyph.scale * scale) / 1000 + 0.5)
  let { open } = pen
  if (
    !open ||
    open.face !== glyph.face ||
    open.scale !== own ||
    open.isPlain !== glyph.isPlain ||
    open.isTurned !== glyph.isTurned
  ) {
    close(pen, style)
    open = {
      face: glyph.face,
      scale: own,
      isTurned: glyph.isTurned,
      isPlain: glyph.isPlain,
      glyphs: [],
      along: [],
      across: [],
      clusters: [],
    }
    pen.open = open
  }
  open.glyphs.push(glyph.glyph)
  if (glyph.across !== 0 && open.across.length === 0) open.across = Array<Emu>(open.along.length).fill(0)
  if (glyph.across !== 0 || open.across.length > 0) open.across.push(glyph.across)
  open.along.push(along)
  open.clusters.push(glyph.cluster)
}

function close(pen: Pen, style: SetStyle): void {
  const { open } = pen
  if (!open) return
  pen.open = null
  const across = open.across.length > 0 ? open.across : level(open.along.length)
  pen.runs.push({
    face: open.face,
    size: style.style.size,
    scale: open.scale,
    tint: style.style.tint,
    reversed: false,
    turned: open.isTurned,
    plain: open.isPlain,
    glyphs: open.glyphs,
    dx: style.vertical ? across : open.along,
    dy: style.vertical ? open.along : across,
    clusters: open.clusters,
  })
}
