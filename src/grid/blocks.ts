/** Blocks before they are records: what a plan or the planner says of them; and pictures laid inside a block. */
import type { Block, BlockPicture, DummyRecord, GridArea } from '#contract/dummy.ts'
import type { RecordId } from '#contract/ids.ts'
import { WHOLE, type Photo } from '#contract/photo.ts'
import type { Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { spanWidth, type PageGrid } from './columns.ts'

/** A block without its id and page, which only the desk gives. */
export type BlockDraft = Omit<Block, 'id' | 'page'>

/** The records of a page, one a draft, in order. */
export const recordsOf = (drafts: readonly BlockDraft[], page: number, newId: () => RecordId): DummyRecord[] =>
  drafts.map((draft) => ({ ...draft, id: newId(), page }))

/** A draft of one area with the common settings: legs by the page grid, its head above, nothing round it. */
export const draftOf = (item: Block['item'], area: GridArea): BlockDraft => ({
  type: 'block',
  item,
  areas: [area],
  legs: [0],
  mode: 'auto',
  head: 'above',
  orientation: null,
  headSize: null,
  pictures: [],
  border: 'none',
})

/** Whole grid lines that a photo wants at `columns` base columns wide, as high as its own shape makes it. */
export const photoLines = (grid: PageGrid, photo: Pick<Photo, 'width' | 'height'>, columns: number): number =>
  Math.max(2, Math.floor((spanWidth(grid, columns) * photo.height) / (photo.width * grid.pitch) + 0.5))

/**
 * Lays a story's photos in the `columns` x `lines` under its head: the first at the right, over half of the columns,
 * the next ones below it. At least a third of the lines is left to the text beside it; a photo that finds no room is
 * not laid.
 */
export function layPictures(
  grid: PageGrid,
  photos: readonly Photo[],
  columns: number,
  lines: number,
  cutlineLines: number,
): BlockPicture[] {
  const wide = columns === 1 ? 1 : Math.ceil(columns / 2)
  const most = columns === 1 ? Math.floor((lines * 2) / 3) : lines
  const laid: BlockPicture[] = []
  let line = 0
  for (const photo of photos) {
    const wanted = Math.min(photoLines(grid, photo, wide) + cutlineLines, most - line)
    if (wanted < cutlineLines + 4) continue
    laid.push({ photo: photo.id, area: { column: columns - wide, columns: wide, line, lines: wanted }, crop: WHOLE })
    line += wanted
  }
  return laid
}

/** The area that a picture story gives its only photo: all of the block; the composer takes off head and cutline. */
export const wholeBlock = (photo: Photo, columns: number, lines: number): BlockPicture => ({
  photo: photo.id,
  area: { column: 0, columns, line: 0, lines },
  crop: WHOLE,
})

/** The size that the paper's list gives a headline over `columns` of the page: the wider, the larger. */
export function sizeFor({ heads, grid }: Stylebook, columns: number, shift = 0): Emu {
  const most = Math.max(1, grid.columns - 1)
  const last = Math.max(0, heads.sizes.length - 4)
  const step = Math.floor(((grid.columns - Math.min(columns, grid.columns)) * last) / most) + shift
  return heads.sizes[Math.max(0, Math.min(step, heads.sizes.length - 1))] as Emu
}
