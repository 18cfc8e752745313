import { describe, expect, test } from 'vitest'
import type { InkGrid } from '#contract/inkGrid.ts'
import { mm, pt } from '#contract/measure.ts'
import type { SetFrame } from '#contract/setPage.ts'
import { findingsOf, boxOf, frameOf, lineOf, pictureSheet, placed, ruleOf, type Sheet } from './pages.ts'
import { photoOf } from '../grid/records.ts'
import type { Inks } from './cmyk.ts'

/** A grid of 20 x 15 cells over a picture of 100 x 75 mm: a cell is 5 x 5 mm. */
function gridOf(inkAt: (column: number, row: number) => Inks): InkGrid {
  const cells = new Uint8Array(4 * 20 * 15)
  for (let row = 0, at = 0; row < 15; row++)
    for (let column = 0; column < 20; column++)
      for (const ink of inkAt(column, row)) cells[at++] = Math.round((ink * 255) / 100)
  return { columns: 20, rows: 15, cells }
}

const LIGHT: Inks = [20, 20, 20, 0]
const HEAVY: Inks = [80, 70, 70, 60]

const inkFindings = (sheet: Sheet, grid: InkGrid | null, profile?: string) =>
  findingsOf(sheet, profile, () => grid).filter(({ code }) => code.startsWith('ink.'))

const caption = (text: string, x: number, y: number, more: Parameters<typeof lineOf>[4] = {}): SetFrame =>
  frameOf('r1.cutline.0', [lineOf(mm(x), mm(y), text, pt(20), more)])

describe('ink of pictures', () => {
  test('a picture within the paper’s limit has no finding, nor has one that nobody counted', () => {
    expect(
      inkFindings(
        pictureSheet(),
        gridOf(() => [60, 60, 60, 50]),
      ),
    ).toEqual([])
    expect(inkFindings(pictureSheet(), null)).toEqual([])
  })
  test('too much ink is said plate by plate, with its place and how large the piece is', () => {
    const grid = gridOf((column, row) => (column >= 4 && column < 6 && row === 2 ? HEAVY : LIGHT))
    const [found, ...more] = inkFindings(pictureSheet(), grid)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      code: 'ink.over',
      severity: 'error',
      frame: 'r1.picture.0',
      item: 's1',
      values: { c: 80, m: 70, y: 70, k: 60, total: 280, most: 220, area: 50, left: 52.5, top: 162.5 },
    })
  })
  test('a piece smaller than the profile’s area is let pass, and pieces that touch by a corner are two', () => {
    const speck = gridOf((column, row) => (column === 4 && row === 2 ? HEAVY : LIGHT))
    expect(inkFindings(pictureSheet({}, { box: boxOf(30, 150, 60, 45) }), speck)).toEqual([])
    const corner = gridOf((column, row) => (column === row && column < 6 ? HEAVY : LIGHT))
    expect(inkFindings(pictureSheet({}, { box: boxOf(30, 150, 60, 45) }), corner)).toEqual([])
    expect(inkFindings(pictureSheet(), corner)[0]?.values['area']).toBe(25)
    const wrapped = gridOf((column, row) =>
      (column === 19 && row === 2) || (column === 0 && row === 3) ? HEAVY : LIGHT,
    )
    expect(inkFindings(pictureSheet(), wrapped)[0]?.values['area']).toBe(25)
  })
  test('the profile forgives a little above the limit, and a proof forgives all', () => {
    expect(
      inkFindings(
        pictureSheet(),
        gridOf(() => [60, 60, 60, 50]),
      ),
    ).toEqual([])
    expect(
      inkFindings(
        pictureSheet(),
        gridOf(() => [60, 60, 60, 49]),
      ),
    ).toEqual([])
    expect(
      inkFindings(
        pictureSheet(),
        gridOf(() => [60, 60, 60, 52]),
      ),
    ).toHaveLength(1)
    expect(
      inkFindings(
        pictureSheet(),
        gridOf(() => HEAVY),
        'proof',
      ),
    ).toEqual([])
  })
  test('what a later picture covers does not print', () => {
    const later = placed(photoOf('p2'), boxOf(30, 150, 100, 75))
    const sheet = pictureSheet()
    const both = { ...sheet, set: { ...sheet.set, pictures: [...sheet.set.pictures, later] } }
    const found = findingsOf(both, 'newsprint', ({ photo }) => gridOf(() => (photo === 'p2' ? LIGHT : HEAVY)))
    expect(found.filter(({ code }) => code.startsWith('ink.'))).toEqual([])
  })
})

describe('black over pictures', () => {
  const grid = gridOf(() => [70, 70, 70, 10])

  test('solid black type adds to the colours under it and takes the place of their black', () => {
    const sheet = pictureSheet({}, {}, { frames: [caption('压在图上的一行字', 40, 180)] })
    const [found, ...more] = inkFindings(sheet, grid)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      code: 'ink.overprinted',
      values: { c: 70, m: 70, y: 70, k: 100, total: 310, most: 220 },
    })
    // Eight characters of 20 points are 398 square millimetres, of which their strokes cover a third.
    expect(found?.values['area']).toBeGreaterThan(80)
    expect(found?.values['area']).toBeLessThan(160)
  })
  test('white type, tints, spot inks and type beside the picture add nothing', () => {
    for (const frame of [
      caption('压在图上的一行字', 40, 180, { reversed: true }),
      caption('压在图上的一行字', 40, 180, { tint: 60 }),
      caption('不在图上的一行字', 140, 180),
      caption('压在图上的一行字', 40, 180, { ink: { name: 'PANTONE 185 C', cmyk: [0, 90, 75, 0] } }),
    ])
      expect(inkFindings(pictureSheet({}, {}, { frames: [frame] }), grid)).toEqual([])
  })
  test('a solid rule adds its own area, a tinted one knocks out', () => {
    const rule = boxOf(20, 170, 200, 1)
    const solid = inkFindings(pictureSheet({}, {}, { rules: [ruleOf(rule)] }), grid)
    expect(solid).toMatchObject([{ code: 'ink.overprinted', values: { total: 310, area: 100 } }])
    expect(inkFindings(pictureSheet({}, {}, { rules: [ruleOf(rule, 80)] }), grid)).toEqual([])
  })
  test('black over a light part of the picture is no finding', () => {
    const half = gridOf((column) => (column < 10 ? [70, 70, 70, 10] : [30, 30, 30, 80]))
    expect(inkFindings(pictureSheet({}, {}, { frames: [caption('右边的字', 90, 180)] }), half)).toEqual([])
    expect(inkFindings(pictureSheet({}, {}, { frames: [caption('左边的一行大字', 35, 180)] }), half)).toHaveLength(1)
  })
})
