/** Single-line composing: each line is the best by itself, so that a correction moves nothing above it. */
import type { Measures, SetStyle } from '../typesetter.ts'
import { allSqueeze, costOf, IMPOSSIBLE, lineStart, naturalWidth } from './candidate.ts'
import { get, type Prepared } from './prepared.ts'
import { firstIndent, measureAt, type Breaks } from './totalFit.ts'

export function singleLine(prepared: Prepared, style: SetStyle, measures: Measures): Breaks {
  const count = prepared.items.length
  const breaks: number[] = []
  for (let at = 0; at < count;) {
    at = nextBreak(prepared, style, at, measureAt(measures, breaks.length))
    breaks.push(at)
  }
  return breaks
}

function nextBreak(prepared: Prepared, style: SetStyle, at: number, measure: number): number {
  const count = prepared.items.length
  const from = lineStart(prepared, at)
  const indent = at === 0 ? firstIndent(style) : 0
  let best = Math.min(count, from + 1)
  let least = Infinity
  for (let to = from + 1; to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const natural = naturalWidth(prepared, from, end, style) + indent
    if (natural - allSqueeze(prepared, from, end) > measure) break
    if (prepared.isLegal[to] !== 1) continue
    const isLast = to === count
    const hyphen = isLast ? 0 : (prepared.items[to - 1]?.hyphen ?? 0)
    const cost = costOf(prepared, { from, end, short: measure - natural - hyphen, isLast, hyphen }, style)
    if (cost === IMPOSSIBLE || cost > least) continue
    least = cost
    best = to
  }
  return best
}
