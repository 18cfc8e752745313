import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BreakWords } from '#contract/copy.ts'
import { wordEnds } from '#compose/cutter.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { openWordBreaker, readTerms } from '#darkroom/wordBreaker.ts'

const folder = join(resourcesFolder(), 'words')
let breakWords: BreakWords
beforeAll(async () => void (breakWords = await openWordBreaker({ folder }).open()))

function cut(text: string, lang: 'zh-Hans' | 'en', by = breakWords): string[] {
  const ends = by(text, lang)
  return ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], end))
}

const HEADLINES = [
  '云塘区副区长调研老旧小区微改造',
  '区政府办公室副主任介绍今冬水利',
  '12公里“共富路”串起七个村',
  '城市书房“点亮”夜读',
  '小微企业贷款同比增长3.5%',
  'AI进社区：老人学用5G手机',
]

describe('the word breaker', () => {
  it('keeps titles, bodies and terms whole that the dictionary cuts', () => {
    expect(cut('区政府办公室副主任介绍', 'zh-Hans')).toEqual(['区政府', '办公室', '副主任', '介绍'])
    expect(cut('副区长调研老旧小区微改造', 'zh-Hans')).toEqual(['副区长', '调研', '老旧小区', '微改造'])
    expect(cut('增长3.5个百分点', 'zh-Hans')).toContain('百分点')
  })
  it('loses no character, and ends at the end', () => {
    for (const text of [...HEADLINES, '𠮷野家开业', '']) expect(cut(text, 'zh-Hans').join('')).toBe(text)
  })
  it('ends English words at blanks and hyphens, never inside a score', () => {
    expect(cut('County votes 5-2 to fund well-worn bridge', 'en')).toEqual(
      ['County', ' ', 'votes', ' ', '5-2', ' ', 'to', ' ', 'fund', ' ', 'well-', 'worn', ' ', 'bridge']) // prettier-ignore
  })
  it('cuts in a browser as it cuts at the desk', async () => {
    const paths = createRequire(import.meta.url)
    const web = (await import('jieba-wasm/web')) as {
      initSync(input: { module: Uint8Array }): unknown
      cut(text: string, mayGuess: boolean): string[]
      add_word(word: string): number
    }
    const script = paths.resolve('jieba-wasm/web')
    web.initSync({ module: readFileSync(script.replace('jieba_rs_wasm.js', 'jieba_rs_wasm_bg.wasm')) })
    for (const term of await readTerms(folder)) web.add_word(term)
    const inWindow = wordEnds((text) => web.cut(text, true))
    for (const text of HEADLINES) expect(cut(text, 'zh-Hans', inWindow)).toEqual(cut(text, 'zh-Hans'))
  })
  it('has terms that are short enough for a column of a headline', async () => {
    const terms = await readTerms(folder)
    expect(terms.length).toBeGreaterThan(200)
    for (const term of terms) expect([...term].length, term).toBeLessThanOrEqual(8)
  })
})
