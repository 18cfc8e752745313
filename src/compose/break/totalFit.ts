/**
 * The breaks of a paragraph that are best together (Knuth and Plass, by dynamic programming over legal breaks). Nodes
 * stand at a break; a node also knows its line while lines have unlike widths, and how many hyphens stand above one
 * another (E2), since what follows depends on both. `singleLine` takes the best next line and never looks back, so that
 * a correction moves no line above it.
 */
import type { Emu } from '#contract/measure.ts'
import type { Measures, SetStyle } from '../typesetter.ts'
import { costOf, firstIndent, IMPOSSIBLE, lineStart, naturalWidth, squeezeRoom, type Candidate } from './candidate.ts'
import { get, type Prepared } from './prepared.ts'

/** Breaks of a paragraph: line i holds cells from `breaks[i-1]` (0 for the first) to `breaks[i]`. */
export type Breaks = readonly number[]

interface Node {
  readonly at: number
  readonly line: number
  /** Hyphens in a row up to this break. */
  readonly hyphens: number
  readonly total: number
  readonly before: Node | null
}

export const measureAt = (measures: Measures, line: number): Emu => measures.first[line] ?? measures.rest

interface Job {
  readonly prepared: Prepared
  readonly style: SetStyle
  readonly measures: Measures
}

const START: Node = { at: 0, line: 0, hyphens: 0, total: 0, before: null }

export function totalFit(prepared: Prepared, style: SetStyle, measures: Measures): Breaks {
  const job = { prepared, style, measures }
  const count = prepared.cells.length
  const nodes: (Node[] | undefined)[] = Array.from({ length: count + 1 })
  nodes[0] = [START]
  const unlike = measures.first.length
  const keep = (node: Node): void => keepBest(nodes, node, unlike)
  for (let at = 0; at < count; at++) for (const node of nodes[at] ?? []) extend(job, node, keep)
  let best: Node | null = null
  for (const end of nodes[count] ?? []) if (!best || end.total < best.total) best = end
  return path(best)
}

export function singleLine(prepared: Prepared, style: SetStyle, measures: Measures): Breaks {
  const job = { prepared, style, measures }
  let node: Node = START
  while (node.at < prepared.cells.length) {
    let best: Node | null = null
    extend(job, node, (next) => {
      if (!best || next.total <= best.total) best = next
    })
    if (!best) break
    node = best
  }
  return path(node)
}

/** Keeps the best node of each state at a break; of equals the first, so that the result never hangs on chance. */
function keepBest(nodes: (Node[] | undefined)[], node: Node, unlike: number): void {
  const there = nodes[node.at]
  if (!there) {
    nodes[node.at] = [node]
    return
  }
  const line = Math.min(node.line, unlike)
  const at = there.findIndex((other) => other.hyphens === node.hyphens && Math.min(other.line, unlike) === line)
  const rival = there[at]
  if (!rival) there.push(node)
  else if (node.total < rival.total) there[at] = node
}

/** Offers every line that may follow a node; where none is legal, the least evil one, so that every paragraph ends. */
function extend(job: Job, node: Node, offer: (next: Node) => void): void {
  const { prepared, style } = job
  const count = prepared.cells.length
  const measure = measureAt(job.measures, node.line)
  const from = lineStart(prepared, node.at)
  const room = measure - (node.at === 0 ? firstIndent(style) : 0)
  let hasNext = false
  for (let to = firstWorthTrying(prepared, from, room); to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const short = room - naturalWidth(prepared, from, end, style)
    if (short < 0 && short + squeezeRoom(prepared, from, end, style) < -style.style.size) break
    if (prepared.isLegal[to] !== 1) continue
    const isLast = to === count
    if (!isLast && short * 2 > measure) continue
    const hyphen = isLast ? 0 : (prepared.cells[to - 1]?.hyphen ?? 0)
    const line: Candidate = { from, end, short: short - hyphen, isLast, isFirst: node.at === 0 }
    const next = weigh(job, node, to, line)
    if (!next) continue
    offer(next)
    hasNext = true
  }
  if (!hasNext) offer(force(job, node, from, room))
}

/** The first break at which a line is half full: a search in the sums, since widths only grow. */
function firstWorthTrying(prepared: Prepared, from: number, room: Emu): number {
  const target = get(prepared.widths, from) + room / 2
  let low = from + 1
  let high = prepared.cells.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (get(prepared.widths, middle) < target) low = middle + 1
    else high = middle
  }
  return Math.max(from + 1, low)
}

/** A hyphen costs as much as word spaces of about 170 %; one under another much more (E2), one before the last line too (E3). */
const HYPHEN = 400
const LADDER = 1500
const BEFORE_LAST = 2500

function weigh(job: Job, node: Node, to: number, line: Candidate): Node | null {
  const isHyphen = !line.isLast && endsInHyphen(job.prepared, to)
  const hyphens = isHyphen ? node.hyphens + 1 : 0
  if (hyphens > job.style.rules.ladder) return null
  const cost = costOf(job.prepared, line, job.style)
  if (cost === IMPOSSIBLE) return null
  const hyphen = isHyphen ? HYPHEN + (hyphens > 1 ? LADDER : 0) : 0
  const last = line.isLast && node.hyphens > 0 ? BEFORE_LAST : 0
  return {
    at: to,
    line: node.line + 1,
    hyphens,
    total: node.total + (cost * cost) / 100 + 1 + hyphen + last,
    before: node,
  }
}

/** A reader sees a ladder of hyphens, whoever put them there. */
function endsInHyphen(prepared: Prepared, to: number): boolean {
  const cell = prepared.cells[to - 1]
  return (
    cell !== undefined && (cell.hyphen > 0 || (cell.kind === 'latin' && cell.isOpenAfter && cell.text.endsWith('-')))
  )
}

/** A line that breaks a rule costs more than any paragraph of legal ones. */
const FORCED = 1e9

function force(job: Job, node: Node, from: number, room: Emu): Node {
  const { prepared, style } = job
  const count = prepared.cells.length
  let legal = 0
  let any = from + 1
  for (let to = from + 1; to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const hyphen = to === count ? 0 : (prepared.cells[to - 1]?.hyphen ?? 0)
    const over = naturalWidth(prepared, from, end, style) - room
    if (over > squeezeRoom(prepared, from, end, style)) break
    any = to
    if (prepared.isLegal[to] === 1 && over + hyphen <= 0) legal = to
  }
  const to = Math.min(count, legal > 0 ? legal : any)
  return {
    at: to,
    line: node.line + 1,
    hyphens: endsInHyphen(prepared, to) ? node.hyphens + 1 : 0,
    total: node.total + FORCED,
    before: node,
  }
}

function path(end: Node | null): number[] {
  const breaks: number[] = []
  for (let node = end; node && node.at > 0; node = node.before) breaks.push(node.at)
  return breaks.reverse()
}
