/** R18: type that runs down the page, and the rules of the Chinese body there (clreq 2.3, 3.1). */
import { describe, expect, it } from 'vitest'
import type { SetStyle } from '#compose/typesetter.ts'
import { chinese, EM, loadFaces, open, paragraph } from '../faces.ts'
import { glyphsOf, textOf } from '../lines.ts'
import { ZH } from '../samples.ts'
import { HAN, only, openSetting, steps } from './setting.ts'

const setter = await open(loadFaces('notoSerifSc.400', 'playfair.900'))
const { set, lines } = openSetting(setter)
const flush = { indent: 0, align: 'left' as const }
const down = chinese({ style: flush, vertical: true })
const across = chinese({ style: flush })
const glyphs = (text: string, style: SetStyle = down) => glyphsOf(only(set(text, 60, style)))
const height = (text: string, rules: Partial<SetStyle['rules']> = {}): number =>
  only(set(text, 60, chinese({ style: flush, rules, vertical: true }))).width / EM

describe('R18: forms', () => {
  it.each([
    ['“', '『'],
    ['”', '』'],
    ['‘', '「'],
    ['’', '」'],
  ])('R18: %s shows as %s, the text keeping its own', (quote, corner) => {
    const [, shown] = glyphs(`国${quote}`)
    expect([shown?.cluster, shown?.glyph]).toEqual([quote, glyphs(`国${corner}`)[1]?.glyph])
    expect(shown?.glyph).not.toBe(glyphs(`国${quote}`, across)[1]?.glyph)
  })
  it.each([...'（）《》〈〉【】〔〕「」『』'])('R18: %s takes its vertical form', (mark) => {
    expect(glyphs(mark)[0]?.glyph).not.toBe(glyphs(mark, across)[0]?.glyph)
  })
  it.each([...'，。、'])('R18: %s stands at the top right', (mark) => {
    const shown = glyphs(`国${mark}`)[1]
    const { path } = setter.outline('notoSerifSc.400' as never, shown?.glyph ?? 0)
    const points = [...path.matchAll(/(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    )
    // In the face's own em box: right of its middle and in its upper half.
    expect(Math.min(...points.map(([x]) => x))).toBeGreaterThan(500)
    expect(Math.min(...points.map(([, y]) => y))).toBeGreaterThan(380)
  })
  it('R18: —— and …… run down the page, 2 em long', () => {
    for (const sign of ['——', '……']) {
      expect(height(`国${sign}国`)).toBe(4)
      expect(glyphs(sign).map(({ glyph }) => glyph)).not.toEqual(glyphs(sign, across).map(({ glyph }) => glyph))
    }
  })
  it('R18: a dash without a vertical form is turned', () => {
    const style = chinese({ style: flush, vertical: true, faces: ['playfair.900'] })
    expect(glyphs('—', style).map(({ turned }) => turned)).toEqual([true])
  })
})

describe('R18: letters and figures', () => {
  it.each(['7', '24', '365'])(
    'R18: %s stands solid among Han characters; only what is turned has R11’s space',
    (figure) => {
      expect(height(`国${figure}国`)).toBe(3)
      expect(height('国2026国')).toBeGreaterThan(height('国2026国', { cjkLatin: 0 }))
    },
  )
  it.each(['A', 'x', '7', '%'])('R18: %s alone stands upright in 1 em', (sign) => {
    expect([glyphs(sign)[0]?.turned, height(`国${sign}国`, { cjkLatin: 0 })]).toEqual([false, 3])
  })
  it.each(['12', '40', '365'])('R18: %s stands abreast in 1 em (纵中横)', (sign) => {
    const shown = glyphs(sign)
    expect([height(sign), new Set(shown.map(({ dy }) => dy)).size]).toEqual([1, 1])
    for (const { dx, turned } of shown) expect([turned, dx >= -EM / 2 && dx < EM / 2]).toEqual([false, true])
  })
  it.each(['2026', '1,250', '3.26', 'BIM', 'office', 'A5'])('R18: %s is turned by 90°', (sign) => {
    expect(new Set(glyphs(sign).map(({ turned }) => turned))).toEqual(new Set([true]))
  })
})

describe('the rules of the body, down the page', () => {
  it('R1, R2: the same signs keep from line starts and line ends', () => {
    for (const mark of '。，、；：？！”』」）】〉》·“（《')
      for (let before = 8; before < 15; before++)
        for (const [i, line] of lines(
          HAN.slice(0, before) + mark + HAN.slice(before),
          11,
          chinese({ vertical: true }),
        ).entries()) {
          if ('“（《'.includes(mark)) expect([mark, line.endsWith(mark)]).toEqual([mark, false])
          else if (i > 0) expect([mark, line.startsWith(mark)]).toEqual([mark, false])
        }
  })
  it.each(['？！', '！！', '？？'])('R5: %s stand side by side in 1 em', (sign) => {
    expect(height(`国${sign}国`)).toBe(3)
    const [, first, second] = glyphs(`国${sign}国`)
    expect([first?.turned, textOf(only(set(`国${sign}国`, 60, down)))]).toEqual([false, `国${sign}国`])
    expect((first?.dx ?? 0) < (second?.dx ?? 0)).toBe(true)
    expect(Math.abs((first?.dy ?? 0) - (second?.dy ?? 0))).toBeLessThan(EM / 8)
  })
  it('R5: ！！！ takes 2 em', () => expect(height('国！！！国')).toBe(4))
  it('R7: two adjacent marks in 1.5 em', () => {
    for (const pair of ['，“', '”，', '。”', '（“', '》（', '、《'])
      expect([pair, height(`国${pair}国`)]).toEqual([pair, 3.5])
  })
  it('R8: 1/2 em at a line end and at a line start, by style', () => {
    for (const mark of '，。、”）》')
      expect([mark, height(`国国${mark}`), height(`国国${mark}`, { trimLineEnd: false })]).toEqual([mark, 2.5, 3])
    for (const mark of '“（《')
      expect([mark, height(`${mark}国国`), height(`${mark}国国`, { trimLineStart: false })]).toEqual([mark, 2.5, 3])
  })
  it('R10: every line but the last ends at its measure', () => {
    for (const text of ZH)
      for (const line of set(text, 17, chinese({ vertical: true }))) {
        if (!line.isParagraphEnd) expect(line.width).toBe(17 * EM)
        expect(textOf(line)).toBe(text.slice(line.from, line.to))
      }
  })
  it('letterspacing opens characters, and figures abreast as one', () => {
    const tracked = chinese({ style: { ...flush, tracking: 100 }, vertical: true })
    const letter = Math.floor(EM / 10 + 0.5)
    expect(only(set('国国', 60, tracked)).width).toBe(2 * EM + letter)
    expect(only(set('国40国', 60, tracked)).width).toBe(only(set('国40国', 60, down)).width + 2 * letter)
    expect(steps(only(set('国国国', 60, tracked)), true).map(({ length }) => length)[1]).toBe(EM + letter)
  })
})

it('R18: a paragraph down the page starts with its indent', () => {
  const [first] = setter.breakParagraph(paragraph(HAN), chinese({ vertical: true }), { first: [], rest: 20 * EM })
  expect(glyphsOf(first ?? only([]))[0]?.dy).toBe(2 * EM + Math.floor(EM * 0.88 + 0.5))
})
