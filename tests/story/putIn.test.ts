import { describe, expect, test } from 'vitest'
import { plainLine, type LineType, type Manuscript, type ManuscriptLine } from '#contract/manuscript.ts'
import { finalLines } from '#story/final.ts'
import { LINE_TYPES } from '#story/schema.ts'
import { putIn } from '#story/putIn.ts'
import type { Command } from 'prosemirror-state'
import { random, seedOf } from '../grid/records.ts'
import { pick, whole } from '../laws/edits/chance.ts'
import { docOf, linesOf, runLawfully } from './laws.ts'

const manuscript = (lines: readonly ManuscriptLine[], isOpen = false): Manuscript => ({
  lines,
  lang: 'en',
  omissions: {},
  notes: [],
  isOpen: { start: isOpen, end: isOpen },
})
const written = (...lines: readonly string[]): ManuscriptLine[] =>
  lines.map((line) => {
    const [type, text = ''] = line.split(': ')
    return plainLine(type as LineType, text)
  })
const paste =
  (lines: readonly ManuscriptLine[], isOpen = false): Command =>
  (state, dispatch) => {
    const tr = putIn(state, manuscript(lines, isOpen))
    if (tr) dispatch?.(tr)
    return tr !== null
  }
const after = (story: readonly string[], lines: readonly ManuscriptLine[], isOpen = false): string[] | null => {
  const state = runLawfully(docOf(story), paste(lines, isOpen))
  return state && linesOf(state.doc)
}

describe('putting copy in', () => {
  test('an empty story takes every part to its place, and the language with it', () => {
    const lines = written('paragraph: 甲', 'byline: 记者 张三', 'headline: 桥', 'credit: 李四 摄')
    const state = runLawfully(docOf(['headline: |', 'byline: ', 'paragraph: ']), paste(lines))!
    expect(linesOf(state.doc)).toEqual(['headline: 桥', 'byline: 记者 张三', 'paragraph: 甲', 'credit: 李四 摄'])
    expect(state.doc.attrs['lang']).toBe('en')
  })
  test('one line flows into the line at the caret, whatever it was', () => {
    expect(after(['headline: 新|桥', 'paragraph: 甲'], written('subhead: 大'))).toEqual([
      'headline: 新大桥',
      'paragraph: 甲',
    ])
    expect(after(['headline: 新|旧|桥'], written('paragraph: 大'))).toEqual(['headline: 新大桥'])
  })
  test('several paragraphs divide the line, the first and the last in its halves', () => {
    const lines = written('paragraph: 一', 'subhead: 二', 'paragraph: 三')
    expect(after(['headline: 桥', 'paragraph: 甲|乙'], lines)).toEqual([
      'headline: 桥',
      'paragraph: 甲一',
      'subhead: 二',
      'paragraph: 三乙',
    ])
    expect(after(['headline: 桥', 'paragraph: |'], lines)!.slice(1)).toEqual([
      'paragraph: 一',
      'subhead: 二',
      'paragraph: 三',
    ])
    expect(after(['headline: 桥', 'paragraph: 甲|'], lines)!.slice(1)).toEqual([
      'paragraph: 甲一',
      'subhead: 二',
      'paragraph: 三',
    ])
    expect(after(['headline: 桥', 'paragraph: |乙'], lines)!.slice(1)).toEqual([
      'paragraph: 一',
      'subhead: 二',
      'paragraph: 三乙',
    ])
  })
  test('lines of another kind stand by themselves, unless they are parts of lines', () => {
    const rows = written('row: 一\t二', 'row: 三\t四')
    expect(after(['headline: 桥', 'paragraph: 甲|乙'], rows)!.slice(1)).toEqual([
      'paragraph: 甲',
      'row: 一\t二',
      'row: 三\t四',
      'paragraph: 乙',
    ])
    expect(
      after(['headline: 桥', 'paragraph: 甲|乙'], written('headline: 一', 'paragraph: 二'), true)!.slice(1),
    ).toEqual(['paragraph: 甲一', 'paragraph: 二乙'])
  })
  test('heads among the lines of a body become subheads', () => {
    expect(
      after(['headline: 桥', 'paragraph: 甲|'], written('headline: 一', 'byline: 张三', 'paragraph: 二'))!.slice(1),
    ).toEqual(['paragraph: 甲', 'subhead: 一', 'paragraph: 张三', 'paragraph: 二'])
  })
  test('into a headline a second line comes as one of it, copy opens the body', () => {
    expect(after(['headline: 新|', 'paragraph: 甲'], written('paragraph: 桥', 'paragraph: 通车'))).toEqual([
      'headline: 新桥',
      'headline: 通车',
      'paragraph: 甲',
    ])
    const long = '云塘新桥昨日通车。'.repeat(9)
    expect(
      after(['headline: |', 'byline: 张三', 'paragraph: 甲'], written('headline: 桥', `paragraph: ${long}`)),
    ).toEqual(['headline: 桥', 'byline: 张三', `paragraph: ${long}`, 'paragraph: 甲'])
  })
  test('whatever comes in wherever, no word of either is lost and the order of the trade stands', () => {
    const seed = seedOf()
    const next = random(seed)
    const some = (n: number, mark: string): string[] =>
      Array.from({ length: n }, (_, i) => `${pick(next, LINE_TYPES)}: ${mark}${i}${'云'.repeat(whole(next, 0, 40))}`)
    for (let round = 0; round < 400; round++) {
      const story = ['headline: h', ...some(whole(next, 0, 6), '文')].sort(
        (a, b) => rank(a) - rank(b) || Number(a > b) - Number(a < b),
      )
      const at = whole(next, 0, story.length - 1)
      const cut = story[at]!.indexOf(': ') + 2 + whole(next, 0, story[at]!.length - story[at]!.indexOf(': ') - 2)
      const marked = story.map((line, i) => (i === at ? `${line.slice(0, cut)}|${line.slice(cut)}` : line))
      const lines = written(...some(whole(next, 1, 5), '稿'))
      const { doc } = runLawfully(docOf(marked), paste(lines, next() < 0.3))!
      doc.check()
      const now = finalLines(doc).map(({ text }) => text)
      const all = [
        ...story.map((line) => line.slice(line.indexOf(': ') + 2)),
        ...lines.map(({ runs }) => runs[0]!.text),
      ]
      expect([...now.join('')].sort().join(''), `seed ${seed}, round ${round}`).toBe([...all.join('')].sort().join(''))
    }
  })
})

const BODY = ['paragraph', 'subhead', 'pullQuote', 'note', 'row']
const rank = (line: string): number => {
  const type = line.split(': ')[0]!
  return LINE_TYPES.indexOf((BODY.includes(type) ? 'paragraph' : type) as LineType)
}
