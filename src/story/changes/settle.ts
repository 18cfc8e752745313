/**
 * Accepting and rejecting: what a change made stands for good, or is as if it had never been. One transaction each, which is
 * not tracked and which undo takes back.
 */
import type { Mark, NodeType } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import { Transform } from 'prosemirror-transform'
import { formerTypeOf, schema, seamOf, type StoryDoc } from '../schema.ts'
import { changesIn, type Change } from './changes.ts'
import { changeMark, isChangeMark, isLostToType, readFormat, type ChangeMark } from './formats.ts'
import { dropSeam, fitText, mayBecome, setMarks, textsIn, type TextIn } from './text.ts'
import { SETTLES } from './transactions.ts'

export type Verdict = 'accept' | 'reject'

/** What is settled: where, and of whose and what kind of changes. */
interface Scope {
  readonly from: number
  readonly to: number
  takes(part: SettledPart): boolean
}

/** A mark or an attribute that is a change, or a part of one. */
interface SettledPart {
  readonly kind: 'inserted' | 'deleted' | 'reformatted' | 'type'
  readonly by: string
  readonly move: string
}

/** Settles changes that `changesIn` gave of the same document; both halves of a move together. */
export const settle = (changes: readonly Change[], verdict: Verdict): Command =>
  settling((doc) => scopesOf(doc, changes), verdict)

/** Settles every change of the story. */
export const settleAll = (verdict: Verdict): Command => settling(everything, verdict)

/** Settles every change of one author. */
export const settleBy = (by: string, verdict: Verdict): Command =>
  settling((doc) => everything(doc).map((scope) => ({ ...scope, takes: (part) => part.by === by })), verdict)

/** Settles what of changes stands between two positions, and of moves that begin or end there the other half. */
export const settleRange = (from: number, to: number, verdict: Verdict): Command =>
  settling((doc) => {
    const inside = changesIn(doc).filter((change) => change.from < to && change.to > from)
    const moves = scopesOf(
      doc,
      inside.filter(({ kind }) => kind === 'move'),
    )
    return [{ from, to, takes: ({ move }) => move === '' }, ...moves]
  }, verdict)

/** The story as if every change had been taken. */
export const acceptedDoc = (doc: StoryDoc): StoryDoc => settledDoc(doc, 'accept')

/** The story as if nobody had changed it since changes were tracked. */
export const rejectedDoc = (doc: StoryDoc): StoryDoc => settledDoc(doc, 'reject')

function settledDoc(doc: StoryDoc, verdict: Verdict): StoryDoc {
  const tr = new Transform(doc)
  settleIn(tr, everything(doc), verdict)
  return tr.doc
}

const everything = (doc: StoryDoc): Scope[] => [{ from: 0, to: doc.content.size, takes: () => true }]

function settling(scopes: (doc: StoryDoc) => readonly Scope[], verdict: Verdict): Command {
  return (state, dispatch) => {
    const tr = state.tr
    settleIn(tr, scopes(state.doc), verdict)
    if (tr.steps.length === 0) return false
    dispatch?.(tr.setMeta(SETTLES, true))
    return true
  }
}

/** One scope a change; of a move, one for each part of both halves. */
function scopesOf(doc: StoryDoc, changes: readonly Change[]): Scope[] {
  const moves = new Set(changes.filter(({ kind }) => kind === 'move').map(moveOf))
  const all = moves.size === 0 ? [] : changesIn(doc).filter((change) => moves.has(moveOf(change)))
  const others = changes.filter(({ kind }) => kind !== 'move')
  return [...others, ...all].map((change) => ({
    from: change.from,
    to: change.to,
    takes: ({ kind, by, move }) => by === change.by && move === change.move && isOf(kind, change),
  }))
}

const moveOf = ({ by, move }: Change): string => `${by}\n${move}`

function isOf(kind: SettledPart['kind'], change: Change): boolean {
  if (kind === 'type' || change.kind === 'type') return kind === change.kind
  if (kind === 'reformatted' || change.kind === 'format') return kind === 'reformatted' && change.kind === 'format'
  return kind === 'deleted' ? change.gone !== '' : change.came !== ''
}

/**
 * Words first, from the end; then line ends, from the top, so that what runs on comes under the type it will have; then types,
 * which what was put in between would hold up; then marks, which only the former type may allow.
 */
function settleIn(tr: Transform, scopes: readonly Scope[], verdict: Verdict): void {
  const before = tr.doc
  const starts = startsOf(before)
  const types = settledTypes(before, scopes)
  const formats: Restored[] = []
  const lineNow = (start: number): number => tr.doc.resolve(tr.mapping.map(start + 1, 1)).before(1)
  for (const start of starts.toReversed()) {
    const end = start + before.nodeAt(start)!.nodeSize
    const here = scopes.filter(({ from, to }) => from < end && to > start)
    const retyped = types.has(start) ? before.nodeAt(start)!.type : null
    if (here.length > 0 || retyped) formats.push(...settleText(tr, start, here, verdict, retyped))
  }
  for (const start of starts) {
    const seam = seamOf(before.nodeAt(start)!)
    const isTaken = seam && scopes.some(({ from, to, takes }) => from <= start && to > start - 1 && takes(seam))
    if (isTaken && settleSeam(tr, lineNow(start), verdict)) types.delete(start)
  }
  const retyped = [...types].map(lineNow)
  if (verdict === 'accept') for (const start of retyped) tr.setNodeAttribute(start, 'was', null)
  else restoreTypes(tr, new Set(retyped))
  restoreFormats(tr, formats)
}

/** Settles the line end of a line; tells whether it is no line of its own any more. */
function settleSeam(tr: Transform, start: number, verdict: Verdict): boolean {
  const seam = seamOf(tr.doc.nodeAt(start)!)
  if ((seam?.kind === 'inserted') === (verdict === 'reject')) return dropSeam(tr, start, null)
  tr.setNodeAttribute(start, 'seam', null)
  return false
}

function startsOf(doc: StoryDoc): number[] {
  const starts: number[] = []
  doc.forEach((_, start) => void starts.push(start))
  return starts
}

/** Positions of the lines whose former type is settled. */
function settledTypes(doc: StoryDoc, scopes: readonly Scope[]): Set<number> {
  return new Set(
    startsOf(doc).filter((start) => {
      const line = doc.nodeAt(start)!
      const was = formerTypeOf(line)
      const end = start + line.nodeSize - 1
      const isTaken = ({ from, to, takes }: Scope): boolean =>
        from <= end && to > start && takes({ kind: 'type', by: was?.by ?? '', move: '' })
      return was !== null && scopes.some(isTaken)
    }),
  )
}

/**
 * Gives lines their former types, in an order in which the trade's holds at every step. Where it would not hold at the end,
 * lines beside them take their former types too; where that does not help, a line stays as it is.
 */
function restoreTypes(tr: Transform, starts: Set<number>): void {
  restoreInTurn(tr, starts)
  const left = [...starts].filter((start) => formerTypeOf(tr.doc.nodeAt(start)!))
  for (const start of left) {
    const all = startsOf(tr.doc)
    let [first, last] = [all.indexOf(start), all.indexOf(start)]
    const hasFormer = (index: number): boolean => {
      const line = tr.doc.maybeChild(index)
      return line !== null && formerTypeOf(line) !== null
    }
    while (first > 0 && hasFormer(first - 1)) first--
    while (hasFormer(last + 1)) last++
    for (const each of all.slice(first, last + 1)) starts.add(each)
  }
  if (left.length > 0) restoreInTurn(tr, starts)
}

/** As many as may stand, one after the other, until none does. */
function restoreInTurn(tr: Transform, starts: ReadonlySet<number>): void {
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false
    for (const start of starts) {
      const line = tr.doc.nodeAt(start)!
      const was = formerTypeOf(line)
      const type = was && schema.nodes[was.type]
      if (!type || !mayBecome(tr.doc, start, type)) continue
      fitText(tr, start + 1, start + line.nodeSize - 1, type, null)
      tr.setNodeMarkup(start, type, { seam: seamOf(line), was: null })
      hasMoved = true
    }
  }
}

/** A format that is given back: positions of the document before. */
interface Restored {
  readonly from: number
  readonly to: number
  readonly was: string
}

function settleText(
  tr: Transform,
  start: number,
  scopes: readonly Scope[],
  verdict: Verdict,
  retyped: NodeType | null,
): Restored[] {
  const formats: Restored[] = []
  const line = tr.doc.nodeAt(start)!
  for (const { from, to, marks } of textsIn(tr.doc, start + 1, start + line.nodeSize - 1).toReversed()) {
    if (!marks.some(isChangeMark)) continue
    const cuts = scopes.flatMap((scope) => [scope.from, scope.to]).filter((cut) => cut > from && cut < to)
    const points = [...new Set([from, ...cuts, to])].sort((a, b) => a - b)
    for (let i = points.length - 1; i > 0; i--) {
      const stretch = { from: points[i - 1]!, to: points[i]!, marks }
      const here = scopes.filter((scope) => scope.from < stretch.to && scope.to > stretch.from)
      const was = settleStretch(tr, stretch, here, verdict, retyped)
      if (was !== null) formats.push({ from: stretch.from, to: stretch.to, was })
    }
  }
  return formats
}

/** Settles characters; gives back the format that they had where that is to be restored. */
function settleStretch(
  tr: Transform,
  { from, to, marks }: TextIn,
  scopes: readonly Scope[],
  verdict: Verdict,
  retyped: NodeType | null,
): string | null {
  const taken = (kind: ChangeMark): Mark | undefined => {
    const mark = changeMark(marks, kind)
    const { by, move = '' } = (mark?.attrs ?? {}) as { by: string; move?: string }
    return mark && scopes.some((scope) => scope.takes({ kind, by, move })) ? mark : undefined
  }
  const [inserted, deleted] = [taken('inserted'), taken('deleted')]
  if (verdict === 'reject' ? inserted : deleted) {
    tr.delete(from, to)
    return null
  }
  const isLost = retyped !== null && isLostToType(marks, retyped)
  const reformatted = isLost ? changeMark(marks, 'reformatted') : taken('reformatted')
  const kept = marks.filter((mark) => mark !== inserted && mark !== deleted && mark !== reformatted)
  setMarks(tr, from, to, marks, kept)
  return verdict === 'reject' && reformatted ? String(reformatted.attrs['was']) : null
}

function restoreFormats(tr: Transform, formats: readonly Restored[]): void {
  const mapping = tr.mapping.slice(0)
  for (const { from, to, was } of formats) {
    for (const text of textsIn(tr.doc, mapping.map(from, 1), mapping.map(to, -1))) {
      const { type } = tr.doc.resolve(text.from).parent
      const next = readFormat(was, type).reduce<readonly Mark[]>(
        (set, mark) => mark.addToSet(set),
        text.marks.filter(isChangeMark),
      )
      setMarks(tr, text.from, text.to, text.marks, next)
    }
  }
}
