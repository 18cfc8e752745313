/**
 * The bar of quality over the corpus of tests/fixtures/corpus, at the measures that papers set. Where a line is looser than
 * the bar, it is proved by a search over all legal breaks that its paragraph has no better set.
 */
import { readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openComposer } from '#compose/composer.ts'
import { breachesOf, type Breach } from '#compose/fit/breaches.ts'
import { openStyles } from '#compose/styles.ts'
import type { Lang } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { HouseRules } from '#contract/stylebook.ts'
import { bodyLines, characters, corpusFaces, ems, houseOf, jobOf, readCorpus, type Story } from './corpus.ts'
import { openMinimax } from './minimax.ts'
import { countOf } from './quality.ts'

const faces = corpusFaces()
const composer = await openComposer({ faces, breakWords: () => [] })
const minimax = openMinimax(faces)
const corpus = readCorpus()

interface SetOne {
  readonly story: Story
  readonly set: SetPage
  readonly breaches: readonly Breach[]
}

/** The corpus of one language at one measure, set once for all the tests that look at it. */
const known = new Map<string, readonly SetOne[]>()
function setAt(lang: Lang, measure: Emu, rules: Partial<HouseRules> = {}): readonly SetOne[] {
  const key = JSON.stringify([lang, measure, rules])
  const found = known.get(key) ?? setStories(lang, measure, rules)
  known.set(key, found)
  return found
}
const setStories = (lang: Lang, measure: Emu, rules: Partial<HouseRules>): SetOne[] =>
  corpus
    .filter((story) => story.lang === lang)
    .map((story) => {
      const job = jobOf(story, { measure, rules })
      const set = composer.setPage(job)
      return { story, set, breaches: breachesOf(set, job) }
    })

const counted = (lang: Lang, all: readonly SetOne[]) =>
  countOf(
    lang,
    all.map(({ story, set }) => ({ name: story.name, lines: bodyLines(set), findings: set.findings })),
  )

/** Paragraphs with a line looser than `bar`, and the least that any legal set of breaks would give each. */
function looser(lang: Lang, measure: Emu, bar: number, rules: Partial<HouseRules> = {}) {
  const styles = openStyles(houseOf(lang, { measure, rules }))
  return setAt(lang, measure, rules).flatMap(({ story, set }) =>
    story.paragraphs.flatMap((text, paragraph) => {
      const lines = bodyLines(set).filter((line) => line.from?.paragraph === paragraph)
      const worst = lines.reduce((most, line) => Math.max(most, line.gap), 0)
      if (worst <= bar) return []
      const isAfterHead = paragraph === 0
      const style = styles.style('text', lang, lang === 'en' && isAfterHead ? { indent: 0 } : {})
      const least = minimax.worst(text, style, measure, { lastResort: true })
      return [{ worst, least, text: lines.find((line) => line.gap === worst)?.text ?? '' }]
    }),
  )
}

const charactersOf = (lang: Lang): number =>
  corpus
    .filter((story) => story.lang === lang)
    .reduce((sum, { paragraphs }) => sum + [...paragraphs.join('')].length, 0)

const NARROW = { justifiesNarrow: true }
const UNITS = { dividesUnits: true }
const CHINESE = [11, 12, 13, 20]
const ENGLISH = [27, 32, 45]
const CASES: readonly (readonly [string, Lang, Emu, Partial<HouseRules>])[] = [
  ...CHINESE.map((count) => [`zh-Hans at ${count} em`, 'zh-Hans', ems(count), {}] as const),
  ...CHINESE.map((count) => [`zh-Hant at ${count} em`, 'zh-Hant', ems(count), {}] as const),
  ...ENGLISH.map((count) => [`en at ${count} characters`, 'en', characters(count), NARROW] as const),
]

describe('the corpus', () => {
  it('holds 60,000 characters: 34,000 Simplified, 5,000 Traditional, 22,000 English, in files below 60 KB', () => {
    expect(charactersOf('zh-Hans')).toBeGreaterThan(34_000)
    expect(charactersOf('zh-Hant')).toBeGreaterThan(5_000)
    expect(charactersOf('en')).toBeGreaterThan(22_000)
    const folder = new URL('../fixtures/corpus/', import.meta.url)
    for (const file of readdirSync(folder)) expect(statSync(new URL(file, folder)).size, file).toBeLessThan(60_000)
  })
})

describe.each(CASES)('%s', (_, lang, measure, rules) => {
  it('loses no character', () => {
    for (const { story, set } of setAt(lang, measure, rules)) {
      const shown = bodyLines(set)
        .map((line) => line.text)
        .join('')
      expect(shown.replace(/[\s\u3000]/g, ''), story.name).toBe(story.paragraphs.join('').replace(/[\s\u3000]/g, ''))
    }
  })
  it('R1-R4: no line begins or ends with what may not', () => {
    expect(counted(lang, setAt(lang, measure, rules)).ends).toEqual([])
  })
  it('breaks no rule that is not reported as having had no legal way, and few that are', () => {
    const all = setAt(lang, measure, rules)
    const breaches = all.flatMap((each) => each.breaches)
    expect(breaches.filter(({ isReported }) => !isReported)).toEqual([])
    const lines = all.reduce((sum, { set }) => sum + bodyLines(set).length, 0)
    expect(breaches.length / lines).toBeLessThan(lang === 'en' && measure < characters(30) ? 0.12 : 0.05)
  })
})

describe('R12: gaps of Chinese body', () => {
  it.each([
    ['zh-Hans', 13, {}],
    ['zh-Hans', 20, {}],
    ['zh-Hant', 13, {}],
  ] as const)('%s at %i em %o: above 0.10 em only where no legal set of breaks has less', (lang, count, rules) => {
    for (const { worst, least, text } of looser(lang, ems(count), 100, rules)) {
      expect(least, `${text} (${worst})`).toBeGreaterThan(100)
    }
  })
  it('at 13 em fewer than 5 % of lines are above 0.10 em and 2 % above 0.20; with units parted half of them', () => {
    const share = (rules: Partial<HouseRules>) => {
      const { lines, above } = counted('zh-Hans', setAt('zh-Hans', ems(13), rules))
      return above.map((step) => (100 * step.lines) / lines)
    }
    const [whole, parted] = [share({}), share(UNITS)]
    expect(whole[1]).toBeLessThan(5)
    expect(whole[2]).toBeLessThan(2)
    expect(parted[1]).toBeLessThan(2.5)
    expect(parted[2]).toBeLessThan(0.7)
  })
})

describe('E6: word spaces of English body', () => {
  it.each(ENGLISH)(
    'at %i characters: above two and a half times natural only where no legal set of breaks has less',
    (count) => {
      for (const { worst, least, text } of looser('en', characters(count), 2500, NARROW)) {
        expect(least, `${text} (${worst})`).toBeGreaterThan(2500)
        // The sum of all lines decides, not the worst one alone: it stays near the least that there can be.
        expect(worst, text).toBeLessThan(2 * least)
      }
    },
  )
})
