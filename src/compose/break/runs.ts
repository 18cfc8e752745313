/** Glyphs of a placed line, gathered in runs of one face, size and way of painting. */
import type { SetRun } from '#contract/setPage.ts'
import type { Emu } from '#contract/measure.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Item, ItemGlyph } from '../shape/items.ts'
import type { SetStyle } from '../typesetter.ts'

interface Writing {
  face: FaceId
  isPlain: boolean
  isTurned: boolean
  glyphs: number[]
  dx: Emu[]
  dy: Emu[]
  clusters: string[]
}

export interface RunWriter {
  /** Adds an item's glyphs at `start` along the line; `letters` are amounts that open it up between its glyphs. */
  add(item: Item, start: Emu, letters?: readonly Emu[]): void
  /** Adds one glyph: the hyphen of a divided word. */
  addGlyph(glyph: ItemGlyph, start: Emu): void
  runs(): SetRun[]
}

export function openRuns(style: SetStyle, scale = 1000): RunWriter {
  const done: Writing[] = []
  let open: Writing | null = null
  const addGlyph = (glyph: ItemGlyph, start: Emu): void => {
    if (!open || open.face !== glyph.face || open.isPlain !== glyph.isPlain || open.isTurned !== glyph.isTurned) {
      open = {
        face: glyph.face,
        isPlain: glyph.isPlain,
        isTurned: glyph.isTurned,
        glyphs: [],
        dx: [],
        dy: [],
        clusters: [],
      }
      done.push(open)
    }
    const along = start + glyph.along
    open.glyphs.push(glyph.glyph)
    open.dx.push(style.vertical ? glyph.across : along)
    open.dy.push(style.vertical ? along : glyph.across)
    open.clusters.push(glyph.cluster)
  }
  return {
    add(item, start, letters = []) {
      let shift = 0
      item.glyphs.forEach((glyph, at) => {
        addGlyph(glyph, start + shift)
        shift += letters[at] ?? 0
      })
    },
    addGlyph,
    runs: () => done.map((run) => finish(run, style, scale)),
  }
}

const finish = (run: Writing, style: SetStyle, scale: number): SetRun => ({
  face: run.face,
  size: style.style.size,
  scale,
  tint: style.style.tint,
  reversed: false,
  turned: run.isTurned,
  plain: run.isPlain,
  glyphs: run.glyphs,
  dx: run.dx,
  dy: run.dy,
  clusters: run.clusters,
})
