import { beforeAll, describe, expect, it } from 'vitest'
import type { OpenTypesetter } from '#compose/openTypesetter.ts'
import type { HeadSpec } from '#compose/typesetter.ts'
import { pt } from '#contract/measure.ts'
import { chinese, english, loadFaces, open, paragraph } from '../faces.ts'
import { glyphsOf } from '../lines.ts'

let setter: OpenTypesetter
const WORDS = [
  '南溪河',
  '综合',
  '整治',
  '工程',
  '二期',
  '本月',
  '开工',
  '两岸',
  '新增',
  '绿道',
  '居民',
  '期待',
  '白鹭',
  '回来',
]
beforeAll(async () => {
  setter = await open(loadFaces('notoSerifSc.900', 'playfair.900'), ...WORDS)
})
const style = chinese({
  name: 'headline',
  faces: ['notoSerifSc.900'],
  style: { align: 'center', indent: 0, size: pt(30), leading: pt(36) },
})
const spec = (text: string, wish: Partial<HeadSpec> = {}): HeadSpec => ({
  part: 'headline',
  paragraphs: [paragraph(text)],
  style,
  measure: pt(300),
  sizes: [pt(42), pt(36), pt(30), pt(24), pt(18)],
  mostLines: 2,
  spread: 500,
  align: 'center',
  ...wish,
})
const lines = (head: HeadSpec) =>
  setter.setHead(head).lines.map((line) => head.paragraphs[line.paragraph]?.text.slice(line.from, line.to))

describe('words', () => {
  it('H1: a head breaks between words, at every size', () => {
    const text = '南溪河综合整治工程二期本月开工两岸居民期待白鹭回来'
    for (const size of [40, 36, 30, 26, 22, 18, 16]) {
      const head = spec(text, { sizes: [pt(size)], mostLines: 9 })
      for (const line of lines(head).slice(0, -1)) expect(WORDS.some((word) => line?.endsWith(word))).toBe(true)
    }
  })
  it('H1: never inside a number and its unit, nor inside a short quotation', () => {
    for (const size of [40, 36, 30, 26, 22]) {
      const all = lines(spec('南溪河新增绿道40公里“白鹭回来”居民期待', { sizes: [pt(size)], mostLines: 9 }))
      expect(all.some((line) => line?.includes('40公里'))).toBe(true)
      expect(all.some((line) => line?.includes('“白鹭回来”'))).toBe(true)
    }
  })
  it('H2: no line begins with 的, 了 or 着, nor with a mark of R1', () => {
    for (const size of [42, 40, 36, 33, 30, 26, 22])
      for (const line of lines(
        spec('两岸居民的期待：白鹭回来了，南溪河的绿道', { sizes: [pt(size)], mostLines: 9 }),
      ).slice(1))
        expect('的了着，：').not.toContain(line?.[0])
  })
  it('H2: 的 stays above even where the evener line would begin with it', () => {
    expect(lines(spec('白鹭回来的南溪河', { sizes: [pt(30)], measure: pt(165) }))).toEqual(['白鹭回来的', '南溪河'])
  })
  it('the lines the editor broke stay broken', () => {
    expect(lines(spec('', { paragraphs: [paragraph('南溪河'), paragraph('白鹭回来')] }))).toEqual([
      '南溪河',
      '白鹭回来',
    ])
  })
  it('a word wider than the head is broken with a remark, and nothing is lost', () => {
    const head = spec('南溪河综合整治', { measure: pt(40), sizes: [pt(18)], mostLines: 9 })
    const set = setter.setHead(head)
    expect(lines(head).join('')).toBe('南溪河综合整治')
    expect(set.lines.some((line) => line.remarks.some((remark) => remark.code === 'head.breaksWord'))).toBe(true)
    expect(set.lines.every((line) => line.width <= pt(40))).toBe(true)
  })
})

describe('fit', () => {
  it('the largest size that fits is taken', () => {
    const text = '南溪河综合整治工程二期本月开工'
    expect(setter.setHead(spec(text)).size).toBe(pt(36))
    expect(setter.setHead(spec(text, { measure: pt(900), mostLines: 1 })).size).toBe(pt(42))
  })
  it('what fits at no size is set at the last, with head.overset', () => {
    const set = setter.setHead(spec('南溪河综合整治工程二期本月开工'.repeat(4), { mostLines: 1 }))
    expect(set.size).toBe(pt(18))
    expect(set.lines[0]?.remarks[0]?.code).toBe('head.overset')
  })
  it('H4: two lines are even within two characters where words allow it', () => {
    const [a, b] = lines(spec('南溪河综合整治工程二期本月开工', { sizes: [pt(18)], measure: pt(200) }))
    expect(Math.abs((a?.length ?? 0) - (b?.length ?? 0))).toBeLessThanOrEqual(2)
  })
  it('H5: a justified head is filled to its measure by letterspacing up to the spread, and no further', () => {
    const [filled] = setter.setHead(spec('南溪河综合整治', { align: 'justify', sizes: [pt(36)] })).lines
    expect([filled?.width, filled?.offset]).toEqual([pt(300), 0])
    expect(filled?.gap).toBeLessThanOrEqual(500)
    const [short] = setter.setHead(spec('南溪河', { align: 'justify', sizes: [pt(36)] })).lines
    expect([short?.width, short?.gap]).toEqual([pt(108), 0])
  })
  it('a centred line stands in the middle, its marks trimmed', () => {
    const [line] = setter.setHead(spec('“南溪河”', { sizes: [pt(30)] })).lines
    expect(line?.width).toBe(pt(120))
    expect(line?.offset).toBe(pt(90))
  })
  it('leading keeps the proportion of the style', () => {
    expect(setter.setHead(spec('南溪河', { sizes: [pt(20)] })).leading).toBe(pt(24))
  })
})

describe('H8: English heads', () => {
  const latin = english({
    name: 'headline',
    faces: ['playfair.900'],
    style: { align: 'left', indent: 0, size: pt(30) },
  })
  const text = 'Commissioners Vote to Spend Millions on Flood Defences for the Waterfront'
  it('has no hyphens, and no line ends in a preposition or an article', () => {
    for (let width = 220; width < 520; width += 20) {
      const head = spec(text, { style: latin, align: 'left', spread: 0, measure: pt(width), mostLines: 4 })
      const set = setter.setHead(head)
      expect(set.lines.some((line) => line.isHyphenated)).toBe(false)
      for (const line of lines(head).slice(0, -1)) expect(line).not.toMatch(/ (to|on|for|the)$/)
    }
  })
  it('a preposition goes to the next line even where the evener line would end in it', () => {
    const head = spec('River Plan for Bridge Road', {
      style: latin,
      align: 'left',
      spread: 0,
      measure: pt(300),
      sizes: [pt(30)],
    })
    expect(lines(head)).toEqual(['River Plan', 'for Bridge Road'])
  })
})

describe('H9: vertical heads', () => {
  it('run down the page with corner brackets and figures abreast', () => {
    const down = { ...style, vertical: true }
    const head = spec('“白鹭”回来新增绿道40公里', {
      style: down,
      measure: pt(200),
      sizes: [pt(30), pt(24)],
      mostLines: 3,
    })
    const set = setter.setHead(head)
    expect(set.lines.length).toBeGreaterThan(1)
    const glyphs = set.lines.flatMap((line) => glyphsOf(line))
    expect(glyphs.find((glyph) => glyph.cluster === '白')?.dx).toBe(-set.size / 2)
    const digits = glyphs.filter((glyph) => /[0-9]/.test(glyph.cluster))
    expect(digits.map((glyph) => glyph.cluster)).toEqual(['4', '0'])
    expect(digits[0]?.dy).toBe(digits[1]?.dy)
  })
})
