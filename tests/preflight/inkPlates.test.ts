/** What preflight says of ink, against the plates that ghostscript makes of the pressed PDF of the same page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import { mm, pt, type Box } from '#contract/measure.ts'
import { WHOLE, type PlateImage } from '#contract/photo.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { openResources } from '#darkroom/resources.ts'
import { plateTerms } from '#desk/plateTerms.ts'
import { readStylebook } from '../../scripts/galleyJob.ts'
import { photoOf } from '../grid/records.ts'
import { frame, HEAVY, jobOf, line, openShelf, type Shelf } from '../press/handSet.ts'
import { bytesOf, lacks } from '../press/tools.ts'
import { cmykJpeg, cmykTiff, separate, unmarked, type InkAt, type Inks, type Plates } from './cmyk.ts'
import { boxOf, findingsOf, pictureSheet, ruleOf } from './pages.ts'

const DPI = 100
const PIXELS_PER_EMU = DPI / 914_400
const WIDTH = 480
const HEIGHT = 360

const cache = mkdtempSync(join(tmpdir(), 'ink-plates-'))
afterAll(() => rmSync(cache, { recursive: true, force: true }))
const pictures = openPictures({ cache })

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

/** Light at the left, 290 percent at the right; black runs downwards. */
const ramp: InkAt = (x, y) => [(80 * x) / WIDTH, (70 * x) / WIDTH, (60 * x) / WIDTH, (80 * y) / HEIGHT]

const BOX = boxOf(30, 150, 100, 75)

/** The mean of the plates over a box of the page. */
function meanIn(plates: Plates, box: Box, slug: number): Inks {
  const first = (at: number): number => Math.ceil((at + slug) * PIXELS_PER_EMU)
  const last = (at: number): number => Math.floor((at + slug) * PIXELS_PER_EMU)
  const sums = [0, 0, 0, 0]
  let count = 0
  for (let y = first(box.y); y < last(box.y + box.height); y++) {
    for (let x = first(box.x); x < last(box.x + box.width); x++) {
      plates.at(x, y).forEach((ink, i) => (sums[i]! += ink))
      count++
    }
  }
  return sums.map((sum) => sum / count) as unknown as Inks
}

/** The spot with the most ink in a box. */
function worstIn(plates: Plates, box: Box, slug: number): { total: number; inks: Inks } {
  let worst = { total: 0, inks: [0, 0, 0, 0] as Inks }
  for (let y = Math.floor((box.y + slug) * PIXELS_PER_EMU); y < (box.y + box.height + slug) * PIXELS_PER_EMU; y++) {
    for (let x = Math.floor((box.x + slug) * PIXELS_PER_EMU); x < (box.x + box.width + slug) * PIXELS_PER_EMU; x++) {
      const inks = plates.at(x, y)
      const total = inks.reduce((sum, ink) => sum + ink, 0)
      if (total > worst.total) worst = { total, inks }
    }
  }
  return worst
}

/** The box of cells of a grid over the picture. */
const partOf = (column: number, row: number, of: number): Box => ({
  x: BOX.x + Math.floor((BOX.width * column) / of),
  y: BOX.y + Math.floor((BOX.height * row) / of),
  width: Math.floor(BOX.width / of),
  height: Math.floor(BOX.height / of),
})

/** The mean of a grid's cells in the same part. */
function meanOfCells({ columns, rows, cells }: InkGrid, column: number, row: number, of: number): Inks {
  const sums = [0, 0, 0, 0]
  let count = 0
  for (let y = Math.floor((rows * row) / of); y < Math.floor((rows * (row + 1)) / of); y++) {
    for (let x = Math.floor((columns * column) / of); x < Math.floor((columns * (column + 1)) / of); x++) {
      sums.forEach((_, i) => (sums[i]! += (cells[4 * (y * columns + x) + i]! * 100) / 255))
      count++
    }
  }
  return sums.map((sum) => sum / count) as unknown as Inks
}

describe.skipIf(lacks('gs'))('ink against ghostscript’s plates', () => {
  let shelf: Shelf
  beforeAll(async () => {
    shelf = await openShelf()
  })

  /** A page with the picture on it and what a test lays over it, pressed, separated, and checked by us. */
  async function both(bytes: Uint8Array, name: string, more: Parameters<typeof pictureSheet>[2] = {}) {
    const photo = { ...photoOf('p1'), ...must(await pictures.describe(name, bytes)) }
    const profile = await openResources({ folder: resourcesFolder() }).readProfile()
    const terms = plateTerms(readStylebook('yuntang-tabloid'), 'x1a', profile)
    const plate: PlateImage = must(await pictures.forPlate(bytes, photo, { crop: WHOLE, box: BOX }, terms))
    const grid = must(await pictures.inkOf(plate))
    const sheet = pictureSheet(photo, { box: BOX }, { ...more, frames: more.frames ?? [] })
    const page = { ...sheet.set, frames: sheet.set.frames.filter(({ part }) => part !== 'furniture') }
    const pdf = await bytesOf(shelf.subsetter, jobOf(shelf, page, { plate: () => plate }))
    const plates = await separate(pdf, DPI)
    const findings = findingsOf(sheet, 'newsprint', () => grid).filter(({ code }) => code.startsWith('ink.'))
    return { grid, plates, findings, slug: page.slug, pixels: plates.width * plates.height }
  }

  const kinds = [
    ['a CMYK JPEG, which passes byte for byte', 'a.jpg', () => cmykJpeg(WIDTH, HEIGHT, ramp)],
    ['a CMYK JPEG without Adobe’s marker', 'a.jpg', async () => unmarked(await cmykJpeg(WIDTH, HEIGHT, ramp))],
    ['a CMYK TIFF, which keeps its values', 'a.tif', async () => cmykTiff(WIDTH, HEIGHT, ramp)],
  ] as const
  test.each(kinds)('%s, has the same ink in our cells as on the plates', async (_, name, make) => {
    const { grid, plates, slug } = await both(await make(), name)
    expect([grid.columns, grid.rows]).toEqual([128, 96])
    for (let row = 0; row < 8; row++) {
      for (let column = 0; column < 8; column++) {
        const ours = meanOfCells(grid, column, row, 8)
        const theirs = meanIn(plates, partOf(column, row, 8), slug)
        for (const i of [0, 1, 2, 3]) expect(Math.abs(ours[i]! - theirs[i]!), `${column} ${row} ${i}`).toBeLessThan(1.5)
      }
    }
  })
  test('the heaviest spot that is said is the plates’ heaviest, and a limited picture has none', async () => {
    const { findings, plates, slug } = await both(await cmykJpeg(WIDTH, HEIGHT, ramp), 'a.jpg')
    const worst = worstIn(plates, BOX, slug)
    expect(findings.map(({ code }) => code)).toEqual(['ink.over'])
    const { total, c, m, y, k } = findings[0]!.values as Record<string, number>
    expect(Math.abs(total! - worst.total)).toBeLessThan(8)
    for (const [i, ours] of [c, m, y, k].entries()) expect(Math.abs(ours! - worst.inks[i]!)).toBeLessThan(3)
    // What is converted is limited: the darkest RGB there is stays under the limit.
    const dark = { width: WIDTH, height: HEIGHT, channels: 3 as const, background: '#0a0402' }
    const converted = await sharp({ create: dark }).jpeg().toBuffer()
    expect((await both(converted, 'b.jpg')).findings).toEqual([])
  })
  test('type and rules that overprint bring as much ink to the plates as is said', async () => {
    const flat = await cmykJpeg(WIDTH, HEIGHT, () => [70, 75, 75, 0])
    const over = frame('headline', [line(shelf, mm(40), mm(185), '黑字压图', { face: HEAVY, size: pt(42) })])
    for (const more of [{ frames: [over] }, { rules: [ruleOf(boxOf(20, 190, 120, 2))] }]) {
      const { findings, plates, slug } = await both(flat, 'a.jpg', more)
      const worst = worstIn(plates, BOX, slug)
      expect(findings.map(({ code }) => code)).toEqual(['ink.overprinted'])
      const { total, c, m, y, k } = findings[0]!.values as Record<string, number>
      expect(Math.abs(total! - worst.total)).toBeLessThan(4)
      expect(Math.abs(320 - worst.total)).toBeLessThan(4)
      for (const [i, ours] of [c, m, y, k].entries()) expect(Math.abs(ours! - worst.inks[i]!)).toBeLessThan(2)
    }
  })
  test('white and tinted type knock out: the plates have no more than the picture', async () => {
    const flat = await cmykJpeg(WIDTH, HEIGHT, () => [70, 75, 75, 0])
    for (const look of [{ reversed: true }, { tint: 60 }]) {
      const size = pt(42)
      const over = frame('headline', [line(shelf, mm(40), mm(185), '反白压图', { face: HEAVY, size, ...look })])
      const { findings, plates, slug } = await both(flat, 'a.jpg', { frames: [over] })
      expect(findings).toEqual([])
      expect(worstIn(plates, BOX, slug).total).toBeLessThan(224)
    }
  })
  test('how much of its box type covers is what the plates show', async () => {
    const flat = await cmykJpeg(WIDTH, HEIGHT, () => [70, 75, 75, 0])
    const over = frame('headline', [line(shelf, mm(40), mm(185), '黑字压图', { face: HEAVY, size: pt(42) })])
    const { findings, plates, slug } = await both(flat, 'a.jpg', { frames: [over] })
    let black = 0
    for (let y = 0; y < plates.height; y++)
      for (let x = 0; x < plates.width; x++) {
        const at = { x: x / PIXELS_PER_EMU - slug, y: y / PIXELS_PER_EMU - slug }
        const isOn = at.x > BOX.x && at.x < BOX.x + BOX.width && at.y > BOX.y && at.y < BOX.y + BOX.height
        if (isOn) black += plates.at(x, y)[3] / 100
      }
    const area = black * (25.4 / DPI) ** 2
    const said = Number(findings[0]!.values['area'])
    expect(said / area).toBeGreaterThan(0.6)
    expect(said / area).toBeLessThan(1.6)
  })
})
