/**
 * Following the words of a mark through the steps of a story. ProseMirror's mapping alone forgets: words that were
 * deleted and brought back by undo would be lost, and so would a line that changed its type, which is one step that puts
 * it in elsewhere and one that takes it out. So a trace keeps the words themselves, in pieces:
 *
 *     words as marked    云塘日报社
 *     after a deletion   [云塘] stands at 12-14    [日报社] was lost with 日报社昨日 at 14, and may come back there
 *
 * A lost piece comes back when what it was deleted with (or its beginning or end) is put in where it was lost, whoever
 * does it; or anywhere, when all of it was put in by the step beside the one that deleted it, or is long enough to be known
 * again. Line ends are no words: a piece stands in one line, and only characters are compared.
 */
import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import type { Part } from '#contract/copy.ts'
import type { MarkStanding, MarkTrace, TracePiece } from '#contract/mark.ts'
import { endsInCommon, matchesOf, type Match } from './alignment.ts'
import { isDeleted } from './final.ts'
import { partOf, type StoryDoc } from './schema.ts'

/** From this length on, words that appear elsewhere are known again; shorter ones may be there by chance. */
const KNOWN_AGAIN = 8
/** Fewer characters in common at the ends of two stretches may be there by chance. */
const LEAST_ENDS = 2
/** As much of a deleted stretch as is kept on each side of a piece. */
const MOST_BESIDE = 200

/** Text of a stretch of the document without line ends, and the position before each of its UTF-16 units. */
export interface Characters {
  readonly text: string
  readonly positions: readonly number[]
}

/** A trace, and what the last step put in: the words of a line that moves come before they go. */
export interface Following {
  readonly trace: MarkTrace
  readonly arrived: Characters
}

const NOTHING: Characters = { text: '', positions: [] }

/** The characters between two positions. */
export function charactersIn(doc: Node, from: number, to: number): Characters {
  let text = ''
  const positions: number[] = []
  doc.nodesBetween(from, to, (node, start) => {
    if (!node.isText) return true
    const [first, last] = [Math.max(from, start), Math.min(to, start + node.nodeSize)]
    text += (node.text ?? '').slice(first - start, last - start)
    for (let pos = first; pos < last; pos++) positions.push(pos)
    return false
  })
  return { text, positions }
}

/** The characters between two positions that are not deleted. */
function standingIn(doc: Node, from: number, to: number): Characters {
  const { text, positions } = charactersIn(doc, from, to)
  const isKept = positions.map((pos) => !isDeleted(doc.nodeAt(pos)!))
  if (!isKept.includes(false)) return { text, positions }
  return {
    text: [...isKept].map((kept, i) => (kept ? text[i] : '')).join(''),
    positions: positions.filter((_, i) => isKept[i]),
  }
}

/**
 * Begins to follow the words from `from` to `to` in a document at `version`. Of an empty stretch the characters on both
 * its sides are followed. RangeError outside the document.
 */
export function startTrace(doc: StoryDoc, version: number, from: number, to: number): Following {
  if (from < 0 || to < from || to > doc.content.size) throw new RangeError(`startTrace: ${from}-${to}`)
  if (from < to)
    return { trace: { version, pieces: standing(standingIn(doc, from, to)), caret: null }, arrived: NOTHING }
  const $at = doc.resolve(from)
  const before = charactersIn(doc, Math.max($at.start(), from - 1), from)
  const after = charactersIn(doc, from, Math.min($at.end(), from + 1))
  const pieces = [...standing(before), ...standing(after)]
  return { trace: { version, pieces, caret: before.text.length }, arrived: NOTHING }
}

/** Goes on with a trace that was stored. */
export const resumeTrace = (trace: MarkTrace): Following => ({ trace, arrived: NOTHING })

/** The trace after one more step, which leads from `before` to `after`. */
export function followStep({ trace, arrived }: Following, step: Step, before: StoryDoc, after: StoryDoc): Following {
  const ranges = rangesOf(step, before, after)
  const map = step.getMap()
  const version = trace.version
  const copy = leftStanding(arrived, ranges, (pos) => map.map(pos, 1))
  let pieces = trace.pieces.flatMap((piece): TracePiece[] =>
    piece.lost
      ? [{ ...piece, from: map.map(piece.from, -1), to: map.map(piece.to, 1) }]
      : cutPiece(piece, ranges, version).map((part) =>
          part.lost ? part : mapped(part, (pos, side) => map.map(pos, side)),
        ),
  )
  for (const range of ranges) if (range.came.text !== '') pieces = comeBack(pieces, range, version)
  // A line that moves is put in by one step and taken out by the next.
  pieces = pieces.flatMap((piece) =>
    piece.lost?.version === version ? putBack(piece, copy, mostOf(piece.lost.stretch, copy.text)) : [piece],
  )
  const came = ranges.find((range) => range.came.text !== '')?.came ?? NOTHING
  return { trace: { ...trace, version: version + 1, pieces: joined(pieces) }, arrived: came }
}

/** What a trace says at its version: whether the words stand, from where to where, with what between. */
export interface Traced {
  readonly standing: MarkStanding
  /** Positions; equal for a mark between characters. Null where nothing is left. */
  readonly from: number | null
  readonly to: number | null
}

/** Reads a trace. Characters that a tracked change deletes are gone as long as they are deleted. */
export function readTrace(trace: MarkTrace, doc: StoryDoc): Traced {
  if (trace.caret !== null) return readCaret(trace.pieces, trace.caret)
  const kept = inOneStretch(
    trace.pieces.filter((piece) => piece.lost === null && standingIn(doc, piece.from, piece.to).text !== ''),
    doc,
  )
  const [first, last] = [kept[0], kept.at(-1)]
  if (!first || !last) return { standing: 'gone', from: null, to: null }
  const words = trace.pieces.map((piece) => piece.text).join('')
  const isWhole = standingIn(doc, first.from, last.to).text === words
  return { standing: isWhole ? 'stands' : 'changed', from: first.from, to: last.to }
}

/** A mark between characters stands behind the one before it, or before the one after it. */
function readCaret(pieces: readonly TracePiece[], caret: number): Traced {
  let count = 0
  let [before, after]: (number | null)[] = [null, null]
  for (const piece of pieces) {
    const isBefore = count < caret
    count += piece.text.length
    if (piece.lost) continue
    // Where both are one piece, the gap is inside it.
    const gap = piece.from + Math.min(piece.text.length, caret - (count - piece.text.length))
    if (isBefore) before = gap
    else after ??= piece.from
  }
  const at = before ?? after ?? null
  if (at === null) return { standing: pieces.length === 0 ? 'stands' : 'gone', from: null, to: null }
  const isBetween = before === null || after === null || before === after
  return { standing: isBetween ? 'stands' : 'changed', from: at, to: at }
}

interface Range {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
  readonly went: Characters
  readonly came: Characters
}

/** What a step takes out and puts in. */
function rangesOf(step: Step, before: Node, after: Node): Range[] {
  const ranges: Range[] = []
  step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
    const [went, came] = [charactersIn(before, oldStart, oldEnd), charactersIn(after, newStart, newEnd)]
    ranges.push({ oldStart, oldEnd, newStart, newEnd, went, came })
  })
  return ranges
}

/** Characters as pieces that stand, one a line. */
function standing({ text, positions }: Characters): TracePiece[] {
  const pieces: TracePiece[] = []
  let start = 0
  for (let i = 1; i <= positions.length; i++) {
    if (i < positions.length && positions[i] === positions[i - 1]! + 1) continue
    pieces.push({ text: text.slice(start, i), from: positions[start]!, to: positions[i - 1]! + 1, lost: null })
    start = i
  }
  return pieces
}

/** A standing piece before a step as what is left of it and what is lost; positions of the rest are still the old ones. */
function cutPiece(piece: TracePiece, ranges: readonly Range[], version: number): TracePiece[] {
  let rest = piece
  const parts: TracePiece[] = []
  for (const range of ranges) {
    const [start, end] = [Math.max(rest.from, range.oldStart), Math.min(rest.to, range.oldEnd)]
    if (start > end || range.oldStart >= rest.to || range.oldEnd <= rest.from) continue
    if (start > rest.from) parts.push(part(rest, rest.from, start))
    if (end > start) parts.push(lostPart(part(rest, start, end), range, version))
    rest = part(rest, end, rest.to)
  }
  if (rest.text !== '') parts.push(rest)
  return parts
}

const part = (piece: TracePiece, from: number, to: number): TracePiece => ({
  text: piece.text.slice(from - piece.from, to - piece.from),
  from,
  to,
  lost: null,
})

function lostPart(piece: TracePiece, { went, newStart, newEnd }: Range, version: number): TracePiece {
  const at = went.positions.indexOf(piece.from)
  const first = Math.max(0, at - MOST_BESIDE)
  const stretch = went.text.slice(first, at + piece.text.length + MOST_BESIDE)
  return { text: piece.text, from: newStart, to: newEnd, lost: { stretch, at: at - first, version } }
}

const mapped = (piece: TracePiece, map: (pos: number, side: 1 | -1) => number): TracePiece => ({
  ...piece,
  from: map(piece.from, 1),
  to: map(piece.to, -1),
})

/** Lost pieces that what came in brings back. */
function comeBack(pieces: readonly TracePiece[], { newStart, newEnd, came }: Range, version: number): TracePiece[] {
  let cursor = 0
  return pieces.flatMap((piece) => {
    if (!piece.lost) return [piece]
    const { stretch, at, version: lostAt } = piece.lost
    const isHere = piece.from <= newEnd && piece.to >= newStart
    const whole = came.text.indexOf(stretch, isHere ? cursor : 0)
    if (whole !== -1 && (isHere || stretch.length >= KNOWN_AGAIN)) {
      if (isHere) cursor = whole + at + piece.text.length
      return standing(sliceOf(came, whole + at, whole + at + piece.text.length))
    }
    if (isHere)
      return putBack(piece, came, lostAt === version ? matchesOf(stretch, came.text) : endsOf(stretch, came.text))
    return lostAt === version - 1 ? putBack(piece, came, mostOf(stretch, came.text)) : [piece]
  })
}

/** A lost piece as far as its stretch matches what came in. */
function putBack(piece: TracePiece, came: Characters, matches: readonly Match[]): TracePiece[] {
  const at = piece.lost!.at
  const parts: TracePiece[] = []
  let [done, back] = [at, 0]
  const loseUpTo = (end: number, to: number): void => {
    if (end > done) parts.push(stillLost(piece, done, end, came.positions[back - 1], to))
    done = Math.max(done, end)
  }
  for (const { a, b, length } of matches) {
    const [from, to] = [Math.max(at, a), Math.min(at + piece.text.length, a + length)]
    if (from >= to) continue
    loseUpTo(from, came.positions[b]!)
    parts.push(...standing(sliceOf(came, b + from - a, b + to - a)))
    done = to
    back = b + to - a
  }
  if (parts.length === 0) return [piece]
  loseUpTo(at + piece.text.length, piece.to)
  return parts
}

/** The beginning and the end of a stretch in what came in later; single words may be there by chance. */
function endsOf(stretch: string, came: string): readonly Match[] {
  const { head, tail } = endsInCommon(stretch, came)
  if (head + tail < LEAST_ENDS) return []
  const end = { a: stretch.length - tail, b: came.length - tail, length: tail }
  return [{ a: 0, b: 0, length: head }, end].filter(({ length }) => length > 0)
}

/** What a stretch shares with what came in elsewhere, where that is most of it: words that move, edited on their way. */
function mostOf(stretch: string, came: string): readonly Match[] {
  const matches = came === '' ? [] : matchesOf(stretch, came)
  const shared = matches.reduce((sum, { length }) => sum + length, 0)
  return shared * 2 >= stretch.length ? matches : []
}

/** The part of a lost piece from `start` to `end` of its stretch, which is still missing behind the character `behind`. */
function stillLost(piece: TracePiece, start: number, end: number, behind: number | undefined, to: number): TracePiece {
  const { stretch, at, version } = piece.lost!
  const from = behind === undefined ? piece.from : behind + 1
  const lost = { stretch: stretch.slice(start, end), at: 0, version }
  return { text: piece.text.slice(start - at, end - at), from, to: Math.max(from, to), lost }
}

const sliceOf = ({ text, positions }: Characters, from: number, to: number): Characters =>
  to > from ? { text: text.slice(from, to), positions: positions.slice(from, to) } : NOTHING

/** What the last step put in and this one left standing, at its positions now. */
function leftStanding(
  { text, positions }: Characters,
  ranges: readonly Range[],
  map: (pos: number) => number,
): Characters {
  const isGone = (pos: number): boolean => ranges.some(({ oldStart, oldEnd }) => pos >= oldStart && pos < oldEnd)
  return positions.some(isGone) ? NOTHING : { text, positions: positions.map(map) }
}

/** Neighbouring pieces that stand together again are one. */
function joined(pieces: readonly TracePiece[]): TracePiece[] {
  const all: TracePiece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last && !last.lost && !piece.lost && last.to === piece.from)
      all[all.length - 1] = { text: last.text + piece.text, from: last.from, to: piece.to, lost: null }
    else all.push(piece)
  }
  return all
}

/** Standing pieces in the order of the words; where they were torn apart, or into two parts, the longest alone. */
function inOneStretch(kept: readonly TracePiece[], doc: StoryDoc): readonly TracePiece[] {
  const partAt = (piece: TracePiece): Part => partOf(doc.resolve(piece.from).parent)
  const isOne = kept.every(
    (piece, i) => i === 0 || (kept[i - 1]!.to <= piece.from && partAt(kept[i - 1]!) === partAt(piece)),
  )
  if (isOne) return kept
  return [kept.reduce((best, piece) => (piece.text.length > best.text.length ? piece : best))]
}
