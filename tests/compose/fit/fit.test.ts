import { describe, expect, test } from 'vitest'
import { dumpPage } from '#compose/composer.ts'
import { breachesOf } from '#compose/fit/breaches.ts'
import { costOf, NATURAL, waysTo } from '#compose/fit/fitting.ts'
import { HOUSE_FITTING, type Fitting } from '#contract/copyfit.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { composerFor, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, random, seedOf } from '../../grid/records.ts'
import { han, pageWith, words } from './pages.ts'

const book = readStylebook('yuntang-tabloid')
const english = readStylebook('millhaven-weekly')
const composer = await composerFor(book, english)
const fitOf = (job: PageJob) => composer.setPage(job).fit[0]!
const bodyLines = (job: PageJob) =>
  composer
    .setPage(job)
    .frames.filter(({ part }) => part === 'body')
    .flatMap((frame) => frame.lines)
const em = book.styles.text.size
const cells = Math.floor(book.grid.measure / em)

describe('what a story is over and short', () => {
  test('overDepth is the depth of column that the lines over would take', () => {
    const fit = fitOf(pageWith(book, [han(300)], area(0, 2, 0, 8)))
    expect(fit.overLines).toBeGreaterThan(5)
    expect(fit.overDepth).toBe(fit.overLines * book.grid.pitch)
    expect(fit.shortCharacters).toBe(0)
  })

  test('shortCharacters really still go in, and a line more does not, in legs of any number and depth', () => {
    const seed = seedOf()
    const next = random(seed)
    for (let i = 0; i < 60; i++) {
      const [columns, lines] = [1 + Math.floor(next() * 4), 3 + Math.floor(next() * 20)]
      const least = columns * lines * cells - Math.floor(next() * 12 * cells)
      const body = [han(20 + Math.floor(next() * 40)), han(Math.max(30, least - 120))]
      const border = next() < 0.3 ? 'box' : 'none'
      const page = (more: number): PageJob =>
        pageWith(book, [body[0]!, body[1]! + han(more)], area(0, columns, 0, lines), { block: { border } })
      const fit = fitOf(page(0))
      if (fit.overLines > 0) continue
      const where = `seed ${seed}, ${columns} x ${lines} ${border}, ${body.map((each) => each.length).join(' + ')}`
      expect(fitOf(page(fit.shortCharacters)).overLines, where).toBe(0)
      expect(fitOf(page(fit.shortCharacters + cells)).overLines, where).toBeGreaterThan(0)
    }
  })

  test('the closing mark at a last line’s end takes its whole em again when text follows it', () => {
    const full = pageWith(book, [`${han(cells * 3 - 3)}。`], area(0, 1, 0, 3))
    expect(fitOf(full).shortCharacters).toBe(0)
    expect(fitOf(full).overLines).toBe(0)
  })

  test('English is counted by the width of its own words, at a character a line less', () => {
    const at = area(0, 1, 0, 30)
    const page = (count: number): PageJob => pageWith(english, [words(count)], at, { lang: 'en' })
    const fit = fitOf(page(500))
    expect(fit.shortLines).toBeGreaterThan(10)
    expect(fitOf(page(500 + fit.shortCharacters)).overLines).toBe(0)
    expect(fitOf(page(500 + fit.shortCharacters + 3 * 30)).overLines).toBeGreaterThan(0)
  })
})

describe('a block that was fitted by hand', () => {
  const at = area(0, 2, 0, 12)
  const withFitting = (fitting: Partial<Fitting>, characters = 150): PageJob =>
    pageWith(book, [han(characters)], at, { block: { fitting: { ...NATURAL, ...fitting } } })

  test('tracking sets every character of text apart by its part of an em, and says so', () => {
    const job = withFitting({ tracking: 20 })
    const line = bodyLines(job).find(({ isParagraphEnd }) => isParagraphEnd)
    const { dx = [] } = line?.runs[0] ?? {}
    expect((dx[1] ?? 0) - (dx[0] ?? 0)).toBe(em + Math.floor((em * 20) / 1000 + 0.5))
    const set = composer.setPage(job)
    expect(set.fit[0]?.fitting).toEqual({ tracking: 20, leading: 1000, air: null })
    expect(set.findings.find(({ code }) => code === 'copy.fitted')).toMatchObject({
      severity: 'note',
      values: { tracking: 20, leading: null, air: null },
    })
  })

  test('leading sets the lines of text at that part of the pitch, and more or fewer of them find room', () => {
    const tight = withFitting({ leading: 900 })
    const [first, second] = bodyLines(tight)
    const pitch = Math.floor((book.grid.pitch * 900) / 1000 + 0.5)
    expect(second!.y - first!.y).toBe(pitch)
    expect(fitOf(tight).capacity).toBe(2 * Math.floor((12 * book.grid.pitch) / pitch))
    expect(fitOf(withFitting({ leading: 1200 })).capacity).toBe(20)
    expect(fitOf(tight).depth).toBe(fitOf(tight).lines * pitch)
    expect(breachesOf(composer.setPage(tight), tight)).toEqual([])
  })

  test('air makes the title block shallower or deeper by whole lines', () => {
    const titled = (air: number | null): PageJob =>
      pageWith(book, [han(150)], at, { headline: '河水清了', block: { fitting: { ...NATURAL, air } } })
    expect(fitOf(titled(2600)).capacity).toBeLessThan(fitOf(titled(600)).capacity)
    expect(fitOf(titled(null)).fitting).toBe(null)
  })

  test('natural type is no fitting, and stands in no finding', () => {
    const job = withFitting({})
    expect(composer.setPage(job).fit[0]?.fitting).toBe(null)
    expect(composer.setPage(job).findings.some(({ code }) => code === 'copy.fitted')).toBe(false)
  })
})

describe('a block that fits itself', () => {
  const limits: Stylebook['fitting'] = {
    tracking: { least: -10, most: 30 },
    leading: { least: 950, most: 1050 },
    air: { least: 600, most: 2600 },
  }
  const at = area(0, 2, 0, 22)
  const page = (characters: number, block: object = { isFitted: true }, fitting = limits): PageJob =>
    pageWith(book, [han(characters)], at, { block, fitting, headline: '河水清了' })
  const room = fitOf(page(100, {})).capacity * cells

  test('a story over by two lines is brought in, and the page says how', () => {
    const over = page(room + cells + 3)
    expect(fitOf(page(room + cells + 3, {})).overLines).toBeGreaterThan(0)
    const fit = fitOf(over)
    expect(fit.overLines).toBe(0)
    expect(fit.fitting).not.toBe(null)
    expect(composer.setPage(over).findings.filter(({ code }) => code === 'copy.fitted').length).toBe(1)
  })

  test('a story short by two lines is brought out', () => {
    const characters = room - 2 * cells - 5
    expect(fitOf(page(characters, {})).shortLines).toBe(2)
    expect(fitOf(page(characters))).toMatchObject({ overLines: 0, shortLines: 0 })
  })

  test('one that is over by more than three lines and 2 % is left to the editor', () => {
    const far = fitOf(page(room + 6 * cells))
    expect(far.overLines).toBeGreaterThan(3)
    expect(far.fitting).toBe(null)
  })

  test('nothing is changed in a block that does not ask for it, nor in one that the hand has fitted', () => {
    expect(fitOf(page(room + 3, {})).fitting).toBe(null)
    const byHand = { isFitted: true, fitting: { ...NATURAL, tracking: 10 } }
    expect(fitOf(page(room + 3, byHand)).fitting).toEqual(byHand.fitting)
  })

  test('no means goes beyond the house’s limits: by default lines stay on the grid and letters are never set tighter', () => {
    for (const characters of [room + 8, room + 20, room - 20, room - 30]) {
      const fitting = fitOf(page(characters, { isFitted: true }, HOUSE_FITTING)).fitting
      if (!fitting) continue
      expect(fitting.leading).toBe(1000)
      expect(fitting.tracking).toBeGreaterThanOrEqual(0)
      expect(fitting.tracking).toBeLessThanOrEqual(20)
    }
  })

  test('the result is that of a cold composition, whatever stood there before', async () => {
    const seed = seedOf()
    const next = random(seed)
    for (let i = 0; i < 12; i++) {
      const job = page(room + Math.floor(next() * 6 * cells) - 3 * cells)
      const warm = dumpPage(composer.setPage(job), '')
      const cold = await composerFor(book)
      expect(warm, `seed ${seed}`).toBe(dumpPage(cold.setPage(job), ''))
      cold.release()
    }
  }, 60_000)
})

describe('ways to fit', () => {
  test('the least visible comes first: air before letters, letters before leaving the grid', () => {
    const limits = { ...HOUSE_FITTING, tracking: { least: -10, most: 20 }, leading: { least: 980, most: 1020 } }
    for (const sign of [-1, 1] as const) {
      const ways = waysTo(sign, limits, 1600, true)
      const costs = ways.map((way) => costOf(way, 1600))
      expect(costs).toEqual(costs.toSorted((a, b) => a - b))
      expect(ways[0]).toMatchObject({ tracking: 0, leading: 1000 })
      expect(ways.every((way) => sign * way.tracking >= 0 && sign * (way.leading - 1000) >= 0)).toBe(true)
    }
  })
  test('without a title there is no air to take', () => {
    expect(waysTo(-1, HOUSE_FITTING, 1600, false)).toEqual([])
  })
})
