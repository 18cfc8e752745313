/** Word documents that come in as stories, and stories that go out as files. */
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { plainLine, textOfLine, type Manuscript } from '#contract/manuscript.ts'
import { readDocx } from '#exchange/docx/readDocx.ts'
import { writeDocx } from '#exchange/docx/writeDocx.ts'
import { bytesOf, must, openRoom } from './room.ts'

const HAND = { by: '林一苇', at: '2026-11-23T10:05', move: '' }
const STORY: Manuscript = {
  lines: [
    plainLine('headline', '新桥今起通车'),
    plainLine('byline', '记者 张三 通讯员 李四 文/图'),
    {
      ...plainLine('paragraph', '本报讯 昨日，云塘新桥'),
      runs: [
        { text: '昨日，云塘新桥', marks: [] },
        { text: '旧', marks: [{ type: 'deleted', attrs: HAND }] },
        { text: '通车。', marks: [{ type: 'inserted', attrs: HAND }] },
      ],
    },
    plainLine('row', '12 路\t8 分钟'),
    plainLine('row', '105 路\t15 分钟'),
  ],
  lang: 'zh-Hans',
  omissions: {},
  notes: [
    { by: '周渡', at: '2026-11-23T11:00', text: '再核日期', line: 2, from: 0, to: 2, answers: null, isResolved: false },
    { by: '林一苇', at: '2026-11-23T11:05', text: '已核', line: 2, from: 0, to: 2, answers: 0, isResolved: false },
  ],
  isOpen: { start: false, end: false },
}

test('a Word document is one story with its parts, roles, changes and notes', async () => {
  const { desk } = await openRoom()
  const bytes = writeDocx(STORY, 'tracked') as Uint8Array<ArrayBuffer>
  const filed = must(await desk.handlers.importFile({ name: '新桥.docx', bytes, page: null }))
  expect(filed.stories).toHaveLength(1)
  const item = must(await desk.readItem(filed.stories[0]!))
  expect(item).toMatchObject({
    headline: ['新桥今起通车'],
    bylines: ['记者 张三 通讯员 李四 文/图'],
    body: ['昨日，云塘新桥通车。', '12 路\t8 分钟', '105 路\t15 分钟'],
    roles: [
      { role: 'reporter', names: ['张三'] },
      { role: 'correspondent', names: ['李四'] },
      { role: 'textAndPhotos', names: ['张三', '李四'] },
    ],
  })
  const marks = must(await desk.handlers.listMarks({ page: null, story: filed.stories[0]! }))
  expect(marks).toMatchObject([
    { kind: 'note', person: '周渡', text: '再核日期', words: '昨日', thread: [{ text: '已核' }] },
  ])
})

test('a story goes out with its changes and notes, final, as text and as HTML', async () => {
  const { desk } = await openRoom()
  const bytes = writeDocx(STORY, 'tracked') as Uint8Array<ArrayBuffer>
  const [story] = must(await desk.handlers.importFile({ name: 'a.docx', bytes, page: null })).stories
  const out = async (form: 'tracked' | 'final' | 'text' | 'html') => must(await desk.exportStory(story!, form))
  const tracked = readDocx(await out('tracked'), 'a.docx')
  if (isFault(tracked)) throw new Error(tracked.code)
  expect(tracked.lines[2]!.runs).toEqual(STORY.lines[2]!.runs)
  expect(tracked.notes.map(({ text, answers }) => [text, answers])).toEqual([
    ['再核日期', null],
    ['已核', 0],
  ])
  const final = readDocx(await out('final'), 'a.docx')
  if (isFault(final)) throw new Error(final.code)
  expect(final.lines.map(textOfLine)).toContain('昨日，云塘新桥通车。')
  const text = new TextDecoder().decode(await out('text'))
  expect(text).toBe(
    '新桥今起通车\n记者 张三 通讯员 李四 文/图\n\n昨日，云塘新桥通车。\n12 路\t8 分钟\n105 路\t15 分钟\n',
  )
  const html = new TextDecoder().decode(await out('html'))
  expect(html).toContain('<table>\n<tr><td>12 路</td><td>8 分钟</td></tr>')
})

test('Markdown is one story; what is no document is refused by name and leaves the pool as it was', async () => {
  const { desk } = await openRoom()
  const markdown = '# 新桥通车\n\n**本报讯** 昨日，\n[云塘](https://yuntang.invalid)新桥通车。\n\n## 公交\n\n- 12 路\n'
  const [story] = must(await desk.handlers.importFile({ name: 'a.md', bytes: bytesOf(markdown), page: null })).stories
  expect(must(await desk.readItem(story!))).toMatchObject({
    headline: ['新桥通车'],
    body: ['本报讯 昨日，云塘新桥通车。', '公交', '• 12 路'],
    subheads: [1],
    leadIns: [3, 0, 0],
  })
  for (const [name, bytes, code] of [
    ['a.docx', bytesOf('PK\u0003\u0004 no'), 'document.unreadable'],
    ['a.rtf', bytesOf('{\\rtf1 a}'), 'document.older'],
  ] as const)
    expect(await desk.handlers.importFile({ name, bytes, page: null })).toMatchObject({ code })
  expect(must(await desk.handlers.describeIssue({})).stories).toHaveLength(1)
})
