/**
 * The final text of a story: what stands when every tracked change is taken. Deleted characters are still in the document,
 * marked, and take no room; a line whose seam is deleted runs on from the line above, the first one into the line below.
 * Everything outside of the editor (copy, places, counts, findings, exports) speaks of final lines and never of a node's own text.
 *
 *     document    paragraph 云塘[区]大桥   ¶deleted   paragraph 通车       ([] deleted)
 *     final       paragraph 云塘大桥通车
 */
import type { Node } from 'prosemirror-model'
import type { Part } from '#contract/copy.ts'
import { partOf, schema, seamOf, type StoryDoc } from './schema.ts'

/** A line of the document that a final line consists of. */
export interface Piece {
  readonly line: Node
  /** Index of the line in the document, and the position before it. */
  readonly index: number
  readonly start: number
}

/**
 * A line as it will print: one line of the document, or several whose seams are deleted. Its type is that of the first
 * whose own seam stands: `line`.
 */
export interface FinalLine {
  readonly line: Node
  readonly pieces: readonly Piece[]
  readonly part: Part
  readonly text: string
}

/** A stretch of characters that stand, in one text node: where it begins, and its text. */
export interface Run {
  readonly node: Node
  readonly from: number
  /** Offset in the final line. */
  readonly offset: number
}

export const isDeleted = (text: Node): boolean => schema.marks.deleted.isInSet(text.marks) !== undefined

const finals = new WeakMap<StoryDoc, readonly FinalLine[]>()
const texts = new WeakMap<Node, string>()

/** The final lines of a document, in order. The same array for the same document. */
export function finalLines(doc: StoryDoc): readonly FinalLine[] {
  const known = finals.get(doc)
  if (known) return known
  const groups: Piece[][] = []
  doc.forEach((line, start, index) => {
    const piece = { line, index, start }
    const above = groups.at(-1)
    if (above && (runsOn(line) || above.every((each) => runsOn(each.line)))) above.push(piece)
    else groups.push([piece])
  })
  const made = groups.map((pieces): FinalLine => {
    const { line } = pieces.find((piece) => !runsOn(piece.line)) ?? pieces[0]!
    return { line, pieces, part: partOf(line), text: pieces.map((piece) => finalText(piece.line)).join('') }
  })
  finals.set(doc, made)
  return made
}

/** Whether the line end that belongs to a line is deleted. */
export const runsOn = (line: Node): boolean => seamOf(line)?.kind === 'deleted'

/** The characters of one line of the document that stand. */
export function finalText(line: Node): string {
  const known = texts.get(line)
  if (known !== undefined) return known
  let text = ''
  for (const child of line.children) if (!isDeleted(child)) text += child.text ?? ''
  texts.set(line, text)
  return text
}

/** Stretches of a final line that stand, in order, one a text node. */
export function runsOf({ pieces }: FinalLine): Run[] {
  const runs: Run[] = []
  let offset = 0
  for (const { line, start } of pieces) {
    line.forEach((node, at) => {
      if (isDeleted(node)) return
      runs.push({ node, from: start + 1 + at, offset })
      offset += node.nodeSize
    })
  }
  return runs
}

/** The standing characters between two positions, `lineEnd` between final lines. */
export function finalTextBetween(doc: StoryDoc, from: number, to: number, lineEnd: string): string {
  return finalLines(doc)
    .filter(({ pieces }) => pieces.some(({ line, start }) => start < to && start + line.nodeSize > from))
    .map((line) => runsOf(line).map((run) => within(run, from, to)))
    .map((parts) => parts.join(''))
    .join(lineEnd)
}

function within({ node, from: start }: Run, from: number, to: number): string {
  const [first, last] = [Math.max(from, start), Math.min(to, start + node.nodeSize)]
  return first < last ? (node.text ?? '').slice(first - start, last - start) : ''
}
