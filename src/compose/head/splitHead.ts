/** The fairest division of one paragraph of a head into a given number of lines (H4). */
import type { Emu } from '#contract/measure.ts'
import { lineStart, naturalWidth } from '../break/candidate.ts'
import { get, type Prepared } from '../break/prepared.ts'
import { em } from '../shape/cells.ts'
import type { SetStyle } from '../typesetter.ts'
import type { HeadBreaks } from './headBreaks.ts'

/** Cells [from, end) of one line and their natural width, marks trimmed at both ends. */
export interface HeadLine {
  readonly from: number
  readonly end: number
  readonly width: Emu
}

/** How far a head line may be tightened between characters (H5), thousandths of an em. */
const TIGHTEST = 50
/** A line of one character costs as much as lines two ems apart. */
const LONE = 2000

export const growsAfter = (prepared: Prepared, at: number): boolean =>
  prepared.cells[at]?.kind === 'space' || get(prepared.gaps, at + 1) > get(prepared.gaps, at)

export function gapsOf(prepared: Prepared, line: HeadLine): number {
  let count = 0
  for (let at = line.from; at < line.end - 1; at++) if (growsAfter(prepared, at)) count++
  return count
}

function fits(prepared: Prepared, line: HeadLine, style: SetStyle, measure: Emu): boolean {
  if (line.width <= measure) return true
  return style.lang !== 'en' && line.width - measure <= gapsOf(prepared, line) * em(TIGHTEST, style.style.size)
}

/** Lines of equal width in `count` lines, or null where they do not fit. */
export function splitHead(
  prepared: Prepared,
  breaks: HeadBreaks,
  style: SetStyle,
  measure: Emu,
  count: number,
): readonly HeadLine[] | null {
  const cells = prepared.cells.length
  const target = naturalWidth(prepared, 0, cells, style) / count
  const best: (Way | undefined)[][] = Array.from({ length: count + 1 }, () => [])
  const start = best[0]
  if (start) start[0] = { cost: 0, line: null, before: null }
  for (let n = 0; n < count; n++) {
    for (let at = 0; at < cells; at++) {
      const way = best[n]?.[at]
      if (way)
        extend({ prepared, breaks, style, measure, target, isLastLine: n === count - 1 }, way, at, best[n + 1] ?? [])
    }
  }
  return pathOf(best[count]?.[cells])
}

interface Way {
  readonly cost: number
  readonly line: HeadLine | null
  readonly before: Way | null
}

interface Split {
  readonly prepared: Prepared
  readonly breaks: HeadBreaks
  readonly style: SetStyle
  readonly measure: Emu
  readonly target: number
  readonly isLastLine: boolean
}

function extend(split: Split, way: Way, at: number, next: (Way | undefined)[]): void {
  const { prepared, breaks, style, measure } = split
  const cells = prepared.cells.length
  const from = lineStart(prepared, at)
  for (let to = split.isLastLine ? cells : from + 1; to <= cells; to++) {
    if (breaks.isLegal[to] !== 1) continue
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const line = { from, end, width: naturalWidth(prepared, from, end, style) }
    if (!fits(prepared, line, style, measure)) {
      if (line.width > measure * 2) break
      continue
    }
    const cost = way.cost + unevenness(split, line) + (to === cells ? 0 : square(breaks.cost[to] ?? 0))
    const rival = next[to]
    if (!rival || cost < rival.cost) next[to] = { cost, line, before: way }
  }
}

const square = (value: number): number => value * value

function unevenness(split: Split, line: HeadLine): number {
  const away = Math.floor(((line.width - split.target) * 1000) / split.style.style.size)
  return square(away) + (line.end - line.from === 1 ? square(LONE) : 0)
}

function pathOf(end: Way | undefined): readonly HeadLine[] | null {
  if (!end) return null
  const lines: HeadLine[] = []
  for (let way: Way | null = end; way?.line; way = way.before) lines.push(way.line)
  return lines.reverse()
}
