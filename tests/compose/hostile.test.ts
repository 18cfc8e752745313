/**
 * Bad input: what no desk should send and every composer must bear. Each ends in findings, never in a throw or a hang, every
 * figure of the set page is a whole number, and the next page is set as if nothing had happened.
 */
import { afterAll, describe, expect, test } from 'vitest'
import type { Copy, CopyParagraph, ParagraphKind, Part } from '#contract/copy.ts'
import type { Block, BlockPicture } from '#contract/dummy.ts'
import type { FindingCode } from '#contract/faults.ts'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Stylebook, TextStyle } from '#contract/stylebook.ts'
import { dumpPage } from '#compose/composer.ts'
import { composerFor } from '../../scripts/galleyJob.ts'
import { DESKS } from '../laws/edits/desks.ts'
import { CHINESE_TEXT, ENGLISH_TEXT } from '../laws/edits/words.ts'

/** Generous: what takes longer hangs. The measured times are a hundredth of it. */
const HANGS = 30_000
const MILLION = 1_000_000
const EDGE = Number.MAX_SAFE_INTEGER

const deskOf = (name: string): PageJob => ({ ...(DESKS[name] as () => Omit<PageJob, 'page'>)(), page: 2 })
const zh = deskOf('chinese')
const en = deskOf('english')
const composer = await composerFor(zh.stylebook, en.stylebook)
afterAll(() => composer.release())
const good = { zh: dumpPage(composer.setPage(zh), ''), en: dumpPage(composer.setPage(en), '') }

const filled = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length)
const line = (text: string, kind: ParagraphKind = 'text'): CopyParagraph => ({ kind, text, spans: [] })
const lines = (count: number, text: string): CopyParagraph[] => Array.from({ length: count }, () => line(text))

const RIVER = 'river' as StoryId
function withPart(job: PageJob, part: Part, paragraphs: readonly CopyParagraph[], id: StoryId = RIVER): PageJob {
  const copy = job.copies.get(id) as Copy
  return { ...job, copies: new Map(job.copies).set(id, { ...copy, parts: { ...copy.parts, [part]: paragraphs } }) }
}
const withBody = (job: PageJob, ...paragraphs: readonly CopyParagraph[]): PageJob => withPart(job, 'body', paragraphs)
const withRecord = (change: Partial<Block>): PageJob => ({
  ...zh,
  records: zh.records.map((record) => (record.id === 'a' ? { ...record, ...change } : record)),
})
const withBook = (change: Partial<Stylebook>): PageJob => ({ ...zh, stylebook: { ...zh.stylebook, ...change } })
const withStyles = (change: Partial<TextStyle>): PageJob =>
  withBook({
    styles: Object.fromEntries(
      Object.entries(zh.stylebook.styles).map(([name, style]) => [name, { ...style, ...change }]),
    ) as Stylebook['styles'],
  })
const withGrid = (change: Partial<Stylebook['grid']>): PageJob =>
  withBook({ grid: { ...zh.stylebook.grid, ...change } })
const withHeads = (change: Partial<Stylebook['heads']>): PageJob =>
  withBook({ heads: { ...zh.stylebook.heads, ...change } })
const withPhotos = (change: Partial<Photo>): PageJob => ({
  ...zh,
  photos: new Map([...zh.photos].map(([id, photo]) => [id, { ...photo, ...change }])),
})
const withPictures = (...pictures: readonly BlockPicture[]): PageJob => withRecord({ pictures: [...pictures] })
const area = (column: number, columns: number, top: number, deep: number) => ({
  column,
  columns,
  line: top,
  lines: deep,
})
const picture = (change: Partial<BlockPicture> = {}): BlockPicture => ({
  photo: 'p' as PhotoId,
  area: area(0, 1, 0, 5),
  crop: { left: 0, top: 0, right: 1000, bottom: 1000 },
  ...change,
})

/** Every figure of the page is a whole number that arithmetic is exact on. */
function unsafeFigure(value: unknown, path = ''): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? null : `${path} ${value}`
  if (typeof value !== 'object' || value === null) return null
  for (const [key, each] of Object.entries(value)) {
    const found = unsafeFigure(each, `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

function setAnyway(job: PageJob): SetPage {
  const start = performance.now()
  const set = composer.setPage(job)
  expect(performance.now() - start).toBeLessThan(HANGS)
  expect(unsafeFigure(set)).toBeNull()
  expect(dumpPage(set, '')).toBe(dumpPage(composer.setPage(job), ''))
  expect(dumpPage(composer.setPage(zh), '') === good.zh, 'the next page').toBe(true)
  expect(dumpPage(composer.setPage(en), '') === good.en, 'the next page').toBe(true)
  return set
}

type Case = readonly [title: string, job: () => PageJob, ...codes: readonly FindingCode[]]
function check(cases: readonly Case[]): void {
  for (const [title, job, ...codes] of cases) {
    test(title, () => {
      const found = setAnyway(job()).findings.map(({ code }) => code)
      expect(found).toEqual(expect.arrayContaining([...codes]))
    })
  }
}

describe('a story of a million characters is set as far as its budget goes, and says so', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['in one paragraph', CHINESE_TEXT, 1],
    ['in 10,000 paragraphs', CHINESE_TEXT, 10_000],
    ['in English', ENGLISH_TEXT, 1],
    ['in English, in 10,000 paragraphs', ENGLISH_TEXT, 10_000],
    ['without any break', '\u00a0a', 1],
    ['all dashes', '—', 1],
    ['all blanks', ' ', 1],
    ['all wide blanks', '\u3000', 1],
    ['all line feeds', '\n', 1],
    ['all opening brackets', '（', 1],
    ['all opening quotes', '“', 1],
    ['all closing brackets', '」', 1],
    ['one word', 'a', 1],
    ['one number', '1', 1],
    ['one compound', 'ab-', 1],
    ['one address', 'a/b.', 1],
    ['all tabs', 'a\t', 100],
    ['all emoji', '👨‍👩‍👧‍👦', 1],
    ['all lone surrogates', '\udc00\ud800', 1],
    ['all combining marks', '\u0301', 1],
    ['all bidi controls', '\u202e', 1],
    ['all NUL', '\u0000', 1],
  ]
  for (const job of [zh, en]) {
    test.each(cases)(`%s (${job.stylebook.lang})`, (_, text, count) => {
      const set = setAnyway(withBody(job, ...lines(count, filled(text, MILLION / count))))
      const tooLong = set.findings.filter(({ code }) => code === 'copy.tooLong')
      expect(tooLong.map(({ values, at }) => [values['characters'], at?.part])).toHaveLength(1)
      expect(tooLong[0]?.values['characters']).toBeLessThanOrEqual(210_000)
    })
  }

  test('what is not set counts as over: nothing of the story is lost', () => {
    const set = setAnyway(withPart(withBody(zh, ...lines(100, filled(CHINESE_TEXT, 10_000))), 'jumpLine', []))
    const [fit] = set.fit.filter(({ item }) => item === RIVER)
    const body = set.frames
      .filter(({ item, part }) => item === RIVER && part === 'body')
      .flatMap((frame) => frame.lines)
    const shown = body.reduce((sum, each) => sum + [...each.text].length, 0)
    expect(fit?.characters).toBe(MILLION)
    expect((fit?.overCharacters ?? 0) + shown).toBe(MILLION)
    expect(fit?.overLines).toBeGreaterThan(MILLION / 30)
    const over = set.findings.find(({ code, item }) => code === 'copy.overset' && item === RIVER)
    expect(over?.values).toEqual({ lines: fit?.overLines, characters: fit?.overCharacters })
  })

  test('the budget ends between characters, never inside one', () => {
    const set = setAnyway(withBody(zh, line(`字${'𠮷'.repeat(9999)}`)))
    expect(set.findings.find(({ code }) => code === 'copy.tooLong')?.at).toEqual({
      part: 'body',
      paragraph: 0,
      offset: 9999,
    })
  })

  test.each([
    ['one paragraph', 1],
    ['10,000 paragraphs', 10_000],
  ])('a key in it sets no more than its own paragraph again: %s', (_, count) => {
    const paragraphs = lines(count, filled(CHINESE_TEXT, MILLION / count))
    composer.setPage(withBody(zh, ...paragraphs))
    const times: number[] = []
    for (let i = 0; i < 9; i++) {
      paragraphs[0] = line(`${i}${paragraphs[0]?.text ?? ''}`)
      const job = withBody(zh, ...paragraphs)
      const start = performance.now()
      composer.setPage(job)
      times.push(performance.now() - start)
    }
    const median = times.toSorted((a, b) => a - b)[4] ?? Infinity
    expect(median).toBeLessThan(1000)
  })
})

describe('characters that no one can print', () => {
  check([
    ['lone surrogates', () => withBody(zh, line(filled('\ud800字\udfff', 3000))), 'copy.control'],
    ['bidi controls', () => withBody(zh, line(filled('\u202e\u2066逆\u2069', 3000))), 'copy.control'],
    ['10,000 combining marks on a letter', () => withBody(zh, line(`e${filled('\u0301', 9990)}`))],
    ['10,000 combining marks on a character', () => withBody(zh, line(`好${filled('\u0301', 9990)}`))],
    ['10,000 combining marks in English', () => withBody(en, line(`e${filled('\u0301', 9990)}`))],
    ['emoji joined by ZWJ', () => withBody(zh, line(filled('👨‍👩‍👧‍👦👩🏽‍🚀', 3000))), 'glyph.missing'],
    ['emoji in English', () => withBody(en, line(filled('👨‍👩‍👧‍👦 ', 3000))), 'glyph.missing'],
    ['NUL', () => withBody(zh, line(filled('\u0000字', 3000))), 'copy.control'],
    [
      'all of these in a headline',
      () => withPart(zh, 'headline', [line('\u0000\ud800\u202e👨‍👩‍👧e\u0301\u0301')]),
      'copy.control',
    ],
    [
      'all of these in a cutline',
      () => withPart(zh, 'cutline', [line('\u0000\ud800\u202e👨‍👩‍👧e\u0301\u0301')], 'stage' as StoryId),
    ],
  ])
})

describe('parts that hold a story by mistake', () => {
  const parts: readonly Part[] = ['headline', 'kicker', 'deck', 'byline', 'jumpLine']
  check([
    ...parts.flatMap((part): Case[] => [
      [
        `a ${part} of 100,000 characters`,
        () => withPart(zh, part, [line(filled(CHINESE_TEXT, 100_000))]),
        'copy.tooLong',
      ],
      [
        `an English ${part} of 100,000 characters`,
        () => withPart(en, part, [line(filled(ENGLISH_TEXT, 100_000))]),
        'copy.tooLong',
      ],
      [`a ${part} of 10,000 lines`, () => withPart(zh, part, lines(10_000, '一行')), 'copy.tooLong'],
    ]),
    [
      'a cutline of 100,000 characters',
      () => withPart(zh, 'cutline', [line(filled(CHINESE_TEXT, 100_000))], 'stage' as StoryId),
      'copy.tooLong',
    ],
    [
      'a credit of 100,000 characters',
      () => withPart(zh, 'credit', [line(filled(CHINESE_TEXT, 100_000))], 'stage' as StoryId),
      'copy.tooLong',
    ],
    [
      'words of 100,000 characters in a photo',
      () => withPhotos({ caption: filled(CHINESE_TEXT, 100_000) }),
      'copy.tooLong',
    ],
    ['a headline of 190 line feeds', () => withPart(zh, 'headline', [line(filled('\n', 190))])],
    ['a headline of 90 lines in one', () => withPart(zh, 'headline', [line(filled('题\n', 180))]), 'head.overset'],
    ['a headline of one long word', () => withPart(en, 'headline', [line(filled('a', 190))]), 'head.breaksWord'],
    ['a headline of opening brackets', () => withPart(zh, 'headline', [line(filled('（', 190))])],
    ['a subhead of 10,000 characters', () => withBody(zh, line(filled(CHINESE_TEXT, 10_000), 'subhead'))],
    ['a subhead of opening quotes', () => withBody(zh, line(filled('“', 10_000), 'subhead'))],
    ['a pull quote of 10,000 characters', () => withBody(zh, line(filled(CHINESE_TEXT, 10_000), 'pullQuote'))],
    [
      '10,000 marked words',
      () =>
        withBody(zh, {
          ...line(filled(CHINESE_TEXT, 10_000)),
          spans: Array.from({ length: 5000 }, (_, i) => ({
            from: 2 * i,
            to: 2 * i + 1,
            kind: i % 2 ? 'strong' : 'emphasis',
          })),
        }),
    ],
    [
      'marks outside their text',
      () =>
        withBody(zh, {
          ...line('短'),
          spans: [
            { from: -5, to: 900, kind: 'leadIn' },
            { from: 9, to: 3, kind: 'strong' },
          ],
        }),
    ],
  ])
})

describe('blocks that cannot stand', () => {
  check([
    ['no area', () => withRecord({ areas: [] }), 'frame.empty'],
    ['an area of no width', () => withRecord({ areas: [area(0, 0, 0, 10)] }), 'frame.empty'],
    [
      'an area of no depth among others',
      () => withRecord({ areas: [area(0, 3, 0, 10), area(0, 3, 10, 0)], legs: [0, 0] }),
      'frame.empty',
    ],
    ['negative figures', () => withRecord({ areas: [area(-5, -3, -9, -4)], legs: [-7] }), 'frame.empty'],
    ['a place left of the page', () => withRecord({ areas: [area(-2, 2, -3, 9)] }), 'frame.outside'],
    ['a place outside the page', () => withRecord({ areas: [area(40, 2, 500, 9)] }), 'frame.outside'],
    [
      'figures at the edge of the integers',
      () => withRecord({ areas: [area(EDGE, EDGE, EDGE, EDGE)] }),
      'frame.outside',
    ],
    [
      'a depth at the edge of the integers',
      () => withRecord({ areas: [area(0, 1, 0, EDGE)], border: 'box' }),
      'frame.outside',
    ],
    [
      '8 areas on one another',
      () => withRecord({ areas: Array.from({ length: 8 }, () => area(0, 3, 0, 9)), legs: Array<number>(8).fill(3) }),
    ],
    [
      '8 huge areas of unlike legs and a long story',
      () => ({
        ...withBody(zh, ...lines(100, filled(CHINESE_TEXT, 2000))),
        records: withRecord({
          areas: Array.from({ length: 8 }, (_, i) => area(0, 1 + i, 0, EDGE)),
          legs: [1, 100, 3, 7, 100, 2, 50, 9],
        }).records,
      }),
    ],
    ['a billion legs', () => withRecord({ legs: [1e9] })],
    ['a headline size of 1 Emu', () => withRecord({ headSize: 1 })],
    ['a headline size at the edge of the integers', () => withRecord({ headSize: EDGE })],
    [
      '5,000 blocks on one place',
      () => ({
        ...zh,
        records: Array.from({ length: 5000 }, (_, i) => ({ ...(zh.records[0] as Block), id: `x${i}` as RecordId })),
      }),
      'item.unplaced',
      'frame.overlap',
    ],
    [
      '5,000 blocks of one line',
      () => ({
        ...zh,
        records: Array.from({ length: 5000 }, (_, i) => ({
          ...(zh.records[0] as Block),
          id: `x${i}` as RecordId,
          areas: [area(i % 6, 1, i >> 3, 1)],
        })),
      }),
      'item.unplaced',
    ],
    ['the same id twice', () => ({ ...zh, records: [...zh.records, ...zh.records] }), 'frame.overlap'],
    ['a story that is not there', () => ({ ...zh, copies: new Map() }), 'copy.empty'],
  ])
})

describe('pictures that cannot stand', () => {
  check([
    ['0 x 0 pixels', () => withPhotos({ width: 0, height: 0 }), 'picture.lowResolution'],
    ['a billion pixels each way', () => withPhotos({ width: 1e9, height: 1e9 })],
    ['one pixel wide', () => withPhotos({ width: 1, height: 1e9 })],
    [
      'a crop that shows nothing',
      () => withPictures(picture({ crop: { left: 900, top: 900, right: 100, bottom: 100 } })),
    ],
    ['insets larger than the picture', () => withPictures(picture({ inset: { left: EDGE, right: EDGE } }))],
    [
      'a place at the edge of the integers',
      () => withPictures(picture({ area: area(EDGE, EDGE, EDGE, EDGE) })),
      'frame.empty',
    ],
    ['no extent', () => withPictures(picture({ area: area(0, 0, 0, 0) })), 'frame.empty'],
    ['5,000 in one block', () => withPictures(...Array.from({ length: 5000 }, () => picture())), 'frame.empty'],
    ['a photo that is not there', () => ({ ...zh, photos: new Map() }), 'picture.missing'],
  ])
})

describe('a stylebook that no paper could use', () => {
  const none: Stylebook['faces'] = {}
  check([
    ['no face at all', () => withBook({ faces: none }), 'style.faceless'],
    ['empty lists of faces', () => withBook({ faces: { song: [] } }), 'style.faceless'],
    ['no face for the notes', () => withBook({ faces: { song: zh.stylebook.faces.song ?? [] } }), 'style.faceless'],
    ['styles of no size', () => withStyles({ size: 0 }), 'style.unsound'],
    ['styles of negative size', () => withStyles({ size: -9000 }), 'style.unsound'],
    ['styles of 1 Emu', () => withStyles({ size: 1 }), 'style.unsound'],
    [
      'styles at the edge of the integers',
      () => withStyles({ size: EDGE, leading: EDGE, indent: EDGE, before: EDGE, after: EDGE }),
      'style.unsound',
    ],
    ['no leading', () => withStyles({ leading: 0 }), 'style.unsound'],
    ['no headline sizes', () => withHeads({ sizes: [] }), 'style.unsound'],
    ['headlines of no size', () => withHeads({ sizes: [0, -5] }), 'style.unsound'],
    [
      'headlines at the edge of the integers',
      () => withHeads({ sizes: [EDGE], air: EDGE, spread: EDGE }),
      'style.unsound',
    ],
    ['no line pitch', () => withGrid({ pitch: 0 }), 'style.unsound'],
    ['no column', () => withGrid({ columns: 0, measure: 0, gap: -1 }), 'style.unsound'],
    [
      'columns at the edge of the integers',
      () => withGrid({ measure: EDGE, gap: EDGE, pitch: EDGE, left: EDGE, top: -EDGE, lines: EDGE }),
      'style.unsound',
    ],
  ])
})
