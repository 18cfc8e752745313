import { expect, test } from 'vitest'
import type { Manuscript } from '#contract/manuscript.ts'
import { leftOut } from '#renderer/editor/paste/leftOut.ts'

const note = { by: '沈岚', at: '', text: '核', line: 0, from: 0, to: 1, answers: null, isResolved: false }

test('comments of a document that is put into a story stay outside, and are said', () => {
  const manuscript = { omissions: { picture: 2, comment: 1 }, notes: [note, note] } as unknown as Manuscript
  expect(leftOut(manuscript)).toEqual({ picture: 2, comment: 3 })
  expect(leftOut({ ...manuscript, notes: [] })).toEqual({ picture: 2, comment: 1 })
})
