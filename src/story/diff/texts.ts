/**
 * The difference of two texts as a person would mark it. jsdiff finds the fewest tokens that differ (Myers); then what it
 * found is made readable, each step keeping both texts whole:
 *
 *     grow     a replaced stretch that cuts a word takes in the whole word        云[塘→台]区    [云塘区→云台区]
 *     merge    crumbs that happen to be equal between two changes join them       [甲→丙]，[乙→丁]   [甲，乙→丙，丁]
 *     slide    what was put in or taken out lies between sentences, not across    甲。[乙。]丙。
 */
import { diffArrays, type ChangeObject } from 'diff'
import { ANCHOR_LENGTH, anchorsOf } from './anchors.ts'
import { cutBetween, isLineEnd, isWord, tokensOf } from './tokens.ts'

/** A stretch of the comparison. Same and deleted ones joined are the text before, same and inserted ones the one after. */
export interface TextPiece {
  readonly kind: 'same' | 'deleted' | 'inserted'
  readonly text: string
}

/** Ends of the words of a text as UTF-16 offsets. */
export type WordEnds = (text: string) => readonly number[]

/** Beyond this many differing tokens two texts are not worth reading side by side: one takes the other's place. */
const MOST_EDITS = 1200

/** What stands between two changes, and the change after it. */
interface Span {
  readonly same: string[]
  readonly out: string[]
  readonly in: string[]
}

/** The difference of two texts. `wordEnds` knows the words of copy that is written without blanks; absent: none. */
export function diffTexts(a: string, b: string, wordEnds?: WordEnds): TextPiece[] {
  if (a === b) return piecesOf([{ same: [a], out: [], in: [] }])
  const spans = spansOf(tokensOf(a), tokensOf(b))
  const grown = wordEnds ? grow(spans, wordEnds(a), wordEnds(b)) : spans
  return piecesOf(merge(slide(merge(grown))))
}

function spansOf(a: string[], b: string[]): Span[] {
  const spans: Span[] = [emptySpan()]
  for (const { added, removed, value } of changesOf(a, b)) {
    const isSame = !added && !removed
    if (isSame && isChange(spans.at(-1)!)) spans.push(emptySpan())
    const span = spans.at(-1)!
    const part = isSame ? span.same : added ? span.in : span.out
    for (const token of value) part.push(token)
  }
  // What slides to the left leaves something behind it: the last span is always one without a change.
  if (isChange(spans.at(-1)!)) spans.push(emptySpan())
  return spans
}

const emptySpan = (): Span => ({ same: [], out: [], in: [] })

type Change = Pick<ChangeObject<string[]>, 'added' | 'removed' | 'value'>

/** From as many tokens on a text is cut at its anchors before it is compared. */
const LONG = 600

function changesOf(a: string[], b: string[]): Change[] {
  if (a.length + b.length < LONG) return changesIn(a, b)
  const changes: Change[] = []
  let [fromA, fromB] = [0, 0]
  for (const { a: atA, b: atB } of anchorsOf(a, b)) {
    // Anchors overlap where a long stretch is the same: what is taken already is not taken again.
    const over = Math.max(0, fromA - atA, fromB - atB)
    if (over >= ANCHOR_LENGTH) continue
    const [nextA, nextB] = [atA + over, atB + over]
    if (nextA > fromA || nextB > fromB) changes.push(...changesIn(a.slice(fromA, nextA), b.slice(fromB, nextB)))
    ;[fromA, fromB] = [atA + ANCHOR_LENGTH, atB + ANCHOR_LENGTH]
    changes.push({ added: false, removed: false, value: a.slice(nextA, fromA) })
  }
  return [...changes, ...changesIn(a.slice(fromA), b.slice(fromB))]
}

const changesIn = (a: string[], b: string[]): Change[] =>
  diffArrays(a, b, { maxEditLength: MOST_EDITS }) ?? [
    { added: false, removed: true, value: a },
    { added: true, removed: false, value: b },
  ]

const isChange = (span: Span): boolean => span.out.length + span.in.length > 0
const isReplaced = (span: Span): boolean => span.out.length > 0 && span.in.length > 0

/** Takes whole words into stretches that were replaced by others, from what is the same at their sides. */
function grow(spans: readonly Span[], endsA: readonly number[], endsB: readonly number[]): Span[] {
  const [cutsA, cutsB] = [new Set([0, ...endsA]), new Set([0, ...endsB])]
  const grown = spans.map((span) => ({ same: [...span.same], out: [...span.out], in: [...span.in] }))
  let [a, b] = [0, 0]
  for (const [index, span] of grown.entries()) {
    const next = grown[index + 1]
    a += lengthOf(span.same)
    b += lengthOf(span.same)
    const isWanted = isReplaced(span)
    let [fromA, fromB] = [a, b]
    while (isWanted && fromA > 0 && (isInside(cutsA, fromA) || isInside(cutsB, fromB)) && mayTake(span.same.at(-1))) {
      const token = span.same.pop()!
      span.out.unshift(token)
      span.in.unshift(token)
      fromA -= token.length
      fromB -= token.length
    }
    a = fromA + lengthOf(span.out)
    b = fromB + lengthOf(span.in)
    while (isWanted && next && (isInside(cutsA, a) || isInside(cutsB, b)) && mayTake(next.same[0])) {
      const token = next.same.shift()!
      span.out.push(token)
      span.in.push(token)
      a += token.length
      b += token.length
    }
  }
  return grown
}

const isInside = (cuts: ReadonlySet<number>, at: number): boolean => !cuts.has(at)
const mayTake = (token: string | undefined): boolean => token !== undefined && isWord(token)

/** Joins changes that only crumbs part: tokens that are the same by chance, fewer than what changed at both sides. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of spans) {
    const before = merged.at(-1)
    if (!before || !isChange(before) || !isChange(span) || !isCrumb(span.same, before, span)) merged.push(span)
    else
      merged[merged.length - 1] = {
        same: before.same,
        out: [...before.out, ...span.same, ...span.out],
        in: [...before.in, ...span.same, ...span.in],
      }
  }
  return merged
}

function isCrumb(same: readonly string[], before: Span, after: Span): boolean {
  if (same.some(isLineEnd)) return false
  if (same.length === 0) return true
  const words = same.filter(isWord)
  if (words.length === 0) return isReplaced(before) && isReplaced(after)
  // 建成 -> 新建: one character put in before and one taken out behind it is another word.
  const isTurned = isAdded(before) ? isTaken(after) : isTaken(before) && isAdded(after)
  if (isTurned && same.length === 1 && words[0]!.length === 1) return true
  return 2 * words.length <= Math.min(sizeOf(before), sizeOf(after))
}

const isAdded = (span: Span): boolean => span.out.length === 0
const isTaken = (span: Span): boolean => span.in.length === 0
const sizeOf = (span: Span): number => Math.max(span.out.filter(isWord).length, span.in.filter(isWord).length)

/** Moves what was only put in, or only taken out, to where it begins and ends at the best cuts; equal tokens let it. */
function slide(spans: readonly Span[]): Span[] {
  const slid = spans.map((span) => ({ ...span }))
  for (const [index, span] of slid.entries()) {
    const next = slid[index + 1]
    if (isReplaced(span) || !isChange(span)) continue
    const tail = next?.same ?? []
    const moved = bestPlace(span.same, span.out.length > 0 ? span.out : span.in, tail)
    slid[index] = {
      same: moved.head,
      ...(span.out.length > 0 ? { out: moved.edit, in: [] } : { out: [], in: moved.edit }),
    }
    if (next) slid[index + 1] = { ...next, same: moved.tail }
  }
  return slid
}

interface Placed {
  readonly head: string[]
  readonly edit: string[]
  readonly tail: string[]
}

function bestPlace(head: readonly string[], edit: readonly string[], tail: readonly string[]): Placed {
  const row = [...head, ...edit, ...tail]
  const size = edit.length
  let [least, most] = [head.length, head.length]
  while (least > 0 && row[least - 1] === row[least + size - 1]) least--
  while (most + size < row.length && row[most] === row[most + size]) most++
  const score = (at: number): number =>
    2 * cutBetween(row[at - 1], row[at]) + cutBetween(row[at + size - 1], row[at + size])
  let best = head.length
  for (let at = least; at <= most; at++) if (score(at) > score(best)) best = at
  return { head: row.slice(0, best), edit: row.slice(best, best + size), tail: row.slice(best + size) }
}

const lengthOf = (tokens: readonly string[]): number => tokens.reduce((sum, token) => sum + token.length, 0)

function piecesOf(spans: readonly Span[]): TextPiece[] {
  const pieces = spans.flatMap((span): TextPiece[] => [
    { kind: 'same', text: span.same.join('') },
    { kind: 'deleted', text: span.out.join('') },
    { kind: 'inserted', text: span.in.join('') },
  ])
  return pieces.filter(({ text }) => text !== '')
}
