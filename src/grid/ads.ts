/**
 * Ads on the page grid. An ad has a size of its own, in millimetres, which no column need fit: it takes the fewest columns
 * and lines that hold it, stands in the middle of their width and on their foot, and what is left over stays white. It is
 * never scaled and never distorted by itself.
 */
import type { Ad } from '#contract/ad.ts'
import type { BlockPicture, GridArea, HeadPlace } from '#contract/dummy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Box, Emu, Size } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { wholeBlock, draftOf, type BlockDraft } from './blocks.ts'
import { spanWidth, type PageGrid } from './columns.ts'

/** A photo record that is an ad. */
export type AdPhoto = Photo & { readonly ad: Ad }

/** The word that stands over ads; empty where the paper marks them otherwise. */
export const adLabel = ({ ads, lang }: Stylebook): string => ads?.label ?? USUAL[lang]
const USUAL: Readonly<Record<Stylebook['lang'], string>> = {
  'zh-Hans': '广告',
  'zh-Hant': '廣告',
  en: 'ADVERTISEMENT',
}

/** Lines over an ad that its label takes; a block without a head place has its label turned off by hand. */
export const labelLines = (stylebook: Stylebook, head: HeadPlace): number =>
  head === 'none' || adLabel(stylebook) === '' ? 0 : 1

/** An ad's size with its scale by hand. */
export function adSize(photo: Pick<Photo, 'ad'>, { scale = 1000 }: Pick<BlockPicture, 'scale'>): Size {
  const { width, height } = photo.ad?.trim ?? { width: 0, height: 0 }
  return { width: scaled(width, scale), height: scaled(height, scale) }
}
const scaled = (length: Emu, scale: number): Emu => Math.floor((length * scale + 500) / 1000)

/** What an ad may be larger than columns and lines are, and still stand in them: less than a plate's own play. */
const PLAY = 9_000

/** The fewest columns and lines that hold an ad of this size, never more than the page has. */
export function adShape(grid: PageGrid, size: Size, label: number): Pick<GridArea, 'columns' | 'lines'> {
  let columns = 1
  while (columns < grid.columns && spanWidth(grid, columns) + PLAY < size.width) columns++
  const lines = Math.ceil(Math.max(0, size.height - PLAY) / grid.pitch) + label
  return { columns, lines: Math.max(1, Math.min(lines, grid.lines)) }
}

/** Where an ad of this size stands in its block; what is too large stands out at the head and at both sides. */
export const adBox = (block: Box, size: Size): Box => ({
  x: block.x + Math.floor((block.width - size.width) / 2),
  y: block.y + block.height - size.height,
  ...size,
})

/** A draft of an ad's block in an area: the label over it, its only picture the ad. */
export function adDraft(photo: AdPhoto, area: GridArea): BlockDraft {
  return { ...draftOf(photo.ad.item, area), pictures: [wholeBlock(photo, area.columns, area.lines)] }
}

/** The ad that a story of kind ad stands for; null where its PDF never came in. */
export function adOf(item: StoryId, photos: Iterable<Photo>): AdPhoto | null {
  for (const photo of photos) if (photo.ad?.item === item) return photo as AdPhoto
  return null
}
