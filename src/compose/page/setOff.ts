/**
 * What sets a pull quote or a note (编者按) off from the text round it: rules over and under it, a tint behind it, as its style
 * in the stylebook says. They stand in the air that the style gives it, so text stays on the line grid.
 */
import type { Block } from '#contract/dummy.ts'
import type { Box, Emu } from '#contract/measure.ts'
import type { SetRule } from '#contract/setPage.ts'
import type { Flowed, FlowParagraph, PlacedLine } from '../flow/flowed.ts'
import { turnBack, type Field } from './field.ts'
import type { LegRun } from './legRuns.ts'

/** Lines of one style that stand together in a run of slots. */
interface Group {
  readonly first: PlacedLine
  last: PlacedLine
  /** The slot that the next paragraph begins in; null where the run ends. */
  next: number | null
}

/** Rules and tints of a block's quotes and notes; tints first. */
export function setOffRules(
  block: Pick<Block, 'id'>,
  field: Field,
  runs: readonly LegRun[],
  flowed: Flowed,
): SetRule[] {
  const groups = groupsOf(flowed.placed)
  return (['tint', 'column'] as const).flatMap((kind) =>
    groups.flatMap((group) => {
      const run = runs[group.first.frame]
      const boxes = run ? (kind === 'tint' ? groundOf(field, run, group) : rulesOf(field, run, group)) : []
      const tint = kind === 'tint' ? (group.first.of.style.style.setOff?.tint ?? 0) : 100
      return boxes.map((box) => ({ record: block.id, kind, box: turnBack(field, box), tint }))
    }),
  )
}

function groupsOf(placed: readonly PlacedLine[]): Group[] {
  const groups: Group[] = []
  let open: Group | null = null
  for (const line of placed) {
    const isOn: boolean =
      open !== null && open.first.of.style.name === line.of.style.name && open.first.frame === line.frame
    if (open && isOn) {
      open.last = line
      continue
    }
    if (open?.first.frame === line.frame) open.next = line.slot
    open = line.of.style.style.setOff ? { first: line, last: line, next: null } : null
    if (open) groups.push(open)
  }
  return groups
}

const dropOf = ({ pitch }: Field, { drop }: PlacedLine): Emu => Math.floor((drop * pitch) / 1000)

/** Where the lines of a group begin and end across the lines, from the run's own top. */
function extentOf(field: Field, { first, last }: Group): { top: Emu; end: Emu } {
  const top = first.slot * field.pitch + dropOf(field, first)
  return { top, end: (last.slot + last.of.span) * field.pitch + dropOf(field, last) }
}

function rulesOf(field: Field, run: LegRun, group: Group): Box[] {
  const { over = 0, under = 0 } = group.first.of.style.style.setOff ?? {}
  const { top, end } = extentOf(field, group)
  const rule = (y: Emu, height: Emu): Box => ({
    x: run.x,
    width: run.width,
    y: run.y + y - Math.floor(height / 2),
    height,
  })
  // At the head of a leg nothing stands over it, and at the foot nothing under it.
  const isOver = over > 0 && group.first.line.from === 0 && group.first.slot > 0
  const isUnder = under > 0 && group.last.line.isParagraphEnd && group.next !== null
  const middleOver = Math.floor((group.first.slot * field.pitch + top) / 2)
  const middleUnder = Math.floor((end + (group.next ?? 0) * field.pitch) / 2)
  return [...(isOver ? [rule(middleOver, over)] : []), ...(isUnder ? [rule(middleUnder, under)] : [])]
}

/**
 * The tint reaches a third of a character into the gaps, so that text does not touch its edge; over and under it half as far,
 * since lines have air of their own, where no other line of the leg stands close.
 */
function groundOf(field: Field, run: LegRun, group: Group): Box[] {
  if ((group.first.of.style.style.setOff?.tint ?? 0) === 0) return []
  const { top, end } = extentOf(field, group)
  const air = Math.floor(field.em / 3)
  const most = Math.floor(field.em / 6)
  const above = group.first.slot === 0 ? most : Math.min(most, dropOf(field, group.first))
  const below = group.next === null ? most : Math.min(most, group.next * field.pitch - end)
  return [{ x: run.x - air, width: run.width + 2 * air, y: run.y + top - above, height: end - top + above + below }]
}

/** Whether any of the paragraphs asks for it. */
export const hasSetOff = (paragraphs: readonly FlowParagraph[]): boolean =>
  paragraphs.some(({ style }) => style.style.setOff !== undefined)
