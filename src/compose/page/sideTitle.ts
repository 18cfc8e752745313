/**
 * The title of a vertical block: at its right, where reading begins, as deep as whole tiers. It stands over no more tiers
 * than its headline needs; the text then goes on to its left, and under it over the whole width.
 */
import type { Block } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import { right, type Box, type Emu } from '#contract/measure.ts'
import { sizeFor } from '#grid/blocks.ts'
import type { Field } from './field.ts'
import type { BlockLeg, TextArea } from './legs.ts'
import { countsOf, hasTitle, isOver, setTitle, type Title, type TitleTools } from './title.ts'
import { rowsDown, type PlacedTitle } from './titlePlace.ts'

/** Sets and places it. Null where the block has no title or no room for one. */
export function placeSideTitle(
  tools: TitleTools,
  block: Block,
  copy: Copy,
  field: Field,
  inside: TextArea,
  legs: readonly BlockLeg[],
): PlacedTitle | null {
  if (block.head === 'none' || !hasTitle(copy) || inside.lines === 0 || inside.box.width === 0) return null
  const { box } = inside
  const size = block.headSize ?? sizeFor(tools.stylebook, block.areas[0]?.columns ?? 1)
  const most = Math.floor(box.width / 2)
  const depths = depthsOf(legs, box)
  const tries = depths.map((depth) => ({ depth, title: titleDown(tools, copy, field, depth, most, size) }))
  const best = tries.find(({ title }) => fits(title, most) && stands(copy, title, size)) ?? tries.at(-1)
  if (!best) return null
  const air = Math.floor((tools.stylebook.heads.air * field.pitch) / 1000)
  const width = Math.min(box.width, edgeAfter(field, box, best.title.extent + air))
  const x = block.head === 'left' ? box.x : right(box) - width
  const at = { x, y: box.y, width, height: best.depth }
  const obstacles = [{ x, width, line: 0, lines: best.depth / field.grid.pitch }]
  return {
    frames: rowsDown(tools, block, best.title, at),
    box: at,
    above: 0,
    obstacles,
    fits: fits(best.title, most),
    counts: countsOf(best.title),
  }
}

/** Depths down to the foot of each tier. */
function depthsOf(legs: readonly BlockLeg[], box: Box): Emu[] {
  const feet = legs.filter(({ shape }) => shape === 0).map(({ parts }) => Math.max(...parts.map(right)) - box.y)
  return [...feet.slice(0, -1).filter((depth) => depth > 0 && depth < box.height), box.height]
}

const titleDown = (tools: TitleTools, copy: Copy, field: Field, depth: Emu, across: Emu, size: Emu): Title =>
  setTitle(tools, { copy, orientation: 'vertical', measure: Math.max(0, depth - field.grid.pitch), across, size })

const fits = (title: Title, most: Emu): boolean => title.extent <= most && !title.rows.some(({ head }) => isOver(head))

/** Whether the headline stands in the editor's own lines at nine tenths of its size or more. */
function stands(copy: Copy, title: Title, size: Emu): boolean {
  const rows = title.rows.filter(({ part }) => part === 'headline')
  const lines = rows.reduce((sum, { head }) => sum + head.lines.length, 0)
  const forced = copy.parts.headline.reduce((sum, { text }) => sum + text.split('\n').length, 0)
  const largest = Math.max(0, ...rows.map(({ head }) => head.size))
  return rows.length === 0 || (lines <= forced && largest * 10 >= size * 9)
}

/** The least width that ends between two lines of the text and holds `extent`. */
function edgeAfter(field: Field, box: Box, extent: Emu): Emu {
  const before = Math.max(0, field.origin + right(box))
  return before + Math.max(1, Math.ceil((extent - before) / field.pitch)) * field.pitch
}
