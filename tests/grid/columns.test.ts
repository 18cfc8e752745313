import { describe, expect, test } from 'vitest'
import { MM, PT } from '#contract/measure.ts'
import { brokenColumn, cellsOf, columnX, divide, gridLegs, longColumn, spanWidth, titleLines } from '#grid/columns.ts'
import { readStylebook } from '../../scripts/galleyJob.ts'
import { BROKEN_COLUMNS } from './records.ts'

const EM = 9 * PT
const broadsheet = readStylebook('yuntang-broadsheet').grid
const tabloid = readStylebook('yuntang-tabloid').grid
const ems = (widths: readonly { width: number }[]) => widths.map(({ width }) => width / EM)

describe('the Chinese grid is exact arithmetic', () => {
  test('a broadsheet of 8 columns of 13 characters is 111 em, 999 pt, 352.4 mm wide', () => {
    expect(spanWidth(broadsheet, 8)).toBe(111 * EM)
    expect(spanWidth(broadsheet, 8)).toBe(999 * PT)
    expect((spanWidth(broadsheet, 8) / MM).toFixed(1)).toBe('352.4')
  })
  test('a broadsheet of 120 lines is 490 mm deep to the Emu', () => {
    expect(broadsheet.pitch * broadsheet.lines).toBe(490 * MM)
  })
  test('a page holds 12,480 characters where the trade, counting gaps, says 13,320', () => {
    expect(cellsOf(8, 13, 120)).toBe(12_480)
    expect(longColumn(8, 13) * 120).toBe(13_320)
  })
  test('a tabloid of 6 columns of 11 characters is 71 em and holds 5,676', () => {
    expect(spanWidth(tabloid, 6)).toBe(71 * EM)
    expect(cellsOf(6, 11, 86)).toBe(5676)
    expect(longColumn(6, 11) * 86).toBe(6106)
    expect(((tabloid.pitch * tabloid.lines) / MM).toFixed(1)).toBe('351.2')
  })
  test('long columns of 13 are 27, 41, 55, 69, 83, 97 and 111 characters', () => {
    expect([2, 3, 4, 5, 6, 7, 8].map((columns) => longColumn(columns, 13))).toEqual([27, 41, 55, 69, 83, 97, 111])
  })
  test.each(BROKEN_COLUMNS)('broken columns: %s', (_name, columns, legs, leg, rest) => {
    expect(brokenColumn(longColumn(columns, 13), legs)).toEqual({ leg, rest })
  })
  test('20 characters in 2 legs: 绝对 9+9 with a gap of 2', () => {
    const legs = divide(20 * EM, 2, EM, EM, 'absolute')
    expect(ems(legs)).toEqual([9, 9])
    expect(legs[1]?.x).toBe(11 * EM)
  })
  test('20 characters in 2 legs: 相对 9+10 with a gap of 1', () => {
    const legs = divide(20 * EM, 2, EM, EM, 'relative')
    expect(ems(legs)).toEqual([9, 10])
    expect(legs[1]?.x).toBe(10 * EM)
  })
  test('20 characters in 2 legs: 自由 9.5+9.5 with a gap of 1', () => {
    const legs = divide(20 * EM, 2, EM, EM, 'free')
    expect(ems(legs)).toEqual([9.5, 9.5])
    expect(legs[1]?.x).toBe(10.5 * EM)
  })
  test('自动 follows the page grid', () => {
    expect(gridLegs(broadsheet, 3).map(({ x }) => x + broadsheet.left)).toEqual(
      [0, 1, 2].map((n) => columnX(broadsheet, n)),
    )
    expect(ems(gridLegs(broadsheet, 3))).toEqual([13, 13, 13])
  })
  test('what does not divide goes to the gaps from left to right, 1 Emu each', () => {
    const legs = divide(20 * EM + 3, 3, EM, EM, 'absolute')
    const gaps = [1, 2].map((n) => (legs[n]?.x ?? 0) - (legs[n - 1]?.x ?? 0) - (legs[n - 1]?.width ?? 0))
    expect(ems(legs)).toEqual([6, 6, 6])
    expect(gaps).toEqual([EM + 2, EM + 1])
  })
  test('legs and gaps fill the width, whatever is divided', () => {
    for (let legs = 2; legs <= 7; legs++) {
      for (const mode of ['absolute', 'relative', 'free'] as const) {
        const made = divide(97 * EM + 5, legs, EM, EM, mode)
        const last = made.at(-1)
        expect((last?.x ?? 0) + (last?.width ?? 0)).toBe(97 * EM + 5)
      }
    }
  })
  test('a title of 30 and 21 pt is 4.41 lines and takes 6 with a line and more of air, 7 with two', () => {
    const sizes = [30 * PT, 21 * PT]
    expect(((51 * PT) / broadsheet.pitch).toFixed(2)).toBe('4.41')
    expect(titleLines(sizes, broadsheet.pitch, 1000)).toBe(6)
    expect(titleLines(sizes, broadsheet.pitch, 2000)).toBe(7)
    expect(titleLines([], broadsheet.pitch, 1000)).toBe(0)
  })
})
