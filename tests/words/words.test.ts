import { describe, expect, test } from 'vitest'
import { REPAIR_KINDS } from '#contract/exchange.ts'
import { FAULT_CODES, FINDING_CODES, fault } from '#contract/faults.ts'
import { REPAIR_GROUNDS } from '#exchange/repairGrounds.ts'
import { sayFault } from '#words/faults.ts'
import { sayFinding } from '#words/findings.ts'
import { fill } from '#words/locale.ts'
import { COUNT_KEYS, sayCount } from '#words/counts.ts'
import { GROUND_WORDS, sayRepair } from '#words/repairs.ts'

const LOCALES = ['zh-CN', 'en'] as const
const HAN = /[一-鿿]/
const BROKEN = /[{}[\]]|undefined|null|\(\s*\)|（\s*）|  /

/** A sentence that a person can read: of its language, ended, and nothing of the template left in it. */
function expectSentence(text: string, locale: (typeof LOCALES)[number], what: string): void {
  expect(text, what).not.toBe('')
  expect(HAN.test(text), `${what}: ${text}`).toBe(locale === 'zh-CN')
  expect(text, what).not.toMatch(BROKEN)
}

describe('every code has its words in both languages', () => {
  test.each(FAULT_CODES)('%s says what happened and what to do, with and without its values', (code) => {
    const values = {
      file: 'a.banmian',
      name: 'a.txt',
      problem: 'x',
      version: 9,
      known: 'a, b',
      size: 1,
      most: 2,
      pixels: 3,
      photo: 'p1',
      story: 's1',
      item: 's1',
      column: 1,
      line: 2,
      page: 3,
      pages: 4,
      stage: 'x',
      stages: 'y',
      face: 'f',
      repair: 5,
    }
    for (const locale of LOCALES) {
      for (const where of [{}, values]) {
        const { message, hint } = sayFault(fault(code, where), locale)
        expectSentence(message, locale, `${code} ${locale}`)
        if (where === values) expectSentence(hint, locale, `${code} ${locale} hint`)
      }
    }
  })
  test.each(FINDING_CODES)('%s says what there is to see and what may be done', (code) => {
    const values = {
      lines: 3,
      characters: 40,
      text: '桥',
      word: '桥',
      scale: '120 %',
      gap: 210,
      resolution: 90,
      least: 150,
    }
    for (const locale of LOCALES) {
      for (const given of [{}, values]) {
        const { message, hint } = sayFinding({ code, values: given }, locale)
        expectSentence(message.replace('桥', ''), locale, `${code} ${locale}`)
        expectSentence(hint, locale, `${code} ${locale} hint`)
      }
    }
  })
  test('every ground that a reading can give has words, and no words are left over', () => {
    expect(Object.keys(GROUND_WORDS).toSorted()).toEqual([...REPAIR_GROUNDS].toSorted())
    for (const why of REPAIR_GROUNDS)
      for (const locale of LOCALES) expectSentence(sayRepair({ kind: 'item', why }, locale), locale, why)
  })
  test('a ground that is not known is said by its kind', () => {
    for (const kind of REPAIR_KINDS)
      for (const locale of LOCALES)
        expectSentence(sayRepair({ kind, why: `${kind}.somethingNew` }, locale), locale, kind)
    expect(sayRepair({ kind: 'join', why: 'toString' }, 'en')).toBe(sayRepair({ kind: 'join', why: 'join.new' }, 'en'))
  })
})

test('a group is said only when all its values are there; zh is zh-CN', () => {
  expect(fill('a[ ({x}, {y})].', { x: 1, y: null })).toBe('a.')
  expect(fill('a[ ({x}, {y})].', { x: 1, y: 0 })).toBe('a (1, 0).')
  expect(sayFault(fault('usage'), 'zh')).toEqual(sayFault(fault('usage'), 'zh-CN'))
})

test('a refusal that touched the issue says that nothing was lost or changed', () => {
  const reassuring = {
    'zh-CN': /没有|完好|不受影响|未/,
    en: /not|nothing|is whole|are whole|no page|no file|left as it/,
  }
  const touching = FAULT_CODES.filter(
    (code) => /^(file|steps|record|plan|picture|text)\./.test(code) && code !== 'file.missing',
  )
  for (const code of touching)
    for (const locale of LOCALES) expect(sayFault(fault(code), locale).message, code).toMatch(reassuring[locale])
})

test('every count has its words in both languages, with the same values', () => {
  const given = {
    lines: 1001,
    characters: 1002,
    depth: 1003,
    cut: 1004,
    room: 1005,
    value: 1006,
    frame: 1007,
    text: 1008,
  }
  for (const key of COUNT_KEYS) {
    const [zh, en] = [sayCount(key, 'zh-CN', given), sayCount(key, 'en', given)]
    expect(zh, key).toMatch(/[\u4e00-\u9fff]/)
    expect(en, key).not.toMatch(/[\u4e00-\u9fff]/)
    expect(en, key).toMatch(/[a-z]/)
    expect(zh.match(/100\d/g), key).toEqual(en.match(/100\d/g))
  }
  expect(sayCount('paragraph', 'en', { lines: 3, cut: null, room: 2 })).toBe('3 lines, room for 2')
})
