/** Pictures in a block: each is placed with its words under it, and takes its lines from the text. */
import type { Block, BlockPicture } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import type { Finding } from '#contract/faults.ts'
import { right, type Box, type Emu } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetBlock, SetPicture } from '#contract/setPage.ts'
import { divide, type PageGrid } from '#grid/columns.ts'
import type { BlockInput } from './block.ts'
import { captionFrames, setCaptions } from './captions.ts'
import type { TextArea } from './legs.ts'
import type { FrameAt } from './lines.ts'
import { cropFor, resolutionOf, roomOf, wordsUnder } from './pictures.ts'
import { finding } from './remarks.ts'
import { hasText, type TitleTools } from './title.ts'
import type { PlacedTitle } from './titlePlace.ts'

/** A photo by itself, with its words: it has all of its block. */
export const isPictureStory = (copy: Copy, block: Block): boolean =>
  copy.kind === 'picture' && block.pictures.length === 1 && !hasText(copy.parts.body)

export interface PlacedPictures {
  readonly titleFrames: readonly FrameAt[]
  readonly titleBox: SetBlock['head']
  readonly frames: FrameAt[]
  readonly pictures: SetPicture[]
  /** What text goes round, on the page. */
  readonly obstacles: Box[]
  readonly findings: Finding[]
}

/** Places the pictures with their words; a title under the photo moves to where the photo ends. */
export function placePictures(
  tools: TitleTools,
  input: BlockInput,
  inside: TextArea,
  columns: readonly Across[],
  title: PlacedTitle,
  isUnder: boolean,
): PlacedPictures {
  const placed: PlacedPictures = {
    titleFrames: title.frames,
    titleBox: title.box,
    frames: [],
    pictures: [],
    obstacles: [],
    findings: [],
  }
  let result = placed
  for (const index of input.block.pictures.keys()) {
    const drop = placePicture(tools, input, { inside, columns }, title, isUnder && index === 0, index, placed)
    if (drop !== null && isUnder && index === 0) result = { ...placed, ...moveTitle(title, drop) }
  }
  return result
}

/** Moves a title down by `drop` Emu. */
function moveTitle(title: PlacedTitle, drop: number) {
  const titleFrames = title.frames.map((frame) => ({
    ...frame,
    box: { ...frame.box, y: frame.box.y + drop },
    lines: frame.lines.map((line) => ({ ...line, y: line.y + drop })),
  }))
  return { titleFrames, titleBox: title.box && { ...title.box, y: title.box.y + drop } }
}

/** Places picture `index` into `placed`; gives the depth of the photo, null where it found no room. */
function placePicture(
  tools: TitleTools,
  { block, copy, photos }: BlockInput,
  { inside, columns }: { readonly inside: TextArea; readonly columns: readonly Across[] },
  title: PlacedTitle,
  isUnder: boolean,
  index: number,
  placed: PlacedPictures,
): number | null {
  const picture = block.pictures[index]
  const photo = picture && photos.get(picture.photo)
  const where = { page: block.page, item: block.item }
  if (!picture || !photo) {
    placed.findings.push(finding('picture.missing', 'error', where, { photo: picture?.photo ?? null }))
    return null
  }
  const { grid, press } = tools.stylebook
  const room = roomOf(picture, isPictureStory(copy, block), columns.length, inside.lines - title.above)
  const across = room && acrossOf(columns, picture, room)
  const width = across?.width ?? null
  const words = wordsUnder(copy, block, index, photo)
  const captions = width === null ? null : setCaptions(tools, copy, words, width)
  if (!room || !captions || !across || room.lines - captions.gridLines < 2) {
    placed.findings.push(finding('frame.empty', 'warning', where, { photo: photo.id }))
    return null
  }
  const line = title.above + room.line
  // A line of text over a picture does not touch it.
  const air = room.line > 0 ? Math.floor(grid.pitch / 4) : 0
  const top = inside.box.y + (isUnder ? 0 : line * grid.pitch) + air
  const box = { ...across, y: top, height: (room.lines - captions.gridLines) * grid.pitch - air }
  const foot = inside.box.y + (line + room.lines - captions.gridLines) * grid.pitch
  const crop = cropFor(photo, picture.crop, box)
  const resolution = resolutionOf(photo, crop, box)
  placed.pictures.push({ record: block.id, photo: photo.id, sha256: photo.sha256, box, crop, resolution })
  placed.frames.push(...captionFrames(tools, block, index, captions, box, foot))
  placed.obstacles.push({ ...across, y: inside.box.y + line * grid.pitch, height: room.lines * grid.pitch })
  placed.findings.push(...pictureFindings(where, photo, words, resolution, press.leastResolution))
  return box.height
}

/** Where something stands across the page. */
export interface Across {
  readonly x: Emu
  readonly width: Emu
}

/**
 * The columns that pictures of a block stand in: its legs, where it has as many as base columns, so that a picture in a
 * boxed story is as wide as the text under it; else its inside, divided evenly, which is the page's own columns in a block
 * without a box.
 */
export const pictureColumns = (
  grid: PageGrid,
  count: number,
  inside: Box,
  legs: readonly Across[],
): readonly Across[] =>
  legs.length === count
    ? legs
    : divide(inside.width, count, grid.gap, 1, 'free').map(({ x, width }) => ({ x: inside.x + x, width }))

/** A picture's columns less its insets; null where nothing is left. */
function acrossOf(
  columns: readonly Across[],
  { inset }: BlockPicture,
  room: { readonly column: number; readonly columns: number },
): Across | null {
  const first = columns[room.column]
  const last = columns[room.column + room.columns - 1]
  if (!first || !last) return null
  const x = first.x + (inset?.left ?? 0)
  const width = right({ ...last, y: 0, height: 0 }) - (inset?.right ?? 0) - x
  return width > 0 ? { x, width } : null
}

function pictureFindings(
  where: { page: number; item: Copy['id'] },
  photo: Photo,
  words: ReturnType<typeof wordsUnder>,
  resolution: number,
  least: number,
): Finding[] {
  const found: Finding[] = []
  const values = { photo: photo.id }
  if (resolution < least)
    found.push(finding('picture.lowResolution', 'warning', where, { ...values, resolution, least }))
  if (!words.some(({ part }) => part === 'cutline')) found.push(finding('picture.noCutline', 'warning', where, values))
  if (!words.some(({ part }) => part === 'credit')) found.push(finding('picture.noCredit', 'warning', where, values))
  return found
}
