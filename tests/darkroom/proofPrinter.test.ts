import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { fault, isFault } from '#contract/faults.ts'
import type { OutlineOf } from '#contract/faces.ts'
import { shownRgb } from '#contract/inks.ts'
import { mm } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { openProofPrinter } from '#darkroom/proofPrinter.ts'
import { frame, jobOf, LATIN, line, openShelf, page, picture, textPage, type Shelf } from '../press/handSet.ts'
import { RED, spotParts } from '../press/richPage.ts'
import { bytesOf, draw, lacks } from '../press/tools.ts'

/** One millimetre is five pixels, so that trim and media box begin on whole ones. */
const DPI = 127
const PER_MM = 5

let shelf: Shelf
let outlines: OutlineOf
beforeAll(async () => {
  shelf = await openShelf()
  outlines = (face, glyph) => ({ path: shelf.font(face).glyphToPath(glyph), unitsPerEm: shelf.font(face).face.upem })
})

interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

async function proof(set: SetPage, bytes: Uint8Array | null = null, dpi = DPI): Promise<Uint8Array> {
  const png = await openProofPrinter().png(set, dpi, outlines, async () => bytes ?? fault('photo.missing'))
  if (isFault(png)) throw new Error(png.code)
  return png
}

async function greyPixels(png: Uint8Array | string, outset = 0): Promise<Pixels> {
  const { width, height } = await sharp(png).metadata()
  const area = { left: outset, top: outset, width: width - 2 * outset, height: height - 2 * outset }
  const data = await sharp(png).extract(area).extractChannel(0).raw().toBuffer()
  return { data, width: area.width, height: area.height }
}

const at = ({ data, width }: Pixels, x: number, y: number): number =>
  data[Math.round(y * PER_MM) * width + Math.round(x * PER_MM)] ?? -1

describe('a proof', () => {
  it.skipIf(lacks('mutool')).each([
    ['in one strip and a bit', DPI],
    ['in strips', 2 * DPI],
  ])('shows what the plate shows, stroke for stroke: %s', async (_, dpi) => {
    const text = textPage(shelf)
    const accents = frame('body', [
      line(shelf, mm(110), mm(140), 'Café naïve Ångström fi', { face: LATIN, size: 200_000 }),
    ])
    const set = { ...text, frames: [...text.frames, accents] }
    const pdf = await bytesOf(shelf.subsetter, jobOf(shelf, set))
    const path = draw('mutool', pdf, ['draw', '-q', '-r', String(dpi), '-c', 'gray', '-o', 'OUT', 'FILE'])
    const plate = await greyPixels(path, (12 * PER_MM * dpi) / DPI)
    rmSync(dirname(path), { recursive: true })
    const shown = await greyPixels(await proof(set, null, dpi))
    expect([shown.width, shown.height]).toEqual([plate.width, plate.height])
    const inked = shown.data.filter((grey) => grey < 128).length
    const unlike = shown.data.filter((grey, i) => Math.abs(grey - (plate.data[i] ?? 0)) > 128).length
    expect(inked).toBeGreaterThan(40_000)
    expect(unlike / inked).toBeLessThan(0.01)
  })
  it('has the size of the trim at its resolution, and says the resolution', async () => {
    const { width, height, density } = await sharp(await proof(page({}), null, 72)).metadata()
    expect([width, height, density]).toEqual([780, 1106, 72])
  })
  it('is one channel where nothing has colour', async () => {
    expect((await sharp(await proof(textPage(shelf))).metadata()).channels).toBe(1)
  })
  it('shows a tint as its grey, and reversed type as paper', async () => {
    const shown = await greyPixels(await proof(textPage(shelf)))
    expect(at(shown, 140, 110)).toBe(217)
    const box = Array.from({ length: 60 }, (_, i) => at(shown, 27 + i / 5, 206))
    expect(Math.min(...box)).toBe(0)
    expect(Math.max(...box)).toBe(255)
  })
  it('shows a spot ink as the screen does, in colour, its type and its tints', async () => {
    const spot = spotParts(shelf)
    const png = await proof({ ...textPage(shelf), ...spot })
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    const colour = (x: number, y: number): number[] => {
      const from = (y * PER_MM * info.width + x * PER_MM) * info.channels
      return [...data.subarray(from, from + 3)]
    }
    expect(colour(220, 16)).toEqual([...shownRgb(RED, 30)])
    expect(colour(100, 28.4)).toEqual([...shownRgb(RED, 100)])
    expect([...data].some((level, i) => level === shownRgb(RED, 100)[i % 3] && level !== 0 && level !== 255)).toBe(true)
  })
  it('shows the crop of a picture in its box, in colour', async () => {
    const halves = await sharp(Buffer.from([255, 0, 0, 0, 0, 255]), { raw: { width: 2, height: 1, channels: 3 } })
      .resize(200, 100, { kernel: 'nearest' })
      .png()
      .toBuffer()
    const right = {
      ...picture('a'.repeat(64), mm(50), mm(100), mm(40), mm(40)),
      crop: { left: 600, top: 0, right: 1000, bottom: 1000 },
    }
    const png = await proof(page({ pictures: [right] }), halves)
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    const colour = (x: number, y: number): number[] => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ]
    expect(colour(70 * PER_MM, 120 * PER_MM)).toEqual([0, 0, 255])
    expect(colour(49 * PER_MM, 120 * PER_MM)).toEqual([255, 255, 255])
  })
  it('leaves white what cannot be read, as the plate does', async () => {
    const set = page({ pictures: [picture('a'.repeat(64), mm(50), mm(100), mm(40), mm(40))] })
    expect(at(await greyPixels(await proof(set)), 70, 120)).toBe(255)
    expect(at(await greyPixels(await proof(set, Buffer.from('no picture'))), 70, 120)).toBe(255)
  })
})
