/** Spot inks of a paper: named once in the stylebook, borne by what furniture and tints print in them. */
import { afterAll, describe, expect, it } from 'vitest'
import { shownRgb, type SpotInk } from '#contract/inks.ts'
import { mm } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { stylebookSchema, type Furniture, type Stylebook } from '#contract/stylebook.ts'
import { dumpPage } from '#compose/dump.ts'
import { composerFor, readStylebook } from '../../../scripts/galleyJob.ts'
import { area } from '../../grid/records.ts'
import { bodyOf, pageOf, storyOf } from './blocks.ts'

const RED: SpotInk = { name: 'Spot Red', cmyk: [0, 90, 80, 0] }
const box = { x: mm(25), y: mm(20), width: mm(100), height: mm(20) }
const furniture: Furniture[] = [
  { kind: 'text', box, text: '{paper}', style: 'masthead', ink: RED.name, reversed: false, vertical: false },
  { kind: 'text', box, text: '导读', style: 'folio', ink: RED.name, reversed: true, vertical: false },
  { kind: 'text', box, text: '{date}', style: 'folio', reversed: false, vertical: false },
  { kind: 'rule', box, tint: 100, ink: RED.name },
  { kind: 'tint', box, tint: 20, ink: RED.name },
  { kind: 'rule', box, tint: 100 },
]
const plain = readStylebook('yuntang-tabloid')
const book: Stylebook = { ...plain, inks: [RED], tintInk: RED.name, front: { furniture, reserved: [] } }
const composer = await composerFor(plain)
afterAll(() => composer.release())

const set = (stylebook: Stylebook): SetPage => {
  const job = pageOf(stylebook, storyOf(bodyOf(200)), [area(0, 3, 20, 20)], { tint: 12 })
  return composer.setPage({ ...job, stylebook })
}
const inksOf = (page: SetPage): (string | undefined)[] =>
  page.frames.filter(({ part }) => part === 'furniture').map(({ lines }) => lines[0]?.runs[0]?.ink?.name)

describe('furniture in a spot ink', () => {
  it('bears the ink on its type; white type and the rest bear none', () =>
    expect(inksOf(set(book))).toEqual([RED.name, undefined, undefined]))
  it('bears the ink on its rules and tints', () => {
    const rules = set(book).rules.filter(({ record }) => record === null)
    expect(rules.map(({ kind, ink }) => [kind, ink?.name])).toEqual([
      ['furniture', RED.name],
      ['tint', RED.name],
      ['furniture', undefined],
    ])
  })
  it('is written into the page’s dump, so that a golden shows it', () =>
    expect(dumpPage(set(book), '').match(/ in "Spot Red"/g)?.length).toBeGreaterThanOrEqual(4))
})

describe('tints under blocks', () => {
  it('print in the paper’s tint ink', () => {
    const tints = set(book).rules.filter(({ kind, record }) => kind === 'tint' && record !== null)
    expect(tints.map(({ ink }) => ink?.name)).toEqual(tints.map(() => RED.name))
    expect(tints).not.toEqual([])
  })
  it('are black where the paper names none', () => {
    const tints = set({ ...book, tintInk: undefined }).rules.filter(({ kind, record }) => kind === 'tint' && record !== null) // prettier-ignore
    expect(tints.every(({ ink }) => ink === undefined)).toBe(true)
  })
})

describe('a stylebook', () => {
  it('names every ink that it asks for', () => {
    expect(stylebookSchema.safeParse(book).success).toBe(true)
    expect(stylebookSchema.safeParse({ ...book, inks: [] }).success).toBe(false)
    expect(stylebookSchema.safeParse({ ...plain, tintInk: RED.name }).success).toBe(false)
  })
  it('calls no ink by the name of a plate of the process', () => {
    for (const name of ['Black', 'All', 'None', 'Cyan']) {
      expect(stylebookSchema.safeParse({ ...plain, inks: [{ ...RED, name }] }).success).toBe(false)
    }
  })
})

describe('an ink on a screen', () => {
  it('is its alternate in sRGB, paler as its tint is', () => {
    expect(shownRgb({ name: 'n', cmyk: [0, 100, 100, 0] }, 100)).toEqual([255, 0, 0])
    expect(shownRgb({ name: 'n', cmyk: [0, 100, 100, 0] }, 50)).toEqual([255, 128, 128])
    expect(shownRgb({ name: 'n', cmyk: [0, 0, 0, 100] }, 100)).toEqual([0, 0, 0])
    expect(shownRgb({ name: 'n', cmyk: [10, 20, 30, 0] }, 0)).toEqual([255, 255, 255])
  })
})
