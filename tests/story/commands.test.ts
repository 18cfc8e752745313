import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import type { Command } from 'prosemirror-state'
import {
  convertLines,
  eraseDown,
  eraseUp,
  goToLine,
  joinDown,
  joinUp,
  setLang,
  setLink,
  setOrientation,
  setSlug,
  setStoryKind,
  splitLine,
  toggleEmphasis,
  toggleLeadIn,
  toggleStrong,
} from '#story/commands.ts'
import { LINE_TYPES, storyAttrs } from '#story/schema.ts'
import { docOf, linesOf, runLawfully } from './laws.ts'

/** What a command makes of a document, laws proved; null where it does not apply. */
const after = (lines: readonly string[], command: Command): string[] | null => {
  const state = runLawfully(docOf(lines), command)
  return state && linesOf(state.doc)
}

describe('dividing and joining lines', () => {
  test('Enter divides a headline into two headline lines, and a selection goes first', () => {
    expect(after(['headline: 云塘|日报'], splitLine)).toEqual(['headline: 云塘', 'headline: 日报'])
    expect(after(['headline: 云|塘日|报'], splitLine)).toEqual(['headline: 云', 'headline: 报'])
  })
  test('Enter at the end of a subhead begins a paragraph, inside it another subhead', () => {
    expect(after(['headline: 题', 'subhead: 小题|'], splitLine)).toEqual([
      'headline: 题',
      'subhead: 小题',
      'paragraph: ',
    ])
    expect(after(['headline: 题', 'subhead: 小|题'], splitLine)).toEqual(['headline: 题', 'subhead: 小', 'subhead: 题'])
  })
  test('Backspace at the head of a paragraph joins it with the one above', () => {
    expect(after(['headline: 题', 'paragraph: 甲', 'paragraph: |乙'], joinUp)).toEqual([
      'headline: 题',
      'paragraph: 甲乙',
    ])
  })
  test('Delete at the end of a paragraph joins it with the one below', () => {
    expect(after(['headline: 题', 'paragraph: 甲|', 'paragraph: 乙'], joinDown)).toEqual([
      'headline: 题',
      'paragraph: 甲乙',
    ])
  })
  test('a paragraph never melts into a byline: only an empty line between them goes', () => {
    expect(after(['headline: 题', 'byline: 记者', 'paragraph: |正文'], joinUp)).toBeNull()
    expect(after(['headline: 题', 'byline: ', 'paragraph: |正文'], joinUp)).toEqual(['headline: 题', 'paragraph: 正文'])
    expect(after(['headline: 题', 'byline: 记者', 'paragraph: |', 'paragraph: 乙'], joinUp)).toEqual([
      'headline: 题',
      'byline: 记者',
      'paragraph: 乙',
    ])
  })
  test('the only headline stays, even empty', () => {
    expect(after(['headline: ', 'paragraph: |正文'], joinUp)).toBeNull()
    expect(after(['headline: |'], joinDown)).toBeNull()
  })
  test('Backspace deletes what is selected before it joins anything', () => {
    expect(after(['headline: 题', 'paragraph: |甲|乙'], eraseUp)).toEqual(['headline: 题', 'paragraph: 乙'])
    expect(after(['headline: 题', 'paragraph: 甲|乙|'], eraseDown)).toEqual(['headline: 题', 'paragraph: 甲'])
  })
  test('a selection over several parts is deleted, and what is left is still a story', () => {
    const left = after(['kicker: 引|题', 'headline: 主题', 'byline: 记者', 'paragraph: 正|文'], eraseUp)
    expect(left?.join('')).toContain('文')
  })
})

describe('converting lines', () => {
  test('a body line becomes a headline above the body, below the headlines that are there', () => {
    expect(
      after(['headline: 主', 'byline: 记者', 'paragraph: 甲', 'paragraph: 乙|'], convertLines('headline')),
    ).toEqual(['headline: 主', 'headline: 乙', 'byline: 记者', 'paragraph: 甲'])
  })
  test('several lines keep their order, up and down', () => {
    const lines = ['headline: 主', 'paragraph: |甲', 'paragraph: 乙|', 'paragraph: 丙']
    expect(after(lines, convertLines('deck'))).toEqual(['headline: 主', 'deck: 甲', 'deck: 乙', 'paragraph: 丙'])
    expect(after(lines, convertLines('credit'))).toEqual(['headline: 主', 'paragraph: 丙', 'credit: 甲', 'credit: 乙'])
  })
  test('the only headline leaves an empty one behind', () => {
    expect(after(['headline: 主|题', 'paragraph: 甲'], convertLines('kicker'))).toEqual([
      'kicker: 主题',
      'headline: ',
      'paragraph: 甲',
    ])
    expect(after(['headline: 主|题', 'paragraph: 甲'], convertLines('paragraph'))).toEqual([
      'headline: ',
      'paragraph: 主题',
      'paragraph: 甲',
    ])
  })
  test('marks that the other type does not allow go', () => {
    expect(after(['headline: 主', 'paragraph: {本报讯}　正|文'], convertLines('subhead'))).toEqual([
      'headline: 主',
      'subhead: 本报讯　正文',
    ])
  })
  test('the caret stays in the line that was converted', () => {
    const state = runLawfully(docOf(['headline: 主', 'paragraph: 甲', 'paragraph: 乙丙|丁']), convertLines('byline'))!
    expect(state.selection.$head.parent.textContent).toBe('乙丙丁')
    expect(state.selection.$head.parentOffset).toBe(2)
  })
  test('nothing is done where the lines are of that type already', () => {
    expect(after(['headline: 主|'], convertLines('headline'))).toBeNull()
  })
  test('going to a part makes its first line in the right place, once', () => {
    expect(after(['headline: 主|', 'paragraph: 甲'], goToLine('deck'))).toEqual([
      'headline: 主',
      'deck: ',
      'paragraph: 甲',
    ])
    expect(after(['headline: 主|', 'paragraph: 甲'], goToLine('paragraph'))).toEqual(['headline: 主', 'paragraph: 甲'])
  })
})

describe('marks and attributes', () => {
  test('the lead-in runs from the paragraph’s head to the caret or the selection’s end, and goes again', () => {
    expect(after(['headline: 题', 'paragraph: 本报讯|　昨日'], toggleLeadIn)).toEqual([
      'headline: 题',
      'paragraph: {本报讯}　昨日',
    ])
    expect(after(['headline: 题', 'paragraph: 本|报讯|　昨日'], toggleLeadIn)).toEqual([
      'headline: 题',
      'paragraph: {本报讯}　昨日',
    ])
    expect(after(['headline: 题', 'paragraph: {本报讯}　昨|日'], toggleLeadIn)).toEqual([
      'headline: 题',
      'paragraph: 本报讯　昨日',
    ])
    expect(after(['headline: 题|', 'paragraph: 昨日'], toggleLeadIn)).toBeNull()
  })
  test('strong and emphasis toggle over a selection', () => {
    expect(
      runLawfully(docOf(['headline: 题', 'paragraph: |甲|乙']), toggleStrong)?.doc.child(1).firstChild?.marks[0]?.type
        .name,
    ).toBe('strong')
    expect(
      runLawfully(docOf(['headline: 题', 'paragraph: |甲|乙']), toggleEmphasis)?.doc.child(1).firstChild?.marks[0]?.type
        .name,
    ).toBe('emphasis')
  })
  test('only https and mailto links are set', () => {
    const lines = ['headline: 题', 'paragraph: |甲|乙']
    expect(after(lines, setLink('javascript:alert(1)'))).toBeNull()
    expect(after(lines, setLink('http://example.invalid'))).toBeNull()
    expect(
      runLawfully(docOf(lines), setLink('https://example.invalid'))?.doc.child(1).firstChild?.marks[0]?.attrs,
    ).toEqual({ href: 'https://example.invalid' })
  })
  test('kind, language, orientation and slug are steps like any other', () => {
    const doc = docOf(['headline: 题'])
    expect(storyAttrs(runLawfully(doc, setOrientation('vertical'))!.doc).orientation).toBe('vertical')
    expect(storyAttrs(runLawfully(doc, setLang('en'))!.doc).lang).toBe('en')
    expect(storyAttrs(runLawfully(doc, setStoryKind('refer'))!.doc).kind).toBe('refer')
    expect(storyAttrs(runLawfully(doc, setSlug('积能'))!.doc).slug).toBe('积能')
    expect(runLawfully(doc, setLang('zh-Hans'))).toBeNull()
  })
})

test('random editing keeps every law', () => {
  const lineArbitrary = fc.tuple(
    fc.constantFrom(...LINE_TYPES),
    fc.string({ unit: fc.constantFrom('甲', '乙', 'a', '，', ' '), maxLength: 6 }),
  )
  const commands: readonly Command[] = [
    splitLine,
    eraseUp,
    eraseDown,
    toggleLeadIn,
    toggleStrong,
    ...LINE_TYPES.flatMap((type) => [convertLines(type), goToLine(type)]),
  ]
  fc.assert(
    fc.property(fc.array(lineArbitrary, { maxLength: 6 }), fc.nat(), fc.nat(), fc.nat(), (lines, at, to, which) => {
      const order = (type: string): number => {
        const index = LINE_TYPES.indexOf(type as (typeof LINE_TYPES)[number])
        return index > 4 && index < 8 ? 4 : index
      }
      const sorted = [...lines, ['headline', '题'] as const].toSorted((a, b) => order(a[0]) - order(b[0]))
      const { doc } = docOf(sorted.map(([type, text]) => `${type}: ${text}`))
      const inside = Array.from({ length: doc.content.size }, (_, pos) => pos).filter(
        (pos) => doc.resolve(pos).depth > 0,
      )
      const marked = { doc, anchor: inside[at % inside.length]!, head: inside[to % inside.length]! }
      runLawfully(marked, commands[which % commands.length]!)
    }),
    { numRuns: 400 },
  )
})
