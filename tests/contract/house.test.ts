import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import {
  EMPTY_HOUSE,
  applyHouseDiffs,
  houseBookSchema,
  housePairs,
  houseSnippets,
  houseWords,
  invertHouseDiffs,
  type HouseBook,
  type HouseEntry,
} from '#contract/house.ts'

const mayor: HouseEntry = {
  kind: 'person',
  id: 'a',
  code: 'szq',
  name: '沈知秋',
  latin: 'Shen Zhiqiu',
  title: { zh: '云塘区区长', en: 'Mayor' },
  variants: ['Zhi-qiu'],
}
const pair = (id: string, wrong: string, right: string, lang: 'zh' | 'en' = 'zh'): HouseEntry => ({
  kind: 'pair',
  id,
  lang,
  wrong,
  right,
})
const put = (after: HouseEntry, before: HouseEntry | null = null) => ({ before, after })
const codeOf = (outcome: unknown) => (isFault(outcome) ? outcome.code : outcome)

describe('edits of the house book', () => {
  test('diffs that are taken back leave the book as it was', () => {
    const first = applyHouseDiffs(EMPTY_HOUSE, [put(mayor), put(pair('b', '帐号', '账号'))]) as HouseBook
    const diffs = [put({ ...mayor, code: 'sz' }, mayor), { before: first.entries[1]!, after: null }]
    const second = applyHouseDiffs(first, diffs) as HouseBook
    expect(second.entries).toEqual([{ ...mayor, code: 'sz' }])
    expect(applyHouseDiffs(second, invertHouseDiffs(diffs))).toEqual(first)
  })

  test('an entry that was changed elsewhere meanwhile is not overwritten', () => {
    const book = { ...EMPTY_HOUSE, entries: [mayor] }
    const stale = { ...mayor, name: '沈之秋' } as HouseEntry
    expect(codeOf(applyHouseDiffs(book, [put(mayor, stale)]))).toBe('house.conflict')
    expect(codeOf(applyHouseDiffs(book, [put(mayor)]))).toBe('house.conflict')
    expect(codeOf(applyHouseDiffs(EMPTY_HOUSE, [{ before: mayor, after: null }]))).toBe('house.conflict')
  })

  test('no code, no wrong form and no word stands twice', () => {
    const other = { ...mayor, id: 'z', code: 'SZQ' } as HouseEntry
    expect(codeOf(applyHouseDiffs(EMPTY_HOUSE, [put(mayor), put(other)]))).toBe('house.taken')
    expect(codeOf(applyHouseDiffs(EMPTY_HOUSE, [put(pair('a', '甲', '乙')), put(pair('b', '甲', '丙'))]))).toBe(
      'house.taken',
    )
    const both = applyHouseDiffs(EMPTY_HOUSE, [put(pair('a', 'x', 'y')), put(pair('b', 'x', 'y', 'en'))])
    expect(codeOf(both)).toMatchObject({ entries: { length: 2 } })
  })
})

test('a person stands in Chinese copy as 职务姓名 and in English with the title before the name', () => {
  const book: HouseBook = { english: 'us', entries: [mayor] }
  expect(houseSnippets(book, false)).toEqual([{ code: 'szq', text: '云塘区区长沈知秋' }])
  expect(houseSnippets(book, true)).toEqual([{ code: 'szq', text: 'Mayor Shen Zhiqiu' }])
  expect(houseWords(book)).toEqual(['Shen', 'Zhiqiu', 'Mayor', 'Zhi', 'qiu'])
})

test('pairs count in stories of their own language', () => {
  const book: HouseBook = { english: 'us', entries: [pair('a', '帐号', '账号'), pair('b', 'teh', 'the', 'en')] }
  expect([...housePairs(book, false)]).toEqual([['帐号', '账号']])
  expect([...housePairs(book, true)]).toEqual([['teh', 'the']])
})

test.each(['yuntang', 'millhaven'])('the house book that ships for %s reads whole and has nothing twice', (name) => {
  const file = new URL(`../../resources/house/${name}.json`, import.meta.url)
  const book = houseBookSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(
    applyHouseDiffs(
      { ...book, entries: [] },
      book.entries.map((entry) => put(entry)),
    ),
  ).toEqual(book)
  // A right form that is a wrong one too would be corrected for ever.
  for (const english of [true, false]) {
    const pairs = housePairs(book, english)
    for (const right of pairs.values()) expect(pairs.has(right), right).toBe(false)
  }
})
