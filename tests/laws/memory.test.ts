/** What a composer keeps: pages that are dropped are let go, and typing for a day takes no more room than for a minute. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const MB = 1_000_000

const told = JSON.parse(
  execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'edits/heap.ts')], { encoding: 'utf8' }),
) as { byKeys: number; byWords: number; kept: number; left: number; byPages: number }

test('20,000 keys on one page add less than 2 MB', () => expect(told.byKeys).toBeLessThan(2 * MB))

test('15,000 keys that make new words add less than 16 MB: words are remembered, up to a number', () =>
  expect(told.byWords).toBeLessThan(16 * MB))

test('of 500 pages that were set and dropped, those set last are kept, 160 at the most', () => {
  expect(told.kept).toBeGreaterThan(100)
  expect(told.kept).toBeLessThanOrEqual(162)
})

test('pages that are forgotten are gone, and their room with them', () => {
  expect(told.left).toBeLessThanOrEqual(4)
  expect(told.byPages).toBeLessThan(6 * MB)
})
