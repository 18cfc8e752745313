/** The rules of the Chinese body, R1 to R19, each under its name (typesetting.md). What runs down the page is in vertical.test. */
import { describe, expect, it } from 'vitest'
import type { SetStyle } from '#compose/typesetter.ts'
import type { FaceId } from '#contract/ids.ts'
import { chinese, EM, loadFaces, open, paragraph } from '../faces.ts'
import { glyphsOf, textOf, texts } from '../lines.ts'
import { ZH } from '../samples.ts'
import { readStylebook } from '../../../scripts/galleyJob.ts'
import { HAN, only, openBench, openSetting, steps } from './setting.ts'

const faces = loadFaces('notoSerifSc.400')
const setter = await open(faces)
/** The same face under other names, for marked words. */
const dressed = await open(
  new Map([
    ...faces,
    ...['lead', 'strong', 'emphasis'].map(
      (name) => [`${name}.400` as FaceId, { ...[...faces.values()][0]!, id: `${name}.400` as FaceId }] as const,
    ),
  ]),
)
const { set, lines, around } = openSetting(setter)
const bench = openBench(faces)
const flush = { indent: 0 }
const LEVELS = ['none', 'basic', 'gb', 'strict'] as const
const at = (kinsoku: (typeof LEVELS)[number]): SetStyle => chinese({ style: flush, rules: { kinsoku } })
const begins = (sign: string, level: (typeof LEVELS)[number]): boolean =>
  around(sign, at(level)).some((each) => each.slice(1).some((line) => line.startsWith(sign)))
const ends = (sign: string, level: (typeof LEVELS)[number]): boolean =>
  around(sign, at(level)).some((each) => each.slice(0, -1).some((line) => line.endsWith(sign)))
/** Natural width of a text in ems. */
const width = (text: string, rules: Partial<SetStyle['rules']> = {}, style: Partial<SetStyle['style']> = {}): number =>
  only(set(text, 60, chinese({ style: { indent: 0, align: 'left', ...style }, rules }))).width / EM

const OPENING = [...'“‘『「（【〈《〔〖［｛']
const CLOSING = [...'”’』」）】〉》〕〗］｝']
const PAUSES = [...'，、；：']
const STOPS = [...'。．？！']

describe('R1: never at a line start', () => {
  const always = [...STOPS, ...PAUSES, ...CLOSING, ...'％‰℃°々', '%', '/']
  const joining = [...'–—～·／']
  it.each(always)('R1: %s at no level but none', (sign) => {
    expect(LEVELS.map((level) => begins(sign, level))).toEqual([true, false, false, false])
  })
  it.each(joining)('R1: %s at the levels GB and strict', (sign) => {
    expect(LEVELS.map((level) => begins(sign, level))).toEqual([true, true, false, false])
  })
})

describe('R2: never at a line end', () => {
  it.each([...OPENING, '￥', '$', '№'])('R2: %s at no level but none', (sign) => {
    expect(LEVELS.map((level) => ends(sign, level))).toEqual([true, false, false, false])
  })
})

it.each(['——', '……'])('R3: %s begins a line at every level but strict', (sign) => {
  expect(LEVELS.map((level) => begins(sign, level))).toEqual([true, true, true, false])
})

describe('R4: what is never divided', () => {
  const whole = [
    ...['——', '……', '3.26', '1,250', '98.6%', '35％', '1.5℃', '36.5°C', '7‰', '-5', '15:30', '3:2', '2026-11-24'],
    ...['10:30-12:00', '400 820 0000', '￥3.5', '¥1,250', '$42', '€15', '№12'],
    ...['12.5公里', '42.5万立方米', '3.26亿元', '120平方公里', '35个百分点', '2026年', '11月', '24日', '9时', '30分'],
    ...['18岁', '3万亿元', '12个月', '6千瓦时', '500人次', 'BIM', 'COVID19', 'l’eau'],
  ]
  it.each(whole)('R4: %s', (sign) => {
    for (const level of ['none', 'gb'] as const)
      for (const each of around(sign, at(level))) expect(each.some((line) => line.includes(sign))).toBe(true)
  })
  it('R4: a full-width sign and its figure are a number: no space between them', () => {
    expect(width('降到－4℃')).toBe(width('降到－') + width('4℃'))
    for (const each of around('－4～－2℃', at('gb')))
      for (const number of ['－4', '－2℃']) expect(each.some((line) => line.includes(number))).toBe(true)
  })
  it.each([
    ['a range after its dash', '3—5天', '3—'],
    ['a range after its dash', '5%—8%', '5%—'],
    ['hours after their dash', '8:30～11:30', '8:30～'],
    ['a telephone number after its area code', '0571-87654321', '0571-'],
    ['a price after its slash', '2.86元/500克', '2.86元/'],
  ])('R4: %s (%s) only where a line would else be loose', (_, sign, head) => {
    let parted = 0
    for (const each of around(sign, at('gb'))) {
      const broken = each.find((line) => line.endsWith(head))
      expect(broken !== undefined || each.some((line) => line.includes(sign))).toBe(true)
      if (broken !== undefined) parted++
    }
    expect(parted).toBeGreaterThan(0)
    // With room in every line it stays whole.
    expect(set(`${HAN.slice(0, 9)}${sign}${HAN}`, 30, at('gb')).some(({ remarks }) => remarks.length > 0)).toBe(false)
    expect(lines(`${HAN.slice(0, 9)}${sign}${HAN}`, 30, at('gb')).some((line) => line.includes(sign))).toBe(true)
  })
  it('R4: a Latin word comes apart at its hyphen alone', () => {
    const found = around('low-rise', at('gb'))
    expect(found.some((each) => each.some((line) => line.endsWith('low-')))).toBe(true)
    for (const each of found) expect(each.join('|')).toMatch(/low-\|?rise/)
  })
  it('R4: a number of more than 12 figures comes apart by fours, rather than leave a hole', () => {
    const long = '91330106202611240008'
    const found = around(long, at('gb'))
    expect(found.some((each) => !each.some((line) => line.includes(long)))).toBe(true)
    for (const each of found) {
      const pieces =
        /[0-9|]{20,}/
          .exec(each.join('|'))?.[0]
          .replace(/^\||\|$/g, '')
          .split('|') ?? []
      for (const piece of pieces.slice(0, -1)) expect(piece.length % 4).toBe(0)
    }
    const twelve = '913301062026'
    for (const each of around(twelve, at('gb'))) expect(each.some((line) => line.includes(twelve))).toBe(true)
  })
  it('R4: a number with its unit leaves no gap above 0.2 em at 11 and 13 em where any set of breaks has none', () => {
    let tight = 0
    for (const unit of [
      '12.5公里',
      '42.5万立方米',
      '3.26亿元',
      '98.6%',
      '2026年',
      '35个百分点',
      '3—5天',
      '10:30-12:00',
    ])
      for (const ems of [11, 13])
        for (let before = 12; before < 40; before++) {
          const text = `${(HAN + HAN).slice(0, before)}${unit}，${HAN.slice(0, 30)}。`
          const worst = Math.max(...set(text, ems, chinese()).map((line) => line.gap))
          if (worst <= 200) continue
          tight++
          expect([unit, ems, before, bench.leastWorstGap(text, ems, chinese()) > 200]).toEqual([
            unit,
            ems,
            before,
            true,
          ])
        }
    expect(tight).toBeLessThan(100)
  })
})

describe('R5: widths', () => {
  it.each([...OPENING, ...CLOSING, ...PAUSES, ...STOPS, '国', '—', '～'])('R5: %s is 1 em', (sign) => {
    const rules = { trimLineEnd: false, trimLineStart: false }
    expect(width(`国${sign}国`, rules)).toBe(3)
  })
  it.each([...'·／–'])('R5: %s is exactly 1/2 em', (sign) => expect(width(`国${sign}国`)).toBe(2.5))
  it.each(['——', '……'])('R5: %s is 2 em', (sign) => expect(width(`国${sign}国`)).toBe(4))
  it.each(['？？', '！！', '？！', '！？'])('R5: %s is 1 em, two marks side by side', (sign) => {
    const line = only(set(`国${sign}国`, 60, chinese({ style: { ...flush, align: 'left' } })))
    expect(line.width).toBe(3 * EM)
    expect(textOf(line)).toBe(`国${sign}国`)
    expect(glyphsOf(line).map(({ cluster }) => cluster)).toEqual(['国', ...sign, '国'])
    const [, first, second, after] = glyphsOf(line).map(({ dx }) => dx)
    expect((first ?? 0) < (second ?? 0) && (second ?? 0) < (after ?? 0)).toBe(true)
    if (sign[0] === sign[1]) expect((second ?? 0) - (first ?? 0)).toBe(EM / 2)
  })
  it.each(['！！！', '？？？', '？！！'])('R5: %s is 2 em', (sign) => {
    const line = only(set(`国${sign}国`, 60, chinese({ style: { ...flush, align: 'left' } })))
    expect([line.width, textOf(line)]).toEqual([4 * EM, `国${sign}国`])
  })
  it('R5: marks that share a cell stay together, and begin no line', () => {
    for (const sign of ['？！', '！！！'])
      for (const each of around(sign, at('gb'))) {
        expect(each.some((line) => line.includes(sign))).toBe(true)
        expect(each.slice(1).some((line) => '？！'.includes(line.charAt(0)))).toBe(false)
      }
  })
})

describe('R7: two adjacent marks', () => {
  const marks = [...CLOSING, ...PAUSES, ...STOPS]
  const isShared = (pair: string): boolean => /^[？！]{2}$/.test(pair)
  const pairs = [
    ...marks.flatMap((a) => marks.map((b) => a + b)),
    ...marks.flatMap((a) => OPENING.map((b) => a + b)),
    ...OPENING.flatMap((a) => OPENING.map((b) => a + b)),
  ].filter((pair) => !isShared(pair))
  it('R7: every pair is set in 1.5 em', () => {
    for (const pair of pairs) expect([pair, width(`国${pair}国`)]).toEqual([pair, 3.5])
  })
  it('R7: every pair is set in 1 em where the house wishes', () => {
    for (const pair of pairs) expect([pair, width(`国${pair}国`, { adjacent: 1000 })]).toEqual([pair, 3])
  })
  it('R7: the blank between them goes, and brackets cling to what they hold', () => {
    const [, , opening] = steps(only(set('国（“国”）国', 60, chinese({ style: { ...flush, align: 'left' } }))))
    expect(opening).toEqual({ pair: '“国', length: EM })
    const line = steps(only(set('国（“国”）国', 60, chinese({ style: { ...flush, align: 'left' } }))))
    expect(line.map(({ length }) => length / EM)).toEqual([1, 0.5, 1, 1, 0.5, 1, 1])
  })
})

describe('R8: line ends and line starts', () => {
  it.each([...CLOSING, ...PAUSES, ...STOPS])('R8: %s takes 1/2 em at a line end, by style', (sign) => {
    expect([width(`国国${sign}`), width(`国国${sign}`, { trimLineEnd: false })]).toEqual([2.5, 3])
  })
  it.each(OPENING)('R8: %s loses 1/2 em at a line start, and at a paragraph’s', (sign) => {
    expect([width(`${sign}国国`), width(`${sign}国国`, { trimLineStart: false })]).toEqual([2.5, 3])
    expect(width(`${sign}国国`, {}, { indent: 2000 })).toBe(4.5)
    const later = set(`${HAN.slice(0, 13)}${sign}${HAN.slice(0, 20)}`, 13, chinese({ style: flush }))[1]
    const [first, second] = glyphsOf(later ?? only([]))
    expect([first?.cluster, (second?.dx ?? 0) <= EM]).toEqual([sign, true])
  })
})

/** What each boundary of a line gave (positive) against its natural setting. */
function given(text: string, by: number, style: SetStyle): Map<string, number> {
  const natural = only(set(text, 60, { ...style, style: { ...style.style, align: 'left' } }))
  const [line] = bench.setAt(text, [], natural.width - Math.floor(by * EM + 0.5), style)
  if (!line) throw new Error('no line')
  const before = steps(natural)
  return new Map(steps(line).map(({ pair, length }, i) => [pair, (before[i]?.length ?? 0) - length]))
}

describe('R9: the order of squeezing', () => {
  // Blanks of half an em, as heads have them; a CJK-Latin space of a quarter; the end mark not trimmed beforehand.
  const style = {
    ...chinese({ style: flush, rules: { cjkLatin: 250, trimLineEnd: false } }),
    name: 'headline' as const,
  }
  const text = '甲 乙（丙）丁，戊、己A庚。辛壬！癸。'
  const ORDER: readonly (readonly [string, readonly string[], number])[] = [
    ['the line-end mark to 1/2', ['。'], 500],
    ['word space to 1/4', [' 乙'], 250],
    ['brackets to 1/2', ['乙（', '）丁'], 500],
    ['，、；： to 1/2', ['，戊', '、己'], 500],
    ['CJK-Latin space to 1/8', ['己A', 'A庚'], 125],
    ['。？！ to 1/2', ['。辛', '！癸'], 500],
  ]
  const rooms = ORDER.map(([, pairs, room]) => pairs.length * room)
  it.each(ORDER.map(([name], step) => [name, step] as const))('R9: %s', (_, step) => {
    const before = rooms.slice(0, step).reduce((sum, room) => sum + room, 0)
    const own = rooms[step] ?? 0
    for (const part of [0.3, 0.7, 1]) {
      const gave = given(text, (before + own * part) / 1000, style)
      for (const [k, [name, pairs, room]] of ORDER.entries()) {
        const each = pairs.map((pair) => gave.get(pair) ?? NaN)
        const wanted = k < step ? room : k === step ? (own * part) / pairs.length : 0
        for (const amount of each)
          expect([name, part, Math.abs(amount - (wanted * EM) / 1000) <= 1]).toEqual([name, part, true])
      }
    }
  })
  it('R9: nothing else is squeezed', () => {
    const gave = given(text, rooms.reduce((sum, room) => sum + room, 0) / 1000, style)
    const named = new Set(ORDER.flatMap(([, pairs]) => pairs))
    for (const [pair, amount] of gave) if (!named.has(pair)) expect([pair, amount]).toEqual([pair, 0])
  })
})

describe('R10: the order of stretching', () => {
  const text = '甲乙 丙丁——戊己……庚12.5A辛壬癸'
  const tail = 'Wwwwwwwwwwwwwwww'
  const natural = only(set(text, 60, chinese({ style: { ...flush, align: 'left' } })))
  /** What each boundary took when the line is made wider by so many ems. */
  const taken = (by: number): Map<string, number> => {
    const [line] = bench.setAt(
      text + tail,
      [text.length],
      natural.width + Math.floor(by * EM + 0.5),
      chinese({ style: flush }),
    )
    const before = steps(natural)
    if (!line || line.to !== text.length) throw new Error('the line broke elsewhere')
    return new Map(steps(line).map(({ pair, length }, i) => [pair, length - (before[i]?.length ?? 0)]))
  }
  const blank = [' 丙']
  const mixed = ['庚1', 'A辛']
  const even = ['甲乙', '丙丁', '丁——', '——戊', '戊己', '己…', '…庚', '庚1', 'A辛', '辛壬', '壬癸']
  const near = (amount: number, wanted: number): boolean => Math.abs(amount - wanted * EM) <= 1
  it('R10: word space to 1/2 em first', () => {
    const took = taken(0.2)
    expect(near(took.get(' 丙') ?? 0, 0.2)).toBe(true)
    for (const pair of [...mixed, ...even]) expect([pair, took.get(pair)]).toEqual([pair, 0])
  })
  it('R10: then CJK-Latin space to 1/2 em, equally', () => {
    const took = taken(0.25 + 0.5)
    expect(near(took.get(' 丙') ?? 0, 0.25)).toBe(true)
    for (const pair of mixed) expect([pair, near(took.get(pair) ?? 0, 0.25)]).toEqual([pair, true])
    for (const pair of even.filter((each) => !mixed.includes(each))) expect([pair, took.get(pair)]).toEqual([pair, 0])
  })
  it('R10: then all gaps equally', () => {
    const took = taken(0.25 + 0.75 + 1.1)
    for (const pair of even) {
      const own = mixed.includes(pair) ? 0.375 : 0
      expect([pair, near(took.get(pair) ?? 0, own + 0.1)]).toEqual([pair, true])
    }
    expect(near(took.get(blank[0] ?? '') ?? 0, 0.25)).toBe(true)
  })
  it('R10: never inside —— …… numbers or Latin words', () => {
    const took = taken(3)
    for (const pair of ['12', '2.', '.5', '5A', '……']) expect([pair, took.get(pair)]).toEqual([pair, 0])
    expect(took.has('丁——')).toBe(true)
  })
})

describe('R11: the CJK-Latin space', () => {
  const latin = width('GIS')
  it.each([0, 125, 250])('R11: %i thousandths by house style, on both sides', (cjkLatin) => {
    const space = Math.floor((cjkLatin * EM) / 1000 + 0.5) / EM
    expect(width('国GIS国', { cjkLatin })).toBeCloseTo(2 + latin + 2 * space, 9)
  })
  it('R11: none at line ends', () => {
    expect(width('GIS')).toBe(latin)
    const [first, second] = set('国国国国国国国国GIS国国国国国国国国国国', 8 + latin + 0.125, chinese({ style: flush }))
    expect(first?.to).toBe(11)
    expect(glyphsOf(second ?? only([]))[0]?.dx).toBe(0)
  })
  it('R11: none next to a full-width mark or a quote', () => {
    const rules = { trimLineEnd: false }
    const added = (text: string): number => Math.round((width(text, rules) - latin) * EM)
    for (const mark of [...PAUSES, ...STOPS, ...CLOSING]) expect([mark, added(`国${mark}GIS`)]).toEqual([mark, 2 * EM])
    for (const mark of OPENING) {
      expect([mark, added(`${mark}GIS`)]).toEqual([mark, EM / 2])
      expect([mark, added(`国GIS${mark}国`)]).toEqual([mark, 3 * EM + Math.floor(EM / 8 + 0.5)])
    }
  })
})

describe('R12: limits of looseness', () => {
  const remark = (share: number, rules = {}) => {
    // Eleven Han and a word that finds no room: what is over stands in ten gaps.
    const [line] = set(`${HAN.slice(0, 11)}Wwwwwwwwww`, 11 + share * 10, chinese({ style: flush, rules }))
    return line?.remarks.map(({ severity, values }) => `${severity} ${values['gap']}`) ?? []
  }
  it('R12: above 0.10 em a warning, above 0.20 em an error, with the figure', () => {
    expect([remark(0.1), remark(0.12), remark(0.2), remark(0.22)]).toEqual([
      [],
      ['warning 120'],
      ['warning 200'],
      ['error 220'],
    ])
  })
  it('R12: both limits are the house’s', () => {
    expect(remark(0.12, { looseWarning: 150 })).toEqual([])
    expect(remark(0.12, { looseError: 110 })).toEqual(['error 120'])
  })
  it('R12: body is never set tighter than natural: two Han are never less than 1 em apart', () => {
    for (const text of ZH)
      for (let ems = 8; ems < 22; ems++)
        for (const line of set(text, ems, chinese()))
          for (const { pair, length } of steps(line))
            if (/^[\u4e00-\u9fff]{2}$/.test(pair)) expect([pair, ems, length >= EM]).toEqual([pair, ems, true])
  })
})

it('R13: columns are whole ems wide in every Chinese stylebook', () => {
  for (const name of ['yuntang-broadsheet', 'yuntang-tabloid', 'hexi-weekly']) {
    const { grid, styles } = readStylebook(name)
    expect([name, grid.measure % styles.text.size, grid.gap % styles.text.size]).toEqual([name, 0, 0])
  }
})
it('R13: the first line is indented by the style’s 2 em, or 1 em in a narrow column', () => {
  for (const ems of [2, 1]) {
    const found = set(HAN, 13, chinese({ style: { indent: ems * 1000 } }))
    expect(found.map((line) => glyphsOf(line)[0]?.dx)).toEqual([ems * EM, ...found.slice(1).map(() => 0)])
  }
})

describe('R14: the last line of a paragraph', () => {
  it('R14: has two Han at least, where any breaks of the paragraph break no rule', () => {
    const hanIn = (text: string): number => [...text].filter((char) => char >= '一' && char <= '鿿').length
    let lone = 0
    for (const text of ZH)
      for (const ems of [11, 13, 20])
        for (let length = 60; length <= text.length; length++) {
          const own = text.slice(0, length)
          if (hanIn(lines(own, ems, chinese()).at(-1) ?? '') >= 2) continue
          lone++
          expect([ems, own, bench.isFair(own, ems * EM, chinese())]).toEqual([ems, own, false])
        }
    // Texts cut off after figures, after Latin, or where no breaks could bring a second Han.
    expect(lone).toBeLessThan(40)
  })
})

it('R15: nothing hangs: every glyph of a line begins inside its measure', () => {
  for (const text of ZH)
    for (const line of set(text, 13, chinese())) {
      expect(line.width).toBeLessThanOrEqual(13 * EM)
      for (const { dx } of glyphsOf(line)) expect(dx).toBeLessThan(13 * EM)
    }
})

describe('marked words and letterspacing', () => {
  const marked = (kind: 'strong' | 'emphasis' | 'leadIn', from: number, to: number) => ({ kind, from, to })
  it('letterspacing opens every gap and ends with the last glyph', () => {
    const style = chinese({ style: { ...flush, align: 'left', tracking: 50 } })
    expect(only(set('国国国AB', 60, style)).width).toBe(
      only(set('国国国AB', 60, chinese({ style: { ...flush, align: 'left' } }))).width + 4 * Math.floor(EM / 20 + 0.5),
    )
    for (const line of set(HAN, 13, chinese({ style: { ...flush, tracking: 20 } })).slice(0, -1))
      expect(line.width).toBe(13 * EM)
  })
  it('strong and emphasis take their faces anywhere, strong before emphasis, the lead-in before both', () => {
    const faceOf = (kind: 'strong' | 'emphasis') => ({
      faces: [`${kind}.400` as FaceId],
      latinFaces: [`${kind}.400` as FaceId],
    })
    const style = {
      ...chinese({ style: flush }),
      leadInFaces: ['lead.400' as FaceId],
      marked: { strong: faceOf('strong'), emphasis: faceOf('emphasis') },
    }
    const spans = [marked('leadIn', 0, 2), marked('strong', 1, 4), marked('emphasis', 3, 6)]
    const [line] = dressed.breakParagraph({ ...paragraph('甲乙丙丁戊己庚'), spans }, style, {
      first: [],
      rest: 60 * EM,
    })
    expect(line?.runs.map((run) => [run.face, run.clusters.join('')])).toEqual([
      ['lead.400', '甲乙'],
      ['strong.400', '丙丁'],
      ['emphasis.400', '戊己'],
      ['notoSerifSc.400', '庚'],
    ])
  })
  it('a marked part of a word or a number does not come apart', () => {
    for (let before = 5; before < 14; before++) {
      const text = `${HAN.slice(0, before)}12.5公里BIM${HAN.slice(0, 20)}`
      const spans = [marked('strong', before + 1, before + 3), marked('emphasis', before + 7, before + 8)]
      const found = texts(
        text,
        setter.breakParagraph({ ...paragraph(text), spans }, chinese(), { first: [], rest: 11 * EM }),
      )
      for (const whole of ['12.5公里', 'BIM']) expect(found.some((each) => each.includes(whole))).toBe(true)
    }
  })
  it('spans in odd places never throw, and the clusters stay the text', () => {
    const text = '国𠮷——国……？！AB国'
    for (let from = -2; from < text.length + 3; from++)
      for (let to = -2; to < text.length + 3; to++) {
        const spans = [
          marked('strong', from, to),
          marked('emphasis', to - 3.5, from + NaN),
          marked('leadIn', from, to + 1e9),
        ]
        const [line] = setter.breakParagraph({ ...paragraph(text), spans }, chinese({ style: flush }), {
          first: [],
          rest: 60 * EM,
        })
        expect(line && textOf(line)).toBe(text)
      }
  })
})
