/** The reader on text that no paper ever printed, and on as much of it as it takes. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importItemSchema, repairSchema } from '#contract/exchange.ts'
import { isFault } from '#contract/faults.ts'
import { readPageText } from '#exchange/readPageText.ts'
import { linesOf, read } from './pages.ts'

const utf16 = (units: readonly number[]): Uint8Array => {
  const bytes = Buffer.from(new Uint16Array([0xfeff, ...units]).buffer)
  return new Uint8Array(bytes)
}

const unit = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }) },
  { weight: 2, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 2, arbitrary: fc.constantFrom(0x0a, 0x0a, 0x0d, 0x20, 0x3000, 0xff0c, 0x3002, 0x201c, 0x201d, 0x22, 0x27) },
  { weight: 1, arbitrary: fc.constantFrom(0x202e, 0x2066, 0x200f, 0x061c, 0x0301, 0x20e3, 0x3099, 0xfe0f, 0x200d) },
  { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 0xffff }) },
)
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

test('any Unicode, lone surrogates and direction marks too, gives valid items without them, or a fault', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 300 }), (units) => {
      const page = readPageText(utf16(units), 'x.txt')
      if (isFault(page)) return
      for (const item of page.items) {
        importItemSchema.parse(item)
        expect(JSON.stringify(item)).not.toMatch(DIRECTION)
        for (const text of [...item.headline, ...item.body, item.slug, item.cutline]) expect(text).not.toMatch(LONE)
        for (const index of item.subheads) expect(item.body[index]).toBeDefined()
        expect(item.leadIns).toHaveLength(item.body.length)
      }
      for (const repair of page.repairs) {
        repairSchema.parse(repair)
        if (!repair.at) continue
        const line = linesOf(page.items[repair.at.item]!, repair.at.part)[repair.at.paragraph]
        expect(line, repair.why).toBeDefined()
        expect(repair.at.from).toBeLessThanOrEqual(repair.at.to)
        expect(repair.at.to).toBeLessThanOrEqual(line!.length)
      }
    }),
    { numRuns: 1000, verbose: 1 },
  )
})

test('16 MB take less than eight times as long as 4 MB, and less than 1.5 GB of heap', { timeout: 240_000 }, () => {
  const page = readFileSync(new URL('../fixtures/pages/zh-cut-paragraphs.txt', import.meta.url), 'utf8')
  const time = (size: number): number => {
    const bytes = new TextEncoder().encode(page.repeat(Math.floor(size / Buffer.byteLength(page))))
    const start = performance.now()
    const { items } = read(bytes)
    const spent = performance.now() - start
    expect(items.length).toBeGreaterThan(500)
    expect(process.memoryUsage().heapUsed).toBeLessThan(1.5 * 2 ** 30)
    return spent
  }
  time(1 << 20)
  const four = time(1 << 22)
  expect(time(1 << 24) / four).toBeLessThan(8)
})

test(
  'nine texts of one line each, up to 1.8 MB without a blank or a stop, are read in less than a minute',
  { timeout: 120_000 },
  () => {
    const start = performance.now()
    for (const text of ['桥', 'a', '(', '"', "'", ',桥', '“', ' 桥', '第3版'])
      read(new TextEncoder().encode(text.repeat(200_000)))
    expect(performance.now() - start).toBeLessThan(60_000)
  },
)
