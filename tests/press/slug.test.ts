/** What stands outside the trim: the slug line in the paper's language, and marks and patches clear of the bleed. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Lang } from '#contract/copy.ts'
import { mm } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { slugText, type SlugWords } from '#press/slug.ts'
import { frame, jobOf, LATIN, line, openShelf, page, pageOf, picture, textPage, type Shelf } from './handSet.ts'
import { inkIn, platesOf } from './plates.ts'
import { CMYK, plate } from './richPage.ts'
import { ask, bytesOf, lacks } from './tools.ts'

const words = (lang: Lang): SlugWords => ({
  lang,
  paper: lang === 'en' ? 'The Millhaven Weekly' : '云塘日报',
  issueDate: '2026-11-24',
  page: 3,
  edition: lang === 'en' ? 'Late' : '二印',
  stamp: '0123456789abcdef',
  label: lang === 'en' ? 'UNSIGNED' : '三审 许某',
  time: '2026-11-24T14:03:22.123Z',
})

describe('a slug line', () => {
  it('says paper, date, page, edition, stamp, who signed and when, in the paper’s own language', () => {
    expect(slugText(words('zh-Hans')).split('   ')).toEqual(['云塘日报', '2026-11-24', '第 3 版', '二印', '印记 0123456789ab', '三审 许某', '2026-11-24 14:03:22 UTC']) // prettier-ignore
    expect(slugText(words('zh-Hant'))).toContain('印記 0123456789ab')
    expect(slugText(words('en')).split('   ')).toEqual(['The Millhaven Weekly', '2026-11-24', 'Page 3', 'Late', 'Stamp 0123456789ab', 'UNSIGNED', '2026-11-24 14:03:22 UTC']) // prettier-ignore
  })
  it('leaves out what there is none of', () => {
    expect(slugText({ ...words('en'), edition: '', stamp: '', label: '' })).toBe('The Millhaven Weekly   2026-11-24   Page 3   2026-11-24 14:03:22 UTC') // prettier-ignore
  })
})

describe('outside the trim', () => {
  let shelf: Shelf
  beforeAll(async () => {
    shelf = await openShelf()
  })
  const press = (set: SetPage, changes: Parameters<typeof jobOf>[2] = {}): Promise<Uint8Array> =>
    bytesOf(shelf.subsetter, jobOf(shelf, set, { plate: () => plate(CMYK), ...changes }))

  it.skipIf(lacks('pdftotext'))('stands the time of each page’s own sign-off', async () => {
    const pages = ['2026-11-24T13:00:00.000Z', '2026-11-24T15:30:10.000Z'].map((time) =>
      pageOf(textPage(shelf), { time }),
    )
    const pdf = await press(textPage(shelf), { pages })
    const text = (number: number): string => ask('pdftotext', pdf, ['-f', `${number}`, '-l', `${number}`, 'FILE', '-'])
    expect(text(1)).toContain('2026-11-24 13:00:00 UTC')
    expect(text(2)).toContain('2026-11-24 15:30:10 UTC')
    expect(ask('pdfinfo', pdf, ['-rawdates', 'FILE'])).toContain('D:20261124153010Z')
  })
  it.skipIf(lacks('pdftotext'))('a name that the text face lacks is set in another of the page’s faces', async () => {
    const both = page({ frames: [frame('body', [line(shelf, mm(30), mm(50), 'Fine print '.repeat(9), { face: LATIN })]), ...textPage(shelf).frames] }) // prettier-ignore
    const pdf = await press(both, { pages: [pageOf(both, { label: 'Third reading 许某' })] })
    expect(ask('pdftotext', pdf, ['FILE', '-'])).toContain('Third reading 许某')
  })
  it.skipIf(lacks('pdftotext'))(
    'a character that no face of the page has is a question mark, and nothing breaks',
    async () => {
      const english = page({ frames: [frame('body', [line(shelf, mm(30), mm(50), 'Fine print', { face: LATIN })])] })
      const pdf = await press(english, { lang: 'en', paper: 'Weekly', pages: [pageOf(english, { label: 'Proof 许' })] })
      expect(ask('pdftotext', pdf, ['FILE', '-'])).toContain('Proof ?')
    },
  )
  it.skipIf(lacks('gs'))('lies every mark, and none inside the bleed', async () => {
    const bare = page({ frames: [frame('body', [line(shelf, mm(130), mm(200), '一', {})])], pictures: [picture(CMYK, mm(100), mm(100), mm(20), mm(20))] }) // prettier-ignore
    const plates = await platesOf(await press(bare))
    expect([...plates.keys()].toSorted()).toEqual(['Black', 'Cyan', 'Magenta', 'Yellow'])
    const { width, height } = bare.trim
    const bleed = mm(3)
    const edges = [
      { x: -bleed, y: -bleed, width: width + 2 * bleed, height: mm(20) },
      { x: -bleed, y: height - mm(20), width: width + 2 * bleed, height: mm(20) + bleed },
      { x: -bleed, y: -bleed, width: mm(20), height: height + 2 * bleed },
      { x: width - mm(20), y: -bleed, width: mm(20) + bleed, height: height + 2 * bleed },
    ]
    for (const each of plates.values()) {
      for (const edge of edges) expect(inkIn(each, edge)).toBe(0)
      expect(inkIn(each, { x: -mm(11), y: -mm(11), width: width + mm(22), height: mm(8) })).toBeGreaterThan(0.5)
    }
  })
  it.skipIf(lacks('gs'))('has patches of each ink alone, and none with more ink than newsprint takes', async () => {
    const set = { ...textPage(shelf), pictures: [picture(CMYK, mm(100), mm(300), mm(20), mm(20))] }
    const plates = await platesOf(await press(set))
    const patch = (i: number) => ({ x: mm(6) + i * mm(5), y: -mm(10), width: mm(5), height: mm(5) })
    const inks = Array.from({ length: 15 }, (_, i) => ['Cyan', 'Magenta', 'Yellow', 'Black'].map((name) => Math.round(inkIn(plates.get(name), patch(i))))) // prettier-ignore
    expect(inks.slice(0, 4)).toEqual([[100, 0, 0, 0], [0, 100, 0, 0], [0, 0, 100, 0], [0, 0, 0, 100]]) // prettier-ignore
    for (const each of inks) {
      expect(Math.max(...each)).toBeGreaterThan(0)
      expect(each.reduce((sum, ink) => sum + ink, 0)).toBeLessThanOrEqual(220)
    }
  })
  it.skipIf(lacks('gs'))('has steps of black alone where the page has no colour', async () => {
    const plates = await platesOf(await press(textPage(shelf)))
    expect([...plates.keys()]).toEqual(['Black'])
    const steps = Array.from({ length: 11 }, (_, i) => Math.round(inkIn(plates.get('Black'), { x: mm(6) + i * mm(5), y: -mm(10), width: mm(5), height: mm(5) }))) // prettier-ignore
    expect(steps).toEqual([5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
  })
  it('has nothing where there is no room for it', async () => {
    const set = { ...textPage(shelf), slug: mm(3) }
    const pdf = await press(set)
    expect(ask('pdftotext', pdf, ['FILE', '-'])).not.toContain('UTC')
  })
})
