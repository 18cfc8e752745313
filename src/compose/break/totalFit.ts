/**
 * Total fit: the breaks of a paragraph that are best together (Knuth and Plass, by dynamic programming over legal
 * breaks). Nodes stand at a break; a node also knows its line while lines have unlike widths, and how many hyphens stand
 * above one another (E2), since what follows depends on both.
 */
import type { Emu } from '#contract/measure.ts'
import type { Measures, SetStyle } from '../typesetter.ts'
import { allSqueeze, costOf, IMPOSSIBLE, lineStart, letterRoom, naturalWidth, type Candidate } from './candidate.ts'
import { get, type Prepared } from './prepared.ts'

/** Breaks of a paragraph: line i holds items from `breaks[i-1]` (0 for the first) to `breaks[i]`. */
export type Breaks = readonly number[]

interface Node {
  readonly at: number
  readonly line: number
  readonly hyphens: number
  readonly total: number
  readonly before: Node | null
}

export const measureAt = (measures: Measures, line: number): Emu => measures.first[line] ?? measures.rest

export function totalFit(prepared: Prepared, style: SetStyle, measures: Measures): Breaks {
  const count = prepared.items.length
  const nodes: Node[][] = Array.from({ length: count + 1 }, () => [])
  nodes[0] = [{ at: 0, line: 0, hyphens: 0, total: 0, before: null }]
  const search: Search = { prepared, style, measures, nodes }
  for (let at = 0; at < count; at++) for (const node of nodes[at] ?? []) extend(search, node)
  return path(nodes[count])
}

interface Search {
  readonly prepared: Prepared
  readonly style: SetStyle
  readonly measures: Measures
  readonly nodes: Node[][]
}

/** Tries every line that may follow a node; when none is legal, breaks where it must, so that the paragraph always ends. */
function extend(search: Search, node: Node): void {
  const { prepared, style, measures } = search
  const count = prepared.items.length
  const measure = measureAt(measures, node.line)
  const from = lineStart(prepared, node.at)
  const indent = node.at === 0 ? firstIndent(style) : 0
  let hasNext = false
  for (let to = Math.max(from, node.at) + 1; to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const natural = naturalWidth(prepared, from, end, style) + indent
    if (
      natural - allSqueeze(prepared, from, end) - letterRoom(prepared, from, end, style, 1) >
      measure + style.style.size
    )
      break
    if (prepared.isLegal[to] !== 1) continue
    const isLast = to === count
    const hyphen = isLast ? 0 : (prepared.items[to - 1]?.hyphen ?? 0)
    const line: Candidate = { from, end, short: measure - natural - hyphen, isLast, hyphen }
    if (!isLast && line.short * 2 > measure) continue
    hasNext = offer(search, node, to, line) || hasNext
  }
  if (!hasNext) force(search, node, from, indent, measure)
}

function offer(search: Search, node: Node, to: number, line: Candidate): boolean {
  const { prepared, style } = search
  const hyphens = line.hyphen > 0 ? node.hyphens + 1 : 0
  if (hyphens > style.rules.ladder) return false
  const cost = costOf(prepared, line, style)
  if (cost === IMPOSSIBLE) return false
  const total = node.total + demerits(cost, node, line)
  keep(search, { at: to, line: node.line + 1, hyphens, total, before: node })
  return true
}

/** Hyphens cost, a hyphen before the last line costs more (E3). */
function demerits(cost: number, node: Node, line: Candidate): number {
  const hyphen = line.hyphen > 0 ? 900 + (node.hyphens > 0 ? 3000 : 0) : 0
  const beforeLast = line.isLast && node.hyphens > 0 ? 2500 : 0
  return (cost * cost) / 100 + 1 + hyphen + beforeLast
}

/** Keeps the best node of each state at a break. */
function keep(search: Search, node: Node): void {
  const there = search.nodes[node.at]
  if (!there) return
  const line = Math.min(node.line, search.measures.first.length)
  const same = there.findIndex(
    (other) => other.hyphens === node.hyphens && Math.min(other.line, search.measures.first.length) === line,
  )
  const rival = there[same]
  if (!rival) there.push(node)
  else if (node.total < rival.total) there[same] = node
}

/** Ruin is avoided at any price: a line that breaks a rule costs more than any paragraph of legal ones. */
const FORCED = 1e9

function force(search: Search, node: Node, from: number, indent: Emu, measure: Emu): void {
  const { prepared, style } = search
  const count = prepared.items.length
  let legal = -1
  let any = from + 1
  for (let to = from + 1; to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    if (naturalWidth(prepared, from, end, style) + indent - allSqueeze(prepared, from, end) > measure) break
    any = to
    if (prepared.isLegal[to] === 1) legal = to
  }
  const to = Math.min(count, legal > 0 ? legal : any)
  keep(search, { at: to, line: node.line + 1, hyphens: 0, total: node.total + FORCED, before: node })
}

export const firstIndent = (style: SetStyle): Emu => Math.floor((style.style.indent * style.style.size) / 1000)

function path(ends: readonly Node[] | undefined): number[] {
  let best: Node | null = null
  for (const end of ends ?? []) if (!best || end.total < best.total) best = end
  const breaks: number[] = []
  for (let node = best; node && node.at > 0; node = node.before) breaks.push(node.at)
  return breaks.reverse()
}
