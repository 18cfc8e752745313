/**
 * Back to an earlier document by the fewest steps, so that carets, notes and marks which stand on what did not change stay
 * where they are. Documents are compared as they are, tracked changes and all: what comes back is that document.
 *
 * Lines are matched as for reading; of matched ones only the characters that differ are replaced, from the last to the
 * first, so that positions before a replacement hold. What would not be valid on the way is replaced as a whole.
 */
import { Slice, type Mark, type Node } from 'prosemirror-model'
import { AddMarkStep, AttrStep, DocAttrStep, RemoveMarkStep, ReplaceStep, Transform } from 'prosemirror-transform'
import type { Step } from 'prosemirror-transform'
import { isLineType, storyAttrs, type StoryDoc } from '../schema.ts'
import { alignLines, type Link } from './align.ts'
import { diffTexts } from './texts.ts'

/**
 * Steps that lead from `now` to `then`, to be applied as one transaction that is not tracked (SETTLES). Whether changes are
 * tracked from here on is no copy, and stays as it is.
 */
export function restoringSteps(now: StoryDoc, then: StoryDoc): readonly Step[] {
  const { tracking } = storyAttrs(now)
  const target = then.type.create({ ...then.attrs, tracking }, then.content)
  const steps = stepsOf(now, target, byLines) ?? stepsOf(now, target, wholly)
  if (!steps) throw new RangeError('restoringSteps: the documents are not of one schema')
  return steps
}

/** The steps that a way of restoring takes; null where it leads elsewhere or over a document that is not valid. */
function stepsOf(now: StoryDoc, then: StoryDoc, way: (tr: Transform, then: StoryDoc) => void): Step[] | null {
  const tr = new Transform(now)
  try {
    restoreAttrs(tr, then)
    way(tr, then)
    for (const doc of [...tr.docs.slice(1), tr.doc]) doc.check()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return null
  }
  return tr.doc.eq(then) ? tr.steps : null
}

function restoreAttrs(tr: Transform, then: StoryDoc): void {
  for (const [name, value] of Object.entries(then.attrs)) {
    if (tr.doc.attrs[name] !== value) tr.step(new DocAttrStep(name, value))
  }
}

function wholly(tr: Transform, then: StoryDoc): void {
  const [start, end] = [tr.doc.content.findDiffStart(then.content), tr.doc.content.findDiffEnd(then.content)]
  if (start === null || end === null) return
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  replace(tr, start, end.a + overlap, then.slice(start, end.b + overlap))
}

/** A line of a document as it stands there, deleted text and all. */
interface RawLine {
  readonly node: Node
  readonly type: string
  readonly text: string
  readonly start: number
}

function rawLines(doc: StoryDoc): RawLine[] {
  const lines: RawLine[] = []
  doc.forEach((node, start) => lines.push({ node, type: node.type.name, text: node.textContent, start }))
  return lines
}

function byLines(tr: Transform, then: StoryDoc): void {
  const [a, b] = [rawLines(tr.doc), rawLines(then)]
  const links = alignLines(a, b).filter((link) => !link.isMoved && isInPlace(link, a, b))
  let [toA, toB] = [a.length, b.length]
  for (const link of links.toReversed()) {
    replaceLines(tr, then, a, b, [link.before.at(-1)! + 1, toA], [link.after.at(-1)! + 1, toB])
    restoreLink(
      tr,
      then,
      link.before.map((i) => a[i]!),
      link.after.map((j) => b[j]!),
    )
    ;[toA, toB] = [link.before[0]!, link.after[0]!]
  }
  replaceLines(tr, then, a, b, [0, toA], [0, toB])
}

/** Lines of one rank can be made of each other where they stand; what changes its rank is taken out and put in. */
const isInPlace = ({ before, after }: Link, a: readonly RawLine[], b: readonly RawLine[]): boolean => {
  const ranks = [...before.map((i) => a[i]!), ...after.map((j) => b[j]!)].map(({ node }) => rankOf(node))
  return ranks.every((rank) => rank === ranks[0])
}

const rankOf = (node: Node): string => (node.type.isInGroup('body') ? 'body' : node.type.name)

type Range = readonly [from: number, to: number]

/** Puts lines of `then` where those of a gap stand. */
function replaceLines(
  tr: Transform,
  then: StoryDoc,
  a: readonly RawLine[],
  b: readonly RawLine[],
  [fromA, toA]: Range,
  [fromB, toB]: Range,
): void {
  if (fromA === toA && fromB === toB) return
  const startOf = (lines: readonly RawLine[], index: number, end: number): number => lines[index]?.start ?? end
  const sizeA = (a.at(-1)?.start ?? 0) + (a.at(-1)?.node.nodeSize ?? 0)
  const from = startOf(a, fromA, sizeA)
  const to = startOf(a, toA, sizeA)
  replace(tr, from, to, then.slice(startOf(b, fromB, then.content.size), startOf(b, toB, then.content.size)))
}

/** Makes lines of what they became: characters from the last to the first, then emphasis, then types and attributes. */
function restoreLink(tr: Transform, then: StoryDoc, linesA: readonly RawLine[], linesB: readonly RawLine[]): void {
  const [first, target] = [linesA[0]!, linesB[0]!]
  if (linesA.length === 1 && linesB.length === 1 && first.node.eq(target.node)) return
  restoreText(tr, then, linesA, linesB)
  let start = first.start
  for (const { node } of linesB) {
    restoreLine(tr, start, node)
    start += node.nodeSize
  }
}

const joined = (lines: readonly RawLine[]): string => lines.map(({ text }) => text).join('\n')

/** Position of an offset in the joined text of lines that follow each other: a line end is two positions wide. */
function positionIn(lines: readonly RawLine[], offset: number): number {
  let rest = offset
  for (const { text, start } of lines) {
    if (rest <= text.length) return start + 1 + rest
    rest -= text.length + 1
  }
  throw new RangeError(`positionIn: no offset ${offset}`)
}

function restoreText(tr: Transform, then: StoryDoc, linesA: readonly RawLine[], linesB: readonly RawLine[]): void {
  const changes: { a: Range; b: Range }[] = []
  let [a, b, isOpen] = [0, 0, false]
  for (const { kind, text } of diffTexts(joined(linesA), joined(linesB))) {
    const [nextA, nextB] = [a + (kind === 'inserted' ? 0 : text.length), b + (kind === 'deleted' ? 0 : text.length)]
    const last = changes.at(-1)
    if (kind === 'same') isOpen = false
    else if (isOpen && last) changes[changes.length - 1] = { a: [last.a[0], nextA], b: [last.b[0], nextB] }
    else {
      changes.push({ a: [a, nextA], b: [b, nextB] })
      isOpen = true
    }
    ;[a, b] = [nextA, nextB]
  }
  for (const change of changes.toReversed()) {
    const [from, to] = change.a.map((offset) => positionIn(linesA, offset)) as [number, number]
    const [fromB, toB] = change.b.map((offset) => positionIn(linesB, offset)) as [number, number]
    replace(tr, from, to, then.slice(fromB, toB))
  }
}

function replace(tr: Transform, from: number, to: number, slice: Slice): void {
  if (from < to || slice.size > 0) tr.step(new ReplaceStep(from, to, slice))
}

/** Gives a line that has the right text the emphasis, the type and the attributes that it shall have. */
function restoreLine(tr: Transform, start: number, target: Node): void {
  const line = (): Node => tr.doc.nodeAt(start)!
  if (!isLineType(line().type.name)) throw new RangeError(`restoreLine: no line at ${start}`)
  const stretches = stretchesOf(line(), target)
  for (const { from, to, off } of stretches) {
    for (const mark of off) tr.step(new RemoveMarkStep(start + 1 + from, start + 1 + to, mark))
  }
  if (line().type !== target.type) tr.setNodeMarkup(start, target.type, target.attrs)
  for (const [name, value] of Object.entries(target.attrs)) {
    if (JSON.stringify(line().attrs[name]) !== JSON.stringify(value)) tr.step(new AttrStep(start, name, value))
  }
  for (const { from, to, on } of stretches) {
    for (const mark of on) tr.step(new AddMarkStep(start + 1 + from, start + 1 + to, mark))
  }
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly off: readonly Mark[]
  readonly on: readonly Mark[]
}

/** Stretches of a line's text that are marked otherwise in `target`, which has the same text. */
function stretchesOf(line: Node, target: Node): Stretch[] {
  const [marksA, marksB] = [marksAt(line), marksAt(target)]
  const stretches: Stretch[] = []
  const cuts = [...new Set([...marksA.keys(), ...marksB.keys(), line.content.size])].toSorted((a, b) => a - b)
  let now: readonly Mark[] = []
  let then: readonly Mark[] = []
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    now = marksA.get(from) ?? now
    then = marksB.get(from) ?? then
    const [before, after] = [now, then]
    const off = before.filter((mark) => !mark.isInSet(after))
    const on = after.filter((mark) => !mark.isInSet(before))
    if (off.length + on.length > 0) stretches.push({ from, to: cuts[index + 1]!, off, on })
  }
  return stretches
}

/** The marks of each text node by where it begins. */
function marksAt(line: Node): Map<number, readonly Mark[]> {
  const marks = new Map<number, readonly Mark[]>()
  line.forEach((text, offset) => marks.set(offset, text.marks))
  return marks
}
