/** Small steps on lines with tracked changes: marks, line ends that go, text that comes under another type. */
import { Fragment, Slice, type Mark, type Node, type NodeType } from 'prosemirror-model'
import { ReplaceAroundStep, type Transform } from 'prosemirror-transform'
import { schema, type Hand, type StoryDoc } from '../schema.ts'
import { formatOf, reformat } from './formats.ts'

/** Gives a stretch of one text node other marks, in as few steps as it takes. */
export function setMarks(tr: Transform, from: number, to: number, old: readonly Mark[], next: readonly Mark[]): void {
  for (const mark of old) if (!mark.isInSet(next)) tr.removeMark(from, to, mark)
  for (const mark of next) if (!mark.isInSet(old)) tr.addMark(from, to, mark)
}

/** The part of a text node between two positions. */
export interface TextIn {
  readonly from: number
  readonly to: number
  readonly marks: readonly Mark[]
}

/** The text nodes between two positions, cut to them. */
export function textsIn(doc: Node, from: number, to: number): TextIn[] {
  const texts: TextIn[] = []
  doc.nodesBetween(from, to, ({ isText, nodeSize, marks }, start) => {
    if (isText) texts.push({ from: Math.max(from, start), to: Math.min(to, start + nodeSize), marks })
  })
  return texts
}

/** Takes the marks off that a line of `type` does not allow; with an editor, as a tracked change of format. */
export function fitText(
  tr: Transform,
  from: number,
  to: number,
  type: NodeType,
  editor: Pick<Hand, 'by' | 'at'> | null,
): void {
  tr.doc.nodesBetween(from, to, (node, start) => {
    if (!node.isText || type.allowsMarks(node.marks)) return
    const allowed = formatOf(type.allowedMarks(node.marks))
    const next = editor
      ? reformat(node.marks, allowed, { ...editor, move: '' })
      : node.marks.filter((mark) => type.allowsMarkType(mark.type))
    setMarks(tr, Math.max(from, start), Math.min(to, start + node.nodeSize), node.marks, next)
  })
}

/**
 * Makes a line one with the line above it, of its type; the first line one with the line below, of that one's type. Where
 * the last headline would go, it stays, and so does a line that has none to be one with. Tells whether the line went.
 */
export function dropSeam(tr: Transform, start: number, editor: Pick<Hand, 'by' | 'at'> | null): boolean {
  const line = tr.doc.nodeAt(start)!
  const end = start + line.nodeSize
  const keeps = start === 0 ? tr.doc.nodeAt(end) : tr.doc.resolve(start).nodeBefore
  if (!keeps || (isOnlyHeadline(tr, line.type) && keeps.type !== line.type)) {
    tr.setNodeAttribute(start, 'seam', null)
    return false
  }
  fitText(tr, start + 1, end - 1, keeps.type, editor)
  if (start > 0) tr.join(start)
  else {
    const open = new Slice(Fragment.from(keeps.copy(Fragment.empty)), 0, 1)
    tr.step(new ReplaceAroundStep(0, end + 1, 1, end - 1, open, 1))
  }
  return true
}

const isOnlyHeadline = (tr: Transform, type: NodeType): boolean =>
  type === schema.nodes.headline && tr.doc.children.filter((line) => line.type === type).length === 1

/** Whether the order of the trade allows the line at `start` to be of a type. */
export function mayBecome(doc: StoryDoc, start: number, type: NodeType): boolean {
  const index = doc.resolve(start).index(0)
  return doc.canReplace(index, index + 1, Fragment.from(type.create()))
}
