import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { HouseBook, HouseEntry } from '#contract/house.ts'
import { newEntries, readHouseFile, writeHouseCsv } from '../../../../src/renderer/editor/house/houseFile.ts'

const seed = process.env['SEED'] === 'any' ? Date.now() : Number(process.env['SEED'] ?? 20261123)
const text = (most: number) =>
  fc
    .array(fc.constantFrom(...'ab云塘",; \n\'—'), { minLength: 1, maxLength: most })
    .map((characters) => characters.join('').trim())
    .filter((made) => made !== '')
const entry: fc.Arbitrary<HouseEntry> = fc.oneof(
  fc.record({ kind: fc.constant('snippet' as const), id: fc.constant('x'), code: fc.constant('dt'), text: text(20) }),
  fc.record({
    kind: fc.constant('pair' as const),
    id: fc.constant('x'),
    lang: fc.constantFrom('zh' as const, 'en' as const),
    wrong: text(8),
    right: text(8),
  }),
  fc.record({ kind: fc.constant('word' as const), id: fc.constant('x'), word: text(8) }),
)

test('what is exported comes in again as it was, whatever commas, quotes and line ends it has', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const book: HouseBook = { english: 'us', entries }
      expect(readHouseFile(writeHouseCsv(book), () => 'x')).toEqual(entries)
      expect(readHouseFile(JSON.stringify(book), () => 'x')).toEqual(entries)
    }),
    { seed },
  )
})

test('a list of people from a spreadsheet comes in, and a row that is none is named', () => {
  const csv = '\ufeffKind,code,Name,title_zh,variants\r\nperson,szq,沈知秋,区长,沈之秋；沈志秋\r\n,,,,\r\n'
  expect(readHouseFile(csv, () => 'x')).toEqual([
    {
      kind: 'person',
      id: 'x',
      code: 'szq',
      name: '沈知秋',
      latin: '',
      title: { zh: '区长', en: '' },
      variants: ['沈之秋', '沈志秋'],
    },
  ])
  const bad = readHouseFile(`${csv}nobody,,,,\n`, () => 'x')
  expect(isFault(bad) && [bad.code, bad.where['line']]).toEqual(['house.unreadable', 4])
  for (const none of ['', 'a,b\n1,2', '{"entries":1}', '[']) expect(isFault(readHouseFile(none, () => 'x'))).toBe(true)
})

test('entries that the book has are not taken twice', () => {
  const word = (id: string, made: string): HouseEntry => ({ kind: 'word', id, word: made })
  const book: HouseBook = { english: 'us', entries: [word('a', 'tide')] }
  expect(newEntries(book, [word('b', 'tide'), word('c', 'pier'), word('d', 'pier')])).toEqual([word('c', 'pier')])
})
