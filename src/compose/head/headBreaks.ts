/** Where a headline breaks: at the fewest lines that hold it, the most even division whose breaks are between words. */
import type { Emu } from '#contract/measure.ts'
import { naturalWidth } from '../break/candidate.ts'
import { get, type Prepared } from '../break/prepared.ts'
import type { SetStyle } from '../typesetter.ts'

export interface HeadLine {
  readonly from: number
  /** End with and without trailing blanks. */
  readonly to: number
  readonly end: number
  readonly width: Emu
  readonly isLast: boolean
  readonly breaksWord: boolean
}

/** H2; and words that an English line does not end with (H8). */
const NO_START = '的了着'
const NO_END = new Set(
  'a an the of in on at to for by with from and or but as into over than that is are be its his her their'.split(' '),
)

/** Breaks into at most `most` lines; a head that needs more comes back with a line wider than the measure. */
export function headBreaks(
  prepared: Prepared,
  style: SetStyle,
  ends: ReadonlySet<number>,
  measure: Emu,
  most: number,
): HeadLine[] {
  const count = prepared.items.length
  if (count === 0) return []
  for (let lines = 1; lines <= most; lines++) {
    const found = divide(prepared, style, ends, measure, lines)
    if (found) return found
  }
  return [lineOf(prepared, style, ends, 0, count)]
}

interface State {
  readonly cost: number
  readonly before: number
}

/** The best division into exactly `lines` lines, or null where none fits. */
function divide(
  prepared: Prepared,
  style: SetStyle,
  ends: ReadonlySet<number>,
  measure: Emu,
  lines: number,
): HeadLine[] | null {
  const count = prepared.items.length
  const ideal = naturalWidth(prepared, 0, count, style) / lines
  let row: (State | null)[] = Array.from({ length: count + 1 }, (_, at) => (at === 0 ? { cost: 0, before: 0 } : null))
  const rows = [row]
  for (let line = 1; line <= lines; line++) {
    const next: (State | null)[] = Array.from({ length: count + 1 }, () => null)
    for (let to = 1; to <= count; to++) {
      const isEnd = line === lines
      if (isEnd !== (to === count)) continue
      for (let from = 0; from < to; from++) {
        const before = row[from]
        if (!before) continue
        const cost = before.cost + lineCost(prepared, style, ends, { from, to, measure, ideal })
        const best = next[to]
        if (cost < Infinity && (!best || cost < best.cost)) next[to] = { cost, before: from }
      }
    }
    row = next
    rows.push(row)
  }
  return row[count] ? trace(prepared, style, ends, rows) : null
}

function trace(
  prepared: Prepared,
  style: SetStyle,
  ends: ReadonlySet<number>,
  rows: readonly (readonly (State | null)[])[],
): HeadLine[] {
  const lines: HeadLine[] = []
  let to = prepared.items.length
  for (let line = rows.length - 1; line > 0; line--) {
    const from = rows[line]?.[to]?.before ?? 0
    lines.unshift(lineOf(prepared, style, ends, from, to))
    to = from
  }
  return lines
}

function lineOf(prepared: Prepared, style: SetStyle, ends: ReadonlySet<number>, at: number, to: number): HeadLine {
  const from = skipBlanks(prepared, at)
  const end = Math.max(from + 1, get(prepared.trimmed, to))
  const isLast = to === prepared.items.length
  const breaksWord = !isLast && !isWordEnd(prepared, ends, to)
  return { from, to, end, width: naturalWidth(prepared, from, end, style), isLast, breaksWord }
}

function skipBlanks(prepared: Prepared, at: number): number {
  let from = at
  while (from > 0 && prepared.items[from]?.kind === 'space') from++
  return from
}

const isWordEnd = (prepared: Prepared, ends: ReadonlySet<number>, to: number): boolean =>
  prepared.items[to - 1]?.kind === 'space' || ends.has(prepared.items[to]?.from ?? 0)

interface Try {
  readonly from: number
  readonly to: number
  readonly measure: Emu
  readonly ideal: number
}

/** Infinity for a line that is too wide or breaks where none may; a broken word costs more than any unevenness. */
function lineCost(prepared: Prepared, style: SetStyle, ends: ReadonlySet<number>, line: Try): number {
  const isLast = line.to === prepared.items.length
  if (!isLast && prepared.isLegal[line.to] !== 1) return Infinity
  const from = skipBlanks(prepared, line.from)
  const end = Math.max(from + 1, get(prepared.trimmed, line.to))
  const width = naturalWidth(prepared, from, end, style)
  if (width > line.measure) return Infinity
  const uneven = (width - line.ideal) / style.style.size
  let cost = uneven * uneven
  if (!isLast && !isWordEnd(prepared, ends, line.to)) cost += 400
  if (!isLast && NO_START.includes(prepared.items[line.to]?.text ?? ' ')) cost += 200
  const last = prepared.items[end - 1]?.text.toLowerCase() ?? ''
  if (!isLast && style.lang === 'en' && NO_END.has(last)) cost += 12
  if (end - from < 2 && line.to - line.from < prepared.items.length) cost += 100
  return cost
}
