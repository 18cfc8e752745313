/** The fairest division of one forced line of a head into a given number of lines (H4). */
import type { Emu } from '#contract/measure.ts'
import { lineStart, naturalWidth } from '../break/candidate.ts'
import { get, type Prepared } from '../break/prepared.ts'
import { em } from '../shape/cells.ts'
import type { SetStyle } from '../typesetter.ts'
import type { HeadBreaks } from './breakTable.ts'

/** Cells [from, end) of one line and their natural width, marks trimmed at both ends. */
export interface HeadLine {
  readonly from: number
  readonly end: number
  readonly width: Emu
}

/** What is to be divided, and the room for each line at the face's natural width. */
export interface Split {
  readonly prepared: Prepared
  readonly breaks: HeadBreaks
  readonly style: SetStyle
  readonly measure: Emu
  /** Lines narrower than this are dear (H9): a column of a vertical headline; 0 where it does not matter. */
  readonly least: Emu
}

/** How far a head line may be tightened between characters (H5), thousandths of an em. */
const TIGHTEST = 50
/** A line of one character costs as much as lines four ems apart; a short column of a vertical head less. */
const LONE = 4000
const SHORT = 2500

export const growsAfter = (prepared: Prepared, at: number): boolean =>
  prepared.cells[at]?.kind === 'space' || get(prepared.gaps, at + 1) > get(prepared.gaps, at)

function gapsOf(prepared: Prepared, line: HeadLine): number {
  let count = 0
  for (let at = line.from; at < line.end - 1; at++) if (growsAfter(prepared, at)) count++
  return count
}

/** The most that a line may give by tightening (H5); English heads are never tightened. */
export const tightening = (prepared: Prepared, line: HeadLine, style: SetStyle): Emu =>
  style.lang === 'en' ? 0 : gapsOf(prepared, line) * em(TIGHTEST, style.style.size)

const fits = (split: Split, line: HeadLine): boolean =>
  line.width <= split.measure || line.width - split.measure <= tightening(split.prepared, line, split.style)

/** The line from cell `from` to boundary `to`, blanks at its end dropped. */
function lineOf({ prepared, style }: Split, from: number, to: number): HeadLine {
  const end = Math.max(from + 1, get(prepared.trimmed, to))
  return { from, end, width: naturalWidth(prepared, from, end, style) }
}

/** Lines beyond the least that a head's width asks for that are tried: words never cost it more. */
const MOST_MORE = 6

/** The fairest division into the fewest lines that fit, `most` at the most; counts that cannot be enough are not tried. */
export function fewestLines(split: Split, most: number): readonly HeadLine[] | null {
  const { prepared, style, measure } = split
  const width = naturalWidth(prepared, 0, prepared.cells.length, style)
  const least = Math.max(1, Math.floor((width * 9) / (10 * Math.max(1, measure))))
  for (let count = least; count <= Math.min(most, least + MOST_MORE + least); count++) {
    const lines = splitHead(split, count)
    if (lines) return lines
  }
  return null
}

/**
 * Lines of about equal width in `count` lines. Least squares about the mean keep them within two characters of each other
 * (H4) wherever words allow it, up to six lines.
 */
function splitHead(split: Split, count: number): readonly HeadLine[] | null {
  const { prepared, style } = split
  const target = naturalWidth(prepared, 0, prepared.cells.length, style) / count
  const way = bestWay({ ...split, target, count })
  return way && linesOf(way)
}

interface Way {
  readonly cost: number
  readonly line: HeadLine | null
  readonly before: Way | null
}

interface Search extends Split {
  readonly target: number
  readonly count: number
}

function bestWay(search: Search): Way | null {
  const cells = search.prepared.cells.length
  let now: (Way | undefined)[] = [{ cost: 0, line: null, before: null }]
  for (let n = 1; n <= search.count; n++) {
    const next: (Way | undefined)[] = []
    for (let at = 0; at < cells; at++) {
      const way = now[at]
      if (way) extend(search, way, at, n === search.count, next)
    }
    now = next
  }
  return now[cells] ?? null
}

function extend(search: Search, way: Way, at: number, isLastLine: boolean, next: (Way | undefined)[]): void {
  const { prepared, breaks, measure } = search
  const cells = prepared.cells.length
  const from = lineStart(prepared, at)
  if (from >= cells) return
  for (let to = isLastLine ? cells : from + 1; to <= cells; to++) {
    if (breaks.isLegal[to] !== 1) continue
    const line = lineOf(search, from, to)
    if (!fits(search, line)) {
      if (line.width > measure * 2) break
      continue
    }
    const cost = way.cost + unevenness(search, line) + (to === cells ? 0 : square(get(breaks.cost, to)))
    const rival = next[to]
    if (!rival || cost < rival.cost) next[to] = { cost, line, before: way }
  }
}

const square = (value: number): number => value * value

function unevenness(search: Search, line: HeadLine): number {
  const away = Math.floor(((line.width - search.target) * 1000) / search.style.style.size)
  const isLone = line.end - line.from === 1 && search.style.lang !== 'en'
  return square(away) + (isLone ? square(LONE) : line.width < search.least ? square(SHORT) : 0)
}

function linesOf(end: Way): readonly HeadLine[] {
  const lines: HeadLine[] = []
  for (let way: Way | null = end; way?.line; way = way.before) lines.push(way.line)
  return lines.reverse()
}

/** Lines filled one after the other, as far as breaks allow; what fits nowhere stands on a line by itself. */
export function fillLines(split: Split): readonly HeadLine[] {
  const cells = split.prepared.cells.length
  const lines: HeadLine[] = []
  for (let at = 0; at < cells;) {
    const from = lineStart(split.prepared, at)
    if (from >= cells) break
    const full = fullest(split, from)
    lines.push(full.line)
    at = full.to
  }
  return lines
}

function fullest(split: Split, from: number): { line: HeadLine; to: number } {
  const cells = split.prepared.cells.length
  let best: { line: HeadLine; to: number } | null = null
  for (let to = from + 1; to <= cells; to++) {
    if (get(split.breaks.isLegal, to) !== 1) continue
    const line = lineOf(split, from, to)
    if (!best || fits(split, line)) best = { line, to }
    else if (line.width > split.measure * 2) break
  }
  return best ?? { line: lineOf(split, from, cells), to: cells }
}

/** Breaks with those of `finer` besides, inside whatever is wider than a line. */
export function openInside(split: Split, finer: HeadBreaks): HeadBreaks {
  const { prepared, breaks } = split
  const isLegal = breaks.isLegal.slice()
  let from = 0
  for (let to = 1; to <= prepared.cells.length; to++) {
    if (breaks.isLegal[to] !== 1) continue
    if (!fits(split, lineOf(split, from, to))) for (let j = from + 1; j < to; j++) isLegal[j] = get(finer.isLegal, j)
    from = to
  }
  return { isLegal, cost: breaks.cost, preferred: null }
}
