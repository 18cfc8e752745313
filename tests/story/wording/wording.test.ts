import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lowerCase, sentenceCase, titleCase, upperCase } from '#story/wording/casing.ts'
import { edited, type Rewording } from '#story/wording/edits.ts'
import { arabicNumbers, hanCapitals, hanFigures, hanNumbers } from '#story/wording/numerals.ts'
import { fullWidthLetters, fullWidthMarks, halfWidthLetters, halfWidthMarks } from '#story/wording/widths.ts'

const seed = process.env['SEED'] === 'any' ? Date.now() : Number(process.env['SEED'] ?? 20261123)
const made = (change: Rewording, text: string): string => edited(text, change(text))

describe('case', () => {
  test.each([
    ['harbor wall holds against highest tide in 40 years', 'Harbor Wall Holds Against Highest Tide in 40 Years'],
    ['THE FERRY IS TO STAY AT THE PIER', 'The Ferry Is to Stay at the Pier'],
    ['what the board is for', 'What the Board Is For'],
    ['tide: a warning from USA and McKay', 'Tide: A Warning From USA and McKay'],
    ["don't look up", "Don't Look Up"],
  ])('a headline of %s is %s', (text, title) => expect(made(titleCase, text)).toBe(title))

  test('a sentence keeps names, a lone I and words of their own writing', () => {
    const names = new Set(['Millhaven', 'Tobias'])
    expect(made(sentenceCase(names), 'The Harbor At MILLHAVEN. “We Stand,” Said Tobias’s NATO Friend; I’m Sure.')).toBe(
      'The harbor at MILLHAVEN. “We stand,” said Tobias’s NATO friend; I’m sure.',
    )
    expect(made(sentenceCase(names), 'ROPEWALK LANE OF MILLHAVEN FLOODED. I SAW IT')).toBe(
      'Ropewalk lane of Millhaven flooded. I saw it',
    )
  })

  test('upper and lower touch nothing but letters', () => {
    expect(made(upperCase, 'gdp 3.5 % 云塘é')).toBe('GDP 3.5 % 云塘É')
    expect(made(lowerCase, 'GDP 3.5 % 云塘É')).toBe('gdp 3.5 % 云塘é')
  })
})

describe('widths', () => {
  test('letters and figures go to half an em and back', () => {
    expect(made(halfWidthLetters, '２０２６年Ｇ２０增长３．５％')).toBe('2026年G20增长3.5%')
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z云塘，]{0,20}$/), (text) => {
        expect(made(halfWidthLetters, made(fullWidthLetters, text))).toBe(text)
      }),
      { seed },
    )
  })

  test('marks go to a whole em, but for those inside of numbers, times and addresses', () => {
    expect(made(fullWidthMarks, '通车,全长3.5公里(含引桥).10:30到场?')).toBe('通车，全长3.5公里（含引桥）。10:30到场？')
    expect(made(fullWidthMarks, '见www.yuntang.example,下同')).toBe('见www.yuntang.example，下同')
  })

  test('Chinese marks become half-width ones with a blank behind them', () => {
    expect(made(halfWidthMarks, 'bridge，ferry（pier）。Open')).toBe('bridge, ferry (pier). Open')
  })
})

describe('numbers', () => {
  test.each([
    ['0', '零'],
    ['10', '十'],
    ['12', '十二'],
    ['110', '一百一十'],
    ['1024', '一千零二十四'],
    ['10001', '一万零一'],
    ['100100', '十万零一百'],
    ['1,234,567', '一百二十三万四千五百六十七'],
    ['100000000', '一亿'],
    ['1000010000', '十亿零一万'],
    ['3.05', '三点零五'],
  ])('%s is %s', (figures, han) => expect(made(hanNumbers, figures)).toBe(han))

  test('sums of money are in capitals, years figure by figure', () => {
    expect(made(hanCapitals, '10206元')).toBe('壹万零贰佰零陆元')
    expect(made(hanFigures, '2026年')).toBe('二〇二六年')
  })

  test('every number up to sixteen figures comes back as it was', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (number) => {
        const figures = String(number)
        expect(made(arabicNumbers, made(hanNumbers, figures)), figures).toBe(figures)
        expect(made(arabicNumbers, made(hanCapitals, figures)), figures).toBe(figures)
      }),
      { seed, numRuns: 2000 },
    )
  })

  test('what is no number stays', () => {
    for (const text of ['万一', '百十千', '亿万']) expect(made(arabicNumbers, text)).toBe(text)
    expect(made(hanNumbers, '12345678901234567')).toBe('12345678901234567')
  })
})
