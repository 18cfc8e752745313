/** Ads on a set page: their own size, their label, their stamp; and what preflight says of them there. */
import { afterAll, describe, expect, test } from 'vitest'
import type { Ad } from '#contract/ad.ts'
import type { Block } from '#contract/dummy.ts'
import type { FindingCode } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { foot, mm, right, type Emu } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { WHOLE } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { composerFor, copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { findingsOf } from '../../preflight/pages.ts'
import { area, blockOf, photoOf } from '../../grid/records.ts'

const book = readStylebook('yuntang-tabloid')
const english = readStylebook('millhaven-weekly')
const composer = await composerFor(book, english)
afterAll(() => composer.release())

const ITEM = storyIdSchema.parse('ad')

const FACTS: Ad = {
  item: ITEM,
  source: 'ab'.repeat(32),
  page: 1,
  trim: { width: mm(100), height: mm(60) },
  box: 'trim',
  bleed: 0,
  fonts: [{ name: 'LampSerif', isEmbedded: true }],
  colours: ['cmyk'],
  spots: [],
  isTransparent: false,
  isModern: false,
  resolution: 300,
  mostInk: 200,
  standard: 'PDF/X-1a:2003',
  isMarked: false,
  extras: [],
}

interface Change {
  readonly ad?: Partial<Ad>
  readonly block?: Partial<Block>
  readonly scale?: number
  readonly stylebook?: Stylebook
}

/** A page with an ad of 100 x 60 mm on three columns and sixteen lines: 111 x 65.3 mm. */
function jobOf({ ad = {}, block = {}, scale, stylebook = book }: Change = {}): PageJob {
  const photo = photoOf('p1', { format: 'pdf', name: 'lamp.pdf', ad: { ...FACTS, ...ad } })
  const whole = area(0, 3, 0, 16)
  const picture = { photo: photo.id, area: whole, crop: WHOLE, ...(scale === undefined ? {} : { scale }) }
  const record = blockOf('a', ITEM, area(0, 3, 40, 16), { page: 2, pictures: [picture], ...block })
  return {
    page: 2,
    issue: { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 },
    stylebook,
    records: [record],
    copies: new Map([[ITEM, copyOf({ id: ITEM, kind: 'ad', lang: stylebook.lang })]]),
    photos: new Map([[photo.id, photo]]),
  }
}

const setOf = (change: Change = {}) => composer.setPage(jobOf(change))
const labelOf = (change: Change = {}) => setOf(change).frames.find(({ id }) => id === 'a.label.0')

/** What preflight says of the ad: the page's own furniture is not at issue. */
const saidOf = (change: Change) =>
  findingsOf({ set: setOf(change), job: jobOf(change) }).filter(({ code }) => code.startsWith('ad.'))
const codesOf = (change: Change): FindingCode[] => saidOf(change).map(({ code }) => code)
const valuesOf = (change: Change) => saidOf(change)[0]?.values

describe('an ad in its block', () => {
  test('stands in its own size, in the middle and on the foot', () => {
    const { pictures, blocks } = setOf()
    const [{ box }, { box: block }] = [pictures[0]!, blocks[0]!]
    expect(box).toMatchObject({ width: mm(100), height: mm(60) })
    expect(foot(box)).toBe(foot(block))
    expect(Math.abs(box.x - block.x - (right(block) - right(box)))).toBeLessThanOrEqual(1)
  })

  test('is never scaled by itself, however small its block is', () => {
    const { pictures } = setOf({ block: { areas: [area(0, 1, 40, 4)] } })
    expect(pictures[0]?.box).toMatchObject({ width: mm(100), height: mm(60) })
  })

  test('is scaled by hand both ways alike, and its resolution with it', () => {
    const [picture] = setOf({ scale: 1500 }).pictures
    expect(picture).toMatchObject({ box: { width: mm(150), height: mm(90) }, resolution: 200, isAd: true, crop: WHOLE })
  })

  test('has no copy that could be over or short, and no copyfit', () => {
    const { fit, findings } = setOf()
    expect(fit[0]).toMatchObject({ overLines: 0, shortLines: 0, characters: 0 })
    expect(findings).toEqual([])
    const job = jobOf()
    expect(composer.copyfit(job, job.records[0]!.id)).toBeNull()
  })

  test('is missed where its picture is gone', () => {
    expect(setOf({ block: { pictures: [] } }).findings.map(({ code }) => code)).toEqual(['picture.missing'])
  })

  test('changes the stamp with its bytes and with its scale', () => {
    const stamp = composer.stampOf(jobOf())
    expect(composer.stampOf(jobOf({ scale: 990 }))).not.toBe(stamp)
    const job = jobOf()
    const photos = new Map([...job.photos].map(([id, photo]) => [id, { ...photo, sha256: '9'.repeat(64) }]))
    expect(composer.stampOf({ ...job, photos })).not.toBe(stamp)
  })
})

describe('the label', () => {
  test('stands in a line of its own right over the ad, in the paper’s language', () => {
    const label = labelOf()
    const [{ box }] = [setOf().pictures[0]!]
    expect(label?.box).toEqual({ x: box.x, y: box.y - book.grid.pitch, width: box.width, height: book.grid.pitch })
    expect(label?.lines.map(({ text }) => text)).toEqual(['广告'])
    expect(labelOf({ stylebook: english })?.lines[0]?.text).toBe('ADVERTISEMENT')
  })

  test('has the paper’s own word, and none where the paper has none', () => {
    const own = { ...book, ads: { label: '启事', style: 'folio' as const } }
    expect(labelOf({ stylebook: own })?.lines[0]?.text).toBe('启事')
    expect(labelOf({ stylebook: { ...book, ads: { label: '', style: 'folio' } } })).toBeUndefined()
  })

  test('is left out where a hand turned it off, and that is remarked unless the ad says so itself', () => {
    const off = { block: { head: 'none' as const, areas: [area(0, 3, 41, 15)] } }
    expect(labelOf(off)).toBeUndefined()
    expect(codesOf(off)).toEqual(['ad.unmarked'])
    expect(codesOf({ ...off, ad: { isMarked: true } })).toEqual([])
  })
})

describe('preflight', () => {
  test('says nothing of an ad that is fit', () => {
    expect(codesOf({})).toEqual([])
  })

  test.each<[FindingCode, Partial<Ad>, object]>([
    ['ad.rgb', { colours: ['grey', 'rgb'] }, {}],
    ['ad.fontMissing', { fonts: [{ name: 'Helvetica', isEmbedded: false }] }, { fonts: 'Helvetica' }],
    ['ad.spot', { spots: ['Lamp Red'], colours: ['spot'] }, { spots: 'Lamp Red' }],
    ['ad.transparency', { isTransparent: true }, {}],
    ['ad.modern', { isModern: true }, {}],
    ['ad.ink', { mostInk: 221 }, { ink: 221, most: 220 }],
    ['ad.lowResolution', { resolution: 149 }, { resolution: 149, least: 150 }],
  ])('remarks %s, with the ad’s name and the values of its words', (code, ad, values) => {
    expect(codesOf({ ad })).toEqual([code])
    expect(valuesOf({ ad })).toMatchObject({ name: 'lamp.pdf', ...values })
  })

  test('takes a spot that is one of the paper’s own inks', () => {
    const stylebook: Stylebook = { ...book, inks: [{ name: 'Lamp Red', cmyk: [0, 95, 90, 0] }] }
    expect(codesOf({ stylebook, ad: { spots: ['Lamp Red'] } })).toEqual([])
    expect(valuesOf({ stylebook, ad: { spots: ['Lamp Red', 'Gold'] } })).toMatchObject({ spots: 'Gold' })
  })

  test('asks for another size where the ad does not fit its block, and says the scale that would', () => {
    const sized = (width: Emu, height: Emu): Change => ({ ad: { trim: { width, height } } })
    expect(codesOf(sized(mm(120), mm(60)))).toEqual(['ad.size'])
    expect(codesOf(sized(mm(100), mm(66)))).toEqual(['ad.size'])
    expect(codesOf(sized(mm(60), mm(60)))).toEqual(['ad.size'])
    expect(codesOf(sized(mm(100), mm(40)))).toEqual(['ad.size'])
    expect(codesOf(sized(mm(111), mm(61)))).toEqual([])
    expect(valuesOf(sized(mm(222.25), mm(122.5)))).toMatchObject({ scale: 50 })
    expect(valuesOf(sized(mm(222.25), mm(40)))).toMatchObject({ scale: null })
  })

  test('a picture scaled down by hand has the resolution that it then has', () => {
    expect(codesOf({ ad: { resolution: 120 } })).toEqual(['ad.lowResolution'])
    expect(codesOf({ ad: { resolution: 120, trim: { width: mm(200), height: mm(120) } }, scale: 500 })).toEqual([])
  })
})
