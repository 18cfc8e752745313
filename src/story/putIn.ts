/**
 * Putting a manuscript into a story, as one transaction. Into an empty story it goes whole, each line to its own place.
 * One line flows into the line at the caret. Several divide the line at the caret: the first and the last run into its
 * halves where they are words of the same kind, heads among them become subheads. Beside the body (in a headline, a
 * byline) the first line flows in and the rest opens the body. What stood keeps its nodes, so that carets, marks and
 * tracked changes of it keep their place.
 */
import { Fragment, Slice, type Node } from 'prosemirror-model'
import { Selection, type EditorState, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { textOfLine, type LineType, type Manuscript, type ManuscriptLine } from '#contract/manuscript.ts'
import { finalLines, finalText } from './final.ts'
import { isBodyType, linesInOrder, nodeOf, rankOfType, textOf } from './manuscripts.ts'
import { lineTypeOf, schema, storyAttrs, type StoryDoc } from './schema.ts'

/** Whether a story says nothing yet: whatever comes in may take every part of it. */
export const isBlank = (doc: StoryDoc): boolean => finalLines(doc).every(({ text }) => text === '')

/** Puts a manuscript in at the selection; null where it holds nothing. */
export function putIn(state: EditorState, manuscript: Manuscript): Transaction | null {
  const lines = manuscript.lines.filter(({ runs, type }) => runs.length > 0 || type === 'row')
  const [only] = lines
  if (!only) return null
  if (isBlank(state.doc) && (lines.length > 1 || only.level > 0)) return fill(state, { ...manuscript, lines })
  const tr = state.tr
  if (!tr.selection.empty) tr.deleteSelection()
  if (tr.selection.$from.depth === 0) tr.setSelection(Selection.near(tr.selection.$from))
  if (lines.length === 1 && (only.type !== 'row' || isInText(tr))) return flowIn(tr, only)
  return isBodyType(lineTypeOf(tr.selection.$from.parent)) ? divide(tr, lines, manuscript) : besideBody(tr, lines)
}

const isInText = (tr: Transaction): boolean => tr.selection.$from.parent.content.size > 0

/** The whole story is the manuscript. The language goes with it, so that the rules of its words are at work. */
function fill(state: EditorState, { lines, lang }: Manuscript): Transaction {
  const tr = state.tr
  tr.step(new ReplaceStep(0, state.doc.content.size, sliceOf(linesInOrder(lines).map((line) => nodeOf(line)))))
  if (lang !== null && lang !== storyAttrs(state.doc).lang) tr.setDocAttribute('lang', lang)
  return done(tr, tr.doc.content.size)
}

const sliceOf = (nodes: readonly Node[], openStart = 0, openEnd = 0): Slice =>
  new Slice(Fragment.from([...nodes]), openStart, openEnd)

function flowIn(tr: Transaction, line: ManuscriptLine): Transaction {
  const { pos, parent } = tr.selection.$from
  const text = textOf(line.runs, lineTypeOf(parent))
  tr.step(new ReplaceStep(pos, pos, sliceOf(text)))
  return done(tr, pos + sizeOf(text))
}

const sizeOf = (nodes: readonly Node[]): number => nodes.reduce((sum, node) => sum + node.nodeSize, 0)

/** Divides a line of the body at the caret, the new lines between its halves. */
function divide(tr: Transaction, lines: readonly ManuscriptLine[], { isOpen }: Manuscript): Transaction {
  const $at = tr.selection.$from
  const own = lineTypeOf($at.parent)
  const nodes = lines.map((line) => nodeOf(line, inBody(line)))
  const flows = (line: ManuscriptLine, isPart: boolean): boolean =>
    isPart || line.type === 'paragraph' || line.type === own
  const [hasHead, hasTail] = [$at.parentOffset > 0, $at.parentOffset < $at.parent.content.size]
  if (hasHead && !flows(lines[0]!, isOpen.start)) nodes.unshift(schema.node(own))
  if (hasTail && !flows(lines.at(-1)!, isOpen.end)) nodes.push(schema.node(own))
  const from = hasHead ? $at.pos : $at.before()
  const to = hasTail ? $at.pos : $at.after()
  tr.step(
    new ReplaceStep(from, to, sliceOf(withOwnEnds(nodes, own, hasHead, hasTail), Number(hasHead), Number(hasTail))),
  )
  return done(tr, tr.mapping.map(to, hasTail ? -1 : 1))
}

/** A first node that flows into the line above takes its type, so that marks are those that it may hold. */
function withOwnEnds(nodes: readonly Node[], own: LineType, hasHead: boolean, hasTail: boolean): Node[] {
  const fit = (node: Node): Node =>
    node.type.name === own
      ? node
      : schema.node(
          own,
          { seam: node.attrs['seam'] },
          node.children.map((text) => text.mark(schema.nodes[own].allowedMarks(text.marks))),
        )
  return nodes.map((node, index) => {
    const isEnd = (hasHead && index === 0) || (hasTail && index === nodes.length - 1)
    return isEnd ? fit(node) : node
  })
}

const HEADS: readonly LineType[] = ['kicker', 'headline', 'deck']

/** What a line is among lines of the body. */
function inBody({ type }: ManuscriptLine): LineType {
  if (isBodyType(type)) return type
  return HEADS.includes(type) ? 'subhead' : 'paragraph'
}

/** Into a line that is not of the body: lines of its own kind stay with it, the rest goes where its rank stands. */
function besideBody(tr: Transaction, lines: readonly ManuscriptLine[]): Transaction {
  const $at = tr.selection.$from
  const own = lineTypeOf($at.parent)
  const [first, ...others] = lines
  const taken = new Set(HEADS.filter((type) => tr.doc.children.some((line) => typeIs(line, type) && hasWords(line))))
  const isHead = others.every((line) => line.type === 'paragraph' && textOfLine(line).length <= LONGEST_HEAD)
  const staysHere = HEADS.includes(own) && others.length < MOST_HEADS && isHead
  const text = textOf(first!.runs, own)
  tr.step(new ReplaceStep($at.pos, $at.pos, sliceOf(text)))
  let [from, to] = [$at.pos, $at.pos + sizeOf(text)]
  // From the last to the first, each over those that are in: so their order stays.
  for (const line of [...others].reverse()) {
    const type = staysHere ? own : keptType(line, own, taken)
    const node = nodeOf(line, type)
    const at = type === own ? tr.doc.resolve(from).after(1) : firstOfRank(tr.doc, type)
    tr.step(new ReplaceStep(at, at, sliceOf([node])))
    if (at < from) from += node.nodeSize
    to = at <= to || at < from ? to + node.nodeSize : at + node.nodeSize
  }
  return done(tr, Math.min(to, tr.doc.content.size))
}

/** Lines of a head that may come at once, and their length in UTF-16 units. */
const MOST_HEADS = 4
const LONGEST_HEAD = 60

const hasWords = (line: Node): boolean => finalText(line) !== ''
const typeIs = (line: Node, type: LineType): boolean => line.type.name === type

/** A part that the story has not yet is taken as it came; what it has becomes a line of the body. */
function keptType(line: ManuscriptLine, own: LineType, taken: ReadonlySet<LineType>): LineType {
  if (line.type === own || isBodyType(line.type)) return line.type
  return HEADS.includes(line.type) && taken.has(line.type) ? 'subhead' : line.type
}

/** The position before the first line whose rank is not above that of a type. */
function firstOfRank(doc: StoryDoc, type: LineType): number {
  let at = 0
  for (const line of doc.children) {
    if (rankOfType(lineTypeOf(line)) >= rankOfType(type)) return at
    at += line.nodeSize
  }
  return at
}

/** The caret stands behind what came in. */
const done = (tr: Transaction, to: number): Transaction =>
  tr.setSelection(Selection.near(tr.doc.resolve(to), -1)).scrollIntoView()
