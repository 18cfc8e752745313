/** Areas of a picture as it is stored and as it is looked at (EXIF's orientation). */
import type { Crop, Turn } from '#contract/photo.ts'

export interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
export interface Extent {
  readonly width: number
  readonly height: number
}

const isOnItsSide = (turn: Turn): boolean => turn >= 5

/** The size of the upright picture, or of the stored one by the upright one's. */
export const turnedSize = ({ width, height }: Extent, turn: Turn): Extent =>
  isOnItsSide(turn) ? { width: height, height: width } : { width, height }

/** An area of the upright picture (of `size`) where it is stored. */
export function storedArea({ left, top, width, height }: Area, size: Extent, turn: Turn): Area {
  const right = size.width - left - width
  const bottom = size.height - top - height
  const lying = { width: height, height: width }
  switch (turn) {
    case 1:
      return { left, top, width, height }
    case 2:
      return { left: right, top, width, height }
    case 3:
      return { left: right, top: bottom, width, height }
    case 4:
      return { left, top: bottom, width, height }
    case 5:
      return { left: top, top: left, ...lying }
    case 6:
      return { left: top, top: right, ...lying }
    case 7:
      return { left: bottom, top: right, ...lying }
    case 8:
      return { left: bottom, top: left, ...lying }
  }
}

/** A quarter turn is undone by the other one; every other turn undoes itself. */
const BACK: Readonly<Record<Turn, Turn>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6 }

/** A stored area (of a picture of stored `size`) where it is looked at. */
export const uprightArea = (area: Area, size: Extent, turn: Turn): Area => storedArea(area, size, BACK[turn])

/** The crop in pixels of the upright picture, one at the least on each axis. */
export function areaOf(size: Extent, crop: Crop): Area {
  const [left, width] = spanOf(crop.left, crop.right, size.width)
  const [top, height] = spanOf(crop.top, crop.bottom, size.height)
  return { left, top, width, height }
}

function spanOf(from: number, to: number, whole: number): [from: number, length: number] {
  const first = Math.min(whole - 1, Math.round((from * whole) / 1000))
  return [first, Math.max(1, Math.round((to * whole) / 1000) - first)]
}
