/**
 * What a transform as a whole takes out of a document and puts in, whichever steps it took: stretches of the document
 * before, each with the stretch that stands there afterwards. Between them everything is kept, marks and types aside.
 *
 * A line end belongs to the line below it: it is the two positions from the end of one line's text to the start of the
 * next. Stretches begin and end inside the text of lines, so that they hold whole line ends only; before the first line
 * stands an imaginary one that ends at position -1.
 */
import type { Node } from 'prosemirror-model'
import type { StepMap, Transform } from 'prosemirror-transform'

/** From `from` to `to` of the document before, from `start` to `end` of the document after. */
export interface Region {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

/** A stretch that is kept: `size` positions from `a` before, from `b` after. */
export interface Kept {
  readonly a: number
  readonly b: number
  readonly size: number
}

/** A stretch of a document underway: kept from `a` of the first one, or new. */
interface Piece {
  readonly a: number | null
  readonly size: number
}

/** The regions of a transform, in order, none touching another. */
export function regionsOf(tr: Transform): Region[] {
  let pieces: Piece[] = [{ a: 0, size: tr.before.content.size }]
  for (const map of tr.mapping.maps) pieces = through(pieces, map)
  return merged(bareRegions(pieces, tr.before.content.size).map((region) => insideLines(region, tr.before)))
}

function through(pieces: readonly Piece[], map: StepMap): Piece[] {
  const ranges: { start: number; end: number; size: number }[] = []
  map.forEach((start, end, newStart, newEnd) => ranges.push({ start, end, size: newEnd - newStart }))
  if (ranges.length === 0) return [...pieces]
  const next: Piece[] = []
  let [at, turn] = [0, 0]
  let isInside = false
  for (const piece of pieces) {
    let done = 0
    while (turn < ranges.length && ranges[turn]!.start <= at + piece.size) {
      const { start, end, size } = ranges[turn]!
      if (!isInside) {
        add(next, cut(piece, done, start - at))
        add(next, { a: null, size })
      }
      done = Math.min(piece.size, Math.max(done, end - at))
      isInside = end > at + piece.size
      if (isInside) break
      turn++
    }
    add(next, cut(piece, done, piece.size))
    at += piece.size
  }
  return next
}

const cut = ({ a }: Piece, from: number, to: number): Piece => ({ a: a === null ? null : a + from, size: to - from })

function add(pieces: Piece[], piece: Piece): void {
  if (piece.size > 0) pieces.push(piece)
}

function bareRegions(pieces: readonly Piece[], size: number): Region[] {
  const regions: Region[] = []
  let [a, b, start] = [0, 0, 0]
  const close = (to: number): void => {
    if (to > a || b > start) regions.push({ from: a, to, start, end: b })
  }
  for (const piece of pieces) {
    if (piece.a !== null) {
      close(piece.a)
      a = piece.a + piece.size
      start = b + piece.size
    }
    b += piece.size
  }
  close(size)
  return regions
}

/** Moves the ends of a region into the text of lines; what stands beside it is the same before and after. */
function insideLines(region: Region, doc: Node): Region {
  const isBetween = (pos: number): boolean => doc.resolve(pos).depth === 0
  const isFromBetween = isBetween(region.from)
  const first = isFromBetween ? -1 : 0
  const last = !isBetween(region.to) ? 0 : isFromBetween || region.to === doc.content.size ? -1 : 1
  return {
    from: region.from + first,
    start: region.start + first,
    to: region.to + last,
    end: region.end + last,
  }
}

function merged(regions: readonly Region[]): Region[] {
  const all: Region[] = []
  for (const region of regions) {
    const last = all.at(-1)
    if (last && region.from <= last.to) {
      all[all.length - 1] = {
        ...last,
        to: Math.max(last.to, region.to),
        end: Math.max(last.end, region.end),
      }
    } else all.push(region)
  }
  return all
}

/** What is kept between regions, of a document of `size`. */
export function keptBetween(regions: readonly Region[], size: number): Kept[] {
  const kept: Kept[] = []
  let [a, b] = [0, 0]
  for (const { from, to, end } of regions) {
    if (from > a) kept.push({ a, b, size: from - a })
    a = Math.max(0, to)
    b = Math.max(0, end)
  }
  if (size > a) kept.push({ a, b, size: size - a })
  return kept
}
