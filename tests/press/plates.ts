/** Plates as ghostscript separates them (`tiffsep`): what would stand on each, in percent of ink. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { mm, type Box } from '#contract/measure.ts'

const GHOSTSCRIPT = 'gs'
const DPI = 72
const EMU_PER_POINT = 12_700

export interface Plate {
  readonly width: number
  readonly height: number
  /** 0 is solid, 255 paper. */
  readonly samples: Uint8Array
}

/** The plates of a file's first page by their names, 72 dots per inch unless told; a plate on which nothing stands is left out. */
export async function platesOf(pdf: Uint8Array, dpi = DPI): Promise<ReadonlyMap<string, Plate>> {
  const folder = mkdtempSync(join(tmpdir(), 'plates-'))
  try {
    const path = join(folder, 'page.pdf')
    writeFileSync(path, pdf)
    const args = ['-q', '-o', join(folder, 'p.tif'), '-sDEVICE=tiffsep', `-r${dpi}`, '-dLastPage=1', path]
    execFileSync(GHOSTSCRIPT, args, { stdio: 'ignore' })
    const plates = new Map<string, Plate>()
    for (const name of readdirSync(folder)) {
      const ink = /^p\((.*)\)\.tif$/.exec(name)?.[1]
      if (ink === undefined) continue
      const { data, info } = await sharp(join(folder, name), { limitInputPixels: false })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      if (data.some((sample) => sample < 250))
        plates.set(ink, { width: info.width, height: info.height, samples: data })
    }
    return plates
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Mean ink of a plate in a box of the page (Emu from the trim's corner), percent; 0 where there is no such plate. */
export function inkIn(plate: Plate | undefined, box: Box, slug = mm(12)): number {
  if (!plate) return 0
  const pixel = (length: number): number => Math.round(((length + slug) * DPI) / (72 * EMU_PER_POINT))
  const [left, top, right, foot] = [pixel(box.x), pixel(box.y), pixel(box.x + box.width), pixel(box.y + box.height)]
  let sum = 0
  let count = 0
  for (let y = top + 1; y < foot - 1; y++) {
    for (let x = left + 1; x < right - 1; x++) {
      sum += 255 - (plate.samples[y * plate.width + x] ?? 255)
      count++
    }
  }
  return (100 * sum) / (255 * Math.max(1, count))
}
