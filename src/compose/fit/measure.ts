/** Answers the planner: how many lines an item's title, text and picture words take. */
import type { Copy } from '#contract/copy.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import { sizeFor } from '#grid/blocks.ts'
import { spanWidth } from '#grid/columns.ts'
import type { MeasureItems } from '#grid/items.ts'
import { flow } from '../flow/flow.ts'
import { Notes } from '../page/notes.ts'
import { paragraphsOf } from '../page/paragraphs.ts'
import { setCaptions } from '../page/captions.ts'
import { isOver, linesOf, setTitle, type Title, type TitleRow, type TitleTools } from '../page/title.ts'

/** Measures the copies of a pool under a stylebook. */
export function measureItems(
  tools: TitleTools,
  copies: ReadonlyMap<StoryId, Copy>,
  photos: ReadonlyMap<PhotoId, Photo>,
): MeasureItems {
  const { grid } = tools.stylebook
  const known = (id: StoryId): Copy => {
    const copy = copies.get(id)
    if (!copy) throw new RangeError(`measureItems: no copy ${id}`)
    return copy
  }
  return {
    bodyLines: (item, hasPictures) => bodyLines(tools, known(item), hasPictures),
    headLines: (item, columns, size) => linesOf(titleOver(tools, known(item), columns, size), tools.stylebook),
    headSize: (item, columns, size) => headlineOf(titleOver(tools, known(item), columns, size))?.head.size ?? size,
    verticalLines: (item, columns) => verticalLines(tools, known(item), columns),
    cutlineLines(item, columns, photo) {
      const copy = known(item)
      const file = photos.get(photo)
      const words = (['cutline', 'credit'] as const).map((part) => ({
        part,
        isOwn: true,
        paragraphs: copy.parts[part].map((paragraph, index) => ({ paragraph, index })),
      }))
      const hasOwn = words.some(({ paragraphs }) => paragraphs.length > 0)
      return hasOwn || !file?.caption ? setCaptions(tools, copy, words, spanWidth(grid, columns)).gridLines : 2
    },
  }
}

/** Lines of byline, body and jump lines in one base column that never ends. */
function bodyLines(tools: TitleTools, copy: Copy, hasPictures: boolean): number {
  const paragraphs = paragraphsOf(tools, copy, hasPictures, false, new Notes())
  const rules = { keepsFirstLines: false, keepsLastLines: false, spare: 0 }
  const { devices, styles, stylebook } = tools
  return flow(
    [{ width: stylebook.grid.measure, slots: 10_000_000 }],
    paragraphs,
    rules,
    devices.lines,
    (first, rest, whole) => styles.measures(first, rest, whole),
  ).used
}

function titleOver(tools: TitleTools, copy: Copy, columns: number, size: Emu | null): Title {
  const measure = spanWidth(tools.stylebook.grid, columns)
  const wanted = size ?? sizeFor(tools.stylebook, columns)
  return setTitle(tools, { copy, orientation: 'horizontal', measure, across: null, size: wanted })
}

const headlineOf = (title: Title): TitleRow | undefined =>
  title.rows.findLast((row) => row.part === 'headline') ?? title.rows[0]

/**
 * The least depth at which a vertical title stands in `columns` at a middling size of the paper's list. A refer over more
 * than one column is boxed, which takes a character at each side and a line over and under it.
 */
function verticalLines(tools: TitleTools, copy: Copy, columns: number): number {
  const { heads, grid, styles } = tools.stylebook
  const isBoxed = copy.kind === 'refer' && columns > 1
  const across = spanWidth(grid, columns) - Math.floor(grid.gap / 2) - (isBoxed ? 2 * styles.text.size : 0)
  const size = heads.sizes[Math.floor(heads.sizes.length / 2)] ?? 0
  for (let lines = 8; lines < grid.lines; lines += 2) {
    const title = setTitle(tools, { copy, orientation: 'vertical', measure: (lines - 1) * grid.pitch, across, size })
    const headline = headlineOf(title)
    const isSmall = headline !== undefined && headline.head.size * 10 < size * 8
    const fits = title.extent <= across && !title.rows.some((row) => isOver(row.head))
    if (fits && !isSmall) return lines + (isBoxed ? 2 : 0)
  }
  return grid.lines
}
