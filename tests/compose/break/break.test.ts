import { describe, expect, it } from 'vitest'
import type { SetStyle } from '#compose/typesetter.ts'
import { chinese, column, EM, english, loadFaces, open, paragraph } from '../faces.ts'
import { chance, glyphsOf, textOf, texts } from '../lines.ts'
import { EN, ZH } from '../samples.ts'

const faces = loadFaces('notoSerifSc.400', 'sourceSerifSmText.400')
const setter = await open(faces)
const set = (text: string, ems: number, style: SetStyle = chinese()) =>
  setter.breakParagraph(paragraph(text), style, column(Math.floor(ems * EM)))
const flush = { indent: 0 }
const HAN = '记者昨日从水务部门获悉南溪河综合整治工程将于近日开工两岸居民十分期待'

describe('kinsoku', () => {
  const notFirst = '。．，、；：？！”’』」）】〉》〕〗］｝–—～·／％‰℃°々'
  const notLast = '“‘『「（【〈《〔〖［｛￥№'
  it('R1: none of its marks begins a line, at any measure', () => {
    for (const mark of notFirst)
      for (let before = 8; before <= 14; before++) {
        const text = HAN.slice(0, before) + mark + HAN.slice(before)
        for (const line of texts(text, set(text, 11)).slice(1)) expect(notFirst).not.toContain(line[0])
      }
  })
  it('R2: none of its marks ends a line', () => {
    for (const mark of notLast)
      for (let before = 8; before <= 14; before++) {
        const text = HAN.slice(0, before) + mark + HAN.slice(before)
        for (const line of texts(text, set(text, 11)).slice(0, -1)) expect(notLast).not.toContain(line.at(-1))
      }
  })
  it('R3: only the strict level keeps —— from a line start', () => {
    const text = `${HAN.slice(0, 13)}——${HAN.slice(13)}`
    const starts = (kinsoku: 'gb' | 'strict') =>
      texts(text, set(text, 13, chinese({ style: flush, rules: { kinsoku } })))[1]?.startsWith('——')
    expect(starts('gb')).toBe(true)
    expect(starts('strict')).toBe(false)
  })
  it('none lets a comma begin a line', () => {
    const text = `${HAN.slice(0, 13)}，${HAN.slice(13)}`
    expect(texts(text, set(text, 13, chinese({ style: flush, rules: { kinsoku: 'none' } })))[1]?.startsWith('，')).toBe(
      true,
    )
  })
  it('R4: —— and …… are never divided, nor a number from its decimals, sign or unit', () => {
    for (const whole of ['——', '……', '3.26亿元', '98.6%', '1.5℃', '12.5公里', '1,250株', '￥3.5'])
      for (let before = 6; before <= 13; before++) {
        const text = HAN.slice(0, before) + whole + HAN.slice(before)
        const core = whole === '1,250株' ? '1,250' : whole
        expect(texts(text, set(text, 11)).some((line) => line.includes(core))).toBe(true)
      }
  })
})

describe('marks', () => {
  const natural = (text: string, rules = {}) =>
    set(text, 40, chinese({ style: { indent: 0, align: 'left' }, rules }))[0]?.width
  it('R7: two adjacent marks take 1.5 em, or 1 em as the house wishes', () => {
    expect(natural('国”，国')).toBe(3.5 * EM)
    expect(natural('国，“国')).toBe(3.5 * EM)
    expect(natural('国，“国', { adjacent: 1000 })).toBe(3 * EM)
    expect(natural('国（“国')).toBe(3.5 * EM)
  })
  it('R8: a mark at a line end takes 1/2 em, an opening bracket loses 1/2 em at a line start', () => {
    expect(natural('国国。')).toBe(2.5 * EM)
    expect(natural('国国。', { trimLineEnd: false })).toBe(3 * EM)
    expect(natural('《国》国')).toBe(3.5 * EM)
  })
  it('R8: a paragraph that opens with a bracket loses 1/2 em too', () => {
    const [line] = set('“国国', 40, chinese({ style: { align: 'left' } }))
    expect(line?.width).toBe(2 * EM + 2.5 * EM)
  })
  it('R9: brackets give before commas, commas before full stops', () => {
    const text = '国（国）国，国国国。国国国国国国国国'
    const style = chinese({ style: flush })
    const [line] = set(text, 12.5, style)
    expect(line?.width).toBe(12.5 * EM)
    const at = (cluster: string) => glyphsOf(line ?? fail()).find((glyph) => glyph.cluster === cluster)?.dx ?? 0
    const end = glyphsOf(line ?? fail())
    const comma = end.findIndex((glyph) => glyph.cluster === '，')
    expect((end[comma + 1]?.dx ?? 0) - at('，')).toBe(EM)
  })
  it('R11: Han and Latin stand 1/8 em apart, not beside full-width marks', () => {
    const latin = natural('GIS') ?? 0
    expect(natural('国GIS国')).toBe(2 * EM + latin + 2 * Math.floor(EM / 8 + 0.5))
    expect(natural('国，GIS国')).toBe(3 * EM + latin + Math.floor(EM / 8 + 0.5))
  })
  it('R10: a blank takes up to 1/2 em before the gaps between characters open', () => {
    const text = `国国国国 国国国国国国国${'《国'.repeat(3)}`
    const [line] = set(text, 11.5, chinese({ style: flush }))
    expect(line?.gap).toBe(0)
    expect(line?.width).toBe(11.5 * EM)
  })
})
const fail = (): never => {
  throw new Error('no line')
}

describe('lines', () => {
  it('R12: gaps above a tenth of an em are a warning, above a fifth an error, with the figure', () => {
    const found = set('国国国国国国supercalifragilistic国国国国国国国', 12).flatMap((line) => line.remarks)
    expect(found.some((remark) => remark.code === 'line.loose' && remark.severity === 'error')).toBe(true)
    expect(set(HAN, 11).flatMap((line) => line.remarks)).toEqual([])
  })
  it('R13: the first line is indented by 2 em', () => {
    expect(glyphsOf(set(HAN, 13)[0] ?? fail())[0]?.dx).toBe(2 * EM)
  })
  it('R14: the last line has two Han where another break of the paragraph gives them', () => {
    const text = `${HAN.slice(0, 8)}，${HAN.slice(8, 20)}，${HAN.slice(20, 24)}`
    for (let length = 14; length <= text.length; length++) {
      const lines = texts(text.slice(0, length), set(text.slice(0, length), 11))
      if (lines.length > 1 && text.slice(0, length).includes('，') && length > 20)
        expect([...(lines.at(-1) ?? '')].filter((char) => char !== '，').length).toBeGreaterThan(1)
    }
  })
  it('the grid is exact: 13 Han fill 13 em with nothing added', () => {
    const lines = set('国'.repeat(13 * 4), 13, chinese({ style: flush }))
    expect(lines.map((line) => [line.width, line.gap, line.to - line.from])).toEqual(
      Array.from({ length: 4 }, () => [13 * EM, 0, 13]),
    )
  })
  it('total fit is never looser at its worst than single lines', () => {
    for (const text of ZH) {
      const worst = (composing: 'totalFit' | 'singleLine') =>
        Math.max(...set(text, 13, chinese({ rules: { composing } })).map((line) => line.gap))
      expect(worst('totalFit')).toBeLessThanOrEqual(worst('singleLine'))
    }
  })
  it('single-line composing moves no line above a correction', () => {
    const text = ZH[0] ?? ''
    const style = chinese({ rules: { composing: 'singleLine' } })
    const before = texts(text, set(text, 13, style))
    const changed = text.slice(0, 100) + '全线' + text.slice(100)
    const after = texts(changed, set(changed, 13, style))
    let offset = 0
    const kept = before.filter((line) => (offset += line.length) < 85).length
    expect(after.slice(0, kept)).toEqual(before.slice(0, kept))
  })
})

describe('laws', () => {
  const seed = 20261123
  const alphabet = [...'国民水河工程开工记者，。、；：？！“”（）《》——……·0123 AB%km℃', '——', '……', ' ', '12.5', 'GIS']
  it(`every justified line ends exactly at its measure, and the lines cover the text (seed ${seed})`, () => {
    const random = chance(seed)
    for (let round = 0; round < 300; round++) {
      const text = `国${Array.from({ length: 20 + random(150) }, () => (random(3) > 0 ? HAN[random(HAN.length)] : alphabet[random(alphabet.length)])).join('')}`
      const measures = {
        first: Array.from({ length: random(4) }, () => (7 + random(20)) * EM),
        rest: (9 + random(14)) * EM + random(1000),
      }
      const style = chinese({ rules: { composing: random(2) === 0 ? 'totalFit' : 'singleLine' } })
      const lines = setter.breakParagraph(paragraph(text), style, measures)
      lines.forEach((line, i) => {
        const measure = measures.first[i] ?? measures.rest
        const isTight = line.remarks.some((remark) => remark.code === 'line.tight')
        if (!line.isParagraphEnd && !isTight) expect([round, i, line.width]).toEqual([round, i, measure])
        expect(textOf(line)).toBe(text.slice(line.from, line.to))
        expect(text.slice(lines[i - 1]?.to ?? 0, line.from).trim()).toBe('')
      })
      expect(text.slice(lines.at(-1)?.to).trim()).toBe('')
    }
  })
  it('the last glyph of a justified English line ends at the measure', () => {
    for (const text of EN)
      for (let width = 90; width < 200; width += 7)
        for (const line of setter.breakParagraph(paragraph(text), english(), column(width * 12_700)))
          if (!line.isParagraphEnd && text.slice(line.from, line.to).includes(' '))
            expect(line.width).toBe(width * 12_700)
  })
  it('what is remembered equals what is set cold', async () => {
    const cold = await open(faces)
    for (const text of [...ZH, ...EN]) {
      const style = text.includes('国') || ZH.includes(text) ? chinese() : english()
      const own = paragraph(text)
      const first = setter.breakParagraph(own, style, column(13 * EM))
      expect(setter.breakParagraph(own, style, column(13 * EM))).toBe(first)
      expect(cold.breakParagraph(paragraph(text), { ...style }, column(13 * EM))).toEqual(first)
    }
  })
  it('bad input terminates: no room, no text, one endless word', () => {
    expect(set('', 13)).toEqual([])
    expect(set(HAN, 0.5).length).toBe(HAN.length)
    const word = set('x'.repeat(500), 10, english())
    expect(word.length).toBeGreaterThan(10)
    expect(word.every((line) => line.width <= 10 * EM)).toBe(true)
    expect(word[0]?.remarks[0]?.code).toBe('line.tight')
  })
  it('a web address that is too long breaks after its signs, without a remark', () => {
    const text = 'See https://millhaven.example/council/2026/flood-defences?page=12 today'
    const lines = set(text, 12, english({ style: { indent: 0, align: 'left' } }))
    expect(lines.flatMap((line) => line.remarks)).toEqual([])
    for (const line of texts(text, lines).slice(0, -1)) expect(line).toMatch(/[/?&=._@#:~-]$|[^/.]$/)
    expect(lines.every((line) => line.width <= 12 * EM)).toBe(true)
  })
})

describe('English', () => {
  const at = (text: string, width: number, wish = {}) =>
    setter.breakParagraph(paragraph(text), english(wish), column(width * 12_700))
  const all = EN.flatMap((text) => [90, 100, 110, 120, 133, 150].map((width) => ({ text, lines: at(text, width) })))
  it('E1: two letters stand before a hyphen and three after', () => {
    let seen = 0
    for (const { text, lines } of all)
      lines.forEach((line, i) => {
        if (!line.isHyphenated) return
        seen++
        const before = /[a-z]+$/.exec(text.slice(0, line.to))?.[0] ?? ''
        const after = /^[a-z]+/.exec(text.slice(lines[i + 1]?.from))?.[0] ?? ''
        expect(before.length).toBeGreaterThanOrEqual(2)
        expect(after.length).toBeGreaterThanOrEqual(3)
      })
    expect(seen).toBeGreaterThan(10)
  })
  it('E2: never more hyphens in a row than the ladder allows', () => {
    for (const { text, lines } of all) {
      const marks = lines
        .map((line) => (line.isHyphenated || text.slice(line.from, line.to).endsWith('-') ? '-' : ' '))
        .join('')
      expect(marks).not.toContain('---')
    }
  })
  const many = EN.flatMap((text) => Array.from({ length: 110 }, (_, i) => ({ text, lines: at(text, 90 + i) })))
  it('E3: the line before the last is hyphenated in fewer than one setting of ten (one in six without the rule)', () => {
    expect(many.filter(({ lines }) => lines.at(-2)?.isHyphenated).length).toBeLessThan(many.length / 10)
  })
  it('E4: capitalised words, acronyms and figures are not divided', () => {
    const text = 'Superintendents UNESCOrepresentatives 1234567890123 Massachusetts '.repeat(6).trim()
    expect(at(text, 100).some((line) => line.isHyphenated)).toBe(false)
  })
  it('E4: a paper may have capitalised words divided, and only where a line would else be far too loose', () => {
    const text = `The Inland Taxpayers’ Association has not taken a position. ${EN[0] ?? ''}`
    const whole = at(text, 133)
    const divided = at(text, 133, { rules: { dividesNames: true } })
    expect(Math.max(...whole.map((line) => line.gap))).toBeGreaterThan(4000)
    expect(Math.max(...divided.map((line) => line.gap))).toBeLessThan(2500)
    const ends = (lines: readonly { readonly to: number }[]) => lines.map((line) => line.to)
    expect(ends(at(text, 400, { rules: { dividesNames: true } }))).toEqual(ends(at(text, 400)))
  })
  it('E5: the last line is one short word in fewer than one setting of six (one in four without the rule)', () => {
    const crumbs = many.filter(({ text, lines }) => !text.slice(lines.at(-1)?.from).includes(' '))
    expect(crumbs.length).toBeLessThan(many.length / 6)
  })
  it('E6: letters and glyphs give at most 2 %, and a word space above 250 % is remarked', () => {
    for (const { lines } of all)
      for (const line of lines) {
        for (const run of line.runs) expect(Math.abs(run.scale - 1000)).toBeLessThanOrEqual(20)
        expect(line.gap === 0 || line.gap >= 790).toBe(true)
        expect(line.gap > 2500).toBe(line.remarks.some((remark) => remark.code === 'line.loose'))
      }
  })
  it('E7: a ragged style is set at natural spaces', () => {
    for (const line of at(EN[0] ?? '', 100, { style: { align: 'left' } }))
      expect([line.gap, line.width <= 100 * 12_700]).toEqual([0, true])
  })
  it('the hyphen is a glyph without text, and not plain', () => {
    const line = all.flatMap(({ lines }) => lines).find((line) => line.isHyphenated)
    const last = glyphsOf(line ?? fail()).at(-1)
    expect([last?.cluster, last?.plain]).toEqual(['', false])
  })
})
