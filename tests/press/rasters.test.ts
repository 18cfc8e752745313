/** One page, three programs: poppler, mupdf and ghostscript must draw the same. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { jobOf, openShelf, textPage } from './handSet.ts'
import { GREY, plate, richPage } from './richPage.ts'
import { bytesOf, lacks } from './tools.ts'

const DPI = 72
/** Pixels of a patch, whose mean is compared: programs smooth edges each in its own way. */
const PATCH = 6

const PROGRAMS: Readonly<Record<string, (pdf: string, out: string) => readonly [string, readonly string[]]>> = {
  poppler: (pdf, out) => ['pdftoppm', ['-r', `${DPI}`, '-gray', '-png', '-singlefile', pdf, out.replace(/\.png$/, '')]],
  mupdf: (pdf, out) => ['mutool', ['draw', '-q', '-r', `${DPI}`, '-c', 'gray', '-o', out, pdf, '1']],
  ghostscript: (pdf, out) => [
    'gs',
    [
      '-q',
      '-o',
      out,
      '-sDEVICE=pnggray',
      `-r${DPI}`,
      '-dTextAlphaBits=4',
      '-dGraphicsAlphaBits=4',
      '-dLastPage=1',
      pdf,
    ],
  ],
}

/** Mean darkness of each patch, 255 where it is as dark as the page gets: programs differ in how black they show black ink. */
async function patchesOf(png: string): Promise<{ across: number; means: number[] }> {
  const { data, info } = await sharp(png).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
  const across = Math.floor(info.width / PATCH)
  const means: number[] = []
  for (let row = 0; row < Math.floor(info.height / PATCH); row++) {
    for (let column = 0; column < across; column++) {
      let sum = 0
      for (let y = 0; y < PATCH; y++) {
        for (let x = 0; x < PATCH; x++) sum += data[(row * PATCH + y) * info.width + column * PATCH + x] ?? 255
      }
      means.push(255 - sum / PATCH ** 2)
    }
  }
  const darkest = Math.max(1, ...means)
  return { across, means: means.map((mean) => (mean * 255) / darkest) }
}

async function drawn(pdf: Uint8Array): Promise<Map<string, { across: number; means: number[] }>> {
  const folder = mkdtempSync(join(tmpdir(), 'rasters-'))
  try {
    const path = join(folder, 'page.pdf')
    writeFileSync(path, pdf)
    const found = new Map<string, { across: number; means: number[] }>()
    for (const [name, command] of Object.entries(PROGRAMS)) {
      const [program, args] = command(path, join(folder, `${name}.png`))
      execFileSync(program, args, { stdio: 'ignore' })
      found.set(name, await patchesOf(join(folder, `${name}.png`)))
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.skipIf(lacks('pdffonts') || lacks('mutool') || lacks('gs'))(
  'a page with type, tints, a spot ink and pictures',
  () => {
    it.each(['x1a', 'proof'] as const)('is drawn alike by poppler, mupdf and ghostscript (%s)', async (profile) => {
      const shelf = await openShelf()
      // What CMYK and spot inks look like on a screen is each program's own guess: of plates, black alone is compared.
      const set = profile === 'proof' ? richPage(shelf) : { ...textPage(shelf), pictures: richPage(shelf).pictures }
      const job = jobOf(shelf, set, { profile, plate: () => plate(GREY) })
      const rasters = await drawn(await bytesOf(shelf.subsetter, job))
      const [first, ...others] = [...rasters.values()]
      expect(first?.means.filter((mean) => mean > 60).length).toBeGreaterThan(100)
      for (const other of others) {
        expect(other.across).toBe(first?.across)
        const away = other.means.map((mean, i) => Math.abs(mean - (first?.means[i] ?? 0)))
        expect(away.reduce((sum, each) => sum + each, 0) / away.length).toBeLessThan(3)
        // A stroke that is missing, or lies elsewhere, darkens a patch that the others leave white.
        expect(away.filter((each) => each > 80).length).toBeLessThan(away.length / 2000)
      }
    })
  },
)
