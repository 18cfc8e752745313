import { describe, expect, test } from 'vitest'
import { bylineRuns, creditsIn, creditsOf, rolesIn } from '#story/roles.ts'
import { putRole, toggleDateline } from '#story/bylines.ts'
import { docOf, linesOf, runLawfully } from './laws.ts'

const credits = (text: string) =>
  creditsIn(text, rolesIn(text)).map(({ role, names }) => `${role}: ${names.join(' ')}`.trim())

describe('bylines', () => {
  test.each([
    ['■记者 张三 通讯员 李四', ['reporter: 张三', 'correspondent: 李四']],
    ['本报首席记者 王小明 见习记者 李 雷', ['chiefReporter: 王小明', 'traineeReporter: 李雷']],
    ['记者张三 通讯员李四', ['reporter: 张三', 'correspondent: 李四']],
    ['記者 張三 攝影 李四', ['reporter: 張三', 'photos: 張三']],
    ['记者 张三 李四 文/图', ['reporter: 张三 李四', 'textAndPhotos: 张三 李四']],
    ['记者 张三 通讯员 李四 文/图', ['reporter: 张三', 'correspondent: 李四', 'textAndPhotos: 张三 李四']],
    ['文/张三 图/李四', ['text: 张三', 'photos: 李四']],
    ['张三/文 李四/图', ['text: 张三', 'photos: 李四']],
    ['本报记者 林一苇 文 周渡 图', ['reporter: 林一苇', 'text: 林一苇', 'photos: 周渡']],
    ['记者 文章 图尔荪', ['reporter: 文章 图尔荪']],
    ['By Ann Lee and Tom Ray', ['by: Ann Lee Tom Ray']],
    ['By ANN LEE, Staff Writer', ['by: ANN LEE', 'staff: ANN LEE']],
    ['Photos by Ann Lee', ['photos: Ann Lee']],
    ['By Ann Lee; photos by Tom Ray', ['by: Ann Lee', 'photos: Tom Ray']],
    ['Staff', ['staff:']],
    ['Byron Stafford', ['by: Byron Stafford']],
  ])('%s says who did what', (text, said) => {
    expect(credits(text)).toEqual(said)
  })
  test('the runs of a byline are its words, with the roles marked', () => {
    const runs = bylineRuns('记者 张三 文/图')
    expect(runs.map(({ text }) => text).join('')).toBe('记者 张三 文/图')
    expect(runs.filter(({ marks }) => marks.length > 0).map(({ text }) => text)).toEqual(['记者', '文/图'])
  })
  test('a role comes in at the caret, marked, and the story then says whose it is', () => {
    const state = runLawfully(docOf(['headline: 桥', 'byline: |张三']), putRole('photos'))!
    expect(linesOf(state.doc)).toEqual(['headline: 桥', 'byline: 图 张三'])
    expect(creditsOf(state.doc)).toEqual([{ role: 'photos', names: ['张三'] }])
  })
  test('outside of a byline a role goes to the byline, made where there is none', () => {
    const state = runLawfully(docOf(['headline: 桥|', 'paragraph: 通车']), putRole('reporter'))!
    expect(linesOf(state.doc)).toEqual(['headline: 桥', 'byline: 记者 ', 'paragraph: 通车'])
  })
  test('selected words become a role’s words as they stand', () => {
    const state = runLawfully(docOf(['headline: 桥', 'byline: |特稿|张三']), putRole('text'))!
    expect(creditsOf(state.doc)).toEqual([{ role: 'text', names: ['张三'] }])
  })
  test('a dateline runs from the head of its paragraph to the caret, in place of a lead-in, and goes again', () => {
    const state = runLawfully(docOf(['headline: 桥', 'paragraph: {云塘}电| 昨日']), toggleDateline)!
    const marks = state.doc.child(1).children.map((text) => [text.text, text.marks.map(({ type }) => type.name)])
    expect(marks).toEqual([
      ['云塘电', ['dateline']],
      [' 昨日', []],
    ])
    let next = state
    toggleDateline(state, (tr) => (next = state.apply(tr)))
    expect(next.doc.child(1).children.every((text) => text.marks.length === 0)).toBe(true)
  })
})
