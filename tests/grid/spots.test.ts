import { describe, expect, test } from 'vitest'
import type { FaceId, PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { SetFrame, SetLine, SetPage, SetRun } from '#contract/setPage.ts'
import { WHOLE } from '#contract/photo.ts'
import { pointOf, spotAt, spotBetween } from '#grid/spots.ts'

const EM = 120_000
const [A, R1, P1] = ['a' as StoryId, 'r1' as RecordId, 'p1' as PhotoId]

const han = (text: string, isVertical: boolean): SetRun => ({
  face: 'f' as FaceId,
  size: EM,
  scale: 1000,
  tint: 100,
  reversed: false,
  turned: false,
  plain: true,
  glyphs: [...text].map(() => 1),
  dx: [...text].map((_, i) => (isVertical ? -EM / 2 : i * EM)),
  dy: [...text].map((_, i) => (isVertical ? i * EM + Math.round(EM * 0.88) : 0)),
  clusters: [...text],
})

const line = (x: number, y: number, text: string, offset: number, vertical = false): SetLine => ({
  x,
  y,
  width: text.length * EM,
  size: EM,
  vertical,
  text,
  isHyphenated: false,
  isParagraphEnd: false,
  from: { part: 'body', paragraph: 1, offset },
  to: { part: 'body', paragraph: 1, offset: offset + text.length },
  gap: 0,
  runs: [han(text, vertical)],
})

const frame = (id: string, x: number, width: number, lines: readonly SetLine[], vertical = false): SetFrame => ({
  id,
  record: R1,
  item: A,
  part: 'body',
  box: { x, y: 0, width, height: 40 * EM },
  vertical,
  capacity: 9,
  lines,
})

const across = frame('r1.body.0', 0, 10 * EM, [line(0, EM, '云塘大桥昨日', 0), line(0, 3 * EM, '通车典礼', 6)])
const down = frame(
  'r1.body.1',
  20 * EM,
  10 * EM,
  [line(29 * EM, 0, '云塘大桥昨日', 0, true), line(27 * EM, 0, '通车典礼', 6, true)],
  true,
)
const page = (frames: readonly SetFrame[]): SetPage =>
  ({
    trim: { width: 60 * EM, height: 50 * EM },
    frames,
    blocks: [{ record: R1, box: { x: 0, y: 0, width: 50 * EM, height: 40 * EM } }],
    pictures: [
      {
        record: R1,
        photo: P1,
        sha256: '',
        box: { x: 40 * EM, y: 0, width: 10 * EM, height: 10 * EM },
        crop: WHOLE,
        resolution: 1,
      },
    ],
  }) as unknown as SetPage
const at = (offset: number) => ({ part: 'body', paragraph: 1, offset })

describe('a proofreader’s pointer', () => {
  test('on type means the gap between two characters, across and down the page', () => {
    expect(spotAt(page([across]), { x: 2.1 * EM, y: 0.6 * EM })).toEqual({
      on: 'words',
      story: A,
      record: R1,
      frame: 'r1.body.0',
      from: at(2),
      to: at(2),
    })
    expect(spotAt(page([down]), { x: 29 * EM, y: 2.1 * EM })).toMatchObject({ frame: 'r1.body.1', from: at(2) })
    expect(spotAt(page([down]), { x: 27.2 * EM, y: 2.9 * EM })).toMatchObject({ from: at(9) })
  })

  test('dragged over lines means the words between, whichever end it began at', () => {
    const [start, end] = [
      { x: 4.1 * EM, y: 0.6 * EM },
      { x: 1.9 * EM, y: 2.6 * EM },
    ]
    for (const [one, other] of [
      [start, end],
      [end, start],
    ] as const)
      expect(spotBetween(page([across]), one, other)).toMatchObject({ from: at(4), to: at(8) })
    const vertical = [
      { x: 29 * EM, y: 4.2 * EM },
      { x: 27 * EM, y: 2.1 * EM },
    ] as const
    expect(spotBetween(page([down]), ...vertical)).toMatchObject({ from: at(4), to: at(8) })
  })

  test('dragged off the story means what lies where it began', () => {
    const off = { x: 55 * EM, y: 45 * EM }
    expect(spotBetween(page([across]), { x: 2.1 * EM, y: 0.6 * EM }, off)).toMatchObject({ from: at(2), to: at(2) })
  })

  test('on the white of a short frame means the block, on a picture the picture, elsewhere the paper', () => {
    expect(spotAt(page([across]), { x: 5 * EM, y: 30 * EM })).toEqual({
      on: 'block',
      record: R1,
      photo: null,
      across: 100,
      down: 750,
    })
    const picture = spotAt(page([across]), { x: 42.5 * EM, y: 5 * EM })
    expect(picture).toEqual({ on: 'block', record: R1, photo: P1, across: 250, down: 500 })
    expect(spotAt(page([across]), { x: 55 * EM, y: 45 * EM })).toEqual({ on: 'page', x: 55 * EM, y: 45 * EM })
    expect(spotAt(page([across]), { x: -5, y: 99 * EM })).toEqual({ on: 'page', x: 0, y: 50 * EM })
  })

  test('on a block or a picture leads back to its point, and nowhere once the page shows it no more', () => {
    const set = page([across])
    expect(pointOf(set, { record: R1, photo: P1, across: 250, down: 500 })).toEqual({ x: 42.5 * EM, y: 5 * EM })
    expect(pointOf(set, { record: 'r2' as RecordId, photo: null, across: 0, down: 0 })).toBe(null)
  })
})
