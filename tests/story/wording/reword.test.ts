import { expect, test } from 'vitest'
import { EditorState, TextSelection } from 'prosemirror-state'
import { finalLines } from '#story/final.ts'
import { schema } from '#story/schema.ts'
import { upperCase } from '#story/wording/casing.ts'
import { reword } from '#story/wording/edits.ts'
import { hanNumbers } from '#story/wording/numerals.ts'
import { docOf, linesOf, runLawfully } from '../laws.ts'

test('what is selected is reworded over lines, in one step back, and stays selected', () => {
  const state = runLawfully(docOf(['headline: a|b', 'paragraph: 本12', 'paragraph: cd|e']), reword(upperCase))!
  expect(linesOf(state.doc)).toEqual(['headline: aB', 'paragraph: 本12', 'paragraph: CDe'])
  const { from, to } = state.selection
  expect(state.doc.textBetween(from, to, '/')).toBe('B/本12/CD')
})

test('marks stay with their words, also where these grow', () => {
  const state = runLawfully(docOf(['headline: 题', 'paragraph: |{共12}座20桥|']), reword(hanNumbers))!
  expect(linesOf(state.doc)[1]).toBe('paragraph: {共十二}座二十桥')
})

test('nothing selected, and nothing to change, is no change', () => {
  expect(runLawfully(docOf(['headline: a|b']), reword(upperCase))).toBeNull()
  expect(runLawfully(docOf(['headline: |云塘|']), reword(upperCase))).toBeNull()
})

test('deleted words are not read and stay where they are', () => {
  const gone = schema.mark('deleted', { by: '陈', at: '2026-11-23T00:00Z' })
  const line = schema.node('paragraph', null, [schema.text('a1'), schema.text('9', [gone]), schema.text('2b')])
  const doc = schema.node('doc', null, [schema.node('headline'), line])
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, 3, 8) })
  let next = state
  expect(reword(hanNumbers)(state, (tr) => (next = state.apply(tr)))).toBe(true)
  expect(finalLines(next.doc)[1]!.text).toBe('a十二b')
  expect(next.doc.textContent).toBe('a十二9b')
})
