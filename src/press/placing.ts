/** How a plate's samples are turned and laid so that what is shown of them fills a box. */
import type { Box } from '#contract/measure.ts'
import type { PlateImage, Turn } from '#contract/photo.ts'

export interface Placing {
  /** Where the whole upright picture lies, from the trim's top left; larger than the box it is shown in where it is clipped. */
  readonly whole: Box
  readonly turn: Turn
  readonly isClipped: boolean
}

export function placingOf({ width, height, turn, shown }: PlateImage, box: Box): Placing {
  const [across, down] = turn >= 5 ? [height, width] : [width, height]
  const isClipped = shown.width !== across || shown.height !== down
  if (!isClipped) return { whole: box, turn, isClipped }
  const wide = box.width / shown.width
  const deep = box.height / shown.height
  const x = box.x - Math.round(shown.left * wide)
  const y = box.y - Math.round(shown.top * deep)
  return { whole: { x, y, width: Math.round(across * wide), height: Math.round(down * deep) }, turn, isClipped }
}

/**
 * The matrix that maps a PDF's unit square of samples onto a rectangle whose lower left corner is x, y (ISO 32000-1,
 * 8.9.5.1), turned as EXIF's orientation says.
 */
export function turnedMatrix(turn: Turn, x: number, y: number, width: number, height: number): readonly number[] {
  switch (turn) {
    case 1:
      return [width, 0, 0, height, x, y]
    case 2:
      return [-width, 0, 0, height, x + width, y]
    case 3:
      return [-width, 0, 0, -height, x + width, y + height]
    case 4:
      return [width, 0, 0, -height, x, y + height]
    case 5:
      return [0, -height, -width, 0, x + width, y + height]
    case 6:
      return [0, -height, width, 0, x, y + height]
    case 7:
      return [0, height, width, 0, x, y]
    case 8:
      return [0, height, -width, 0, x + width, y]
  }
}
