/** Traditional Chinese: the same rules by the same code, with its own marks, quotes and habits (clreq 3.1, 6.1). */
import { describe, expect, it } from 'vitest'
import type { SetStyle } from '#compose/typesetter.ts'
import { chinese, EM, loadFaces, open, paragraph } from '../faces.ts'
import { glyphsOf, textOf } from '../lines.ts'
import { only, openSetting, steps } from './setting.ts'

const faces = loadFaces('notoSerifTc.400', 'notoSansTc.700')
const setter = await open(faces)
const { set, lines } = openSetting(setter)
type Wish = Parameters<typeof chinese>[0]
const traditional = (wish: Wish = {}): SetStyle => ({
  ...chinese({ faces: ['notoSerifTc.400'], ...wish }),
  lang: 'zh-Hant',
})
const flush = { indent: 0, align: 'left' as const }
const width = (text: string, rules: Partial<SetStyle['rules']> = {}, wish: Wish = {}): number =>
  only(set(text, 60, traditional({ style: flush, rules, ...wish }))).width / EM
const HAN = '記者昨日從水務部門獲悉南溪河綜合整治工程將於近日開工兩岸居民十分期待'

describe('marks in the middle of their em', () => {
  const keep = { trimLineEnd: false, trimLineStart: false }
  it.each([...'，。、；：！？'])('R5: %s is 1 em', (mark) => expect(width(`國${mark}國`, keep)).toBe(3))
  it('R7: two adjacent marks are set in 1.5 em whichever side their blanks are on', () => {
    for (const pair of ['。」', '」。', '，「', '」，', '「『', '』」', '：「', '？」', '，『', '」「', '。）'])
      for (const face of ['notoSerifTc.400', 'notoSansTc.700'])
        expect([pair, face, Math.abs(width(`國${pair}國`, keep, { faces: [face] }) - 3.5) < 0.12]).toEqual([
          pair,
          face,
          true,
        ])
    for (const pair of ['。」', '」。', '，「', '」，', '「『', '』」', '」「'])
      expect([pair, width(`國${pair}國`, keep)]).toEqual([pair, 3.5])
  })
  it('R7: a thin mark in the middle of its em gives a quarter on each side too, and never runs into its bracket', () => {
    for (const mark of '！：；。') {
      const [line] = set(`國${mark}」國`, 60, traditional({ style: flush, rules: keep }))
      const step = line && steps(line).find(({ pair }) => pair === `${mark}」`)
      expect([mark, Math.abs((step?.length ?? 0) / EM - 0.75) < 0.06]).toEqual([mark, true])
    }
  })
  it('R7: in 1 em where the house wishes', () => {
    for (const pair of ['」。', '，「', '「『', '』」', '」「'])
      expect([pair, width(`國${pair}國`, { ...keep, adjacent: 1000 }) < 3.35]).toEqual([pair, true])
  })
  it('R8: a line end takes the blank after the mark, a quarter em, and a line start the bracket’s half', () => {
    expect([width('國國。'), width('國國。', keep)]).toEqual([2.75, 3])
    expect([width('國國」'), width('「國國')]).toEqual([2.5, 2.5])
    expect(width('國國，')).toBe(2.75)
  })
  it('R9: a mark that is squeezed gives on both sides alike, and half an em of it stays', () => {
    const text = '甲乙，丙丁、戊己庚辛壬癸'
    const style = traditional({ style: { indent: 0 } })
    const [line] = setter.breakParagraph(paragraph(text), style, { first: [], rest: 11 * EM })
    const lengths = new Map(steps(line ?? only([])).map(({ pair, length }) => [pair, length / EM]))
    expect([line?.to, line?.width]).toEqual([text.length, 11 * EM])
    for (const pair of ['乙，', '，丙', '丁、', '、戊']) expect([pair, lengths.get(pair)]).toEqual([pair, 0.75])
  })
})

describe('quotes', () => {
  it('「 」 and 『 』 keep to their lines like “ ” (R1, R2)', () => {
    for (const mark of '「『』」。，、；：！？）》')
      for (let before = 6; before < 15; before++)
        for (const [i, line] of lines(
          HAN.slice(0, before) + mark + HAN.slice(before),
          11,
          traditional({ style: { indent: 0 } }),
        ).entries()) {
          if ('「『'.includes(mark)) expect(line.endsWith(mark)).toBe(false)
          else if (i > 0) expect(line.startsWith(mark)).toBe(false)
        }
  })
  it('a copy with “ ” keeps them across the page', () => {
    const line = only(set('“國”', 60, traditional({ style: flush })))
    expect([textOf(line), glyphsOf(line).map(({ plain }) => plain)]).toEqual(['“國”', [true, true, true]])
  })
})

describe('R18: down the page', () => {
  const down = traditional({ style: flush, vertical: true })
  const glyphs = (text: string) => glyphsOf(only(set(text, 60, down)))
  it('“ ” show the glyphs of 「 」, ‘ ’ those of 『 』: outer quotes are single here', () => {
    for (const [quote, corner] of ['“「', '”」', '‘『', '’』']) {
      expect([quote, glyphs(`國${quote}`)[1]?.glyph]).toEqual([quote, glyphs(`國${corner}`)[1]?.glyph])
      expect(glyphs(`國${quote}`)[1]?.cluster).toBe(quote)
    }
  })
  it('，。、 stand in the middle of their em, （「《 take vertical forms', () => {
    for (const mark of '，。、') {
      const [, { dx } = { dx: NaN }] = glyphs(`國${mark}`)
      expect(dx).toBe(-EM / 2)
    }
    const across = (mark: string) => glyphsOf(only(set(mark, 60, traditional({ style: flush }))))[0]?.glyph
    for (const mark of '（）「」『』《》')
      expect([mark, glyphs(mark)[0]?.glyph === across(mark)]).toEqual([mark, false])
  })
  it('： and ； stand upright in the middle of their em, as Chinese has them; only Japanese turns the colon (clreq 3.1.3)', () => {
    for (const mark of '：；') {
      const [, shown] = glyphs(`國${mark}`)
      expect([mark, shown?.turned, shown?.dx, only(set(`國${mark}國`, 60, down)).width]).toEqual([
        mark,
        false,
        -EM / 2,
        3 * EM,
      ])
    }
  })
  it('figures stand abreast, words are turned, ？！ share one em', () => {
    expect(only(set('36', 60, down)).width).toBe(EM)
    expect(new Set(glyphs('GIS').map(({ turned }) => turned))).toEqual(new Set([true]))
    expect(only(set('國？！國', 60, down)).width).toBe(3 * EM)
  })
})

it('R4: units in their Traditional forms stay with their number', () => {
  for (const whole of [
    '12公噸',
    '4.8公尺',
    '65坪',
    '120戶',
    '3.5萬公升',
    '3.5萬元',
    '9時',
    '24小時',
    '36歲',
    '35個百分點',
  ])
    for (let before = 6; before < 14; before++)
      expect(
        lines(HAN.slice(0, before) + whole + HAN.slice(before), 11, traditional()).some((line) => line.includes(whole)),
      ).toBe(true)
})
