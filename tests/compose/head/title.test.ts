/** The title block on the page: its sizes, its place and its count. */
import { describe, expect, test } from 'vitest'
import type { Copy } from '#contract/copy.ts'
import type { Block } from '#contract/dummy.ts'
import { pt } from '#contract/measure.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetBlock, SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { composerFor, copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { facesOf, openComposer } from '#compose/composer.ts'
import { area, blockOf } from '../../grid/records.ts'
import { cutterOf, loadFaces } from '../faces.ts'

const book = readStylebook('yuntang-tabloid')
const weekly = readStylebook('millhaven-weekly')
const composer = await composerFor(book, weekly)
/** A composer for which every character is a word: what it does hangs on lengths alone. */
const plain = await openComposer({ faces: loadFaces(...facesOf(book)), breakWords: cutterOf() })
const id = storyIdSchema.parse('s')
const BODY = '云塘的水一天比一天清，岸边的树一年比一年高。'.repeat(20)
const HEAD = '青石港水清岸绿七座老桥连成一条步道'

type Lines = Parameters<typeof copyOf>[0]
const copyWith = (lines: Partial<Lines>): Copy => copyOf({ id, body: [BODY], ...lines })
const setIn = (
  stylebook: Stylebook,
  copy: Copy,
  columns: number,
  change: Partial<Block> = {},
  lines = 30,
  by = composer,
): SetPage => {
  const job: PageJob = {
    page: 2,
    issue: { stylebook: stylebook.name, date: '2026-11-24', number: 1, edition: '', pages: 8 },
    stylebook: { ...stylebook, inside: { furniture: [], reserved: [] } },
    records: [{ ...blockOf('a', 's', area(0, columns, 4, lines), change), page: 2 }],
    copies: new Map([[copy.id, copy]]),
    photos: new Map(),
  }
  return by.setPage(job)
}
const set = (copy: Copy, columns: number, change: Partial<Block> = {}, lines = 30): SetPage =>
  setIn(book, copy, columns, change, lines)
const blockIn = (page: SetPage): SetBlock => page.blocks[0] as SetBlock
const linesIn = (page: SetPage, part: string) =>
  page.frames.filter((frame) => frame.part === part).flatMap((frame) => frame.lines)
const sizeOf = (page: SetPage, part = 'headline'): number => linesIn(page, part)[0]?.size ?? 0
const codesOf = (page: SetPage): string[] => page.findings.map(({ code }) => code)

describe('sizes', () => {
  test('H7: kicker and deck are two steps of the list below the headline or more, in their own faces', () => {
    const copy = copyWith({ kicker: ['三十六条河道变了样'], headline: [HEAD], deck: ['居民出门十分钟见到水'] })
    for (const headSize of [null, ...book.heads.sizes])
      for (let columns = 1; columns <= 6; columns++) {
        const page = set(copy, columns, { headSize }, 60)
        const rank = book.heads.sizes.findIndex((size) => size <= sizeOf(page))
        const below = book.heads.sizes[rank + 2] ?? sizeOf(page)
        for (const part of ['kicker', 'deck']) {
          expect(sizeOf(page, part)).toBeLessThanOrEqual(below)
          expect(sizeOf(page, part)).toBeLessThanOrEqual(Math.floor((sizeOf(page) * 7) / 10))
          expect(linesIn(page, part)[0]?.runs[0]?.face).toBe('notoSerifSc.700')
        }
        expect(linesIn(page, 'headline')[0]?.runs[0]?.face).toBe('notoSerifSc.900')
      }
  })
  test('H7: two steps are two steps, however far apart the sizes of the list lie', () => {
    const steep = { ...book, heads: { ...book.heads, sizes: [pt(40), pt(24), pt(12)] } }
    const copy = copyWith({ kicker: ['三十六条河道'], headline: ['青石港水清'] })
    const page = setIn(steep, copy, 6)
    expect([sizeOf(page), sizeOf(page, 'kicker')]).toEqual([pt(40), pt(12)])
  })
  test('a size chosen by hand is used as it is, in the list or not', () => {
    const copy = copyWith({ headline: ['青石港水清'] })
    for (const headSize of [pt(10), pt(17), pt(33), pt(40)]) expect(sizeOf(set(copy, 6, { headSize }))).toBe(headSize)
  })
  test('a headline that grows takes a smaller size or one line more: lines never get fewer, nor larger in one number of lines', () => {
    for (const columns of [1, 2, 4])
      for (const head of ['above', 'inside', 'left'] as const) {
        let [lines, size] = [1, Infinity]
        for (let length = 3; length < 40; length++) {
          const page = setIn(book, copyWith({ headline: ['水'.repeat(length)] }), columns, { head }, 30, plain)
          const count = linesIn(page, 'headline').length
          expect(count).toBeGreaterThanOrEqual(lines)
          if (count === lines) expect(sizeOf(page), `${columns} ${head} ${length}`).toBeLessThanOrEqual(size)
          ;[lines, size] = [count, sizeOf(page)]
        }
      }
  })
  test('a picture story’s headline is a step of the list below a story’s of its width', () => {
    const sizes = (['story', 'picture'] as const).map((kind) =>
      sizeOf(set(copyWith({ kind, headline: ['白鹭归来'] }), 4)),
    )
    expect(book.heads.sizes.indexOf(sizes[1] as number)).toBe(book.heads.sizes.indexOf(sizes[0] as number) + 1)
  })
  test('H6: a scale chosen by hand is on every glyph of the headline, on none of the deck, and a finding beyond the limits', () => {
    const copy = copyWith({ headline: ['青石港水清'], deck: ['居民出门见水'] })
    const page = set(copy, 4, { headScale: 1300 })
    const scales = (part: string) => linesIn(page, part).flatMap(({ runs }) => runs.map(({ scale }) => scale))
    expect(new Set(scales('headline'))).toEqual(new Set([1300]))
    expect(new Set(scales('deck'))).toEqual(new Set([1000]))
    expect(page.findings.find(({ code }) => code === 'head.stretched')?.values).toEqual({ scale: '130 %' })
    expect(codesOf(set(copy, 4, { headScale: 1200 }))).not.toContain('head.stretched')
  })
  test('H6: an English head is never stretched by itself', () => {
    for (let columns = 1; columns <= 5; columns++) {
      const copy = copyWith({ lang: 'en', headline: ['School board votes to keep the last small schoolhouse open'] })
      for (const line of linesIn(setIn(weekly, copy, columns), 'headline'))
        for (const run of line.runs) expect(run.scale).toBe(1000)
    }
  })
})

describe('place', () => {
  test('a title above takes whole lines: its rows over the pitch and the paper’s air, or what the block was fitted with', () => {
    const copy = copyWith({ kicker: ['三十六条河道'], headline: [HEAD], deck: ['居民出门十分钟'] })
    const depths = [null, 0, 1000, 2000].map((air) => {
      const page = set(copy, 4, { fitting: { tracking: 0, leading: 1000, air } })
      const head = blockIn(page).head
      const rows = page.frames.filter(({ part }) => ['kicker', 'headline', 'deck'].includes(part))
      const extent = Math.max(...rows.map(({ box }) => box.y + box.height)) - Math.min(...rows.map(({ box }) => box.y))
      expect(head?.height).toBe(
        Math.ceil((extent * 1000 + (air ?? book.heads.air) * book.grid.pitch) / (1000 * book.grid.pitch)) *
          book.grid.pitch,
      )
      return (head?.height ?? 0) / book.grid.pitch
    })
    expect(depths[2]).toBe((depths[1] ?? 0) + 1)
    expect(depths[3]).toBe((depths[1] ?? 0) + 2)
  })
  test('a title of 30 pt with a deck of 21 takes six or seven lines', () => {
    const styles = { ...book.styles, deck: { ...book.styles.deck, size: pt(21) } }
    const copy = copyWith({ headline: ['水清岸绿'], deck: ['十分钟见水'] })
    const page = setIn({ ...book, styles }, copy, 6, { headSize: pt(30) })
    const lines = (blockIn(page).head?.height ?? 0) / book.grid.pitch
    expect([6, 7]).toContain(lines)
  })
  test.each(['left', 'right', 'inside'] as const)(
    'a title %s has air on the sides where text stands, and whole lines',
    (head) => {
      const page = set(copyWith({ headline: [HEAD] }), 4, { head })
      const box = blockIn(page).head
      const words = page.frames.find(({ part }) => part === 'headline')?.box
      if (!box || !words) throw new RangeError('no title')
      const air = Math.floor(book.grid.gap / 2)
      expect(words.x - box.x).toBe(head === 'left' ? 0 : air)
      expect(box.x + box.width - words.x - words.width).toBe(head === 'right' ? 0 : air)
      expect(box.height % book.grid.pitch).toBe(0)
      for (const line of linesIn(page, 'headline')) {
        expect(line.x).toBeGreaterThanOrEqual(words.x)
        expect(line.x + line.width).toBeLessThanOrEqual(words.x + words.width)
      }
    },
  )
  test('a title beside its text is a block of several lines rather than one thin one', () => {
    expect(linesIn(set(copyWith({ headline: [HEAD] }), 4, { head: 'left' }), 'headline').length).toBe(2)
  })
  test('H9: turning the direction turns the quotes and finds another fit; turning it back gives the same page', () => {
    const copy = copyWith({ headline: ['把“一河一档”搬到堤岸上'] })
    const across = set(copy, 4)
    const down = set(copy, 4, { orientation: 'vertical' })
    expect(linesIn(down, 'headline').every(({ vertical }) => vertical)).toBe(true)
    const quote = (page: SetPage): number | undefined =>
      linesIn(page, 'headline').flatMap(({ runs }) =>
        runs.flatMap((run) => run.glyphs.filter((_, i) => run.clusters[i] === '“')),
      )[0]
    expect(quote(down)).not.toBe(quote(across))
    expect(blockIn(down).head?.height).toBeGreaterThan(blockIn(across).head?.height ?? Infinity)
    expect(set(copy, 4).frames).toEqual(across.frames)
  })
  test('H9: a vertical headline’s columns have five to twelve characters', () => {
    for (let length = 5; length <= 24; length++) {
      const headline = [HEAD.concat('居民十分钟见水').slice(0, length)]
      for (const lines of [16, 24, 40]) {
        const found = linesIn(set(copyWith({ headline }), 4, { orientation: 'vertical' }, lines), 'headline')
        for (const { text } of found)
          expect(text.length, found.map((line) => line.text).join('|')).toBeLessThanOrEqual(12)
        if (found.length < 4)
          for (const { text } of found)
            expect(text.length, found.map((line) => line.text).join('|')).toBeGreaterThanOrEqual(4)
      }
    }
  })
})

describe('the count', () => {
  test('kicker, headline and deck are counted, in that order; parts without words are left out', () => {
    const page = set(
      copyWith({ kicker: ['三十六条'], headline: ['青石港水清岸绿', '七座老桥连成步道'], deck: [' '] }),
      4,
    )
    expect(blockIn(page).counts.map(({ part, characters }) => [part, characters])).toEqual([
      ['kicker', 4],
      ['headline', 15],
    ])
    for (const { characters, holds } of blockIn(page).counts) expect(holds).toBeGreaterThanOrEqual(characters)
  })
  test('it is live: a character more is one more, and what it holds is the same while size and lines are', () => {
    const at = (length: number) => {
      const page = setIn(book, copyWith({ headline: ['水'.repeat(length)] }), 3, {}, 30, plain)
      return { ...blockIn(page).counts[0], size: sizeOf(page), lines: linesIn(page, 'headline').length }
    }
    for (let length = 3; length < 30; length++) {
      const [now, next] = [at(length), at(length + 1)]
      expect(next.characters).toBe(length + 1)
      if (now.size === next.size && now.lines === next.lines && length < (now.holds ?? 0))
        expect(next.holds).toBe(now.holds)
      if (length < (now.holds ?? 0)) expect([next.size, next.lines]).toEqual([now.size, now.lines])
    }
  })
})

describe('hostile titles are a finding', () => {
  test('a title in a box without room, and one that is a story by its length', () => {
    const copy = copyWith({ headline: [HEAD] })
    expect(codesOf(set(copy, 1, { border: 'box' }, 2))).toContain('head.overset')
    expect(codesOf(set(copyWith({ headline: ['水'.repeat(10_000)] }), 2))).toContain('head.overset')
    expect(codesOf(set(copyWith({ headline: ['水'.repeat(10_000)] }), 2, { orientation: 'vertical' }))).toContain(
      'head.overset',
    )
  })
  test('sizes and scales that no one would choose', () => {
    const copy = copyWith({ headline: [HEAD, '', '水'], kicker: ['\n\n'], deck: ['，，，'] })
    for (const headSize of [1, pt(4000)])
      for (const headScale of [500, 2000])
        for (const orientation of ['horizontal', 'vertical'] as const)
          expect(set(copy, 2, { headSize, headScale, orientation }).blocks.length).toBe(1)
  })
})
