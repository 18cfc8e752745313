/** The rules of the body that only a page can keep: R14 at the head of a column, R16, R17 and R19 (typesetting.md). */
import { describe, expect, it } from 'vitest'
import type { Copy } from '#contract/copy.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { composerFor, copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf } from '../../grid/records.ts'

const book = { ...readStylebook('yuntang-tabloid'), front: { furniture: [], reserved: [] } }
const composer = await composerFor(book)
const issue = { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }
const SENTENCE = '云塘的水一天比一天清，岸边的树一年比一年高。'
const copy = (id: string, body: string[], headline: string[] = []): Copy =>
  copyOf({ id: storyIdSchema.parse(id), headline, body })
const job = (copies: readonly Copy[], columns: number, lines: number): PageJob => ({
  page: 1,
  issue,
  stylebook: book,
  records: copies.map((each, i) => blockOf(`b${i}`, each.id, area(i * columns, columns, 0, lines))),
  copies: new Map(copies.map((each) => [each.id, each])),
  photos: new Map(),
})
const bodyOf = (set: SetPage) => set.frames.filter(({ part }) => part === 'body')

describe('R14: the last line of a paragraph', () => {
  it('R14: does not head a column: the line before it goes with it, where there is a line to spare', () => {
    let moved = 0
    for (let length = 90; length < 140; length++) {
      const body = [SENTENCE.repeat(9).slice(0, length), SENTENCE]
      const set = composer.setPage(job([copy('s', body)], 2, 10))
      for (const { lines } of bodyOf(set)) {
        const [first] = lines
        expect([length, first?.isParagraphEnd && first.from?.offset !== 0]).toEqual([length, false])
        if (first?.from?.paragraph === 0 && lines[1]?.isParagraphEnd && lines[1].from?.paragraph === 0) moved++
      }
    }
    expect(moved).toBeGreaterThan(0)
  })
  it('R14: does not head a column: a paragraph of two lines goes whole, where there is a line to spare', () => {
    const first = SENTENCE.repeat(5)
    const depth = (composer.setPage(job([copy('s', [first])], 1, 40)).fit[0]?.lines ?? 0) + 1
    const set = composer.setPage(job([copy('s', [first, SENTENCE.slice(0, 15)])], 2, depth))
    const [, second] = bodyOf(set)
    expect(second?.lines.map(({ from }) => [from?.paragraph, from?.offset === 0])).toEqual([
      [1, true],
      [1, false],
    ])
    expect(set.findings.map(({ code }) => code)).not.toContain('line.widow')
  })
  it('R14: is remarked where the block is full and it cannot be repaired', () => {
    const first = SENTENCE.repeat(5)
    const depth = (composer.setPage(job([copy('s', [first])], 1, 40)).fit[0]?.lines ?? 0) - 1
    let seen = 0
    for (let length = 20; length < 200; length++) {
      const set = composer.setPage(job([copy('s', [first, SENTENCE.repeat(9).slice(0, length)])], 2, depth))
      if (set.fit[0]?.shortLines !== 0 || set.fit[0].overLines !== 0) continue
      const [, second] = bodyOf(set)
      expect(second?.lines[0]?.isParagraphEnd).toBe(true)
      expect(set.findings.map(({ code }) => code)).toContain('line.widow')
      seen++
    }
    expect(seen).toBeGreaterThan(0)
  })
})

it('R16: the lines of all stories of a page stand on one grid, heads taking whole lines', () => {
  const set = composer.setPage(
    job(
      [
        copy('a', [SENTENCE.repeat(6)], ['云塘水清岸绿']),
        copy('b', [SENTENCE.repeat(4), '# 岸边的树', SENTENCE.repeat(3)], ['七座老桥连成一条步道', '居民出门可见水']),
      ],
      2,
      30,
    ),
  )
  const text = bodyOf(set)
    .flatMap(({ lines }) => lines)
    .filter(({ size }) => size === book.styles.text.size)
  expect(text.length).toBeGreaterThan(20)
  for (const { y } of text) expect((y - (text[0]?.y ?? 0)) % book.grid.pitch).toBe(0)
  for (const { head } of set.blocks) expect((head?.height ?? 0) % book.grid.pitch).toBe(0)
})

it('R17: a subhead has two lines under it in its own column', () => {
  for (let length = 40; length < 120; length += 3) {
    const body = [SENTENCE.repeat(9).slice(0, length), '# 岸边的树', SENTENCE.repeat(3)]
    const frame = bodyOf(composer.setPage(job([copy('s', body)], 2, 12))).find(({ lines }) =>
      lines.some(({ text }) => text === '岸边的树'),
    )
    const at = frame?.lines.findIndex(({ text }) => text === '岸边的树') ?? 0
    expect([length, (frame?.lines.length ?? 0) - at - 1 >= 2]).toEqual([length, true])
  }
})

describe('R19: quotes', () => {
  const remarks = (body: string[]) =>
    composer
      .setPage(job([copy('s', body)], 2, 20))
      .findings.filter(({ code }) => code === 'copy.quotes')
      .map(({ at, values, severity }) => [severity, at?.paragraph, at?.offset, values['mark']])
  it('R19: a quote without its partner and one in the wrong place are remarked where they stand', () => {
    expect(remarks(['他说：“水清了。', SENTENCE])).toEqual([['warning', 0, 3, '“']])
    expect(remarks([SENTENCE, '水清了”。'])).toEqual([['warning', 1, 3, '”']])
    expect(remarks(['他说：‘水清了’。'])).toEqual([['warning', 0, 3, '‘']])
  })
  it('R19: a running quotation opens each paragraph and closes the last', () => {
    expect(remarks(['他说：“水清了。', '“树高了。', '“人来了。”'])).toEqual([])
    expect(remarks(['他说：“水清了。”', '“人说‘好’。”'])).toEqual([])
  })
})
