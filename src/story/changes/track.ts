/**
 * Tracking: a local edit, however it was made, becomes one that takes nothing of others away. What it deletes is marked
 * deleted (an own insertion really goes), what it puts in is marked inserted, line ends are seams, another format or type
 * remembers the first one, and lines that went here and came there are tied as a move. No command knows of it.
 *
 * The edit is seen as a whole: its regions (regions.ts) are planned (plan.ts) and carried out in small steps, from the end
 * of the document on, so that they rebase well over another desk's.
 */
import { Fragment, Slice, type Mark, type Node, type NodeType } from 'prosemirror-model'
import { AddMarkStep, DocAttrStep, RemoveMarkStep, ReplaceStep, Transform, type Mapping } from 'prosemirror-transform'
import { isDeleted } from '../final.ts'
import { formerTypeOf, schema, seamOf, type Hand } from '../schema.ts'
import { changeMark, formatOf, isInsertedBy, reformat } from './formats.ts'
import { moveIds, retie, type MoveIds } from './moves.ts'
import { planOf, type Insert, type Op } from './plan.ts'
import { standingText, type LinePart } from './pairing.ts'
import { keptBetween, regionsOf, type Kept, type Region } from './regions.ts'
import { dropSeam, fitText, mayBecome, setMarks, textsIn } from './text.ts'

/** Who edits, and when: ISO 8601 to the minute. */
export type Editor = Pick<Hand, 'by' | 'at'>

/** An edit made a tracked one. */
export interface Tracked {
  readonly tr: Transform
  /** A position after the untracked edit as one after the tracked one; beside what was struck, on a side of it. */
  map(pos: number, side: -1 | 1): number
}

/**
 * Where what was put in stands: `size` positions from `at` after `steps` steps, for those of the untracked document from
 * `start` to `end`; more of them where deleted words were copied along, which do not come in.
 */
interface Placed {
  readonly start: number
  readonly end: number
  readonly size: number
  readonly at: number
  readonly steps: number
}

/** Makes `edit` a tracked one on `tr`, an empty transform of the document that `edit` began with. */
export function trackEdit<T extends Transform>(edit: Transform, tr: T, editor: Editor): Tracked & { readonly tr: T } {
  const before = edit.before
  const plan = planOf(before, edit.doc, regionsOf(edit))
  const { regions } = plan
  const moves = moveIds(plan, before, editor)
  retie(tr, moves, editor)
  const placed: Placed[] = []
  retypeInTurn(tr, plan.ops, editor)
  for (const op of plan.ops.toReversed()) carryOut(tr, op, moves, editor, placed)
  const outside = keptBetween(regions, before.content.size)
  giveFormats(tr, edit, [...formatted(edit, outside), ...plan.kept], editor)
  for (const step of edit.steps) if (step instanceof DocAttrStep) tr.step(step)
  const map = (pos: number, side: -1 | 1): number => mapped(pos, side, tr, placed, [...plan.kept, ...outside], regions)
  return { tr, map }
}

function carryOut(tr: Transform, op: Op, moves: MoveIds, editor: Editor, placed: Placed[]): void {
  const hand: Hand = { ...editor, move: moves.ids.get(op) ?? '' }
  if (op.kind === 'strike') strike(tr, op.part.from, op.part.to, hand)
  else if (op.kind === 'strikeSeam') strikeSeam(tr, op.start, hand)
  else if (op.kind === 'insert') placed.push(insert(tr, op, moves, editor))
}

function strike(tr: Transform, from: number, to: number, hand: Hand): void {
  for (const text of textsIn(tr.doc, from, to).toReversed()) {
    if (isInsertedBy(text.marks, hand)) tr.delete(text.from, text.to)
    else if (!changeMark(text.marks, 'deleted')) tr.addMark(text.from, text.to, schema.mark('deleted', hand))
  }
}

/** A line end that somebody put in really goes: it never stood before. */
function strikeSeam(tr: Transform, start: number, hand: Hand): void {
  const seam = seamOf(tr.doc.nodeAt(start)!)
  if (seam?.kind === 'inserted') dropSeam(tr, start, hand)
  else if (!seam) tr.setNodeAttribute(start, 'seam', { kind: 'deleted', ...hand })
}

/** Gives lines their new types, in an order in which the trade's holds at every step; no position moves. */
function retypeInTurn(tr: Transform, ops: readonly Op[], editor: Editor): void {
  let waiting = ops.filter((op) => op.kind === 'retype')
  for (let last = -1; waiting.length > 0 && waiting.length !== last;) {
    last = waiting.length
    waiting = waiting.filter(({ start, came }) => {
      const { type } = came.line
      if (!mayBecome(tr.doc, start, type)) return true
      retype(tr, start, type, editor)
      return false
    })
  }
}

function retype(tr: Transform, start: number, type: NodeType, { by, at }: Editor): void {
  const line = tr.doc.nodeAt(start)!
  const first = formerTypeOf(line)?.type ?? line.type.name
  const seam = seamOf(line)
  const isOwn = seam?.kind === 'inserted' && seam.by === by && !formerTypeOf(line)
  fitText(tr, start + 1, start + line.nodeSize - 1, type, { by, at })
  tr.setNodeMarkup(start, type, { seam, was: isOwn || first === type.name ? null : { type: first, by, at } })
}

function insert(tr: Transform, op: Insert, moves: MoveIds, editor: Editor): Placed {
  const { head, lines } = op
  const first = head ?? lines[0]!
  const last = lines.at(-1) ?? first
  const isBetween = op.at < 0
  const start = head ? head.from : isBetween ? first.start : first.start - 1
  const at = Math.max(0, op.at)
  const made: { type: NodeType | null; nodes: Node[]; move: string }[] = []
  if (!isBetween)
    made.push({
      type: null,
      nodes: head ? fresh(head, editor, moves.ids.get(op) ?? '', op.isTyped) : [],
      move: '',
    })
  for (const part of lines) {
    const move = moves.ids.get(part) ?? ''
    const nodes = fresh(part, editor, move, false)
    // Lines that were one line where they come from are one line here.
    if (made.length > 0 && seamOf(part.line)?.kind === 'deleted') made.at(-1)!.nodes.push(...nodes)
    else made.push({ type: part.line.type, nodes, move })
  }
  const $at = tr.doc.resolve(at)
  const suffix = made.at(-1)!
  if (suffix.type && !isBetween) fitText(tr, at, $at.end(), suffix.type, editor)
  const content = made.map(({ type, nodes, move }) => {
    const line = type ?? $at.parent.type
    // What runs on from another line, or goes where another one stands, has the marks that are allowed there.
    const fitting = nodes.map((node) => node.mark(line.allowedMarks(node.marks)))
    return line.create({ seam: { kind: 'inserted', ...editor, move } }, Fragment.from(fitting))
  })
  const isText = made.length === 1 && !isBetween
  const slice = isText
    ? new Slice(content[0]!.content, 0, 0)
    : new Slice(Fragment.from(content), isBetween ? 0 : 1, isBetween ? 0 : 1)
  if (slice.size > 0) tr.step(new ReplaceStep(at, at, slice))
  return { start, end: last.to, size: slice.size, at, steps: tr.steps.length }
}

/**
 * The words of a part as this editor's: those that stand, or all where they were typed into deleted ones and took their
 * marks. What the editor has inserted already keeps its time.
 */
function fresh(part: LinePart, editor: Editor, move: string, isTyped: boolean): Node[] {
  const { line, start, from, to } = part
  const nodes: Node[] = []
  const isInherited = isTyped && standingText(part) === ''
  line.content.cut(from - start - 1, to - start - 1).forEach((text) => {
    if (isDeleted(text) && !isInherited) return
    const known = changeMark(text.marks, 'inserted')
    const isOwn = move === '' && known?.attrs['by'] === editor.by && known.attrs['move'] === ''
    const mark = isOwn ? known : schema.mark('inserted', { ...editor, move })
    nodes.push(text.mark(mark.addToSet(formatOf(text.marks))))
  })
  return nodes
}

/** What was kept outside of regions and given other marks. */
function formatted(edit: Transform, outside: readonly Kept[]): Kept[] {
  const stretches: Kept[] = []
  for (const [index, step] of edit.steps.entries()) {
    if (!(step instanceof AddMarkStep || step instanceof RemoveMarkStep)) continue
    const rest: Mapping = edit.mapping.slice(index + 1)
    const [from, to] = [rest.map(step.from, 1), rest.map(step.to, -1)]
    for (const { a, b, size } of outside) {
      const [start, end] = [Math.max(from, b), Math.min(to, b + size)]
      if (start < end) stretches.push({ a: a + start - b, b: start, size: end - start })
    }
  }
  return stretches
}

/** Gives what is kept the format that the edit gave it. */
function giveFormats(tr: Transform, edit: Transform, kept: readonly Kept[], editor: Editor): void {
  const mapping = tr.mapping.slice(0)
  for (const { a, b, size } of kept) {
    if (size === 0) continue
    edit.doc.nodesBetween(b, b + size, (node, start) => {
      if (!node.isText) return
      const [from, to] = [Math.max(b, start), Math.min(b + size, start + node.nodeSize)]
      const [first, last] = [mapping.map(a + from - b, 1), mapping.map(a + to - b, -1)]
      giveFormat(tr, first, last, formatOf(node.marks), { ...editor, move: '' })
    })
  }
}

function giveFormat(tr: Transform, from: number, to: number, format: readonly Mark[], hand: Hand): void {
  tr.doc.nodesBetween(from, to, (node, start, parent) => {
    if (!node.isText || isDeleted(node)) return
    const next = reformat(
      node.marks,
      format.filter((mark) => parent?.type.allowsMarkType(mark.type) === true),
      hand,
    )
    setMarks(tr, Math.max(from, start), Math.min(to, start + node.nodeSize), node.marks, next)
  })
}

function mapped(
  pos: number,
  side: -1 | 1,
  tr: Transform,
  placed: readonly Placed[],
  kept: readonly Kept[],
  regions: readonly Region[],
): number {
  const put = placed.find(({ start, end }) => pos > start && pos <= end)
  if (put) return tr.mapping.slice(put.steps).map(put.at + Math.min(pos - put.start, put.size), -1)
  const region = regions.find(({ start, end }) => pos >= start && pos <= end)
  const stretch = kept.find(({ b, size }) => pos >= b && pos <= b + size && (!region || isWithin(b, region)))
  if (stretch) return tr.mapping.map(stretch.a + pos - stretch.b, side)
  if (!region) throw new RangeError(`mapped: position ${pos}`)
  return tr.mapping.map(Math.max(0, side < 0 ? region.from : region.to), side)
}

const isWithin = (b: number, { start, end }: Region): boolean => b >= start && b <= end && start < end

/**
 * Words that come in while changes are not tracked are no part of a tracked change that they are typed into, and a copy of
 * tracked words brings those that stand. Lines that move with their changes keep them. Tells whether anything was stripped.
 */
export function stripTyped(tr: Transform): boolean {
  const steps = tr.steps.length
  for (const op of planOf(tr.before, tr.doc, regionsOf(tr)).ops.toReversed()) {
    if (op.kind !== 'insert' || !op.isTyped || !op.head) continue
    const isInherited = standingText(op.head) === ''
    for (const text of textsIn(tr.doc, op.head.from, op.head.to).toReversed()) {
      if (!isInherited && changeMark(text.marks, 'deleted')) tr.delete(text.from, text.to)
      else setMarks(tr, text.from, text.to, text.marks, formatOf(text.marks))
    }
  }
  return tr.steps.length > steps
}
