import { expect, test } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { StorySummary } from '#contract/requests.ts'
import { leastStatus } from '#renderer/shell/statuses.ts'

const NAMES = ['draft', 'firstEdit', 'firstProof']
const story = (status: string, change: Partial<StorySummary> = {}): StorySummary => ({
  id: 'a' as StoryId,
  kind: 'story',
  slug: '',
  lang: 'zh-Hans',
  characters: 0,
  version: 0,
  isSpiked: false,
  pages: [1],
  orientation: 'horizontal',
  status,
  ...change,
})

test('a page is as far as the story on it that has the longest way to go', () => {
  expect(leastStatus(NAMES, [story('firstProof'), story('firstEdit')], 1)).toBe('firstEdit')
  expect(leastStatus(NAMES, [story('firstProof'), story('draft')], 1)).toBe('draft')
})

test('a page says nothing while no story has gone on, and of ads, spiked stories and other pages', () => {
  expect(leastStatus(NAMES, [story('draft')], 1)).toBeNull()
  expect(leastStatus(NAMES, [], 1)).toBeNull()
  const others = [story('draft', { kind: 'ad' }), story('draft', { isSpiked: true }), story('draft', { pages: [2] })]
  expect(leastStatus(NAMES, [story('firstProof'), ...others], 1)).toBe('firstProof')
})
