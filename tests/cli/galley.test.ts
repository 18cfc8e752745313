import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { banmian, json, newIssue, samples } from './terminal.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Galley {
  readonly stats?: { lines: number; worstLine: unknown; rivers: number; breaches: number; broken: { rule: string }[] }
  readonly copyfit?: {
    record: string
    fit: { lines: number; capacity: number; depth: number; shortCharacters: number }
    paragraphs: { lines: number; cut: number | null; room: number }[]
    ways: { cost: number }[]
  }[]
}

test('galley counts the page with --stats and answers copyfit with --fit, and neither where it is not asked', () => {
  const { file } = newIssue()
  json(['import', file, join(samples, 'yuntang/page2.txt'), '--page', '1'])
  const { stats, copyfit = [] } = json<Galley>(['galley', file, '--page', '1', '--stats', '--fit'])
  expect(stats?.lines).toBeGreaterThan(20)
  expect(stats?.broken.length).toBe(stats?.breaches)
  expect(copyfit.length).toBeGreaterThan(0)
  for (const { fit, ways } of copyfit) {
    expect(fit.depth).toBeLessThan(400 * 40)
    expect(ways[0]?.cost).toBeGreaterThanOrEqual(0)
  }
  expect(copyfit.some(({ paragraphs }) => paragraphs.some(({ cut }) => cut !== null && cut > 0))).toBe(true)
  const plain = json<Galley>(['galley', file, '--page', '1'])
  expect([plain.stats, plain.copyfit]).toEqual([undefined, undefined])
  const { err, out } = banmian(['galley', file, '--page', '1', '--stats', '--fit', '--lang', 'en'])
  expect(err).toContain('rule breaches')
  expect(err).toContain('to save one')
  expect(out.startsWith('page 1')).toBe(true)
})
