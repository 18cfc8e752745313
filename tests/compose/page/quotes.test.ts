import { describe, expect, test } from 'vitest'
import { Notes } from '#compose/page/notes.ts'
import { quoteFaults } from '#compose/page/quotes.ts'
import type { Copy, CopyParagraph, Lang } from '#contract/copy.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { copyOf } from '../../../scripts/galleyJob.ts'

const story = (lang: Lang, body: string[], head: string[] = []): Copy =>
  copyOf({ id: storyIdSchema.parse('s'), lang, headline: head, body })
const faults = (lang: Lang, body: string[], head: string[] = []) =>
  quoteFaults(story(lang, body, head), new Notes()).map(
    ({ at, mark }) => `${at.part} ${at.paragraph} ${at.offset} ${mark}`,
  )

describe('R19 in Chinese', () => {
  test('pairs, and ‘ ’ inside “ ”, are no fault', () => {
    expect(faults('zh-Hans', ['他说：“水清了。”', '“老人说‘不急’，大家笑了。”', '读《“绿”的变奏》'])).toEqual([])
  })
  test('a quote that closes what is not open', () => {
    expect(faults('zh-Hans', ['水清了。”他说。', '好。'])).toEqual(['body 0 4 ”'])
  })
  test('an opening quote that never closes in its story', () => {
    expect(faults('zh-Hans', ['他说：“水清了。', '岸绿了。'])).toEqual(['body 0 3 “'])
    expect(faults('zh-Hans', ['岸绿了。', '他说：“水清了。'])).toEqual(['body 1 3 “'])
  })
  test('a running quotation opens every paragraph and closes the last: no fault, subheads between or not', () => {
    expect(faults('zh-Hans', ['他说：“水清了。', '“岸绿了。', '“人来了。”', '完。'])).toEqual([])
    expect(faults('zh-Hans', ['他说：“水清了。', '# 岸', '“岸绿了。”'])).toEqual([])
    expect(faults('zh-Hans', ['他说：“有人讲‘水清了。', '“‘岸绿了。’大家都笑。”'])).toEqual([])
  })
  test('‘ outside, “ within “ and a pair that is crossed are wrong', () => {
    expect(faults('zh-Hans', ['他说：‘水清了。’'])).toEqual(['body 0 3 ‘'])
    expect(faults('zh-Hans', ['他说：“水“清”了。”'])).toEqual(['body 0 5 “'])
    expect(faults('zh-Hans', ['“水‘清”了’'])).toEqual(['body 0 4 ”'])
  })
  test('an apostrophe is no quote', () => {
    expect(faults('zh-Hans', ['在Xi’an的Teachers’ Club见面', '“it’s fine”他说'])).toEqual([])
  })
  test('a quotation may go over the lines of a headline, and must close in it', () => {
    expect(faults('zh-Hans', ['好。'], ['“水清', '岸绿”'])).toEqual([])
    expect(faults('zh-Hans', ['好。'], ['“水清', '岸绿'])).toEqual(['headline 0 0 “'])
  })
  test('Traditional: 「 outside and 『 inside', () => {
    expect(faults('zh-Hant', ['他說：「有人講『水清了』。」'])).toEqual([])
    expect(faults('zh-Hant', ['他說：『水清了』。'])).toEqual(['body 0 3 『'])
    expect(faults('zh-Hant', ['他說：「水清了。』'])).toEqual(['body 0 8 』'])
  })
})

describe('R19 in English', () => {
  test('pairs, nested ones and apostrophes of every kind are no fault', () => {
    const body = [
      '“We can’t say ‘yes’ yet,” the boys’ coach said.',
      '’Twas the ’90s, and the ‘80s before.',
      '“It’s ’bout time,” she said.',
      'The Joneses’ “best ‘friends’ club.”',
    ]
    expect(faults('en', body)).toEqual([])
  })
  test('an open “ and a ” of nothing are faults, a running quotation is none', () => {
    expect(faults('en', ['He said, “Go.', 'They went.'])).toEqual(['body 0 9 “'])
    expect(faults('en', ['Go,” he said.'])).toEqual(['body 0 3 ”'])
    expect(faults('en', ['He said, “Go.', '“Go now.”'])).toEqual([])
  })
  test('‘ outside is a fault in body and the custom in a headline', () => {
    expect(faults('en', ['He said, ‘Go,’ and “went.”'])).toEqual(['body 0 9 ‘'])
    expect(faults('en', ['Fine.'], ['Mayor says ‘no’'])).toEqual([])
  })
})

test('of an edited story only the changed paragraph is read anew', () => {
  const copy = story('zh-Hans', ['他说：“水清了。', '好。'])
  const notes = new Notes()
  const before = quoteFaults(copy, notes)
  const [first, second] = copy.parts.body.map((paragraph) => notes.of(paragraph).marks.chinese)
  const added = { kind: 'text', text: '“桥也修了。”', spans: [] } as const
  const changed: Copy = { ...copy, parts: { ...copy.parts, body: [...copy.parts.body, added] } }
  notes.turn()
  expect(quoteFaults(changed, notes)).toEqual(before)
  expect(copy.parts.body.map((paragraph) => notes.of(paragraph).marks.chinese)).toEqual([first, second])
  for (const [i, marks] of [first, second].entries()) {
    expect(notes.of(copy.parts.body[i] as CopyParagraph).marks.chinese).toBe(marks)
  }
})

test('a million quotes take no longer than reading them', () => {
  const hostile = ['‘'.repeat(300_000), 's’'.repeat(300_000), '“‘'.repeat(200_000)]
  const start = performance.now()
  for (const lang of ['zh-Hans', 'en'] as const) quoteFaults(story(lang, hostile), new Notes())
  expect(performance.now() - start).toBeLessThan(3000)
})
