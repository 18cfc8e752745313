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
  const offer = intoNodes(nodes, Math.max(measures.first.length, (measures.whole ?? -1) + 1))
  for (let at = 0; at < count; at++) {
    for (const node of nodes[at] ?? []) extend(job, node, offer)
    // What is behind is reached through `before` alone: the rest may be forgotten.
    nodes[at] = undefined
  }
  let best: Node | null = null
  for (const end of nodes[count] ?? []) if (!best || end.total < best.total) best = end
  return path(best)
}

export function singleLine(prepared: Prepared, style: SetStyle, measures: Measures): Breaks {
  const job = { prepared, style, measures }
  let node: Node = START
  while (node.at < prepared.cells.length) {
    const before: Node = node
    let best: Node = before
    extend(job, before, (_, at, hyphens, total) => {
      if (best === before || total <= best.total) best = { at, line: before.line + 1, hyphens, total, before }
    })
    node = best
  }
  return path(node)
}

/** A next break on offer: the node before it, its place, the hyphens in a row there, and the price so far. */
type Offer = (before: Node, at: number, hyphens: number, total: number) => void

/** Keeps the best node of each state at a break; of equals the first, so that the result never hangs on chance. */
function intoNodes(nodes: (Node[] | undefined)[], unlike: number): Offer {
  return (before, at, hyphens, total) => {
    const line = before.line + 1
    const there = nodes[at]
    if (!there) {
      nodes[at] = [{ at, line, hyphens, total, before }]
      return
    }
    for (let i = 0; i < there.length; i++) {
      const rival = there[i]
      if (!rival || rival.hyphens !== hyphens || Math.min(rival.line, unlike) !== Math.min(line, unlike)) continue
      if (total < rival.total) there[i] = { at, line, hyphens, total, before }
      return
    }
    there.push({ at, line, hyphens, total, before })
  }
}

/** Offers every line that may follow a node; where none is legal, the least evil one, so that every paragraph ends. */
function extend(job: Job, node: Node, offer: Offer): void {
  const { prepared, style } = job
  const count = prepared.cells.length
  const measure = measureAt(job.measures, node.line)
  const from = lineStart(prepared, node.at)
  const room = measure - (node.at === 0 ? firstIndent(style) : 0)
  // One object for all candidates of the node: this is the innermost loop of the house.
  const line: Candidate = { from, end: from, short: 0, isLast: false, isFirst: node.at === 0 }
  let hasNext = false
  for (let to = firstWorthTrying(prepared, style, from, room); to <= count; to++) {
    line.end = Math.max(from + 1, get(prepared.trimmed, to))
    const short = room - naturalWidth(prepared, from, line.end, style)
    if (short < -style.style.size && short + squeezeRoom(prepared, from, line.end, style) < -style.style.size) break
    if (prepared.isLegal[to] !== 1) continue
    line.isLast = to === count
    line.short = short - (line.isLast ? 0 : (prepared.cells[to - 1]?.hyphen ?? 0))
    const isHyphen = !line.isLast && endsInHyphen(prepared, to)
    const hyphens = isHyphen ? node.hyphens + 1 : 0
    if (hyphens > style.rules.ladder) continue
    const cost = costOf(prepared, line, style)
    if (cost === IMPOSSIBLE) continue
    const dear = isHyphen ? dearHyphen(job, node, to) : 0
    offer(node, to, hyphens, node.total + dear + demerits(cost, hyphens, line.isLast && node.hyphens > 0))
    hasNext = true
  }
  if (!hasNext) force(job, node, from, room, offer)
}

/** A line that is emptier than this is worse than a forced one: half the room, and in wide measures an eighth and six ems. */
const slack = (room: Emu, size: Emu): Emu => Math.min(room / 2, room / 8 + size * 6)

/** The first break that is worth trying: a search in the sums, since widths only grow. */
function firstWorthTrying(prepared: Prepared, style: SetStyle, from: number, room: Emu): number {
  const target = get(prepared.widths, from) + room - slack(room, style.style.size)
  let low = from + 1
  let high = prepared.cells.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (get(prepared.widths, middle) < target) low = middle + 1
    else high = middle
  }
  return low
}

/** A hyphen costs as much as word spaces of about 170 %; one under another much more (E2), one before the last line too (E3). */
const HYPHEN = 400
const LADDER = 1500
const BEFORE_LAST = 2500
/** E3: a hyphen at a column's end costs more than a line of twice its natural word spaces. */
const AT_COLUMN_END = 4000
/** E4: a divided name costs more than word spaces of 250 %, and less than a line that is an error. */
const DIVIDED_NAME = 4000

const dearHyphen = ({ prepared, measures }: Job, node: Node, to: number): number =>
  (node.line === measures.whole ? AT_COLUMN_END : 0) + (prepared.cells[to - 1]?.isName ? DIVIDED_NAME : 0)

const demerits = (cost: number, hyphens: number, followsHyphen: boolean): number =>
  (cost * cost) / 100 + 1 + (hyphens > 0 ? HYPHEN : 0) + (hyphens > 1 ? LADDER : 0) + (followsHyphen ? BEFORE_LAST : 0)

/** A reader sees a ladder of hyphens, whoever put them there. */
function endsInHyphen(prepared: Prepared, to: number): boolean {
  const cell = prepared.cells[to - 1]
  return (
    cell !== undefined && (cell.hyphen > 0 || (cell.kind === 'latin' && cell.isOpenAfter && cell.text.endsWith('-')))
  )
}

/** A line that breaks a rule costs more than any paragraph of legal ones. */
const FORCED = 1e9

function force(job: Job, node: Node, from: number, room: Emu, offer: Offer): void {
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
  offer(node, to, to < count && endsInHyphen(prepared, to) ? node.hyphens + 1 : 0, node.total + FORCED)
}

function path(end: Node | null): number[] {
  const breaks: number[] = []
  for (let node = end; node && node.at > 0; node = node.before) breaks.push(node.at)
  return breaks.reverse()
}
