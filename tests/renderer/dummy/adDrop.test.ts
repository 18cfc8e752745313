/** An ad dragged from the pool lands as what it is: in its own size, with its picture. */
import { expect, test } from 'vitest'
import { recordIdSchema, storyIdSchema, type StoryId } from '#contract/ids.ts'
import { mm } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { Block } from '#contract/dummy.ts'
import { photoDrop, storyDrop } from '#renderer/dummy/drop.ts'
import type { Session } from '#renderer/session.ts'
import { boxOfArea } from '#grid/areas.ts'
import { readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf, photoOf } from '../../grid/records.ts'

const stylebook = readStylebook('yuntang-tabloid')
const AD = storyIdSchema.parse('ad1')
const ad = photoOf('p1', { format: 'pdf', ad: { item: AD, trim: { width: mm(100), height: mm(60) } } as Photo['ad'] })

/** The parts of a session that a drop asks. */
const session = {
  issue: {
    get: () => ({ stylebook }),
    photos: { get: () => [photoOf('p0'), ad] },
    maybePhoto: (id: string) => [photoOf('p0'), ad].find((photo) => photo.id === id) ?? null,
  },
  dummies: { newRecordId: () => recordIdSchema.parse('new') },
} as unknown as Session

const dropped = (story: StoryId, x: number, y: number): Block => storyDrop(session, 2, story, { x, y }).after!

test('an ad lands on the columns and lines that hold it, with its picture and under its label', () => {
  const { areas, pictures, head } = dropped(AD, mm(30), mm(200))
  expect(areas).toMatchObject([{ columns: 3, lines: 16 }])
  expect(pictures.map(({ photo }) => photo)).toEqual([ad.id])
  expect(head).toBe('above')
})

test('an ad dropped low on the page stands on its foot', () => {
  const [at] = dropped(AD, mm(30), mm(380)).areas
  const { grid } = stylebook
  expect(at!.line + at!.lines).toBe(grid.lines)
  expect(boxOfArea(grid, at!).height).toBeGreaterThanOrEqual(mm(60) + grid.pitch)
})

test('any other story lands without a picture, in a handy shape', () => {
  expect(dropped(storyIdSchema.parse('s1'), mm(30), mm(200))).toMatchObject({ pictures: [], areas: [{ columns: 2 }] })
})

test('an ad is laid into no story as its photo', () => {
  const block = blockOf('b', 's1', area(0, 3, 20, 20))
  expect(photoDrop(session, block, ad.id)).toBeNull()
  expect(photoDrop(session, block, photoOf('p0').id)).not.toBeNull()
})
