import { describe, expect, test } from 'vitest'
import type { Copy } from '#contract/copy.ts'
import { foot, right } from '#contract/measure.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetFrame, SetPage } from '#contract/setPage.ts'
import { statsOf } from '#compose/composer.ts'
import { fillWords, weekdayOf, wordsOf } from '#compose/page/furniture.ts'
import { cropFor, resolutionOf } from '#compose/page/pictures.ts'
import { composerFor, copyOf, paragraphOf, readJob, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf } from '../../grid/records.ts'

const book = readStylebook('yuntang-tabloid')
const english = readStylebook('millhaven-weekly')
const composer = await composerFor(book, english)
const issue = { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }

const SENTENCE = '云塘的水一天比一天清，岸边的树一年比一年高。'
const story = (characters: number): Copy =>
  copyOf({
    id: storyIdSchema.parse('s'),
    body: [SENTENCE.repeat(Math.ceil(characters / SENTENCE.length)).slice(0, characters)],
  })
const jobWith = (copy: Copy, block: Partial<Parameters<typeof blockOf>[3]> = {}, at = area(0, 2, 0, 10)): PageJob => ({
  page: 1,
  issue,
  stylebook: { ...book, front: { furniture: [], reserved: [] } },
  records: [blockOf('a', copy.id, at, block)],
  copies: new Map([[copy.id, copy]]),
  photos: new Map(),
})
const linesOf = (set: SetPage, part: string) =>
  set.frames.filter((frame) => frame.part === part).flatMap((frame) => frame.lines)
const textOf = (set: SetPage, part: string): string =>
  linesOf(set, part)
    .map(({ text }) => text)
    .join('')

describe('text in legs', () => {
  test('body stands on the line grid: every baseline a whole number of pitches from the first', () => {
    const job = readJob('tabloidFull')
    const lines = linesOf(composer.setPage(job), 'body')
    const { pitch } = job.stylebook.grid
    expect(lines.length).toBeGreaterThan(40)
    for (const line of lines) expect(Math.abs(line.y - (lines[0]?.y ?? 0)) % pitch).toBe(0)
  })
  test('what is over is reported exactly: lines set and lines over are the lines of an endless column', () => {
    const copy = story(400)
    const endless = composer.setPage(jobWith(copy, {}, area(0, 1, 0, 80))).fit[0]
    const tight = composer.setPage(jobWith(copy, {}, area(0, 2, 0, 9)))
    const fit = tight.fit[0]
    expect((fit?.lines ?? 0) + (fit?.overLines ?? 0)).toBe(endless?.lines)
    expect(fit?.overLines).toBe((endless?.lines ?? 0) - 18)
    expect([...textOf(tight, 'body')].length + (fit?.overCharacters ?? 0)).toBe(400)
    expect(tight.findings.find(({ code }) => code === 'copy.overset')?.values).toEqual({
      lines: fit?.overLines,
      characters: fit?.overCharacters,
    })
  })
  test('what is short is the free lines of the block', () => {
    const fit = composer.setPage(jobWith(story(110), {}, area(0, 2, 0, 10))).fit[0]
    expect(fit).toMatchObject({ capacity: 20, overLines: 0, shortLines: 20 - (fit?.lines ?? 0) })
  })
  test('every line says its place: from where the line before ended, to the end of the copy', () => {
    const job = readJob('unlikeWidths')
    const lines = linesOf(composer.setPage(job), 'body')
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1]
      if (line.from?.offset !== 0) expect(line.from).toEqual(before?.to)
      else expect(before === undefined || before.isParagraphEnd).toBe(true)
    }
    const body = [...job.copies.values()][0]?.parts.body ?? []
    expect(textOf(composer.setPage(job), 'body')).toBe(body.map(({ text }) => text).join(''))
  })
  test('lines are as wide as the leg they stand in, through legs of unlike width', () => {
    for (const frame of composer.setPage(readJob('unlikeWidths')).frames.filter(({ part }) => part === 'body')) {
      for (const line of frame.lines) {
        expect(line.width).toBeLessThanOrEqual(frame.box.width)
        if (!line.isParagraphEnd) expect(line.width).toBeGreaterThan(frame.box.width - 60_000)
      }
    }
  })
  test('a boxed story ends its legs level', () => {
    const copy = story(600)
    const set = composer.setPage(jobWith(copy, { border: 'box' }, area(0, 3, 0, 40)))
    const counts = set.frames.filter(({ part }) => part === 'body').map(({ lines }) => lines.length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2)
    expect(set.fit[0]?.capacity).toBe(3 * 38)
  })
  test('R14: with lines to spare, no paragraph ends at the head of a leg', () => {
    for (let length = 90; length < 130; length++) {
      const copy = copyOf({ id: storyIdSchema.parse('s'), body: [SENTENCE.repeat(9).slice(0, length), SENTENCE] })
      const set = composer.setPage(jobWith(copy, {}, area(0, 2, 0, 10)))
      expect(
        set.findings.filter(({ code }) => code === 'line.widow'),
        `${length}`,
      ).toEqual([])
    }
  })
  test('R17: a subhead has two lines under it in its own leg', () => {
    for (let length = 40; length < 120; length += 5) {
      const body = [SENTENCE.repeat(9).slice(0, length), '# 岸边的树', SENTENCE.repeat(3)]
      const set = composer.setPage(jobWith(copyOf({ id: storyIdSchema.parse('s'), body }), {}, area(0, 2, 0, 12)))
      const frame = set.frames.find(({ lines }) => lines.some(({ text }) => text === '岸边的树')) as SetFrame
      const at = frame.lines.findIndex(({ text }) => text === '岸边的树')
      expect(frame.lines.length - at - 1, `${length}`).toBeGreaterThanOrEqual(2)
    }
  })
})

describe('titles and pictures', () => {
  test('a title takes whole lines: the first line of text stands on the grid under it', () => {
    const set = composer.setPage(readJob('tabloidStory'))
    const head = set.blocks[0]?.head
    expect(head && head.height % book.grid.pitch).toBe(0)
    const first = set.frames.find(({ part }) => part === 'byline')
    expect(first?.box.y).toBe(head && foot(head))
  })
  test('H7: kicker and deck are smaller than the headline', () => {
    const set = composer.setPage(readJob('front'))
    const size = (part: string) =>
      set.frames.find((frame) => frame.part === part && frame.record === 'a')?.lines[0]?.size ?? 0
    expect(size('kicker')).toBeLessThanOrEqual(size('headline') * 0.7)
    expect(size('deck')).toBeLessThanOrEqual(size('headline') * 0.7)
  })
  test('a vertical headline runs right to left, its kicker at the right, quotes turned to 『』 forms', () => {
    const set = composer.setPage(readJob('verticalHead'))
    const frame = set.frames.find(({ part, record }) => part === 'headline' && record === 'a')
    const kicker = set.frames.find(({ part, record }) => part === 'kicker' && record === 'a')
    expect(frame?.vertical && frame.lines.every(({ vertical }) => vertical)).toBe(true)
    expect(frame?.lines[0]?.x).toBeGreaterThan(frame?.lines[1]?.x ?? Infinity)
    expect(kicker?.lines[0]?.x).toBeGreaterThan(frame?.lines[0]?.x ?? Infinity)
  })
  test('body goes round a picture: no line of text shares room with it', () => {
    const set = composer.setPage(readJob('storyWithPhoto'))
    const [picture] = set.pictures
    for (const frame of set.frames.filter(({ part }) => part === 'body' || part === 'byline')) {
      const { box } = frame
      const isApart =
        !picture ||
        right(box) <= picture.box.x ||
        box.x >= right(picture.box) ||
        foot(box) <= picture.box.y ||
        box.y >= foot(picture.box)
      expect(isApart).toBe(true)
    }
  })
  test('the only photo of a picture story fills what head and cutline leave, never stretched', () => {
    const job = readJob('pictureStory')
    const set = composer.setPage(job)
    for (const { box, crop, photo } of set.pictures) {
      const file = [...job.photos.values()].find(({ id }) => id === photo)
      const shown = ((crop.right - crop.left) * (file?.width ?? 0)) / ((crop.bottom - crop.top) * (file?.height ?? 1))
      expect(Math.abs(shown / (box.width / box.height) - 1)).toBeLessThan(0.004)
    }
    expect(linesOf(set, 'credit').length).toBe(4)
  })
  test('resolution is pixels over inches, the lesser of both axes', () => {
    const photo = [...readJob('pictureStory').photos.values()][0]
    if (!photo) throw new Error('no photo')
    const box = { x: 0, y: 0, width: 914_400 * 4, height: 914_400 * 2 }
    const crop = cropFor(photo, { left: 0, top: 0, right: 1000, bottom: 1000 }, box)
    expect(crop).toMatchObject({ left: 0, right: 1000, top: 125, bottom: 875 })
    expect(resolutionOf(photo, crop, box)).toBe(600)
  })
  test('a picture story without its photo keeps cutline and credit in the text', () => {
    const job = readJob('pictureMissing')
    const set = composer.setPage(job)
    expect(textOf(set, 'cutline')).toBe([...job.copies.values()][0]?.parts.cutline[0]?.text)
    expect(set.findings.some(({ code }) => code === 'picture.missing')).toBe(true)
  })
})

describe('identity and stamp', () => {
  test('an edit in one story leaves the frames of the others the same objects', () => {
    const job = readJob('front')
    const before = composer.setPage(job)
    const copy = job.copies.get(storyIdSchema.parse('river')) as Copy
    const body = copy.parts.body.map((paragraph, i) =>
      i === 2 ? { ...paragraph, text: `${paragraph.text}好` } : paragraph,
    )
    const after = composer.setPage({
      ...job,
      copies: new Map(job.copies).set(copy.id, { ...copy, parts: { ...copy.parts, body } }),
    })
    const others = after.frames.filter(({ record }) => record !== 'a')
    expect(others.every((frame) => before.frames.includes(frame))).toBe(true)
    expect(before.frames.find(({ id }) => id === 'a.headline.0')).toBe(
      after.frames.find(({ id }) => id === 'a.headline.0'),
    )
    expect(after.frames.find(({ id }) => id === 'a.body.0')).toBe(before.frames.find(({ id }) => id === 'a.body.0'))
  })
  test('the stamp changes with anything the page shows and with nothing else', () => {
    const job = readJob('front')
    const stamp = composer.stampOf(job)
    const copy = job.copies.get(storyIdSchema.parse('river')) as Copy
    const withCopy = (changed: Copy) => composer.stampOf({ ...job, copies: new Map(job.copies).set(copy.id, changed) })
    expect(stamp).toMatch(/^[0-9a-f]{64}$/)
    expect(withCopy({ ...copy, version: 99, slug: 'other' })).toBe(stamp)
    expect(composer.stampOf(structuredClone(job))).toBe(stamp)
    expect(withCopy({ ...copy, parts: { ...copy.parts, body: [...copy.parts.body, paragraphOf('完')] } })).not.toBe(
      stamp,
    )
    expect(composer.stampOf({ ...job, issue: { ...job.issue, number: 1025 } })).not.toBe(stamp)
    expect(composer.stampOf({ ...job, records: job.records.slice(1) })).not.toBe(stamp)
    const checked = { ...job.stylebook, preflight: { profile: 'proof', masthead: [] } }
    expect(composer.stampOf({ ...job, stylebook: checked })).toBe(stamp)
  })
})

describe('furniture', () => {
  test.each([
    [2026, 11, 24, 2],
    [2000, 2, 29, 2],
    [2024, 1, 1, 1],
    [1970, 1, 1, 4],
    [2100, 3, 1, 1],
  ])('%i-%i-%i is weekday %i', (year, month, day, weekday) => expect(weekdayOf(year, month, day)).toBe(weekday))
  test('dates are in the language of the paper', () => {
    expect(fillWords('{date} {weekday}', wordsOf(book, issue, 1))).toBe('2026年11月24日 星期二')
    expect(fillWords('{weekday}, {date}', wordsOf(english, issue, 1))).toBe('Tuesday, November 24, 2026')
    expect(fillWords('{nobody} {constructor}', wordsOf(book, issue, 1))).toBe('{nobody} {constructor}')
  })
})

describe('hostile input is a finding, never a throw', () => {
  const hostile = [
    '',
    '\n\n\n',
    '\ud800',
    '水\udc00火',
    '\u0000\u0007',
    '（（（（（（（（',
    '！'.repeat(500),
    'x'.repeat(3000),
    '😀👨‍👩‍👧‍👦é',
    '٣',
  ]
  test.each(hostile.map((text, i) => [i, text] as const))('text %i in every part', (_, text) => {
    const id = storyIdSchema.parse('s')
    const copy = copyOf({
      id,
      kicker: [text],
      headline: [text],
      deck: [text],
      byline: [text],
      body: [text, text],
      jumpLine: [text],
      cutline: [text],
      credit: [text],
    })
    for (const change of [
      {},
      { orientation: 'vertical' as const },
      { border: 'box' as const, legs: [30] },
      { head: 'inside' as const },
    ]) {
      const set = composer.setPage(jobWith(copy, change, area(0, 1, 0, 3)))
      expect(set.blocks.length).toBe(1)
    }
  })
  test('a block outside the page, on another, without copy, and of no width', () => {
    const copy = story(100)
    const job = jobWith(copy, {}, area(90, 40, 900, 5))
    const codes = (records: PageJob['records']) =>
      composer.setPage({ ...job, records }).findings.map(({ code }) => code)
    expect(codes(job.records)).toContain('frame.outside')
    expect(codes([blockOf('a', 's', area(0, 2, 0, 9)), blockOf('b', 's', area(1, 2, 5, 9))])).toContain('frame.overlap')
    expect(codes([blockOf('a', 'nobody', area(0, 2, 0, 9))])).toContain('copy.empty')
    expect(codes([blockOf('a', 's', area(0, 1, 0, 9), { legs: [200], mode: 'free' })])).toContain('copy.overset')
  })
  test('a story of a million characters is set in bounded time, and what is over is counted', () => {
    const copy = copyOf({
      id: storyIdSchema.parse('s'),
      body: Array.from({ length: 2000 }, () => SENTENCE.repeat(23).slice(0, 500)),
    })
    const set = composer.setPage(jobWith(copy, {}, area(0, 2, 0, 50)))
    expect([...textOf(set, 'body')].length + (set.fit[0]?.overCharacters ?? 0)).toBe(1_000_000)
  }, 60_000)
})

test('stats count lines, hyphens and findings of the page', () => {
  const job = readJob('english')
  const stats = statsOf(composer.setPage(job), job)
  expect(stats.lines).toBeGreaterThan(40)
  expect(stats.hyphens).toBeGreaterThan(0)
  expect(stats.worstGap).toBeGreaterThan(1000)
})
