/** Where a title block stands in its block, and which lines it takes from the text. */
import type { Block, HeadPlace } from '#contract/dummy.ts'
import type { Copy, Orientation } from '#contract/copy.ts'
import type { Box, Emu, Point } from '#contract/measure.ts'
import { sizeFor } from '#grid/blocks.ts'
import { spanWidth } from '#grid/columns.ts'
import type { FrameAt } from './lines.ts'
import type { Obstacle, TextArea } from './legs.ts'
import type { HeadCount } from '#contract/setPage.ts'
import { countsOf, hasTitle, linesOf, setTitle, type Title, type TitleRow, type TitleTools } from './title.ts'

export interface PlacedTitle {
  readonly frames: readonly FrameAt[]
  /** Null where the block has no title. */
  readonly box: Box | null
  /** Lines that the title takes over the whole width, at the top of the block. */
  readonly above: number
  /** What a title beside or inside the text takes from the legs. */
  readonly obstacles: readonly Obstacle[]
  /** Whether the title found room for all of its lines. */
  readonly fits: boolean
  /** How long its parts are, and how much they hold. */
  readonly counts: readonly HeadCount[]
}

export const NO_TITLE: PlacedTitle = { frames: [], box: null, above: 0, obstacles: [], fits: true, counts: [] }

/** The direction in which a block sets its headline. */
export const orientationOf = (block: Block, copy: Copy): Orientation => block.orientation ?? copy.orientation

/** Where the title stands really: a vertical one never stands above the text. */
export function headPlaceOf(block: Block, copy: Copy): HeadPlace {
  if (block.head === 'none' || !hasTitle(copy)) return 'none'
  return orientationOf(block, copy) === 'vertical' && block.head === 'above' ? 'left' : block.head
}

/** Sets and places the title of a block. `isAlone`: nothing but the title stands in the block (a refer). */
export function placeTitle(
  tools: TitleTools,
  block: Block,
  copy: Copy,
  inside: TextArea,
  isAlone: boolean,
): PlacedTitle {
  const place = headPlaceOf(block, copy)
  if (place === 'none') return NO_TITLE
  if (inside.lines === 0 || inside.box.width === 0) return { ...NO_TITLE, fits: false }
  if (orientationOf(block, copy) === 'vertical') return placeVertical(tools, block, copy, inside, place, isAlone)
  if (place === 'above') return placeAbove(tools, block, copy, inside, isAlone)
  return placeBeside(tools, block, copy, inside, place)
}

const columnsOf = (block: Block): number => block.areas[0]?.columns ?? 1

/** Air in the title block, thousandths of a line: the paper's, or what the block was fitted with. */
const airOf = ({ stylebook }: TitleTools, block: Block): number => block.fitting?.air ?? stylebook.heads.air

/** A picture story's headline is a caption to its photo: a step below what a story of its width has. */
const PICTURE_STEP = 1

/** The headline's size before it is fitted: chosen by hand, or the paper's for so many columns. */
const wantedSize = ({ stylebook }: TitleTools, block: Block, copy: Copy, columns: number): Emu =>
  block.headSize ?? sizeFor(stylebook, columns, copy.kind === 'picture' ? PICTURE_STEP : 0)

function placeAbove(tools: TitleTools, block: Block, copy: Copy, inside: TextArea, isAlone: boolean): PlacedTitle {
  const { stylebook } = tools
  const title = setTitle(tools, {
    copy,
    orientation: 'horizontal',
    measure: inside.box.width,
    across: null,
    size: wantedSize(tools, block, copy, columnsOf(block)),
    scale: block.headScale ?? null,
  })
  const wanted = linesOf(title, stylebook, airOf(tools, block))
  const above = isAlone ? inside.lines : Math.min(wanted, inside.lines)
  const box = { ...inside.box, height: above * stylebook.grid.pitch }
  const fits = wanted <= inside.lines
  return { frames: rowsAcross(tools, block, title, box), box, above, obstacles: [], fits, counts: countsOf(title) }
}

/** Columns that a title beside or inside the text takes: a third of the block, half of it where that is too narrow. */
const besideColumns = (columns: number, place: HeadPlace): number =>
  Math.max(1, place === 'inside' ? Math.floor(columns / 2) : Math.ceil(columns / 3))

function placeBeside(tools: TitleTools, block: Block, copy: Copy, inside: TextArea, place: HeadPlace): PlacedTitle {
  const { grid } = tools.stylebook
  const columns = columnsOf(block)
  const wide = besideColumns(columns, place)
  const width = Math.min(inside.box.width, spanWidth(grid, wide))
  const x = edgeOf(inside.box, width, place, Math.floor((columns - wide) / 2) * (grid.measure + grid.gap))
  const air = sideAir(grid.gap, inside.box, x, width)
  const title = setTitle(tools, {
    copy,
    orientation: 'horizontal',
    measure: width - air.left - air.right,
    across: null,
    size: wantedSize(tools, block, copy, wide),
    scale: block.headScale ?? null,
    isCompact: true,
  })
  const wanted = linesOf(title, tools.stylebook, airOf(tools, block))
  const lines = Math.min(wanted, inside.lines)
  const line = place === 'inside' ? Math.floor((inside.lines - lines) / 3) : 0
  const box = { x, y: inside.box.y + line * grid.pitch, width, height: lines * grid.pitch }
  const words = { ...box, x: x + air.left, width: width - air.left - air.right }
  const frames = rowsAcross(tools, block, title, words)
  const fits = wanted <= inside.lines
  return { frames, box, above: 0, obstacles: [{ x, width, line, lines }], fits, counts: countsOf(title) }
}

/** Air on the sides where text stands beside a title: half a gap, so that with the gap itself the head stands free. */
function sideAir(gap: Emu, inside: Box, x: Emu, width: Emu): { left: Emu; right: Emu } {
  const air = Math.min(Math.floor(gap / 2), Math.floor(width / 8))
  return { left: x > inside.x ? air : 0, right: x + width < inside.x + inside.width ? air : 0 }
}

function edgeOf(box: Box, width: Emu, place: HeadPlace, middle: Emu): Emu {
  if (place === 'right') return box.x + box.width - width
  return place === 'inside' ? box.x + Math.min(middle, box.width - width) : box.x
}

const MOST_VERTICAL_LINES = 28

function placeVertical(
  tools: TitleTools,
  block: Block,
  copy: Copy,
  inside: TextArea,
  place: HeadPlace,
  isAlone: boolean,
): PlacedTitle {
  const { grid, heads } = tools.stylebook
  const columns = columnsOf(block)
  const lines = isAlone ? inside.lines : Math.min(inside.lines, MOST_VERTICAL_LINES)
  const room = isAlone
    ? inside.box.width
    : Math.min(inside.box.width, spanWidth(grid, Math.max(1, Math.floor(columns / 3))))
  const size = block.headSize ?? heads.sizes[Math.floor(heads.sizes.length / 4)] ?? heads.sizes[0] ?? 0
  const measure = Math.max(0, (lines - 1) * grid.pitch)
  const title = setTitle(tools, {
    copy,
    orientation: 'vertical',
    measure,
    across: room - Math.floor(grid.gap / 2),
    size,
    scale: block.headScale ?? null,
  })
  const step = grid.measure + grid.gap
  const wide = Math.min(columns, Math.max(1, Math.ceil((title.extent + grid.gap) / step)))
  const width = isAlone ? inside.box.width : Math.min(inside.box.width, spanWidth(grid, wide))
  const x = edgeOf(inside.box, width, place === 'right' || place === 'inside' ? place : 'left', 0)
  const box = { x, y: inside.box.y, width, height: lines * grid.pitch }
  const frames = rowsDown(tools, block, title, box)
  const obstacles = isAlone ? [] : [{ x, width, line: 0, lines }]
  return { frames, box, above: isAlone ? lines : 0, obstacles, fits: title.extent <= room, counts: countsOf(title) }
}

/** Baseline below the top of the em box at the size that a head was set in. */
const ascentAt = ({ typesetter }: TitleTools, { style, head }: TitleRow): Emu =>
  Math.floor((typesetter.ascent(style) * head.size) / style.style.size + 0.5)

/** Rows of a horizontal title, one frame a part; a little less air above than below. */
export function rowsAcross(tools: TitleTools, block: Pick<Block, 'id' | 'item'>, title: Title, box: Box): FrameAt[] {
  const top = box.y + Math.max(0, Math.floor(((box.height - title.extent) * 9) / 20))
  return title.rows.map((row) => {
    const y = top + row.at
    const base = y + ascentAt(tools, row)
    const origin = (offset: Emu, i: number) => ({ x: box.x + offset, y: base + i * row.head.leading })
    return frameOf(block, row, { x: box.x, y, width: box.width, height: row.extent }, false, origin)
  })
}

/** Rows of a vertical title, right to left, in the middle of the box across its lines. */
export function rowsDown(tools: TitleTools, block: Block, title: Title, box: Box): FrameAt[] {
  const edge = box.x + box.width - Math.max(0, Math.floor((box.width - title.extent) / 2))
  const y = box.y + Math.floor(tools.stylebook.grid.pitch / 2)
  const height = box.height - tools.stylebook.grid.pitch
  return title.rows.map((row) => {
    const right = edge - row.at
    const axis = right - Math.floor(row.head.size / 2)
    const origin = (offset: Emu, i: number) => ({ x: axis - i * row.head.leading, y: y + offset })
    return frameOf(block, row, { x: right - row.extent, y, width: row.extent, height }, true, origin)
  })
}

function frameOf(
  block: Pick<Block, 'id' | 'item'>,
  row: TitleRow,
  box: Box,
  vertical: boolean,
  origin: (offset: Emu, line: number) => Point,
): FrameAt {
  const lines = row.head.lines.map((line, i) => ({
    line,
    ...origin(line.offset, i),
    size: row.head.size,
    vertical,
    text: row.paragraphs[line.paragraph]?.text ?? '',
    part: row.part,
    paragraph: row.first + line.paragraph,
  }))
  const id = `${block.id}.${row.part}.${Math.min(1, row.first)}`
  return { id, record: block.id, item: block.item, part: row.part, box, vertical, capacity: 0, lines }
}
