/** Pages of one block for the tests of shapes: copy of a given length, areas as four numbers. */
import type { Copy } from '#contract/copy.ts'
import type { Block, BlockPicture, GridArea } from '#contract/dummy.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { foot, right, type Box } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { WHOLE } from '#contract/photo.ts'
import type { SetFrame, SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { copyOf } from '../../../scripts/galleyJob.ts'
import { area, blockOf, photoOf } from '../../grid/records.ts'

export const SENTENCE = '云塘的水一天比一天清，岸边的树一年比一年高。'
const ID = storyIdSchema.parse('s')

export const bodyOf = (characters: number): string[] => [
  SENTENCE.repeat(Math.ceil(characters / SENTENCE.length)).slice(0, characters),
]

export const storyOf = (body: readonly string[], more: Partial<Parameters<typeof copyOf>[0]> = {}): Copy =>
  copyOf({ id: ID, body: [...body], ...more })

export const PHOTO = photoOf('p1')

export const pictureAt = (at: GridArea, inset?: BlockPicture['inset']): BlockPicture => ({
  photo: PHOTO.id,
  area: at,
  crop: WHOLE,
  ...(inset ? { inset } : {}),
})

/** A page with one block and nothing else on it. */
export function pageOf(book: Stylebook, copy: Copy, areas: readonly GridArea[], change: Partial<Block> = {}): PageJob {
  const block = blockOf('a', copy.id, areas[0] ?? area(0, 0, 0, 0), {
    areas: [...areas],
    legs: areas.map(() => 0),
    ...change,
  })
  return {
    page: 1,
    issue: { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 },
    stylebook: { ...book, front: { furniture: [], reserved: [] } },
    records: [block],
    copies: new Map([[copy.id, copy]]),
    photos: new Map([[PHOTO.id, PHOTO]]),
  }
}

export const framesOf = (set: SetPage, part = 'body'): readonly SetFrame[] =>
  set.frames.filter((frame) => frame.part === part)
export const bodyText = (set: SetPage): string =>
  framesOf(set)
    .flatMap(({ lines }) => lines)
    .map(({ text }) => text)
    .join('')
/** Positions of the frames of body: x, y, width and lines. */
export const runsIn = (set: SetPage) =>
  framesOf(set).map(({ box, capacity }) => ({ x: box.x, y: box.y, width: box.width, slots: capacity }))
export const isApart = (a: Box, b: Box): boolean =>
  right(a) <= b.x || right(b) <= a.x || foot(a) <= b.y || foot(b) <= a.y
