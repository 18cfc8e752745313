/** Signs as SVG paths. */
import type { Stroke } from '#grid/signs.ts'

/** From Emu of the page to pixels. */
export interface PixelMap {
  readonly x: number
  readonly y: number
  /** Pixels an Emu. */
  readonly unit: number
}

/** The `d` of strokes, to a tenth of a pixel. */
export function pathOf(strokes: readonly Stroke[], { x, y, unit }: PixelMap): string {
  const at = (value: number, origin: number): string => (origin + value * unit).toFixed(1)
  const parts = strokes.flatMap((stroke) =>
    stroke.map(([op, ...values]) => {
      const written = values.map((value, i) => at(value, i % 2 === 0 ? x : y))
      return `${op}${written.join(' ')}`
    }),
  )
  return parts.join('')
}
