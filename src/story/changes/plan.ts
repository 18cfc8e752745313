/**
 * How a region is tracked: what is struck, what is put in and where, which lines become another type, and what is kept. A
 * plan speaks of positions before the change and is carried out from its end, so that no position of it ever moves.
 *
 *     before    甲乙 ¶ 丙丁        went  乙 ¶ 丙        came  子 ¶ 丑
 *     tracked   甲[乙]{子} ¶ [丙]{丑}丁        where the line ends are a pair
 *               甲[乙 ¶ 丙]{子 ¶ 丑}丁          where they are none
 *
 * What is put in stands behind what was struck, as far as the order of the trade allows: of lines that went and lines that
 * came between two pairs, each stands where its rank wants it.
 */
import { rankOf } from '../commands.ts'
import type { StoryDoc } from '../schema.ts'
import { isDeleted } from '../final.ts'
import { heldIn, pairLines, type Held, type LinePart } from './pairing.ts'
import type { Kept, Region } from './regions.ts'

/** Text that went. `part` is the line that it stood in. */
export interface Strike {
  readonly kind: 'strike'
  readonly part: LinePart
}

/** A line end that went: the one above the line at `start`. */
export interface StrikeSeam {
  readonly kind: 'strikeSeam'
  readonly start: number
}

/** What came, put in at `at`: text of a line and whole lines below it; before the first line where `at` is -1. */
export interface Insert {
  readonly kind: 'insert'
  readonly at: number
  readonly head: LinePart | null
  readonly lines: readonly LinePart[]
  /** Words in one line alone: what has been typed takes the marks of where it is typed. */
  readonly isTyped: boolean
}

/** A line that came as another type. */
export interface Retype {
  readonly kind: 'retype'
  readonly start: number
  readonly came: LinePart
}

export type Op = Strike | StrikeSeam | Insert | Retype

export interface Plan {
  /** In the order of the document. */
  readonly ops: readonly Op[]
  /** Text that is kept inside of regions. */
  readonly kept: readonly Kept[]
}

/** What stands between two pairs: text behind the upper one, and lines. */
interface Gap {
  readonly went: Held
  readonly came: Held
}

/**
 * The plan of an edit. Where words that an edit kept moved into a line of lower rank, and lines came behind them, the trade's
 * order would not hold with what was struck still standing: then all between the first and the last region went and came.
 */
export function planOf(before: StoryDoc, after: StoryDoc, regions: readonly Region[]): Planned {
  const fine = { ...planRegions(before, after, regions), regions }
  if (regions.length < 2 || isInOrder(before, fine)) return fine
  const [first, last] = [regions[0]!, regions.at(-1)!]
  const whole = [{ from: first.from, to: last.to, start: first.start, end: last.end }]
  return { ...planRegions(before, after, whole), regions: whole }
}

export interface Planned extends Plan {
  readonly regions: readonly Region[]
}

/** Whether the lines of a document with those that come among them are in the order of the trade. */
function isInOrder(before: StoryDoc, { ops }: Plan): boolean {
  const came = ops.filter((op) => op.kind === 'insert').filter(({ lines }) => lines.length > 0)
  if (came.length === 0) return true
  const types = new Map(ops.flatMap((op) => (op.kind === 'retype' ? [[op.start, op.came.line] as const] : [])))
  const row: { pos: number; rank: number }[] = []
  before.forEach((line, start) => void row.push({ pos: start, rank: rankOf(types.get(start) ?? line) }))
  for (const { at, lines } of came) for (const { line } of lines) row.push({ pos: at, rank: rankOf(line) })
  row.sort((a, b) => a.pos - b.pos)
  return row.every(({ rank }, i) => i === 0 || row[i - 1]!.rank <= rank)
}

function planRegions(before: StoryDoc, after: StoryDoc, regions: readonly Region[]): Plan {
  const ops: Op[] = []
  const kept: Kept[] = []
  for (const { from, to, start, end } of regions) {
    const [went, came] = [heldIn(before, from, to), heldIn(after, start, end)]
    const pairs = pairLines(went.lines, came.lines)
    const isTyped = came.lines.length === 0
    let [a, b] = [0, 0]
    let heads: readonly [LinePart | null, LinePart | null] = [went.head, came.head]
    for (const [i, j] of [...pairs, [went.lines.length, came.lines.length] as const]) {
      const gap = {
        went: { head: heads[0], lines: went.lines.slice(a, i) },
        came: { head: heads[1], lines: came.lines.slice(b, j) },
      }
      fillGap(gap, isTyped, ops, kept)
      ;[a, b] = [i + 1, j + 1]
      const [upper, now] = [went.lines[i], came.lines[j]]
      if (!upper || !now) continue
      if (upper.line.type !== now.line.type) ops.push({ kind: 'retype', start: upper.start, came: now })
      kept.push({ a: upper.from, b: now.from, size: 0 })
      heads = [upper, now]
    }
  }
  return { ops, kept }
}

function fillGap({ went, came }: Gap, isTyped: boolean, ops: Op[], kept: Kept[]): void {
  if (went.lines.length + came.lines.length === 0) return replaceText(went.head, came.head, isTyped, ops, kept)
  const upper = went.head
  // Each line that came stands behind those that went whose rank is no higher.
  const turns = came.lines.map(({ line }) => went.lines.filter((each) => rankOf(each.line) <= rankOf(line)).length)
  const isAfterAll = upper !== null && (turns[0] ?? went.lines.length) === went.lines.length
  const headAt = isAfterAll && went.lines.at(-1)?.line.type === came.head?.line.type ? went.lines.length : 0
  if (upper) strike(upper, ops)
  for (let turn = 0; turn <= went.lines.length; turn++) {
    const struck = went.lines[turn - 1]
    if (struck) {
      ops.push({ kind: 'strikeSeam', start: struck.start })
      strike(struck, ops)
    }
    const at = struck?.to ?? upper?.to ?? -1
    const head = turn === headAt && came.head && came.head.to > came.head.from ? came.head : null
    const lines = came.lines.filter((_, j) => turns[j] === turn)
    if (head || lines.length > 0) ops.push({ kind: 'insert', at, head, lines, isTyped })
  }
}

/**
 * Words for words. What is alike at both ends is kept where whole lines were put in anew; of words that were typed over
 * others only what is deleted and stays so is, which editors read back from the screen.
 */
function replaceText(went: LinePart | null, came: LinePart | null, isTyped: boolean, ops: Op[], kept: Kept[]): void {
  if (!went || !came) return
  const [a, b] = [unitsOf(went), unitsOf(came)]
  const isSame = a.length === b.length && a.every((unit, i) => unit === b[i])
  const { head, tail } = endsAlike(a, b, isTyped && !isSame ? isStruck : () => true)
  kept.push({ a: went.from, b: came.from, size: head })
  strike({ ...went, from: went.from + head, to: went.to - tail }, ops)
  const put = { ...came, from: came.from + head, to: came.to - tail }
  if (put.to > put.from) ops.push({ kind: 'insert', at: went.to - tail, head: put, lines: [], isTyped })
  kept.push({ a: went.to - tail, b: came.to - tail, size: tail })
}

/** The UTF-16 units of a part, each with a sign where it is deleted. */
function unitsOf({ line, start, from, to }: LinePart): string[] {
  const units: string[] = []
  line.content.cut(from - start - 1, to - start - 1).forEach((text) => {
    const sign = isDeleted(text) ? '-' : ''
    for (let i = 0; i < text.nodeSize; i++) units.push(`${text.text?.[i] ?? ''}${sign}`)
  })
  return units
}

/** How much of two texts is alike at their beginning and at their end; no character is cut in half. */
function endsAlike(
  a: readonly string[],
  b: readonly string[],
  mayKeep: (unit: string) => boolean,
): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head] && mayKeep(a[head]!)) head++
  if (head > 0 && isHalf(a[head - 1]!, 0xd800)) head--
  let tail = 0
  const isAlike = (i: number): boolean => a.at(-1 - i) === b.at(-1 - i) && mayKeep(a.at(-1 - i)!)
  while (tail < most - head && isAlike(tail)) tail++
  if (tail > 0 && isHalf(a[a.length - tail]!, 0xdc00)) tail--
  return { head, tail }
}

const isStruck = (unit: string): boolean => unit.endsWith('-') && unit.length > 1

const isHalf = (unit: string, from: number): boolean => (unit.charCodeAt(0) & 0xfc00) === from

function strike(part: LinePart, ops: Op[]): void {
  if (part.to > part.from) ops.push({ kind: 'strike', part })
}
