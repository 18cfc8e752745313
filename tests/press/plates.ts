/** Plates of a page that anything stands on, and how much ink of each lies in a box. */
import { mm, type Box } from '#contract/measure.ts'
import { separate, type Separation } from './separations.ts'

/** One pixel a point. */
const DPI = 72
const EMU_PER_POINT = 12_700

export interface Plate {
  readonly name: string
  readonly separation: Separation
}

/** The plates of a file's first page by their names; one on which nothing stands is left out. */
export async function platesOf(pdf: Uint8Array): Promise<ReadonlyMap<string, Plate>> {
  const separation = await separate(pdf, DPI)
  const shown = separation.plates.filter((name) => hasInk(separation, name))
  return new Map(shown.map((name) => [name, { name, separation }]))
}

function hasInk({ width, height, ink }: Separation, name: string): boolean {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (ink(name, x, y) > 2) return true
  return false
}

/** Mean ink of a plate in a box of the page (Emu from the trim's corner), percent; 0 where there is no such plate. */
export function inkIn(plate: Plate | undefined, box: Box, slug = mm(12)): number {
  if (!plate) return 0
  const pixel = (length: number): number => Math.round((length + slug) / EMU_PER_POINT)
  const [left, top, right, foot] = [pixel(box.x), pixel(box.y), pixel(box.x + box.width), pixel(box.y + box.height)]
  let sum = 0
  let count = 0
  for (let y = top + 1; y < foot - 1; y++) {
    for (let x = left + 1; x < right - 1; x++) {
      sum += plate.separation.ink(plate.name, x, y)
      count++
    }
  }
  return sum / Math.max(1, count)
}
