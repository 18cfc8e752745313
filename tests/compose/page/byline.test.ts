import { expect, test } from 'vitest'
import { composerFor, readStylebook } from '../../../scripts/galleyJob.ts'
import { bodyOf, framesOf, pageOf, storyOf } from './blocks.ts'
import { area } from '../../grid/records.ts'

const book = readStylebook('yuntang-tabloid')
const composer = await composerFor(book)

/** The lines of a byline in a column of eleven characters. */
const linesOf = (byline: string): string[] =>
  framesOf(
    composer.setPage(pageOf(book, storyOf(bodyOf(60), { byline: [byline] }), [area(0, 1, 0, 20)])),
    'byline',
  ).flatMap(({ lines }) => lines.map(({ text }) => text))

test('a byline is broken between credits: a role keeps its names', () => {
  expect(linesOf('本报记者 陆知秋 孟洋 通讯员 沈月白')).toEqual(['本报记者 陆知秋 孟洋', '通讯员 沈月白'])
  expect(linesOf('■记者 陆知秋 实习生 田小满 摄影 顾长河')).toEqual(['■记者 陆知秋', '实习生 田小满', '摄影 顾长河'])
  expect(linesOf('■本报记者陆知秋 通讯员沈月白')).toEqual(['■本报记者陆知秋', '通讯员沈月白'])
})
test('a credit that is longer than the column is broken between names, after the first of them', () => {
  expect(linesOf('本报记者 陆知秋 孟阿炳 田小满 顾长河')).toEqual(['本报记者 陆知秋 孟阿炳', '田小满 顾长河'])
  expect(linesOf('■陆知秋 孟阿炳 田小满 顾长河')).toEqual(['■陆知秋 孟阿炳 田小满', '顾长河'])
})
test('a name is never torn, nor one of two characters set apart by a blank', () => {
  expect(linesOf('本报特派记者 孟 洋 陆知秋 田 野')).toEqual(['本报特派记者 孟 洋', '陆知秋 田 野'])
})
test('a byline that fits stays on its line', () => {
  expect(linesOf('■本报记者 陆知秋')).toEqual(['■本报记者 陆知秋'])
})
