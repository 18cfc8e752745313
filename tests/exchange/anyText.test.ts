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

/** Milliseconds that a text takes to read; machines are shared, so only ratios of one run are asserted. */
function timeOf(text: string): number {
  const bytes = new TextEncoder().encode(text)
  const started = performance.now()
  read(bytes)
  return performance.now() - started
}

test(
  'a page of four times the length takes less than twelve times as long, and a sane heap',
  { timeout: 600_000 },
  () => {
    const page = readFileSync(new URL('../fixtures/pages/zh-cut-paragraphs.txt', import.meta.url), 'utf8')
    const ofSize = (size: number): string => page.repeat(Math.floor(size / Buffer.byteLength(page)))
    timeOf(ofSize(1 << 20))
    const four = timeOf(ofSize(1 << 22))
    expect(timeOf(ofSize(1 << 24)) / four).toBeLessThan(12)
    expect(process.memoryUsage().heapUsed).toBeLessThan(1.5 * 2 ** 30)
  },
)

test(
  'a line without a blank or a stop takes less than twelve times as long when it is four times as long',
  { timeout: 600_000 },
  () => {
    for (const text of ['桥', 'a', '(', '"', "'", ',桥', '“', ' 桥', '第3版']) {
      timeOf(text.repeat(20_000))
      const short = timeOf(text.repeat(50_000))
      expect(timeOf(text.repeat(200_000)) / Math.max(short, 50), text).toBeLessThan(12)
    }
  },
)
