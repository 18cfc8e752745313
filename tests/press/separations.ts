/** What ghostscript's plates of a page hold, sample by sample. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

export interface Separation {
  readonly width: number
  readonly height: number
  /** Percent of ink at a pixel, by the plate's name: Cyan, Magenta, Yellow, Black, or a spot's. */
  ink(plate: string, x: number, y: number): number
  /** The greatest sum of all plates on one pixel of an area, percent. */
  most(left: number, top: number, width: number, height: number): number
  readonly plates: readonly string[]
}

/** The first page of a PDF as ghostscript's tiffsep separates it. */
export async function separate(pdf: Uint8Array, dpi: number): Promise<Separation> {
  const folder = mkdtempSync(join(tmpdir(), 'separation-'))
  try {
    writeFileSync(join(folder, 'page.pdf'), pdf)
    const args = [
      '-q',
      '-o',
      join(folder, 'out%d.tif'),
      '-sDEVICE=tiffsep',
      `-r${dpi}`,
      '-dFirstPage=1',
      '-dLastPage=1',
    ]
    // Sampled as they are: what is asked is what stands in the file.
    execFileSync('gs', [...args, '-dInterpolateControl=0', join(folder, 'page.pdf')], { stdio: 'ignore' })
    const samples = new Map<string, Uint8Array>()
    let size = { width: 0, height: 0 }
    for (const name of readdirSync(folder)) {
      const plate = /^out1\((.+)\)\.tif$/.exec(name)?.[1]
      if (plate === undefined) continue
      const { data, info } = await sharp(join(folder, name), { limitInputPixels: false })
        .extractChannel(0)
        .raw()
        .toBuffer({ resolveWithObject: true })
      samples.set(plate, data)
      size = { width: info.width, height: info.height }
    }
    return separationOf(samples, size)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function separationOf(
  samples: ReadonlyMap<string, Uint8Array>,
  { width, height }: { width: number; height: number },
): Separation {
  const at = (data: Uint8Array | undefined, x: number, y: number): number => 255 - (data?.[y * width + x] ?? 255)
  return {
    width,
    height,
    plates: [...samples.keys()],
    ink: (plate, x, y) => (at(samples.get(plate), x, y) * 100) / 255,
    most(left, top, wide, high) {
      let most = 0
      for (let y = top; y < top + high; y++) {
        for (let x = left; x < left + wide; x++) {
          let sum = 0
          for (const data of samples.values()) sum += at(data, x, y)
          most = Math.max(most, sum)
        }
      }
      return (most * 100) / 255
    },
  }
}
