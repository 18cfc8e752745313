/** Spot inks on plates of their own, as ghostscript separates the page. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { SpotInk } from '#contract/inks.ts'
import { mm } from '#contract/measure.ts'
import type { SetPage, SetRule } from '#contract/setPage.ts'
import { jobOf, line, frame, HEI, openShelf, page, textPage, type Shelf } from './handSet.ts'
import { inkIn, platesOf, type Plate } from './plates.ts'
import { CMYK, plate } from './richPage.ts'
import { picture } from './handSet.ts'
import { ask, bytesOf, lacks } from './tools.ts'

const SPOT: SpotInk = { name: 'PANTONE 185 C', cmyk: [0, 91, 76, 0] }
const SOLID = { x: mm(25), y: mm(240), width: mm(40), height: mm(20) }
const TINT = { x: mm(80), y: mm(240), width: mm(40), height: mm(20) }
const GROUND = { x: mm(140), y: mm(240), width: mm(60), height: mm(30) }
const OVER = { x: mm(150), y: mm(250), width: mm(20), height: mm(10) }

const rule = (box: SetRule['box'], tint: number, ink?: SpotInk): SetRule => ({
  record: null,
  kind: box === OVER ? 'furniture' : 'tint',
  box,
  tint,
  ...(ink ? { ink } : {}),
})

const spotPage = (shelf: Shelf, pictures: SetPage['pictures'] = []): SetPage => {
  const white = line(shelf, mm(178), mm(262), '白', { face: HEI, size: mm(12), reversed: true })
  return page({
    frames: [...textPage(shelf).frames, frame('furniture', [white])],
    rules: [rule(SOLID, 100, SPOT), rule(TINT, 40, SPOT), rule(GROUND, 100, SPOT), rule(OVER, 100)],
    pictures,
  })
}

describe.skipIf(lacks('gs'))('a page in black and a spot ink', () => {
  let shelf: Shelf
  let plates: ReadonlyMap<string, Plate>
  let pdf: Uint8Array
  beforeAll(async () => {
    shelf = await openShelf()
    pdf = await bytesOf(shelf.subsetter, jobOf(shelf, spotPage(shelf)))
    plates = await platesOf(pdf)
  })
  it('has two plates, by the ink’s own name', () =>
    expect([...plates.keys()].toSorted()).toEqual(['Black', 'PANTONE 185 C']))
  it('has its solid and its tint on the ink’s plate alone', () => {
    expect(inkIn(plates.get(SPOT.name), SOLID)).toBeCloseTo(100, 0)
    expect(inkIn(plates.get(SPOT.name), TINT)).toBeCloseTo(40, 0)
    expect(inkIn(plates.get('Black'), SOLID)).toBe(0)
    expect(inkIn(plates.get('Black'), TINT)).toBe(0)
  })
  it('keeps the ink under black that lies on it, so that no gap shows where plates shift', () => {
    expect(inkIn(plates.get('Black'), OVER)).toBeCloseTo(100, 0)
    expect(inkIn(plates.get(SPOT.name), OVER)).toBeCloseTo(100, 0)
  })
  it('cuts white type out of the ink', () => {
    const letter = { x: mm(178), y: mm(250), width: mm(12), height: mm(14) }
    expect(inkIn(plates.get(SPOT.name), letter)).toBeLessThan(90)
    expect(inkIn(plates.get('Black'), letter)).toBe(0)
  })
  it('has crop marks on both plates', () => {
    const corner = { x: -mm(10), y: -mm(1), width: mm(8), height: mm(2) }
    expect(inkIn(plates.get('Black'), corner)).toBeGreaterThan(1)
    expect(inkIn(plates.get(SPOT.name), corner)).toBeGreaterThan(1)
  })
  it.skipIf(lacks('pdftotext'))('names both plates in its slug', () => {
    const text = ask('pdftotext', pdf, ['-layout', 'FILE', '-'])
    expect(text).toMatch(/K\s+PANTONE 185 C/)
    expect(text).not.toMatch(/C\s+M\s+Y\s+K/)
  })
  it('has the ink beside the four of the process where a picture has colour', async () => {
    const set = spotPage(shelf, [picture(CMYK, mm(25), mm(300), mm(60), mm(40))])
    const five = await platesOf(
      await bytesOf(shelf.subsetter, jobOf(shelf, set, { plate: ({ sha256 }) => plate(sha256) })),
    )
    expect([...five.keys()].toSorted()).toEqual(['Black', 'Cyan', 'Magenta', 'PANTONE 185 C', 'Yellow'])
    const corner = { x: -mm(10), y: -mm(1), width: mm(8), height: mm(2) }
    for (const each of five.values()) expect(inkIn(each, corner)).toBeGreaterThan(1)
  })
  it('is shown by its alternate in sRGB on a proof', async () => {
    const proof = await bytesOf(shelf.subsetter, jobOf(shelf, spotPage(shelf), { profile: 'proof' }))
    const trace = ask('mutool', proof, ['trace', 'FILE'])
    const colours = [...trace.matchAll(/colorspace="DeviceRGB" color="([^"]*)"/g)].map((match) => match[1])
    expect(colours).toEqual(['1 .09 .239', '1 .639 .702', '1 .09 .239'])
  })
})
