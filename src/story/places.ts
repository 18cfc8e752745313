/**
 * Places and positions. A place (part, paragraph, offset) is what set lines, findings and repairs speak of: it counts the
 * final text. A position is ProseMirror's. Each final line is one paragraph of its part, so both are found by counting.
 */
import type { Part, Place } from '#contract/copy.ts'
import { finalLines, finalText, isDeleted, runsOf, type FinalLine, type Piece, type Run } from './final.ts'
import type { StoryDoc } from './schema.ts'

/** The place of a position inside a line; null between lines. In deleted text it is the gap that is left. RangeError outside the document. */
export function placeAt(doc: StoryDoc, pos: number): Place | null {
  if (!Number.isInteger(pos) || pos < 0 || pos > doc.content.size) throw new RangeError(`placeAt: position ${pos}`)
  const counts = new Map<Part, number>()
  for (const { part, pieces } of finalLines(doc)) {
    const paragraph = counts.get(part) ?? 0
    counts.set(part, paragraph + 1)
    let offset = 0
    for (const piece of pieces) {
      if (pos <= piece.start) return null
      if (pos < piece.start + piece.line.nodeSize) return { part, paragraph, offset: offset + offsetIn(piece, pos) }
      offset += finalText(piece.line).length
    }
  }
  return null
}

/** Standing characters of a piece before a position inside it. */
function offsetIn({ line, start }: Piece, pos: number): number {
  let offset = 0
  line.forEach((text, at) => {
    const before = Math.min(text.nodeSize, pos - start - 1 - at)
    if (before > 0 && !isDeleted(text)) offset += before
  })
  return offset
}

/**
 * The position of a place, or null where the document has no such place (any more). Where deleted text stands in the gap,
 * it is the one behind the character before (side -1) or the one before the character behind (side 1).
 */
export function maybePosAt(doc: StoryDoc, place: Place, side: -1 | 1 = -1): number | null {
  let paragraph = 0
  for (const line of finalLines(doc)) {
    if (line.part !== place.part || paragraph++ !== place.paragraph) continue
    const isInside = Number.isInteger(place.offset) && place.offset >= 0 && place.offset <= line.text.length
    return isInside ? posInLine(line, place.offset, side) : null
  }
  return null
}

/** The position of an offset in a final line; RangeError beyond its end. `side` as in maybePosAt. */
export function posInLine(line: FinalLine, offset: number, side: -1 | 1 = -1): number {
  const { pieces, text } = line
  if (side === -1 && offset === 0) return pieces[0]!.start + 1
  if (side === 1 && offset === text.length) return endOf(pieces.at(-1)!)
  const reaches = (run: Run): number => run.offset + run.node.nodeSize
  const run = runsOf(line).find((each) => (side === -1 ? offset <= reaches(each) : offset < reaches(each)))
  if (!run) throw new RangeError(`posInLine: ${offset} of ${text.length}`)
  return run.from + offset - run.offset
}

const endOf = ({ line, start }: Piece): number => start + line.nodeSize - 1

/** The position of a place; RangeError where the document has no such place. */
export function posAt(doc: StoryDoc, place: Place): number {
  const pos = maybePosAt(doc, place)
  if (pos === null) throw new RangeError(`posAt: no place ${place.part} ${place.paragraph}:${place.offset}`)
  return pos
}
