/** The rules of the English body, E1 to E10, each under its name (typesetting.md). */
import { describe, expect, it } from 'vitest'
import { hyphenPoints } from '#compose/shape/hyphens.ts'
import type { BrokenLine, SetStyle } from '#compose/typesetter.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { PT } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { composerFor, copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf } from '../../grid/records.ts'
import { EM, english, loadFaces, open, paragraph } from '../faces.ts'
import { glyphsOf, texts } from '../lines.ts'
import { EN } from '../samples.ts'
import { openMinimax } from '../minimax.ts'
import { only, openBench } from './setting.ts'

const faces = loadFaces('sourceSerifSmText.400', 'playfair.900')
const setter = await open(faces)
const bench = openBench(faces)
const minimax = openMinimax(faces)
const at = (text: string, points: number, style: SetStyle = english(), whole?: number): readonly BrokenLine[] =>
  setter.breakParagraph(paragraph(text), style, {
    first: [],
    rest: points * PT,
    ...(whole === undefined ? {} : { whole }),
  })
const flush = english({ style: { indent: 0, align: 'left' } })
/** Every sample at 110 measures, from 21 characters to 46. */
const all = EN.flatMap((text) =>
  Array.from({ length: 110 }, (_, i) => ({ text, points: 90 + i, lines: at(text, 90 + i) })),
)
const isOpen = ({ gap }: BrokenLine): boolean => gap > 2500

describe('E1: where a word is divided', () => {
  it('E1: words of five letters and more alone', () => {
    expect(hyphenPoints('only')).toEqual([])
    expect(hyphenPoints('under')).toEqual([2])
    expect(hyphenPoints('into')).toEqual([])
    expect(hyphenPoints('extraordinary').length).toBeGreaterThan(2)
  })
  it('E1: two letters before the hyphen and three after', () => {
    let seen = 0
    for (const { text, lines } of all)
      for (const [i, line] of lines.entries()) {
        if (!line.isHyphenated) continue
        seen++
        expect(/[a-z]+$/.exec(text.slice(0, line.to))?.[0].length).toBeGreaterThanOrEqual(2)
        expect(/^[a-z]+/.exec(text.slice(lines[i + 1]?.from))?.[0].length).toBeGreaterThanOrEqual(3)
      }
    expect(seen).toBeGreaterThan(100)
  })
  it('E1: a house that does not hyphenate has no hyphens', () => {
    for (const text of EN)
      expect(at(text, 110, english({ rules: { hyphenate: false } })).some((line) => line.isHyphenated)).toBe(false)
  })
})

describe('E2: hyphens in a row', () => {
  it.each([1, 2])('E2: at most %i, a word’s own among them', (ladder) => {
    const style = english({ rules: { ladder } })
    for (const text of [...EN, 'well-known low-lying far-reaching long-term '.repeat(9).trim()])
      for (let points = 90; points < 150; points += 3) {
        const lines = at(text, points, style)
        const marks = lines
          .map((line) => (line.isHyphenated || text.slice(line.from, line.to).endsWith('-') ? '-' : ' '))
          .join('')
        expect([points, marks.includes('-'.repeat(ladder + 1))]).toEqual([points, false])
      }
  })
})

describe('E3: where no hyphen stands', () => {
  it('E3: none in the line before the last, where any breaks of the paragraph break no rule', () => {
    for (const { text, points, lines } of all) {
      if (lines.at(-2)?.isHyphenated)
        expect([points, bench.isFair(text, points * PT, english())]).toEqual([points, false])
    }
    expect(all.filter(({ lines }) => lines.at(-2)?.isHyphenated).length).toBeLessThan(all.length / 10)
  })
  it('E3: none at a column’s end, where any breaks of the paragraph break no rule', () => {
    let moved = 0
    for (const { text, points, lines } of all)
      for (const [whole, line] of lines.entries()) {
        if (!line.isHyphenated || points % 10 > 0) continue
        if (!at(text, points, english(), whole)[whole]?.isHyphenated) moved++
        else expect([points, whole, bench.isFair(text, points * PT, english(), whole)]).toEqual([points, whole, false])
      }
    expect(moved).toBeGreaterThan(20)
  })
})

describe('E4: what is never divided', () => {
  const words = [
    'Superintendents',
    'UNESCO',
    'UNESCOrepresentatives',
    'McAllisters',
    '1234567890',
    'B2Brepresentation',
    'Massachusetts',
  ]
  it.each(words)('E4: %s', (word) => expect(hyphenPoints(word)).toEqual([]))
  it('E4: names, acronyms and figures stay whole in a column', () => {
    const text = words.join(' ').concat(' ').repeat(5).trim()
    expect(at(text, 120).some((line) => line.isHyphenated)).toBe(false)
  })
})

describe('E4: words that have signs of their own', () => {
  const measures = Array.from({ length: 110 }, (_, i) => 90 + i)
  const broken = (text: string, points: number): readonly string[] => {
    const lines = at(text, points)
    return lines.flatMap((line, i) => {
      const next = lines[i + 1]
      if (!line.isHyphenated || !next) return []
      const before = /\S*$/.exec(text.slice(line.from, line.to))?.[0] ?? ''
      return [`${before}|${/^\S*/.exec(text.slice(next.from))?.[0] ?? ''}`]
    })
  }
  it('E4: a compound is divided inside its words only where the paragraph would else have a line of more than 200 %', () => {
    const text =
      'A charge-coupled camera on the self-described harbour-master’s twenty-seventh-century balcony watched the roller-skating, diesel-driven, low-pressure machinery beside the seventeen-foot reservoir.'
    let divided = 0
    for (const points of measures) {
      if (!broken(text, points).some((word) => word.includes('-'))) continue
      divided++
      expect([points, minimax.worst(text, english(), points * PT, { lastResort: false }) > 2000]).toEqual([
        points,
        true,
      ])
    }
    expect(divided).toBeGreaterThan(10)
  })
  it('E4: no hyphen is added to an address', () => {
    const text =
      'Comments on the environmental assessment may be sent through www.millhavencounty.example/publicworks/floodwall or to engineering@millhavencounty.example before the consultation ends on Thursday evening.'
    let hyphens = 0
    for (const points of measures) {
      const found = broken(text, points)
      hyphens += found.length
      expect(found.filter((word) => /[./@]/.test(word.replace(/[.]$/, '')))).toEqual([])
    }
    expect(hyphens).toBeGreaterThan(10)
  })
})

describe('E5: the last line', () => {
  it('E5: has two words or a third of the measure, where any breaks of the paragraph break no rule', () => {
    const crumbs = all.filter(({ text, points, lines }) => {
      const last = lines.at(-1)
      return last && !text.slice(last.from, last.to).includes(' ') && last.width * 3 < points * PT
    })
    for (const { text, points } of crumbs)
      expect([points, bench.isFair(text, points * PT, english())]).toEqual([points, false])
    expect(crumbs.length).toBeLessThan(all.length / 10)
  })
  it('E5: is no fragment of a word', () => {
    const fragments = all.filter(
      ({ text, lines }) => lines.at(-2)?.isHyphenated && !text.slice(lines.at(-1)?.from).includes(' '),
    )
    expect(fragments.length).toBeLessThan(all.length / 50)
  })
})

describe('E6: where space is given and taken', () => {
  const natural = only(at('n n', 60, flush)).width - 2 * only(at('n', 60, flush)).width
  it('E6: word spaces never below 80 %, letters by -1 to +2 %, glyphs by 98 to 102 %', () => {
    for (const { lines } of all)
      for (const line of lines) {
        if (line.gap !== 0) expect(line.gap).toBeGreaterThanOrEqual(790)
        for (const run of line.runs) {
          expect(run.scale).toBeGreaterThanOrEqual(980)
          expect(run.scale).toBeLessThanOrEqual(1020)
        }
      }
    expect(natural).toBeGreaterThan(0)
  })
  it('E6: letters are spaced by two hundredths of an em at the most', () => {
    const alone = (word: string) => glyphsOf(only(at(word, 400, flush))).map(({ dx }) => dx)
    for (const { text, lines } of all.filter(({ points }) => points % 10 === 0))
      for (const line of lines) {
        const [word = ''] = /^[a-z]{4,}(?= )/.exec(text.slice(line.from, line.to)) ?? []
        if (word === '' || line.from === 0) continue
        const [first, own] = [glyphsOf(line), alone(word)]
        const last = own.length - 1
        const opened = (first[last]?.dx ?? 0) - ((own[last] ?? 0) * (first[0]?.scale ?? 1000)) / 1000
        expect(opened).toBeLessThanOrEqual(last * (0.02 * EM + 2))
        expect(opened).toBeGreaterThanOrEqual(-last * (0.01 * EM + 2))
      }
  })
  it('E6: a word space above 250 % is flagged, and only such', () => {
    let flagged = 0
    for (const { lines } of all)
      for (const line of lines) {
        if (isOpen(line)) flagged++
        expect(line.remarks.some(({ code }) => code === 'line.loose')).toBe(isOpen(line))
      }
    expect(flagged).toBeGreaterThan(0)
  })
})

describe('E7: narrow columns', () => {
  const narrow = english({ rules: { justifiesNarrow: false } })
  const text = EN[0] ?? ''
  it('E7: below 30 characters the text is ragged right, its word spaces natural', () => {
    for (const line of at(text, 27 * 4.29, narrow))
      expect([line.gap, line.width <= Math.floor(27 * 4.29 * PT)]).toEqual([0, true])
  })
  it('E7: from 30 characters on it is justified', () => {
    const lines = at(text, 133, narrow)
    for (const line of lines.slice(0, -1)) expect(line.width).toBe(133 * PT)
  })
  it('E7: and below where the house says so', () => {
    for (const line of at(text, 116).slice(0, -1))
      if (text.slice(line.from, line.to).includes(' ')) expect(line.width).toBe(116 * PT)
  })
  it('E7: lines that are short because a picture stands beside them stay justified among wider ones', () => {
    const measures = { first: [100 * PT, 100 * PT], rest: 150 * PT }
    const [, second] = setter.breakParagraph(paragraph(text), narrow, measures)
    expect(second?.width).toBe(100 * PT)
  })
})

describe('E8 and E9: in the columns of a page', async () => {
  const book = readStylebook('millhaven-weekly')
  const composer = await composerFor(book)
  const issue = { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }
  const SENTENCE = 'The ferry left the east quay before seven, and half of the town stood in the rain to see it go. '
  const setBody = (body: string[], columns: number, lines: number): SetPage => {
    const copy = copyOf({ id: storyIdSchema.parse('s'), lang: 'en', body })
    const job: PageJob = {
      page: 1,
      issue,
      stylebook: { ...book, front: { furniture: [], reserved: [] } },
      records: [blockOf('a', copy.id, area(0, columns, 0, lines))],
      copies: new Map([[copy.id, copy]]),
      photos: new Map(),
    }
    return composer.setPage(job)
  }
  it('E8: with lines to spare, no first line stands alone at a column’s foot and no last line at its head', () => {
    for (let length = 150; length < 420; length += 7) {
      const body = [SENTENCE.repeat(5).slice(0, length), SENTENCE.repeat(3).trim(), SENTENCE.trim()]
      const { findings } = setBody(body, 3, 14)
      expect([length, findings.filter(({ code }) => code === 'line.widow' || code === 'line.orphan')]).toEqual([
        length,
        [],
      ])
    }
  })
  it('E8: a subhead has two lines under it in its own column', () => {
    for (let length = 150; length < 420; length += 7) {
      const set = setBody([SENTENCE.repeat(5).slice(0, length), '# On the quay', SENTENCE.repeat(4).trim()], 3, 14)
      const frame = set.frames.find(({ lines }) => lines.some(({ text }) => text === 'On the quay'))
      const index = frame?.lines.findIndex(({ text }) => text === 'On the quay') ?? 0
      expect([length, (frame?.lines.length ?? 0) - index - 1 >= 2]).toEqual([length, true])
    }
  })
  it('E9: the indent is 1 em, and none after a head', () => {
    const set = setBody([SENTENCE.trim(), SENTENCE.trim(), '# On the quay', SENTENCE.trim(), SENTENCE.trim()], 1, 40)
    const firsts = set.frames
      .flatMap(({ lines }) => lines)
      .filter(({ from, text }) => from?.offset === 0 && text.startsWith('The ferry'))
    expect(firsts.map((line) => line.runs[0]?.dx[0])).toEqual([0, EM, 0, EM])
  })
  it('E10: the curly quotes and dashes of copy are set as they are', () => {
    const words = '“It’s late,” she said—‘no’ or 1957–58.'
    const lines = setBody([words], 1, 10).frames.flatMap((frame) => frame.lines)
    expect(
      lines
        .map(({ text }) => text)
        .join(' ')
        .replaceAll('  ', ' '),
    ).toBe(words)
    for (const { runs, text } of lines) expect(runs.flatMap(({ clusters }) => clusters).join('')).toBe(text)
  })
})

describe('E10: letters', () => {
  it('E10: fi, fl and ffi are ligatures', () => {
    for (const [word, pieces] of [
      ['fish', 3],
      ['flood', 4],
      ['office', 4],
    ] as const)
      expect([word, glyphsOf(only(at(word, 100, flush))).length]).toEqual([word, pieces])
  })
  it('E10: AV is kerned', () => {
    const width = (text: string) => only(at(text, 100, flush)).width
    expect(width('AV')).toBeLessThan(width('A') + width('V'))
  })
  it('E10: heads have lining figures where body has the face’s own', () => {
    const faces = ['playfair.900']
    const glyphs = (name: 'headline' | 'text') =>
      setter.setLine('1957', english({ name, faces }), 0).runs.flatMap((run) => run.glyphs)
    expect(glyphs('headline')).not.toEqual(glyphs('text'))
  })
  it('letterspacing opens every letter and word, and ends with the last glyph', () => {
    const tracked = english({ style: { indent: 0, align: 'left', tracking: 20 } })
    const step = Math.floor(EM / 50 + 0.5)
    expect(only(at('river bank', 200, tracked)).width).toBe(only(at('river bank', 200, flush)).width + 9 * step)
    const places = (style: SetStyle) => glyphsOf(only(at('river bank', 200, style))).map(({ dx }) => dx)
    expect(places(tracked)).toEqual(places(flush).map((dx, i) => dx + i * step))
    const own = english({ style: { tracking: 15 } })
    const text = EN[0] ?? ''
    for (const line of at(text, 140, own).slice(0, -1)) expect(line.width).toBe(140 * PT)
    expect(texts(text, at(text, 140, own)).join('').length).toBeGreaterThan(300)
  })
})
