import { describe, expect, it } from 'vitest'
import type { Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import {
  bodyEnd,
  bodyStart,
  cutToSaveLine,
  headlineCount,
  stretchOf,
  tallyFromTop,
  tallyOf,
  type SetBody,
} from '#renderer/editor/tallies.ts'
import { copyOf } from '#story/copy.ts'
import { storyDoc } from '../fixtures.ts'

const copy = copyOf(storyDoc('题', '一二三四五六七八', '甲乙丙丁戊己'), { id: 'a' as StoryId, version: 1 })
const place = (paragraph: number, offset: number): Place => ({ part: 'body', paragraph, offset })
const line = (paragraph: number, from: number, to: number): SetLine => {
  const { text } = copy.parts.body[paragraph]!
  const isParagraphEnd = to === text.length
  const part = { from: place(paragraph, from), to: place(paragraph, to), text: text.slice(from, to), isParagraphEnd }
  return part as SetLine
}
/** Two paragraphs in lines of three; the last line found no room. */
const body: SetBody = {
  lines: [line(0, 0, 3), line(0, 3, 6), line(0, 6, 8), line(1, 0, 3)],
  bylineLines: 1,
  overLines: 1,
  overCharacters: 3,
  leading: 10,
}
const tally = (from: Place, to: Place) => tallyOf(copy, body, { from, to })

describe('what a stretch of copy takes', () => {
  it('counts the whole story, with what found no room', () => {
    expect(tally(bodyStart(), bodyEnd(copy))).toEqual({ lines: 5, characters: 14, depth: 50 })
  })
  it('counts the line of the caret on both sides', () => {
    expect(tally(bodyStart(), place(0, 4))).toEqual({ lines: 2, characters: 4, depth: 20 })
    expect(tally(place(0, 4), bodyEnd(copy))).toEqual({ lines: 4, characters: 10, depth: 40 })
  })
  it('counts the lines of the byline from the top', () => {
    expect(tallyFromTop(copy, body, bodyEnd(copy))).toEqual({ lines: 6, characters: 14, depth: 60 })
  })
  it('counts nothing before the first character and after the last', () => {
    expect(tally(bodyStart(), bodyStart())).toMatchObject({ lines: 0, characters: 0 })
    expect(tally(bodyEnd(copy), bodyEnd(copy))).toMatchObject({ lines: 0, characters: 0 })
  })
  it('takes a selection made backwards', () => {
    const stretch = stretchOf(place(1, 2), place(0, 7))!
    expect(tallyOf(copy, body, stretch)).toMatchObject({ lines: 2, characters: 3 })
  })
})

describe('a cut that saves a line', () => {
  it('is as long as the last line of the paragraph', () => expect(cutToSaveLine(body, 0)).toBe(2))
  it('is not told of a paragraph whose end is not set', () => expect(cutToSaveLine(body, 1)).toBeNull())
  it('is not told of a paragraph of one line', () => {
    expect(cutToSaveLine({ ...body, lines: [line(0, 0, 8)] }, 0)).toBeNull()
  })
})

describe('the count of a headline', () => {
  const counts = [
    { part: 'kicker', characters: 9, holds: 14 },
    { part: 'headline', characters: 18, holds: 21 },
  ]
  const page = {
    blocks: [
      { item: 'b' as StoryId, counts: [] },
      { item: 'a' as StoryId, counts },
    ],
  } as unknown as SetPage
  it('is that of the story’s own block, and of its headline', () => {
    expect(headlineCount(page, 'a' as StoryId)).toMatchObject({ characters: 18, holds: 21 })
  })
  it('is not told of a story without a headline, nor of one that stands on another page', () => {
    expect(headlineCount(page, 'b' as StoryId)).toBeNull()
    expect(headlineCount(page, 'c' as StoryId)).toBeNull()
  })
})
