import { expect, test } from 'vitest'
import { HOUSE_STATUSES, statusesOf } from '#contract/version.ts'
import { sayStatus } from '#words/versions.ts'

test('a paper that names no statuses has those of the house, three to edit and three to proof, said in both languages', () => {
  expect(statusesOf({ statuses: undefined }).map(({ name }) => sayStatus(name, 'zh'))).toEqual([
    '初稿',
    '一审',
    '二审',
    '三审',
    '一校',
    '二校',
    '三校',
  ])
  expect(statusesOf({ statuses: undefined }).filter(({ isProof }) => isProof)).toHaveLength(3)
  for (const name of HOUSE_STATUSES) expect(sayStatus(name, 'en')).toMatch(/^[A-Z][a-z]+( [a-z]+)?$/)
})

test('a paper’s own statuses are said as it writes them', () => {
  const statuses = [
    { name: '责编', isProof: false },
    { name: '总编室', isProof: true },
  ]
  expect(statusesOf({ statuses }).map(({ name }) => sayStatus(name, 'en'))).toEqual(['责编', '总编室'])
})
