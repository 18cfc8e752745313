/**
 * The breaks of a paragraph that are best together (Knuth and Plass, by dynamic programming over legal breaks). Nodes
 * stand at a break; a node also knows its line while lines have unlike widths, and how many hyphens stand above one
 * another (E2), since what follows depends on both. `singleLine` takes the best next line and never looks back, so that
 * a correction moves no line above it.
 *
 * The first searches leave out lines that are dearer than `dearCost`. Each of them alone costs the paragraph that and more;
 * so where the best way costs less, no way through such a line can be better, and the result is that of a search through
 * all lines. Only where they find nothing, or nothing cheap, all lines are tried.
 */
import type { Emu } from '#contract/measure.ts'
import type { Measures, SetStyle } from '../typesetter.ts'
import { NONE, type Arena } from './arena.ts'
import {
  BREACH,
  costOf,
  dearCost,
  firstIndent,
  IMPOSSIBLE,
  isDearer,
  lineStart,
  naturalWidth,
  squeezeRoom,
  TOLERANCES,
  type Candidate,
} from './candidate.ts'
import { get, type Prepared } from './prepared.ts'

/** Breaks of a paragraph: line i holds cells from `breaks[i-1]` (0 for the first) to `breaks[i]`. */
export type Breaks = readonly number[]

export const measureAt = (measures: Measures, line: number): Emu => measures.first[line] ?? measures.rest

interface Job {
  readonly prepared: Prepared
  readonly style: SetStyle
  readonly measures: Measures
  readonly arena: Arena
  /** How loose a line may be (`TOLERANCES`); null: all lines are tried, and a rule is broken where nothing else is left. */
  readonly tolerance: number | null
  /** One object for all candidates: this is the innermost loop of the house. */
  readonly line: Candidate
}

const jobOf = (
  prepared: Prepared,
  style: SetStyle,
  measures: Measures,
  arena: Arena,
  tolerance: number | null,
): Job => ({
  prepared,
  style,
  measures,
  arena,
  tolerance,
  line: { from: 0, end: 0, short: 0, isLast: false, isFirst: false },
})

export function totalFit(prepared: Prepared, style: SetStyle, measures: Measures, arena: Arena): Breaks {
  const count = prepared.cells.length
  const even = Math.max(measures.first.length, (measures.whole ?? -1) + 1)
  const tolerances = TOLERANCES[style.lang === 'en' ? 'english' : 'han']
  if (measures.lines !== undefined) {
    search(jobOf(prepared, style, measures, arena, tolerances[0] ?? null), Infinity)
    const wanted = arena.bestOf(count, measures.lines)
    if (wanted !== NONE) return arena.path(wanted)
  }
  for (const tolerance of tolerances) {
    search(jobOf(prepared, style, measures, arena, tolerance), even)
    const best = arena.best(count)
    const most = demerits(dearCost(style, tolerance), 0, false)
    if (best !== NONE && get(arena.total, best) < most) return arena.path(best)
  }
  search(jobOf(prepared, style, measures, arena, null), even)
  return arena.path(arena.best(count))
}

/** `even`: the line from which on it makes no difference at which line a node stands. */
function search(job: Job, even: number): void {
  const { arena, prepared } = job
  const count = prepared.cells.length
  arena.open(count, even)
  arena.start(0, 0, 0)
  for (let at = 0; at < count; at++) {
    for (let node = arena.first[at] ?? NONE; node !== NONE; node = arena.next[node] ?? NONE) extend(job, node)
  }
}

export function singleLine(prepared: Prepared, style: SetStyle, measures: Measures, arena: Arena): Breaks {
  const job = jobOf(prepared, style, measures, arena, null)
  const count = prepared.cells.length
  const breaks: number[] = []
  let hyphens = 0
  for (let at = 0; at < count;) {
    arena.open(count, 0)
    extend(job, arena.start(at, breaks.length, hyphens))
    const best = cheapest(arena)
    at = arena.at[best] ?? count
    hyphens = arena.hyphens[best] ?? 0
    breaks.push(at)
  }
  return breaks
}

/** The cheapest node after the first; of equals the one that ends first. */
function cheapest({ at, count, total }: Arena): number {
  let best = 1
  for (let node = 2; node < count; node++) {
    const more = (total[node] ?? 0) - (total[best] ?? 0)
    if (more < 0 || (more === 0 && (at[node] ?? 0) < (at[best] ?? 0))) best = node
  }
  return best
}

/** Offers every line that may follow a node; where none is legal, the least evil one, so that every paragraph ends. */
function extend(job: Job, node: number): void {
  const { prepared, style, arena, line } = job
  const count = prepared.cells.length
  const at = arena.at[node] ?? 0
  const from = lineStart(prepared, at)
  const room = measureAt(job.measures, arena.line[node] ?? 0) - (at === 0 ? firstIndent(style) : 0)
  const before = arena.hyphens[node] ?? 0
  const total = arena.total[node] ?? 0
  const first = firstWorthTrying(prepared, style, from, room)
  line.from = from
  line.isFirst = at === 0
  let hasNext = false
  for (let to = lastThatFits(prepared, style, from, room, first); to >= first; to--) {
    const legal = prepared.isLegal[to]
    if (legal === 0) continue
    line.end = Math.max(from + 1, get(prepared.trimmed, to))
    line.isLast = to === count
    line.short =
      room - naturalWidth(prepared, from, line.end, style) - (line.isLast ? 0 : (prepared.cells[to - 1]?.hyphen ?? 0))
    if (job.tolerance !== null && isDearer(prepared, line, style, job.tolerance)) break
    const isHyphen = !line.isLast && endsInHyphen(prepared, to)
    const hyphens = isHyphen ? before + 1 : 0
    if (hyphens > style.rules.ladder) continue
    const cost = costOf(prepared, line, style)
    if (cost === IMPOSSIBLE) continue
    const dear = (isHyphen ? dearHyphen(job, node, to) : 0) + (legal === 2 ? LAST_RESORT : 0)
    arena.offer(node, to, hyphens, total + dear + demerits(cost, hyphens, line.isLast && before > 0))
    hasNext = true
  }
  if (!hasNext && job.tolerance === null) force(job, node, from, room)
}

/** The last break before which a line is not wider than all its squeezing, and an em more, would allow. */
function lastThatFits(prepared: Prepared, style: SetStyle, from: number, room: Emu, first: number): number {
  const count = prepared.cells.length
  const { size } = style.style
  // Up to two ems before its end no line can be too wide: the spaces of R11 in it are less.
  let to = Math.max(first, firstAsWide(prepared, from, room - 2 * size))
  for (; to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const short = room - naturalWidth(prepared, from, end, style)
    if (short < -size && short + squeezeRoom(prepared, from, end, style) < -size) break
  }
  return to - 1
}

/** A line that is emptier than this is worse than a forced one: half the room, and in wide measures an eighth and six ems. */
const slack = (room: Emu, size: Emu): Emu => Math.min(room / 2, room / 8 + size * 6)

/** The first break that is worth trying. */
const firstWorthTrying = (prepared: Prepared, style: SetStyle, from: number, room: Emu): number =>
  firstAsWide(prepared, from, room - slack(room, style.style.size))

/** The first break at which the cells from `from` on are as wide: a search in the sums, since widths only grow. */
function firstAsWide(prepared: Prepared, from: number, width: Emu): number {
  const target = get(prepared.widths, from) + width
  let low = from + 1
  let high = prepared.cells.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (get(prepared.widths, middle) < target) low = middle + 1
    else high = middle
  }
  return low
}

/** A hyphen costs as much as word spaces of about 170 %; one under another much more (E2); E3 is a rule. */
const HYPHEN = 400
const LADDER = 1500
/** E4, R4: a divided name or number costs more than word spaces of 250 % or gaps of 0.14 em, and less than an error. */
const LAST_RESORT = 4000

const dearHyphen = ({ prepared, measures, arena }: Job, node: number, to: number): number =>
  (arena.line[node] === measures.whole ? BREACH : 0) + (prepared.cells[to - 1]?.isName ? LAST_RESORT : 0)

const demerits = (cost: number, hyphens: number, followsHyphen: boolean): number =>
  (cost * cost) / 100 + 1 + (hyphens > 0 ? HYPHEN : 0) + (hyphens > 1 ? LADDER : 0) + (followsHyphen ? BREACH : 0)

/** A reader sees a ladder of hyphens, whoever put them there. */
function endsInHyphen(prepared: Prepared, to: number): boolean {
  const cell = prepared.cells[to - 1]
  return (
    cell !== undefined && (cell.hyphen > 0 || (cell.kind === 'latin' && cell.isOpenAfter && cell.text.endsWith('-')))
  )
}

/** A line that breaks a rule costs more than any paragraph of legal ones. */
const FORCED = 1e9

function force(job: Job, node: number, from: number, room: Emu): void {
  const { prepared, style, arena } = job
  const count = prepared.cells.length
  let legal = 0
  let any = from + 1
  for (let to = from + 1; to <= count; to++) {
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const hyphen = to === count ? 0 : (prepared.cells[to - 1]?.hyphen ?? 0)
    const over = naturalWidth(prepared, from, end, style) - room
    if (over > squeezeRoom(prepared, from, end, style)) break
    any = to
    if (prepared.isLegal[to] !== 0 && over + hyphen <= 0) legal = to
  }
  const to = Math.min(count, legal > 0 ? legal : any)
  const hyphens = to < count && endsInHyphen(prepared, to) ? (arena.hyphens[node] ?? 0) + 1 : 0
  arena.offer(node, to, hyphens, (arena.total[node] ?? 0) + FORCED)
}
