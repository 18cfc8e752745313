/**
 * Places and positions. A place (part, paragraph, offset) is what set lines, findings and repairs speak of; a position
 * is ProseMirror's. Each line of the document is one paragraph of its part, so both are found by counting.
 */
import type { Part, Place } from '#contract/copy.ts'
import { partOf, type StoryDoc } from './schema.ts'

/** The place of a position inside a line; null between lines. RangeError outside the document. */
export function placeAt(doc: StoryDoc, pos: number): Place | null {
  if (!Number.isInteger(pos) || pos < 0 || pos > doc.content.size) throw new RangeError(`placeAt: position ${pos}`)
  const counts = new Map<Part, number>()
  let start = 0
  for (const line of doc.children) {
    const part = partOf(line)
    const paragraph = counts.get(part) ?? 0
    if (pos > start && pos < start + line.nodeSize) return { part, paragraph, offset: pos - start - 1 }
    counts.set(part, paragraph + 1)
    start += line.nodeSize
  }
  return null
}

/** The position of a place, or null where the document has no such place (any more). */
export function maybePosAt(doc: StoryDoc, place: Place): number | null {
  let paragraph = 0
  let start = 0
  for (const line of doc.children) {
    if (partOf(line) === place.part && paragraph++ === place.paragraph) {
      const isInside = Number.isInteger(place.offset) && place.offset >= 0 && place.offset <= line.content.size
      return isInside ? start + 1 + place.offset : null
    }
    start += line.nodeSize
  }
  return null
}

/** The position of a place; RangeError where the document has no such place. */
export function posAt(doc: StoryDoc, place: Place): number {
  const pos = maybePosAt(doc, place)
  if (pos === null) throw new RangeError(`posAt: no place ${place.part} ${place.paragraph}:${place.offset}`)
  return pos
}
