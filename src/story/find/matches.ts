/** What a query finds in a story: matches in the final text, as places and as positions. */
import type { Part, Place } from '#contract/copy.ts'
import { finalLines, runsOf, type FinalLine } from '../final.ts'
import type { StoryDoc } from '../schema.ts'
import type { Finder } from './finder.ts'
import type { Hit } from './hits.ts'
import { isWhere, type Where } from './query.ts'

export interface Match extends Hit {
  /** Index among the document's final lines. */
  readonly line: number
  readonly part: Part
  /** Index among the part's paragraphs. */
  readonly paragraph: number
  /** The characters that were found. */
  readonly text: string
}

/** A line that is looked into. */
export interface SearchedLine {
  readonly line: number
  readonly part: Part
  readonly paragraph: number
  readonly text: string
}

/** The lines of a document that a query looks into. */
export function searchedLines(doc: StoryDoc, where: Where): SearchedLine[] {
  const counts = new Map<Part, number>()
  const lines: SearchedLine[] = []
  for (const [line, { part, text }] of finalLines(doc).entries()) {
    const paragraph = counts.get(part) ?? 0
    counts.set(part, paragraph + 1)
    if (isWhere(part, where)) lines.push({ line, part, paragraph, text })
  }
  return lines
}

/** All matches in a document, in its order. */
export const findIn = (doc: StoryDoc, where: Where, find: Finder): Match[] =>
  searchedLines(doc, where).flatMap((line) => matchesOf(line, find(line.text)))

/** What was found in a line, as matches of its document. */
export const matchesOf = ({ line, part, paragraph, text }: SearchedLine, hits: readonly Hit[]): Match[] =>
  hits.map((hit) => ({ ...hit, line, part, paragraph, text: text.slice(hit.from, hit.to) }))

/** A match as the two ends of a selection. */
export function placesOf({ part, paragraph, from, to }: Match): { from: Place; to: Place } {
  return { from: { part, paragraph, offset: from }, to: { part, paragraph, offset: to } }
}

/** A stretch of the document's positions within one text node. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The characters of a match that stand, in order: deleted ones between them are left out. */
export function stretchesOf(line: FinalLine, { from, to }: Pick<Hit, 'from' | 'to'>): Stretch[] {
  return runsOf(line).flatMap((run) => {
    const [first, last] = [Math.max(from, run.offset), Math.min(to, run.offset + run.node.nodeSize)]
    return first < last ? [{ from: run.from + first - run.offset, to: run.from + last - run.offset }] : []
  })
}
