/** Outlines of the glyphs that no character paints (vertical forms, long dashes), asked of the composer once each. */
import type { FaceId } from '#contract/ids.ts'
import type { SetFrame } from '#contract/setPage.ts'
import type { SetPages } from '../session.ts'

export interface DrawnGlyph {
  readonly path: Path2D
  readonly unitsPerEm: number
}

export interface Outlines {
  /** null while it is being fetched. */
  maybeGlyph(face: FaceId, glyph: number): DrawnGlyph | null
  /** Whether all outlines of a frame are here; asks for those that are not. */
  isComplete(frame: SetFrame): boolean
}

/** `arrived` is called after outlines came in: frames that lacked them are to be painted again. */
export function fetchOutlines(pages: Pick<SetPages, 'outlines'>, arrived: () => void): Outlines {
  const faces = new Map<FaceId, Map<number, DrawnGlyph | null>>()
  const glyphsOf = (face: FaceId): Map<number, DrawnGlyph | null> => {
    const known = faces.get(face) ?? new Map<number, DrawnGlyph | null>()
    faces.set(face, known)
    return known
  }
  const ask = async (face: FaceId, glyphs: readonly number[]): Promise<void> => {
    const known = glyphsOf(face)
    for (const glyph of glyphs) known.set(glyph, null)
    const outlines = await pages.outlines(face, glyphs)
    for (const { glyph, path, unitsPerEm } of outlines) known.set(glyph, { path: new Path2D(path), unitsPerEm })
    // A worker that died has answered nothing: the next painting asks again.
    for (const glyph of glyphs) if (!known.get(glyph)) known.delete(glyph)
    if (outlines.length > 0) arrived()
  }
  return {
    maybeGlyph: (face, glyph) => faces.get(face)?.get(glyph) ?? null,
    isComplete(frame) {
      let isWhole = true
      for (const [face, glyphs] of drawnGlyphs(frame)) {
        const known = glyphsOf(face)
        if ([...glyphs].some((glyph) => !known.get(glyph))) isWhole = false
        const missing = [...glyphs].filter((glyph) => !known.has(glyph))
        if (missing.length > 0) void ask(face, missing)
      }
      return isWhole
    },
  }
}

/** Glyphs of a frame that are drawn from outlines, by face. */
function drawnGlyphs(frame: SetFrame): Map<FaceId, Set<number>> {
  const found = new Map<FaceId, Set<number>>()
  for (const line of frame.lines) {
    for (const run of line.runs) {
      if (run.plain) continue
      const glyphs = found.get(run.face) ?? new Set<number>()
      found.set(run.face, glyphs)
      for (const glyph of run.glyphs) glyphs.add(glyph)
    }
  }
  return found
}
