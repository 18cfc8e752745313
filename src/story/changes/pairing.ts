/**
 * Which lines of what went are lines of what came: the same words kept, a line made of another type, a line end that stands
 * although the words on both sides were replaced. What is left between two pairs went and came as a whole.
 */
import type { Node } from 'prosemirror-model'
import { rankOf } from '../commands.ts'
import { isDeleted, runsOn } from '../final.ts'

/** A line as far as a region has it: all but the last one of a region to its end. */
export interface LinePart {
  readonly line: Node
  /** The position before the line. */
  readonly start: number
  /** The text of it that is in the region. */
  readonly from: number
  readonly to: number
}

/** What a region holds of a document: text of the line that it begins in (null before the first line), and lines. */
export interface Held {
  readonly head: LinePart | null
  readonly lines: readonly LinePart[]
}

/** What a document has from `from` to `to`, both inside lines. */
export function heldIn(doc: Node, from: number, to: number): Held {
  let head: LinePart | null = null
  const lines: LinePart[] = []
  doc.nodesBetween(Math.max(0, from), Math.max(0, Math.min(to, doc.content.size)), (line, start) => {
    const end = start + line.nodeSize - 1
    if (start < from) head = { line, start, from, to: Math.min(to, end) }
    else if (start < to) lines.push({ line, start, from: start + 1, to: Math.min(to, end) })
    return false
  })
  return { head, lines }
}

/** The index of a line that went and of the one that came for it. */
export type Pair = readonly [number, number]

/** Beyond this product of lengths lines are paired from the ends only: time grows with it. */
const MOST_CELLS = 250_000

/** Pairs in order, crossing nowhere. What stands between two of them can be merged in the order of the trade. */
export function pairLines(went: readonly LinePart[], came: readonly LinePart[]): Pair[] {
  if (went.length === 0 || came.length === 0) return []
  const same = sameLines(went, came)
  return inGaps(went, came, same, (a, b) => pairInGap(went.slice(a[0], a[1]), came.slice(b[0], b[1])))
}

/** The characters of a part that stand. */
export function standingText({ line, start, from, to }: LinePart): string {
  let text = ''
  line.nodesBetween(from - start - 1, to - start - 1, (node, at) => {
    if (isDeleted(node)) return
    text += (node.text ?? '').slice(Math.max(0, from - start - 1 - at), to - start - 1 - at)
  })
  return text
}

const textOf = ({ line, start, from, to }: LinePart): string => line.textBetween(from - start - 1, to - start - 1)

/** Lines with the same words and type: from the front, from the back, and the longest row of them between. */
function sameLines(went: readonly LinePart[], came: readonly LinePart[]): Pair[] {
  const [a, b] = [went.map(keyOf), came.map(keyOf)]
  // The last lines of both go on behind the region; no other line is the same as they.
  const isSame = (i: number, j: number): boolean => a[i] === b[j] && (i === a.length - 1) === (j === b.length - 1)
  const most = Math.min(a.length, b.length)
  let front = 0
  while (front < most && isSame(front, front)) front++
  let back = 0
  while (back < most - front && isSame(a.length - 1 - back, b.length - 1 - back)) back++
  const [endA, endB] = [a.length - back, b.length - back]
  return [
    ...Array.from({ length: front }, (_, i): Pair => [i, i]),
    ...longestRow(front, endA, endB, (i, j) => textOf(went[i]!) !== '' && isSame(i, j)),
    ...Array.from({ length: back }, (_, i): Pair => [endA + i, endB + i]),
  ]
}

/** Type, words and which of them are deleted. */
const keyOf = (part: LinePart): string =>
  `${part.line.type.name}${runsOn(part.line) ? '-' : ''}\n${textOf(part)}\n${standingText(part)}`

/** The longest row of pairs that match, between `from` and the ends. */
function longestRow(from: number, endA: number, endB: number, matches: (i: number, j: number) => boolean): Pair[] {
  const [rows, columns] = [endA - from, endB - from]
  if (rows * columns === 0 || rows * columns > MOST_CELLS) return []
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1))
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i]![j] = matches(from + i, from + j)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (matches(from + i, from + j)) pairs.push([from + i++, from + j++])
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++
    else j++
  }
  return pairs
}

type Span = readonly [number, number]

/** Adds the pairs that `pair` finds in each gap between known ones. */
function inGaps(
  went: readonly LinePart[],
  came: readonly LinePart[],
  known: readonly Pair[],
  pair: (a: Span, b: Span) => Pair[],
): Pair[] {
  const all: Pair[] = []
  let [a, b] = [0, 0]
  for (const [i, j] of [...known, [went.length, came.length] as const]) {
    all.push(...pair([a, i], [b, j]).map(([x, y]): Pair => [a + x, b + y]))
    if (i < went.length) all.push([i, j])
    ;[a, b] = [i + 1, j + 1]
  }
  return all
}

/** A line end that is deleted is none to keep for one that stands. */
const endsAlike = (a: LinePart, b: LinePart): boolean => runsOn(a.line) === runsOn(b.line)

function pairInGap(went: readonly LinePart[], came: readonly LinePart[]): Pair[] {
  if (went.length === 0 || came.length === 0) return []
  if (went.length === came.length && went.every((part, i) => endsAlike(part, came[i]!))) {
    const isOneForOne = went.length === 1 && went[0]!.line.type === came[0]!.line.type
    const isConverted = went.every(
      (part, i) => textOf(part) === textOf(came[i]!) && standingText(part) === standingText(came[i]!),
    )
    if (isOneForOne || isConverted) return went.map((_, i): Pair => [i, i])
  }
  const isInOrder = rankOf(went.at(-1)!.line) <= rankOf(came[0]!.line)
  if (isInOrder) return []
  const isPair = (a: LinePart, b: LinePart): boolean => a.line.type === b.line.type && endsAlike(a, b)
  return longestRow(0, went.length, came.length, (i, j) => isPair(went[i]!, came[j]!))
}
