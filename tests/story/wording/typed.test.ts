import { describe, expect, test } from 'vitest'
import { correctionOf, hanPairOf, type Writing } from '#story/wording/autocorrect.ts'
import { codeAt, filled, matching, maybeSnippet } from '#story/wording/snippets.ts'

const pairs = new Map([
  ['teh', 'the'],
  ['alot', 'a lot'],
  ['帐号', '账号'],
  ['塘日报', '云塘日报'],
])
const english: Writing = { isEnglish: true, pairs }
const chinese: Writing = { isEnglish: false, pairs }

/** What stands after each character of a text has been typed, one after the other. */
function typed(text: string, writing: Writing): string {
  let before = ''
  for (const character of text) {
    const correction = correctionOf(before, character, writing)
    const all = before + character
    before = correction ? all.slice(0, all.length - correction.length) + correction.text : all
  }
  return before
}

describe('English as it is typed', () => {
  test.each([
    ['"Stay," he said. "\'Never\' again."', '“Stay,” he said. “‘Never’ again.”'],
    ["don't", 'don’t'],
    ['the wall -- all of it', 'the wall — all of it'],
    ['Teh tide, alot of it', 'The tide, a lot of it'],
    ['ten o\'clock ("late")', 'ten o’clock (“late”)'],
    ['tehran', 'tehran'],
  ])('%s becomes %s', (keys, copy) => expect(typed(keys, english)).toBe(copy))
})

describe('Chinese as it is typed', () => {
  test.each([
    ['大桥通车,全长3.5公里.', '大桥通车，全长3.5公里。'],
    ['他说:"来了!"', '他说：“来了！”'],
    ['"甲"和"乙"', '“甲”和“乙”'],
    ['等等...', '等等……'],
    ['云塘--新城', '云塘——新城'],
    ['我的帐号', '我的账号'],
    ["他的'好'字", '他的‘好’字'],
    ['上午10:30,开工', '上午10:30,开工'],
    ['见(第一版)', '见（第一版）'],
    ['(第一版)', '(第一版)'],
  ])('%s becomes %s', (keys, copy) => expect(typed(keys, chinese)).toBe(copy))

  test('a word that an input method put in is corrected by its end, and never twice', () => {
    expect(hanPairOf('我的帐号', pairs)).toEqual({ length: 2, text: '账号' })
    expect(hanPairOf('云塘日报', pairs)).toBeNull()
    expect(hanPairOf('我的账号', pairs)).toBeNull()
  })
})

describe('snippets', () => {
  const snippets = [
    { code: 'szq', text: '云塘区区长沈知秋' },
    { code: 'sz', text: '深圳' },
    { code: 'dt', text: '{date} {weekday} {none}' },
  ]
  test('a code stands behind a backslash and has no blank', () => {
    expect(codeAt('由\\sz')).toBe('sz')
    expect(codeAt('由\\')).toBe('')
    expect(codeAt('由\\s z')).toBeNull()
    expect(codeAt('由sz')).toBeNull()
  })
  test('the exact code comes first, then those that begin so, then words that hold it', () => {
    expect(matching(snippets, 'sz', 8).map(({ code }) => code)).toEqual(['sz', 'szq'])
    expect(matching(snippets, '沈', 8).map(({ code }) => code)).toEqual(['szq'])
    expect(matching(snippets, 'x', 8)).toEqual([])
    expect(maybeSnippet(snippets, 'SZQ')?.text).toBe('云塘区区长沈知秋')
  })
  test('blanks are filled, unknown ones stay', () => {
    const values = { date: '11月24日', weekday: '星期二', paper: '云塘日报', page: '1' }
    expect(filled(snippets[2]!.text, values)).toBe('11月24日 星期二 {none}')
  })
})
