/** H1-H9: what a Chinese and an English night editor would sign. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { OpenTypesetter } from '#compose/openTypesetter.ts'
import type { HeadSpec, SetHead } from '#compose/typesetter.ts'
import { countHead } from '#compose/head/headCount.ts'
import type { CopyParagraph } from '#contract/copy.ts'
import { pt, type Emu } from '#contract/measure.ts'
import { random, seedOf } from '../../grid/records.ts'
import { chinese, english, loadFaces, open, paragraph } from '../faces.ts'

const WORDS = (
  '南溪河 综合 整治 工程 二期 本月 开工 两岸 新增 绿道 居民 期待 白鹭 回来 了解 情况 着力 破解 三十六 条 河道 ' +
  '区委书记 调研 防汛 人民政府 发布 通告 云塘区 停车难 变样 副镇长 水岸 花园 明年 建成 ' +
  '码头 早市 重开 老桥 让路 新桥 通车 渔船 归港'
).split(' ')
let setter: OpenTypesetter
const faces = loadFaces('notoSerifSc.900', 'playfair.900')
beforeAll(async () => {
  setter = await open(faces, ...WORDS)
})
const style = chinese({
  name: 'headline',
  faces: ['notoSerifSc.900'],
  style: { align: 'center', indent: 0, size: pt(30), leading: pt(36) },
})
const down = { ...style, vertical: true }
const latin = english({ name: 'headline', faces: ['playfair.900'], style: { align: 'left', indent: 0, size: pt(30) } })
const LIST = [42, 36, 32, 30, 28, 26, 24, 22, 20, 18, 16, 15, 14].map(pt)

type Text = string | readonly string[]
const spec = (text: Text, wish: Partial<HeadSpec> = {}): HeadSpec => ({
  part: 'headline',
  paragraphs: (typeof text === 'string' ? [text] : text).map((each) => paragraph(each)),
  style,
  measure: pt(300),
  sizes: LIST,
  mostLines: 2,
  spread: 500,
  align: 'center',
  ...wish,
})
const inEnglish = (text: Text, measure: Emu, wish: Partial<HeadSpec> = {}): HeadSpec =>
  spec(text, { style: latin, align: 'left', spread: 0, measure, mostLines: 6, ...wish })
const textOf = (paragraphs: readonly CopyParagraph[], { lines }: SetHead): string[] =>
  lines.map((line) => paragraphs[line.paragraph]?.text.slice(line.from, line.to) ?? '')
const linesOf = (head: HeadSpec): string[] => textOf(head.paragraphs, setter.setHead(head))
const remarksOf = (set: SetHead, code: string) =>
  set.lines.flatMap((line) => line.remarks.filter((remark) => remark.code === code))
const codesOf = (head: HeadSpec): string[] =>
  setter.setHead(head).lines.flatMap(({ remarks }) => remarks.map(({ code }) => code))

const seed = seedOf()
const draw = random(seed)
const pick = <T>(all: readonly T[]): T => all[Math.floor(draw() * all.length)] as T
const wordsOf = (count: number): string[] => Array.from({ length: count }, () => pick(WORDS))
/** All ways to break `head` into `count` lines between its words, as widths in characters. */
const divisionsOf = (words: readonly string[], count: number): number[][] => {
  if (count === 1) return [[words.join('').length]]
  return words.flatMap((_, i) =>
    i === 0 ? [] : divisionsOf(words.slice(i), count - 1).map((rest) => [words.slice(0, i).join('').length, ...rest]),
  )
}
const range = (widths: readonly number[]): number => Math.max(...widths) - Math.min(...widths)

/** Checks the lines of a head that had room for its longest expression. */
const checkWhole = (head: HeadSpec, check: (lines: readonly string[]) => void): void => {
  const set = setter.setHead(head)
  if (remarksOf(set, 'head.breaksWord').length === 0) check(textOf(head.paragraphs, set))
}
/** Every size and many widths of one head. */
const everywhere = (text: Text, check: (lines: readonly string[]) => void): void => {
  for (const size of [42, 36, 30, 26, 22, 18])
    for (let width = 120; width < 420; width += 20)
      checkWhole(spec(text, { sizes: [pt(size)], measure: pt(width), mostLines: 9 }), check)
}

describe('H1: a head is broken between words', () => {
  it('H1: a number stays with what it counts', () => {
    everywhere('南溪河三十六条河道变样新增绿道40处居民期待', (lines) => {
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/(三十六|40)$/)
    })
  })
  it('H1: a quoted term, a title in its marks and a post stay whole', () => {
    everywhere('区委书记调研“白鹭回来”工程《南溪河规划》发布', (lines) => {
      for (const whole of ['区委书记', '“白鹭回来”', '《南溪河规划》'])
        expect(
          lines.some((line) => line.includes(whole)),
          lines.join('|'),
        ).toBe(true)
    })
  })
  it('H1: a surname stays with a name that the word breaker does not know, where another break is as fair', () => {
    const head = spec('云塘区副镇长沈知秋调研防汛情况', { sizes: [pt(30)], measure: pt(290), mostLines: 2 })
    expect(linesOf(head).some((line) => line.includes('沈知秋'))).toBe(true)
  })
  it('H1: the editor breaks a head by a line feed, and places are still those of the story', () => {
    const head = spec('南溪河\n综合整治', { sizes: [pt(20)] })
    const set = setter.setHead(head)
    expect(textOf(head.paragraphs, set)).toEqual(['南溪河', '综合整治'])
    expect(set.lines.map(({ from, to, isParagraphEnd }) => [from, to, isParagraphEnd])).toEqual([
      [0, 3, false],
      [4, 8, true],
    ])
  })
  it('H1: where a word is wider than the head, the remark names the word and nothing is lost', () => {
    const head = spec('南溪河综合整治', { measure: pt(40), sizes: [pt(18)], mostLines: 9 })
    const set = setter.setHead(head)
    expect(textOf(head.paragraphs, set).join('')).toBe('南溪河综合整治')
    expect(remarksOf(set, 'head.breaksWord').map(({ values }) => values['word'])).toEqual(['南溪河'])
  })
  it('H1: clauses between blanks keep their lines, and the size steps down for it rather than break one', () => {
    const head = spec('南溪河整治工程开工 居民期待白鹭', { measure: pt(300), sizes: [pt(36), pt(32), pt(30), pt(26)] })
    expect(linesOf(head)).toEqual(['南溪河整治工程开工', '居民期待白鹭'])
    expect(setter.setHead(head).size).toBe(pt(32))
  })
})

describe('H2: what begins a line', () => {
  it('H2: no line begins with 的, 了 or 着 nor with a mark, but a word of which they are part may', () => {
    everywhere('两岸居民的期待：白鹭回来了，南溪河的绿道', (lines) => {
      for (const line of lines.slice(1)) expect('的了着，：').not.toContain(line[0])
    })
    expect(linesOf(spec('云塘区停车难着力破解', { sizes: [pt(30)], measure: pt(190) }))).toEqual([
      '云塘区停车难',
      '着力破解',
    ])
    expect(linesOf(spec('两岸居民了解情况', { sizes: [pt(30)], measure: pt(130) }))).toEqual(['两岸居民', '了解情况'])
  })
  it('H2: a line does not end in a word that leads on, where another break is as fair', () => {
    expect(linesOf(spec('南溪河和新增绿道', { sizes: [pt(30)], measure: pt(170) }))).toEqual(['南溪河', '和新增绿道'])
  })
})

describe('H3: a break that changes the reading', () => {
  it('H3: a break forced inside a word is a warning with the word, at the break', () => {
    for (const text of [['云塘区人民', '政府发布通告'], ['云塘区人民\n政府发布通告']]) {
      const set = setter.setHead(spec(text, { sizes: [pt(20)] }))
      const [remark, ...others] = remarksOf(set, 'head.breaksWord')
      expect(remark).toMatchObject({ severity: 'warning', offset: 5, values: { word: '人民政府' } })
      expect(others).toEqual([])
    }
  })
  it('H3: a break forced inside a number is one too, though the word breaker cuts it there', () => {
    const set = setter.setHead(spec(['早市重开二十', '九年'], { sizes: [pt(20)] }))
    expect(remarksOf(set, 'head.breaksWord').map(({ values }) => values['word'])).toEqual(['二十九'])
  })
  it('H3: a break forced between words, at a blank or at a mark is none', () => {
    for (const text of [
      ['云塘区', '人民政府发布通告'],
      ['人民 ', '政府'],
      ['“人民', '”政府'],
    ])
      expect(codesOf(spec(text, { sizes: [pt(20)] }))).not.toContain('head.breaksWord')
  })
})

describe('H4: lines of one deck', () => {
  it(`H4: lines are within two characters of each other wherever words allow it (seed ${seed})`, () => {
    for (let run = 0; run < 150; run++) {
      const words = wordsOf(5 + Math.floor(draw() * 7))
      const count = 2 + Math.floor(draw() * 2)
      const head = spec(words.join(''), {
        sizes: [pt(20)],
        measure: pt(20 * Math.ceil(words.join('').length / count + 1.5)),
        mostLines: count,
      })
      const lines = linesOf(head)
      const best = Math.min(
        ...divisionsOf(words, lines.length)
          .filter((widths) => Math.max(...widths) * pt(20) <= head.measure)
          .map(range),
      )
      if (best > 2 || words.some((word) => word === '条' || word === '三十六')) continue
      expect(range(lines.map((line) => line.length)), lines.join('|')).toBeLessThanOrEqual(2)
    }
  })
  it('H4: no line has one character where another break is possible, and a note where none is', () => {
    everywhere('白鹭回来南溪河了', (lines) => {
      if (lines.length > 1) for (const line of lines) expect(line.length).toBeGreaterThan(1)
    })
    expect(linesOf(spec('里和两岸', { sizes: [pt(30)], measure: pt(95) }))).toEqual(['里和', '两岸'])
    expect(codesOf(spec(['水', '南溪河两岸'], { sizes: [pt(20)] }))).toContain('line.orphan')
    expect(codesOf(spec('水', { sizes: [pt(20)] }))).not.toContain('line.orphan')
  })
  it('H4: lines that words leave more than two characters apart are noted, and no others', () => {
    const uneven = (text: string, measure: number) =>
      remarksOf(setter.setHead(spec(text, { measure: pt(measure), sizes: [pt(30)] })), 'head.uneven')
    expect(uneven('渔船“综合整治工程二期”', 290)).toMatchObject([{ severity: 'note', offset: 0 }])
    expect(uneven('南溪河综合整治工程开工', 200)).toEqual([])
    expect(uneven('渔船', 200)).toEqual([])
  })
  it('H4: lines of nearly one length are made equal, and a deck is spaced as a whole or not at all', () => {
    const even = setter.setHead(spec(['南溪河综合整治工程', '二期本月开工两岸居'], { sizes: [pt(20)] }))
    expect(new Set(even.lines.map(({ width }) => width)).size).toBe(1)
    const close = setter.setHead(spec(['南溪河综合整治工程二', '二期本月开工两岸居'], { sizes: [pt(20)] }))
    expect(new Set(close.lines.map(({ width }) => width)).size).toBe(1)
    const ragged = setter.setHead(spec(['南溪河', '二期本月', '开工两岸居民期待'], { sizes: [pt(20)], mostLines: 3 }))
    expect(ragged.lines.map(({ gap }) => gap)).toEqual([0, 0, 0])
  })
})

describe('the sides of a head', () => {
  it.each([
    ['left', 0, 0],
    ['center', 1, 2],
    ['right', 1, 1],
  ] as const)('lines set to the %s leave what is free on the other side', (align, of, parts) => {
    const head = spec(['老桥让路', '两岸居民'], { align, sizes: [pt(30)] })
    for (const { width, offset } of setter.setHead(head).lines)
      expect(offset).toBe(parts === 0 ? 0 : Math.floor(((head.measure - width) * of) / parts))
  })
  it('lines set to the right keep their own widths', () => {
    const set = setter.setHead(spec(['老桥让路今晨归', '两岸居民期待'], { align: 'right', sizes: [pt(30)] }))
    expect(set.lines.map(({ gap }) => gap)).toEqual([0, 0])
  })
})

describe('H5: letterspacing', () => {
  it('H5: a justified head is filled by no more than the spread, a head too wide is tightened by no more than 0.05 em', () => {
    for (let width = 120; width < 420; width += 7)
      for (const align of ['justify', 'center'] as const) {
        const set = setter.setHead(spec('南溪河综合整治工程', { align, measure: pt(width), sizes: LIST, mostLines: 1 }))
        for (const { gap, width: own } of set.lines) {
          expect(gap).toBeLessThanOrEqual(500)
          expect(gap).toBeGreaterThanOrEqual(-50)
          expect(own).toBeLessThanOrEqual(pt(width))
        }
      }
  })
  it('H5: tightening comes before the next size', () => {
    const set = setter.setHead(spec('南溪河综合整治工程', { measure: pt(9 * 30 - 10), sizes: [pt(30), pt(26)] }))
    expect([set.size, set.lines.length, set.lines[0]?.width]).toEqual([pt(30), 1, pt(260)])
    expect(set.lines[0]?.gap).toBeLessThan(0)
  })
})

describe('H6: narrow and wide faces', () => {
  const itself = { least: 920, most: 1080 }
  const glyphs = (set: SetHead) => set.lines.flatMap(({ runs }) => runs)
  it('H6: a head keeps its size by being narrowed where the next one is a great step down', () => {
    const head = spec('南溪河综合整治工程', {
      measure: pt(9 * 42 * 0.91),
      sizes: [pt(42), pt(36)],
      mostLines: 1,
      scale: itself,
    })
    const set = setter.setHead(head)
    expect(set.size).toBe(pt(42))
    expect(set.scale).toBeGreaterThanOrEqual(920)
    expect(set.scale).toBeLessThan(1000)
    expect(setter.setHead({ ...head, scale: undefined as never }).size).toBe(pt(36))
  })
  it('H6: between sizes that lie close together the next one is taken as it is drawn', () => {
    const head = spec('南溪河综合整治工程', {
      measure: pt(9 * 30 * 0.93),
      sizes: [pt(30), pt(28), pt(26)],
      mostLines: 1,
      scale: itself,
    })
    expect(setter.setHead(head)).toMatchObject({ size: pt(28), scale: 1000 })
  })
  it('H6: one scale for the whole deck of lines, its advances scaled with it', () => {
    const set = setter.setHead(
      spec(['南溪河综合整治工程', '白鹭回来'], { measure: pt(9 * 42 * 0.91), sizes: [pt(42), pt(36)], scale: itself }),
    )
    expect(new Set(glyphs(set).map((run) => run.scale))).toEqual(new Set([set.scale]))
    expect(set.scale).toBeLessThan(1000)
    expect(set.lines[1]?.width).toBe(4 * Math.floor((pt(42) * set.scale) / 1000 + 0.5))
  })
  it('H6: chosen by hand it is used as it is, and remarked on beyond 800 to 1250', () => {
    for (const [handScale, isRemarked] of [
      [790, true],
      [800, false],
      [1100, false],
      [1250, false],
      [1260, true],
    ] as const) {
      const set = setter.setHead(spec('南溪河', { handScale, sizes: [pt(20)], scale: itself }))
      expect(glyphs(set).every((run) => run.scale === handScale)).toBe(true)
      expect(set.lines[0]?.width).toBe(3 * Math.floor((pt(20) * handScale) / 1000 + 0.5))
      expect(remarksOf(set, 'head.stretched').length).toBe(isRemarked ? 1 : 0)
    }
  })
  it('H6: a vertical head is scaled by hand alone, its advances as they were', () => {
    const wish = { style: down, sizes: [pt(30)], measure: pt(300), scale: itself }
    const [natural, flat] = [
      setter.setHead(spec('南溪河', wish)),
      setter.setHead(spec('南溪河', { ...wish, handScale: 1100 })),
    ]
    expect(flat.lines[0]?.width).toBe(natural.lines[0]?.width)
    expect(glyphs(flat)[0]?.dy).toEqual(glyphs(natural)[0]?.dy)
    expect(glyphs(flat)[0]?.dx).toEqual(glyphs(natural)[0]?.dx.map((dx) => Math.floor((dx * 1100) / 1000 + 0.5)))
    const narrow = setter.setHead(spec('南溪河综合整治工程二', { ...wish, measure: pt(285), sizes: [pt(30), pt(20)] }))
    expect(glyphs(narrow).every((run) => run.scale === 1000)).toBe(true)
  })
  it('H6: a justified head that the spread does not fill is widened', () => {
    const head = spec('南溪河综合', { align: 'justify', sizes: [pt(30)], measure: pt(216), spread: 500, scale: itself })
    expect(setter.setHead(head)).toMatchObject({ scale: 1040 })
    expect(setter.setHead(head).lines[0]?.width).toBe(pt(216))
  })
})

describe('the size', () => {
  it(`the size hangs on the words and their place alone: what was set before makes no difference (seed ${seed})`, async () => {
    const fresh = await open(faces, ...WORDS)
    const heads = Array.from({ length: 40 }, () =>
      spec(wordsOf(1 + Math.floor(draw() * 9)).join(''), {
        mostLines: 1 + Math.floor(draw() * 3),
        scale: { least: 920, most: 1080 },
      }),
    )
    const first = heads.map((head) => setter.setHead(head))
    const second = heads.toReversed().map((head) => fresh.setHead(head))
    expect(second.toReversed()).toEqual(first)
    fresh.release()
  })
})

describe('H8: English heads', () => {
  const widths = Array.from({ length: 30 }, (_, i) => pt(150 + 14 * i))
  const all = (text: Text, check: (lines: readonly string[]) => void): void => {
    for (const size of [36, 30, 24])
      for (const width of widths) {
        const head = inEnglish(text, width, { sizes: [pt(size)] })
        const set = setter.setHead(head)
        if (remarksOf(set, 'head.breaksWord').length === 0) check(textOf(head.paragraphs, set))
      }
  }
  it('H8: initials and honorifics stay with the name, and money with its unit', () => {
    all('Mayor J. Smith and Dr. Wren ask St. Mary parish for $4.2 million', (lines) => {
      for (const line of lines) expect(line, lines.join(' | ')).not.toMatch(/(J\.|Dr\.|St\.|\$4\.2)$/)
    })
  })
  it('H8: in a sentence-case head a name is not divided where another break is as fair', () => {
    const head = inEnglish('Old bridge at Quarry Road opens again', pt(390), { sizes: [pt(30)], mostLines: 2 })
    expect(linesOf(head).some((line) => line.includes('Quarry Road'))).toBe(true)
    all('Council of Alder Falls votes to keep the old Tannery Street market open', (lines) => {
      if (lines.length === 2) for (const line of lines) expect(line).not.toMatch(/(Alder|Tannery)$/)
    })
  })
  it('H8: no hyphens, and no line ends in an article, a preposition or a conjunction where words allow it', () => {
    all('Volunteers hold the line at the harbor wall as the highest tide in years comes and goes', (lines) => {
      if (lines.length <= 4) for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/ (the|at|as|in|and)$/)
    })
  })
  it('H8: lines are balanced without letterspacing and without tightening', () => {
    const set = setter.setHead(inEnglish('Water came within a hand of the harbor wall', pt(420), { sizes: [pt(30)] }))
    expect(set.lines.length).toBe(2)
    expect(set.lines.every(({ gap }) => gap === 0)).toBe(true)
    const [a, b] = set.lines.map(({ width }) => width) as [number, number]
    expect(Math.abs(a - b)).toBeLessThan(pt(90))
  })
})

describe('H9: vertical headlines', () => {
  const vertical = (text: Text, wish: Partial<HeadSpec> = {}): HeadSpec =>
    spec(text, { style: down, measure: pt(280), mostLines: 3, ...wish })
  it(`H9: a column has five to twelve characters, and two or three columns are balanced (seed ${seed})`, () => {
    for (let run = 0; run < 120; run++) {
      const words = wordsOf(5 + Math.floor(draw() * 6)).filter((word) => word !== '条' && word !== '三十六')
      const text = words.join('')
      const lines = linesOf(vertical(text, { measure: pt(150 + 150 * draw()) }))
      for (const line of lines) expect(line.length, lines.join('|')).toBeLessThanOrEqual(12)
      const legal = divisionsOf(words, lines.length).filter((widths) => widths.every((each) => each >= 5 && each <= 12))
      if (text.length >= 10 && lines.length <= 3 && legal.length > 0)
        for (const line of lines) expect(line.length, lines.join('|')).toBeGreaterThanOrEqual(5)
    }
  })
  it('H9: sixteen characters make two columns however deep the page is', () => {
    expect(linesOf(vertical('南溪河综合整治工程二期本月开工了', { measure: pt(800) })).length).toBe(2)
  })
  it('H9: turning the head turns its quotes to corner brackets, and the fit with them', () => {
    const text = '“白鹭”回来新增绿道40公里'
    const across = setter.setHead(spec(text, { sizes: [pt(30), pt(24)] }))
    const turned = setter.setHead(vertical(text, { measure: pt(200), sizes: [pt(30), pt(24)] }))
    const quotes = (set: SetHead) =>
      set.lines.flatMap(({ runs }) =>
        runs.flatMap((run) => run.glyphs.filter((_, i) => '“”'.includes(run.clusters[i] ?? '-'))),
      )
    expect(quotes(turned)).toHaveLength(2)
    expect(quotes(turned)).not.toEqual(quotes(across))
    expect(turned.lines.length).toBeGreaterThan(across.lines.length)
  })
})

describe('the count of a head: 18 字 / 21', () => {
  it('characters are counted as the trade counts them', () => {
    expect(countHead('青石港水清岸绿', 'zh-Hans')).toBe(7)
    expect(countHead('“白鹭”回来，', 'zh-Hans')).toBe(7)
    expect(countHead('新增绿道40公里', 'zh-Hans')).toBe(7)
    expect(countHead('GDP增5%', 'zh-Hans')).toBe(4)
    expect(countHead('Water, at last', 'en')).toBe(14)
  })
  const law = (head: HeadSpec, more: (text: string, count: number) => string): [number, number] => {
    const set = setter.setHead(head)
    const text = head.paragraphs[0]?.text ?? ''
    let held = set.characters
    for (let count = 1; set.characters + count <= set.holds + 4; count++) {
      const longer = setter.setHead({ ...head, paragraphs: [paragraph(more(text, count))] })
      if (longer.size !== set.size || longer.lines.length !== set.lines.length) break
      held = longer.characters
    }
    return [held, set.holds]
  }
  it(`typing on at the end up to what it holds keeps size and lines, within one character (seed ${seed})`, () => {
    let exact = 0
    for (let run = 0; run < 60; run++) {
      const text = wordsOf(2 + Math.floor(draw() * 8)).join('')
      const head = spec(text, { mostLines: 1 + Math.floor(draw() * 3), measure: pt(200 + Math.floor(draw() * 300)) })
      const set = setter.setHead(head)
      expect(set.characters).toBe(text.length)
      if (remarksOf(set, 'head.overset').length > 0) {
        expect(set.holds).toBeLessThan(set.characters)
        continue
      }
      const [held, holds] = law(head, (own, count) => own + '白鹭回来'.repeat(9).slice(0, count))
      expect(held, text).toBeGreaterThanOrEqual(holds - 1)
      if (held >= holds) exact++
    }
    expect(exact).toBeGreaterThan(40)
  })
  it('in English the same holds within six letters', () => {
    for (let width = 200; width < 500; width += 23) {
      const head = inEnglish('River plan for the bridge', pt(width), { mostLines: 2 })
      const [held, holds] = law(head, (own, count) => own + ' tide and wall and tide'.repeat(3).slice(0, count))
      expect(held, `${width}`).toBeGreaterThanOrEqual(holds - 6)
    }
  })
})

describe('hostile heads are a remark, never a throw, in bounded time', () => {
  const hostile = [
    '水'.repeat(10_000),
    'x'.repeat(10_000),
    'word '.repeat(2_000),
    '，'.repeat(60),
    '，'.repeat(900),
    '“'.repeat(200),
    '《'.repeat(5_000),
    ' ',
    '\n\n\n',
    '\n水\n\n',
    '',
    '\ud800',
    'é'.repeat(300),
    '一'.repeat(199),
    '水 '.repeat(99),
    'a\u0301'.repeat(90),
  ]
  it.each(hostile.map((text, i) => [i, text] as const))('text %i in every measure', (_, text) => {
    for (const own of [style, down, latin])
      for (const measure of [0, 1, pt(5), pt(90), pt(400)]) {
        const head = spec([text, text], { style: own, measure, mostLines: 3, scale: { least: 920, most: 1080 } })
        const start = performance.now()
        const set = setter.setHead(head)
        expect(performance.now() - start).toBeLessThan(5000)
        const shown = textOf(head.paragraphs, set).join('').replace(/\s/g, '')
        expect(shown).toBe((text + text).replace(/\s/g, ''))
      }
  })
})
