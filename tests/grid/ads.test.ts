/** The fewest columns and lines that hold an ad, on the daily's grid: columns of 34.925 mm with gaps of 3.175, lines of 4.083. */
import { expect, test } from 'vitest'
import { mm } from '#contract/measure.ts'
import { adBox, adLabel, adShape, labelLines } from '#grid/ads.ts'
import { readStylebook } from '../../scripts/galleyJob.ts'

const book = readStylebook('yuntang-tabloid')
const shape = (width: number, height: number, label = 1) =>
  adShape(book.grid, { width: mm(width), height: mm(height) }, label)

test('an ad takes the columns that hold it, and a line for its label', () => {
  expect(shape(34.9, 40.8)).toEqual({ columns: 1, lines: 11 })
  expect(shape(35.3, 40.8)).toEqual({ columns: 2, lines: 11 })
  expect(shape(100, 60)).toEqual({ columns: 3, lines: 16 })
  expect(shape(100, 60, 0)).toEqual({ columns: 3, lines: 15 })
})

test('a quarter of a millimetre more than columns and lines asks for no further one', () => {
  expect(shape(73.025 + 0.2, 40.833 + 0.2)).toEqual({ columns: 2, lines: 11 })
})

test('an ad larger than the page takes all of it', () => {
  expect(shape(900, 900)).toEqual({ columns: book.grid.columns, lines: book.grid.lines })
})

test('an ad that is too large stands out evenly at both sides, and at the head', () => {
  const box = adBox({ x: 100, y: 200, width: 50, height: 60 }, { width: 70, height: 90 })
  expect(box).toEqual({ x: 90, y: 170, width: 70, height: 90 })
})

test('the label is the paper’s, and takes no line where there is none', () => {
  expect(adLabel(book)).toBe('广告')
  expect(labelLines(book, 'above')).toBe(1)
  expect(labelLines(book, 'none')).toBe(0)
  expect(labelLines({ ...book, ads: { label: '', style: 'credit' } }, 'above')).toBe(0)
})
