import { describe, expect, it } from 'vitest'
import type { FaceId, StoryId } from '#contract/ids.ts'
import type { SetFrame, SetLine, SetPage, SetRun } from '#contract/setPage.ts'
import { gapsOf, maybeCaret, maybePlaceAt, rangeBoxes } from '#grid/gaps.ts'

const EM = 114_300
const A = 'a' as StoryId

const run = (clusters: readonly string[], dx: readonly number[], dy = clusters.map(() => 0)): SetRun => ({
  face: 'f' as FaceId,
  size: EM,
  scale: 1000,
  tint: 100,
  reversed: false,
  turned: false,
  plain: true,
  glyphs: clusters.map(() => 1),
  dx,
  dy,
  clusters,
})
const line = (
  y: number,
  text: string,
  paragraph: number,
  offset: number,
  isEnd: boolean,
  runs: readonly SetRun[],
): SetLine => ({
  x: 1000,
  y,
  width: text.length * EM,
  size: EM,
  vertical: false,
  text,
  isHyphenated: false,
  isParagraphEnd: isEnd,
  from: { part: 'body', paragraph, offset },
  to: { part: 'body', paragraph, offset: offset + text.length },
  gap: 0,
  runs,
})
const han = (text: string): SetRun =>
  run(
    [...text],
    [...text].map((_, i) => i * EM),
  )
const lines = [
  line(200_000, '云塘架新桥', 0, 0, false, [han('云塘架新桥')]),
  line(350_000, '通车。', 0, 5, true, [han('通车。')]),
]
const frame: SetFrame = {
  id: 'r1.body.0',
  record: null,
  item: A,
  part: 'body',
  box: { x: 0, y: 50_000, width: 10 * EM, height: 500_000 },
  vertical: false,
  capacity: 10,
  lines,
}
const set = { frames: [frame] } as unknown as SetPage
const at = (offset: number) => ({ part: 'body' as const, paragraph: 0, offset })

describe('gaps between glyphs', () => {
  it('stand before each character and after the last', () => {
    expect(gapsOf(lines[0]!)).toEqual([0, 1, 2, 3, 4, 5].map((i) => i * EM))
  })
  it('lie outside clusters of several characters, and pass a hyphen that no copy has', () => {
    const english = line(0, 'office', 0, 0, false, [
      run(['o', 'ffi', '', '', 'c', 'e', '-'], [0, 10, 10, 10, 40, 50, 60]),
    ])
    expect(gapsOf(english)).toEqual([0, 10, 40, 40, 40, 50, english.width])
  })
  it('give the caret its line: a break belongs to the line below, the end to the last', () => {
    expect(maybeCaret(set, A, at(5))).toMatchObject({ x: 1000, y: 350_000 - EM, width: 0 })
    expect(maybeCaret(set, A, at(8))).toMatchObject({ x: 1000 + 3 * EM, y: 350_000 - EM })
    expect(maybeCaret(set, A, at(9))).toBe(null)
  })
  it('cut a range into one box a line', () => {
    const boxes = rangeBoxes(set, A, at(7), at(3))
    expect(boxes.map(({ x, width }) => [x, width])).toEqual([
      [1000 + 3 * EM, 2 * EM],
      [1000, 2 * EM],
    ])
  })
  it('give the place nearest to a point, and the way back', () => {
    for (const offset of [0, 2, 4, 5, 6, 8]) {
      const caret = maybeCaret(set, A, at(offset))!
      expect(maybePlaceAt(set, { x: caret.x + 100, y: caret.y + EM / 2 })).toEqual({ story: A, place: at(offset) })
    }
    expect(maybePlaceAt(set, { x: 99 * EM, y: 0 })).toBe(null)
  })
})
