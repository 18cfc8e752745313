import { describe, expect, test } from 'vitest'
import type { PageJob } from '#contract/pageJob.ts'
import { recordIdSchema } from '#contract/ids.ts'
import { composerFor, readStylebook } from '../../../scripts/galleyJob.ts'
import { area } from '../../grid/records.ts'
import { han, pageWith, words } from './pages.ts'

const book = readStylebook('yuntang-tabloid')
const english = readStylebook('millhaven-weekly')
const composer = await composerFor(book, english)
const record = recordIdSchema.parse('a')
const copyfit = (job: PageJob) => {
  const made = composer.copyfit(job, record)
  if (!made) throw new Error('no copyfit')
  return made
}
const linesOf = (job: PageJob, paragraph: number): number =>
  composer
    .setPage(job)
    .frames.flatMap((frame) => frame.lines)
    .filter(({ from }) => from?.part === 'body' && from.paragraph === paragraph).length

const CHINESE = [
  `本报讯 ${han(50)}，${han(9)}1,250株。`,
  `“${han(31)}。”老人说，${han(22)}——${han(14)}。`,
  `${han(4)}。`,
]
const ENGLISH = [`${words(260)}.`, `“${words(150)},” she said.`]

describe.each([
  { lang: 'zh-Hans' as const, stylebook: book, body: CHINESE },
  { lang: 'en' as const, stylebook: english, body: ENGLISH },
])('copyfit of a $lang story', ({ lang, stylebook, body }) => {
  const at = area(0, 2, 0, 20)
  const page = (text: readonly string[]): PageJob => pageWith(stylebook, text, at, { lang })
  const cutAt = (text: string, cut: number): string => {
    const tail = /[。.”]*$/.exec(text)?.[0] ?? ''
    return text.slice(0, text.length - tail.length - cut).trimEnd() + tail
  }

  test('cutting as many characters as it says before the closing marks wins the paragraph a line, one less does not', () => {
    for (const [i, { cut, lines }] of copyfit(page(body)).paragraphs.entries()) {
      expect(lines).toBe(linesOf(page(body), i))
      if (cut === null) {
        expect(lines).toBe(1)
        continue
      }
      const shorter = (count: number) => page(body.map((text, at) => (at === i ? cutAt(text, count) : text)))
      expect(linesOf(shorter(cut), i)).toBe(lines - 1)
      if (cut > 1) expect(linesOf(shorter(cut - 1), i)).toBe(lines)
    }
  })

  test('its paragraphs stand in reading order, and each has room for less than a line', () => {
    const { paragraphs } = copyfit(page(body))
    expect(paragraphs.map(({ paragraph }) => paragraph)).toEqual(body.map((_, i) => i))
    for (const { room } of paragraphs) {
      expect(room).toBeGreaterThanOrEqual(0)
      expect(room).toBeLessThan(lang === 'en' ? 60 : 14)
    }
  })
})

describe('copyfit of a block', () => {
  const limits = {
    tracking: { least: -10, most: 30 },
    leading: { least: 950, most: 1050 },
    air: { least: 600, most: 2600 },
  }
  const page = (characters: number): PageJob =>
    pageWith(book, [han(characters)], area(0, 2, 0, 22), { headline: '河水清了', fitting: limits })

  const cap =
    (composer.setPage(page(100)).fit[0]?.capacity ?? 0) * Math.floor(book.grid.measure / book.styles.text.size)

  test('the ways that fit come first, the least visible of them at the head, and the block as it is among them', () => {
    const over = copyfit(page(cap + 15))
    expect(over.fit.overLines).toBeGreaterThan(0)
    expect(over.ways[0]).toMatchObject({ overLines: 0 })
    expect(over.ways.some(({ cost, overLines }) => cost === 0 && overLines === over.fit.overLines)).toBe(true)
    const left = over.ways.map(({ overLines }) => overLines)
    expect(left).toEqual(left.toSorted((a, b) => a - b))
  })

  test('each way does what it says when the block is fitted so by hand', () => {
    const job = page(cap + 15)
    for (const { fitting, overLines, shortLines } of copyfit(job).ways) {
      const byHand = { ...job, records: job.records.map((each) => ({ ...each, fitting })) }
      expect(composer.setPage(byHand).fit[0]).toMatchObject({ overLines, shortLines })
    }
  })

  test('a story that fits has one way: as it is', () => {
    const job = page(200)
    const { fit } = copyfit(job)
    const full = page(200 + fit.shortCharacters)
    expect(composer.setPage(full).fit[0]?.overLines).toBe(0)
    expect(copyfit(full).ways.length).toBe(1)
  })

  test('its shortCharacters are those that really go in', () => {
    const mixed = (more: string): PageJob =>
      pageWith(book, [`${han(40)}，GIS${han(20)}3.26亿元。`, `${han(33)}！${more}`], area(0, 2, 0, 9))
    const { fit } = copyfit(mixed(''))
    expect(composer.setPage(mixed(han(fit.shortCharacters))).fit[0]?.overLines).toBe(0)
    expect(composer.setPage(mixed(han(fit.shortCharacters + 2))).fit[0]?.overLines).toBe(1)
  })

  test('a page without the block has no copyfit', () => {
    expect(composer.copyfit(page(100), recordIdSchema.parse('nobody'))).toBe(null)
  })
})
