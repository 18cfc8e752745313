/** Reading set lines back, for the composer's tests. */
import type { BrokenLine } from '#compose/typesetter.ts'

export interface Glyph {
  readonly cluster: string
  readonly glyph: number
  readonly dx: number
  readonly dy: number
  readonly plain: boolean
  readonly turned: boolean
  readonly scale: number
}

export const glyphsOf = (line: BrokenLine): Glyph[] =>
  line.runs.flatMap((run) =>
    run.glyphs.map((glyph, i) => ({
      cluster: run.clusters[i] ?? '',
      glyph,
      dx: run.dx[i] ?? NaN,
      dy: run.dy[i] ?? NaN,
      plain: run.plain,
      turned: run.turned,
      scale: run.scale,
    })),
  )

export const textOf = (line: BrokenLine): string =>
  glyphsOf(line)
    .map((glyph) => glyph.cluster)
    .join('')
export const texts = (text: string, lines: readonly BrokenLine[]): string[] =>
  lines.map((line) => text.slice(line.from, line.to))

/** A small generator of pseudo-random whole numbers; the seed is printed by whoever fails. */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}
