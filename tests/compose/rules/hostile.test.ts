/** Text that no keyboard makes: it is set or remarked, in bounded time, and never thrown at. */
import { describe, expect, it } from 'vitest'
import type { SetStyle } from '#compose/typesetter.ts'
import { chinese, EM, english, loadFaces, open, paragraph } from '../faces.ts'
import { textOf } from '../lines.ts'
import { HAN, only, openSetting } from './setting.ts'

const setter = await open(loadFaces('notoSerifSc.400', 'sourceSerifSmText.400'))
const { set, lines } = openSetting(setter)
const styles: readonly (readonly [string, SetStyle])[] = [
  ['across', chinese()],
  ['down', chinese({ vertical: true })],
  ['in English', english({ faces: ['sourceSerifSmText.400', 'notoSerifSc.400'] })],
]
const CONTROLS: readonly (readonly [string, string])[] = [
  ['a lone high surrogate', '\ud842'],
  ['a lone low surrogate', '\udfb7'],
  ['NUL', '\0'],
  ['a right-to-left override', '\u202e'],
  ['an isolate', '\u2066'],
  ['a zero-width space', '\u200b'],
  ['a byte order mark', '\ufeff'],
  ['U+FFFE', '\ufffe'],
  ['escape', '\x1b'],
]
const codeOf = (char: string): string => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

describe.each(styles)('%s', (_, style) => {
  it.each(CONTROLS)('%s is remarked, takes no room and changes no break', (_name, char) => {
    const clean = style.lang === 'en' ? 'The river rose again last night, and nobody was hurt.' : HAN
    for (const at of [0, 3, 9]) {
      const text = clean.slice(0, at) + char + clean.slice(at)
      const found = set(text, 11, style)
      const remarks = found.flatMap((line) => line.remarks).filter(({ code }) => code === 'copy.control')
      expect(remarks.map(({ values }) => values['code'])).toEqual([codeOf(char)])
      expect(found.map(textOf).join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''))
      if (style.lang === 'en' || at === 0) continue
      expect(lines(text, 11, style).map((line) => line.replaceAll(char, ''))).toEqual(lines(clean, 11, style))
      expect(found.map(({ width }) => width)).toEqual(set(clean, 11, style).map(({ width }) => width))
    }
  })
  it.each(CONTROLS)('%s lifts no rule from its neighbours: no word is divided, no “ ends a line', (_name, char) => {
    if (style.lang === 'en') return
    for (const [before, after] of [
      ['“', '国'],
      ['国', '，'],
      ['ri', 'ver'],
      ['12.', '5'],
      ['？', '！'],
    ] as const)
      for (let length = 5; length < 15; length++) {
        const text = HAN.slice(0, length) + before + char + after + HAN.slice(length)
        expect([before, lines(text, 11, style).some((line) => line.includes(before + char + after))]).toEqual([
          before,
          true,
        ])
      }
  })
  it('tabs and line separators are blanks; the separators are remarked', () => {
    const text = '水\t清\u2028岸\u2029绿'
    const [line] = set(text, 30, style)
    expect(line && textOf(line)).toBe(text)
    expect(line?.remarks.filter(({ code }) => code === 'copy.control').map(({ values }) => values['code'])).toEqual([
      'U+2028',
      'U+2029',
    ])
  })
  it.each([
    ['a family', '👨‍👩‍👧‍👦'],
    ['a skin tone', '👍🏽'],
    ['a flag', '🇨🇳'],
    ['a tagged flag', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a heart', '❤️'],
  ])('%s is one cluster, and one missing glyph with the whole sequence', (_name, emoji) => {
    const [line] = set(`水${emoji}清`, 30, style)
    expect(line?.runs.flatMap(({ clusters }) => clusters)).toEqual(['水', emoji, '清'])
    const missing = line?.remarks.filter(({ code }) => code === 'glyph.missing').map(({ values }) => values['text'])
    // A face may have the plain heart; then nothing is missing.
    if (emoji !== '❤️') expect(missing).toEqual([emoji])
  })
  it('10,000 accents on one base are set in bounded time', () => {
    for (const base of ['国', 'a']) {
      const text = `${base}${'\u0301'.repeat(10_000)}${HAN}`
      const start = performance.now()
      const found = set(text, 11, style)
      expect(performance.now() - start).toBeLessThan(2000)
      expect(found.map(textOf).join('')).toBe(text)
    }
  })
  it('long words, marks, blanks, controls and dashes without end are set in bounded time', () => {
    for (const piece of [
      'x',
      '9',
      '！',
      '—',
      '…',
      ' ',
      '\u202e',
      '\ud800',
      '“',
      '👨‍',
      '\u0301',
      '\ufe0f',
      '1a-',
      'https://a.b/',
    ]) {
      const text = `水${piece.repeat(5000)}清`
      const start = performance.now()
      const found = set(text, 11, style)
      expect([piece, performance.now() - start < 2000]).toEqual([piece, true])
      expect([piece, found.at(-1)?.to]).toEqual([piece, text.length])
    }
  })
})

it('a measure of nothing, of one Emu and of less than a character ends', () => {
  for (const [, style] of styles)
    for (const rest of [0, 1, EM - 1, -EM]) {
      const found = setter.breakParagraph(paragraph(`${HAN}——12.5公里，river`), style, { first: [], rest })
      expect(found.length).toBeGreaterThan(0)
    }
})
it('a control character by itself is a line without width', () => {
  const line = only(set('\u202e', 11, chinese({ style: { indent: 0 } })))
  expect([line.width, textOf(line)]).toEqual([0, '\u202e'])
})
