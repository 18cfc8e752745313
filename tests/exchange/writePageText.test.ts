import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writePageText } from '#exchange/writePageText.ts'
import { linesOf, PAGES, readText } from './pages.ts'
import { PARTS } from '#contract/copy.ts'

describe.each(PAGES)('%s', (_name, source) => {
  test('written and read again, the items are the same', () => {
    const { items } = readText(source)
    expect(readText(writePageText(items)).items).toEqual(items)
  })
})

test('every word of every part is written, in any mixture of parts', () => {
  const line = fc.constantFrom(
    '云塘今日开桥',
    '桥上，风大。',
    '（东街 马守一）',
    'By Ruth Pell',
    'A bridge opens',
    'It rained.',
  )
  const list = fc.array(line, { maxLength: 3 })
  const item = fc.record({
    kicker: list,
    headline: list,
    deck: list,
    bylines: list,
    body: list,
    jumpLines: list,
    credits: list,
    cutline: line,
  })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 3 }), (parts) => {
      const items = parts.map((each) => ({
        kind: 'story' as const,
        lang: 'zh-Hans' as const,
        slug: 'x',
        orientation: 'horizontal' as const,
        leadIns: each.body.map(() => 0),
        subheads: [],
        ...each,
      }))
      const sorted = (text: string): string => [...text.replace(/\s/g, '')].sort().join('')
      const words = items.flatMap((each) => PARTS.flatMap((part) => linesOf(each, part))).join('')
      expect(sorted(writePageText(items))).toBe(sorted(words))
    }),
    { verbose: 1 },
  )
})

test('no items are no text', () => expect(writePageText([])).toBe(''))
