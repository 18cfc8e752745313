/**
 * A strip is a piece of the source on its way into an item: its text as it stands now, where it came from, and the
 * decisions taken inside it, at offsets that every further change carries along.
 */
import type { RepairKind } from '#contract/exchange.ts'
import type { RepairGround } from './repairGrounds.ts'

export interface Mark {
  readonly kind: RepairKind
  readonly why: RepairGround
  readonly line: number
  readonly before: string
  readonly after: string
  /** Offsets in the strip's text, UTF-16. */
  readonly from: number
  readonly to: number
}

export interface Strip {
  readonly text: string
  /** The source's own text, for repairs that cover the whole line. */
  readonly raw: string
  /** The line it was cut from, whole. */
  readonly whole: string
  /** Line of the source, from 1. */
  readonly line: number
  /** Blank lines before it. */
  readonly gap: number
  /** Blanks that stood before its text, in half ems. */
  readonly indent: number
  readonly marks: readonly Mark[]
  /** Where each source line begins in the text, ascending. */
  readonly origins: readonly { readonly offset: number; readonly line: number }[]
}

/** A strip that is put to the one before it, with what stands between them. */
export interface Joint {
  readonly strip: Strip
  readonly why: RepairGround
  readonly glue: string
}

export interface Edit {
  readonly kind: RepairKind
  readonly why: RepairGround
  readonly from: number
  readonly to: number
  readonly text: string
}

const lineAt = (strip: Strip, offset: number): number => {
  let low = 0
  let high = strip.origins.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (strip.origins[middle]!.offset <= offset) low = middle
    else high = middle - 1
  }
  return strip.origins[low]?.line ?? strip.line
}

/** Offsets before the edits -> offsets after them. Linear in the calls when they ascend; binary search otherwise. */
function shifter(edits: readonly Edit[]): (offset: number) => number {
  const sums: number[] = [0]
  for (const edit of edits) sums.push(sums.at(-1)! + edit.text.length - (edit.to - edit.from))
  return (offset) => {
    let low = 0
    let high = edits.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (edits[middle]!.to <= offset) low = middle + 1
      else high = middle
    }
    const next = edits[low]
    return (
      (next && next.from < offset ? next.from + Math.min(offset - next.from, next.text.length) : offset) + sums[low]!
    )
  }
}

/** Applies edits (ascending, apart from each other) and keeps each as a mark. */
export function editStrip(strip: Strip, edits: readonly Edit[]): Strip {
  if (edits.length === 0) return strip
  const shift = shifter(edits)
  const pieces: string[] = []
  const marks = strip.marks.map((mark) => ({ ...mark, from: shift(mark.from), to: shift(mark.to) }))
  let done = 0
  let length = 0
  for (const edit of edits) {
    const kept = strip.text.slice(done, edit.from)
    length += kept.length
    pieces.push(kept, edit.text)
    marks.push({
      kind: edit.kind,
      why: edit.why,
      line: lineAt(strip, edit.from),
      before: strip.text.slice(edit.from, edit.to),
      after: edit.text,
      from: length,
      to: length + edit.text.length,
    })
    length += edit.text.length
    done = edit.to
  }
  pieces.push(strip.text.slice(done))
  const origins = strip.origins.map((each) => ({ offset: shift(each.offset), line: each.line }))
  return { ...strip, text: pieces.join(''), marks, origins }
}

/** The part of a strip between two offsets, blanks at its ends cut off. */
export function sliceStrip(strip: Strip, start: number, end: number): Strip {
  let from = start
  let to = end
  while (from < to && /\s/.test(strip.text[from]!)) from++
  while (to > from && /\s/.test(strip.text[to - 1]!)) to--
  const text = strip.text.slice(from, to)
  const marks = strip.marks
    .filter((mark) => mark.from >= from && mark.to <= to)
    .map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from }))
  const line = lineAt(strip, from)
  const origins = [
    { offset: 0, line },
    ...strip.origins
      .filter((each) => each.offset > from && each.offset < to)
      .map((each) => ({ offset: each.offset - from, line: each.line })),
  ]
  return { ...strip, text, raw: text, line, marks, origins }
}

const tailOf = (text: string): string => text.slice(-8)
const headOf = (text: string): string => text.slice(0, 8)

/** The range of a join is its glue, empty where nothing was put between. */
function jointMark(left: string, strip: Strip, why: RepairGround, glue: string, at: number): Mark {
  const [tail, head] = [tailOf(left), headOf(strip.text)]
  const [before, after] = [`${tail}\n${head}`, `${tail}${glue}${head}`]
  return { kind: 'join', why, line: strip.line, before, after, from: at, to: at + glue.length }
}

/** The range of a healed word is the word, so that its hyphen can come back. `at`: where its second half begins. */
function hyphenMark(left: string, strip: Strip, at: number): Mark {
  const tail = /[A-Za-z]+-$/.exec(left.slice(-40))?.[0] ?? '-'
  const head = /^[A-Za-z]+/.exec(strip.text.slice(0, 40))?.[0] ?? ''
  const [before, after] = [`${tail}\n${head}`, `${tail.slice(0, -1)}${head}`]
  const from = at - tail.length + 1
  return { kind: 'join', why: 'join.hyphen', line: strip.line, before, after, from, to: at + head.length }
}

/** Puts strips together, each joint with its glue and its reason (`null`: the first). A hyphen joint eats the hyphen. */
export function joinStrips(first: Strip, rest: readonly Joint[]): Strip {
  if (rest.length === 0) return first
  const texts = [first.text]
  const raws = [first.raw]
  const marks: Mark[] = [...first.marks]
  const origins = [...first.origins]
  let length = first.text.length
  for (const { strip, why, glue } of rest) {
    const left = texts.at(-1)!
    if (why === 'join.hyphen') {
      texts[texts.length - 1] = left.slice(0, -1)
      length--
    }
    marks.push(why === 'join.hyphen' ? hyphenMark(left, strip, length) : jointMark(left, strip, why, glue, length))
    texts.push(glue, strip.text)
    length += glue.length
    for (const mark of strip.marks) marks.push({ ...mark, from: mark.from + length, to: mark.to + length })
    for (const origin of strip.origins) origins.push({ offset: origin.offset + length, line: origin.line })
    length += strip.text.length
    raws.push(strip.raw)
  }
  return { ...first, text: texts.join(''), raw: raws.join('\n'), marks, origins }
}
