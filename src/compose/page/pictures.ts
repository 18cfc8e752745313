/** Pictures inside a block: the box they fill, the part of the photo that is shown, and their words underneath. */
import type { Block, BlockPicture } from '#contract/dummy.ts'
import type { Copy, CopyParagraph, Part } from '#contract/copy.ts'
import type { Box } from '#contract/measure.ts'
import type { Crop, Photo } from '#contract/photo.ts'

const INCH = 914_400

/**
 * The crop that fills a box of this shape: the editor's crop, made narrower or lower round its middle. A picture is
 * never stretched.
 */
export function cropFor(photo: Photo, crop: Crop, box: Box): Crop {
  const width = (crop.right - crop.left) * photo.width
  const height = (crop.bottom - crop.top) * photo.height
  if (width <= 0 || height <= 0 || box.width <= 0 || box.height <= 0) return crop
  if (width * box.height > height * box.width) {
    const shown = Math.floor((height * box.width) / box.height / photo.width + 0.5)
    return { ...crop, ...middle(crop.left, crop.right, shown, 'left', 'right') }
  }
  const shown = Math.floor((width * box.height) / box.width / photo.height + 0.5)
  return { ...crop, ...middle(crop.top, crop.bottom, shown, 'top', 'bottom') }
}

function middle<A extends string, B extends string>(from: number, to: number, shown: number, a: A, b: B) {
  const length = Math.max(1, Math.min(shown, to - from))
  const start = from + Math.floor((to - from - length) / 2)
  return { [a]: start, [b]: start + length } as Record<A | B, number>
}

/** Effective resolution in whole dots per inch, the lesser of both axes. */
export function resolutionOf(photo: Photo, crop: Crop, box: Box): number {
  if (box.width <= 0 || box.height <= 0) return 0
  const across = (((crop.right - crop.left) * photo.width) / 1000) * INCH
  const down = (((crop.bottom - crop.top) * photo.height) / 1000) * INCH
  return Math.floor(Math.min(across / box.width, down / box.height))
}

/** Words under a picture: from the story, or from the picture's own file, which no place in the story answers for. */
export interface PictureWords {
  readonly part: Part
  readonly isOwn: boolean
  readonly paragraphs: readonly { readonly paragraph: CopyParagraph; readonly index: number }[]
}

const fileWords = new WeakMap<Photo, { cutline: CopyParagraph; credit: CopyParagraph }>()

/** Cutline and credit of picture `index` of a block; parts without words are left out. */
export function wordsUnder(copy: Copy, block: Block, index: number, photo: Photo): PictureWords[] {
  const isOnly = block.pictures.length === 1
  return (['cutline', 'credit'] as const).flatMap((part): PictureWords[] => {
    const own = copy.parts[part]
      .map((paragraph, i) => ({ paragraph, index: i }))
      .filter(({ paragraph }) => paragraph.text !== '')
    const mine = isOnly ? own : own.filter((each) => each.index === index)
    if (mine.length > 0) return [{ part, isOwn: true, paragraphs: mine }]
    const fromFile = wordsOfFile(photo)[part]
    return fromFile.text === '' ? [] : [{ part, isOwn: false, paragraphs: [{ paragraph: fromFile, index: 0 }] }]
  })
}

function wordsOfFile(photo: Photo): { cutline: CopyParagraph; credit: CopyParagraph } {
  const known = fileWords.get(photo)
  if (known) return known
  const made = { cutline: plain(photo.caption), credit: plain(photo.credit || photo.byline) }
  fileWords.set(photo, made)
  return made
}

const plain = (text: string): CopyParagraph => ({ kind: 'text', text: text.trim(), spans: [] })

/**
 * Room of a picture in a block of `columns` base columns with `lines` lines under the head; clipped to the block, null
 * where nothing is left. The only photo of a picture story has all of it.
 */
export function roomOf(
  picture: BlockPicture,
  isPictureStory: boolean,
  columns: number,
  lines: number,
): { column: number; columns: number; line: number; lines: number } | null {
  if (isPictureStory) return lines > 0 ? { column: 0, columns, line: 0, lines } : null
  const { column, line } = picture.area
  const wide = Math.min(picture.area.columns, columns - column)
  const deep = Math.min(picture.area.lines, lines - line)
  return wide > 0 && deep > 0 ? { column, columns: wide, line, lines: deep } : null
}
