import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { convertScript } from '#renderer/editor/language/convertScript.ts'
import { loadConverter } from '#renderer/editor/language/converters.ts'
import { schema } from '#story/schema.ts'
import { docOf, linesOf, stateOf } from '../../../story/laws.ts'

const STORY = ['headline: 头发与发展|', 'paragraph: {本报讯}里面通车']

test('a story becomes the other script by its phrases, its marks and its language with it, and comes back', async () => {
  const state = stateOf(docOf(STORY))
  const made = convertScript(state, 'zh-Hant', await loadConverter('zh-Hant'))!
  const next = state.apply(made.tr)
  expect(linesOf(next.doc)).toEqual(['headline: 頭髮與發展', 'paragraph: {本報訊}裏面通車'])
  expect(next.doc.attrs['lang']).toBe('zh-Hant')
  const back = convertScript(next, 'zh-Hans', await loadConverter('zh-Hans'))!
  expect(linesOf(next.apply(back.tr).doc)).toEqual(linesOf(state.doc))
})

test('a selection is converted alone and leaves the story’s language; what needs nothing changes nothing', async () => {
  const state = stateOf(docOf(['headline: 头|发|展', 'paragraph: 发']))
  const convert = await loadConverter('zh-Hant')
  expect(linesOf(state.apply(convertScript(state, 'zh-Hant', convert)!.tr).doc)).toEqual([
    'headline: 头發展',
    'paragraph: 发',
  ])
  const done = stateOf(docOf(['headline: |甲|']))
  expect(convertScript(done, 'zh-Hant', convert)).toBeNull()
})

test('deleted words stay as they were written', async () => {
  const gone = schema.mark('deleted', { by: 'a', at: '', move: '' })
  const line = schema.node('headline', null, [schema.text('头', [gone]), schema.text('发')])
  const doc = schema.node('doc', null, [line])
  const state = stateOf({ doc, anchor: 1, head: 1 })
  const made = convertScript(
    state.apply(state.tr.setSelection(TextSelection.create(doc, 1))),
    'zh-Hant',
    await loadConverter('zh-Hant'),
  )!
  expect(made.tr.doc.textContent).toBe('头發')
})
