import { describe, expect, test } from 'vitest'
import type { MarkKind } from '#contract/mark.ts'
import { correct } from '#story/corrections.ts'
import { charactersIn } from '#story/traces.ts'
import { docOf, linesOf, proveLaws } from './laws.ts'

/** Carries a mark out on the words between the bars; null where it refuses. */
function carryOut(kind: MarkKind, lines: readonly string[], proposed = '', words?: string): string[] | null {
  const { doc, anchor: from, head: to } = docOf(lines)
  const marked = words ?? charactersIn(doc, from, to).text
  const tr = correct(doc, { kind, from, to, words: marked, proposed })
  if (!tr) return null
  proveLaws(tr)
  return linesOf(tr.doc)
}

const HEAD = 'headline: 题'

describe('the edit that a mark names', () => {
  test('puts other words in place of the marked ones, in the same face', () => {
    expect(carryOut('correct', [HEAD, 'paragraph: {|云糖|}日报'], '云塘')).toEqual([HEAD, 'paragraph: {云塘}日报'])
    expect(carryOut('transpose', [HEAD, 'paragraph: 昨|塘云|通车'], '云塘')).toEqual([HEAD, 'paragraph: 昨云塘通车'])
  })
  test('puts words in between two characters', () => {
    expect(carryOut('insert', [HEAD, 'paragraph: 云|日报'], '塘')).toEqual([HEAD, 'paragraph: 云塘日报'])
  })
  test('takes words out, and leaves a line that has no others', () => {
    expect(carryOut('delete', [HEAD, 'paragraph: 昨|日日|通车'])).toEqual([HEAD, 'paragraph: 昨通车'])
    expect(carryOut('delete', [HEAD, 'paragraph: |通车|'])).toEqual([HEAD, 'paragraph: '])
  })
  test('divides a paragraph, and runs the next one on', () => {
    expect(carryOut('newParagraph', [HEAD, 'paragraph: 通车。|昨日'])).toEqual([
      HEAD,
      'paragraph: 通车。',
      'paragraph: 昨日',
    ])
    expect(carryOut('runOn', [HEAD, 'paragraph: 通|车。', 'paragraph: 昨|日', 'paragraph: 完'])).toEqual([
      HEAD,
      'paragraph: 通车。昨日',
      'paragraph: 完',
    ])
    expect(carryOut('runOn', [HEAD, 'paragraph: |通车。|', 'paragraph: 昨日'])).toEqual([HEAD, 'paragraph: 通车。昨日'])
  })
  test('is not made where the words are others now, where lines are unlike, or where the mark asks for no edit', () => {
    expect(carryOut('correct', [HEAD, 'paragraph: 昨|云南|通车'], '云塘', '云糖')).toBe(null)
    expect(carryOut('runOn', ['headline: |题|', 'paragraph: 通车'])).toBe(null)
    expect(carryOut('correct', [HEAD, 'paragraph: 通|车', 'paragraph: 昨|日'], '云塘')).toBe(null)
    expect(carryOut('newParagraph', [HEAD, 'paragraph: |通车'])).toBe(null)
    for (const kind of ['move', 'open', 'close', 'align', 'note'] as const)
      expect(carryOut(kind, [HEAD, 'paragraph: 昨|云糖|通车'], '云塘')).toBe(null)
  })
})
