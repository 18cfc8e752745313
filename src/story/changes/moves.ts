/**
 * Moved lines: words that went as a whole line here and came as a whole line there, in one edit or cut and then pasted. Both
 * halves carry the same `move`: a number that no other move of the same editor and minute has.
 */
import type { Node } from 'prosemirror-model'
import type { Transform } from 'prosemirror-transform'
import { isDeleted } from '../final.ts'
import { schema, seamOf, type Hand, type StoryDoc } from '../schema.ts'
import { changeMark, isInsertedBy } from './formats.ts'
import { standingText, type LinePart } from './pairing.ts'
import type { Op, Plan } from './plan.ts'
import { setMarks } from './text.ts'

type Editor = Pick<Hand, 'by' | 'at'>

/** The move of each half that this edit makes, and of lines that were deleted before it. */
export interface MoveIds {
  /** By an operation of the plan, or by a line that it puts in. */
  readonly ids: ReadonlyMap<Op | LinePart, string>
  /** Positions before lines that were cut earlier. */
  readonly earlier: ReadonlyMap<number, string>
}

const NONE: MoveIds = { ids: new Map(), earlier: new Map() }

/** A line that went: its words, and how they are tied. */
interface Gone {
  readonly text: string
  tie(move: string): void
}

/** Finds the lines of a plan that move. */
export function moveIds(plan: Plan, before: StoryDoc, editor: Editor): MoveIds {
  const came = linesThatCame(plan)
  if (came.length === 0) return NONE
  const ids = new Map<Op | LinePart, string>()
  const earlier = new Map<number, string>()
  const gone = [...linesThatWent(plan, editor, ids), ...linesCut(before, editor, earlier)]
  let next: number | null = null
  for (const { part, op } of came) {
    const text = standingText(part)
    const index = text === '' ? -1 : gone.findIndex((each) => each.text === text)
    if (index === -1) continue
    next ??= lastMove(before, editor)
    const move = String(++next)
    gone.splice(index, 1)[0]!.tie(move)
    ids.set(op, move)
  }
  return { ids, earlier }
}

interface Came {
  readonly part: LinePart
  readonly op: Op | LinePart
}

function linesThatCame({ ops }: Plan): Came[] {
  return ops.flatMap((op): Came[] => {
    if (op.kind !== 'insert') return []
    const head = op.head && isWhole(op.head) ? [{ part: op.head, op }] : []
    return [...head, ...op.lines.filter(isWhole).map((part) => ({ part, op: part }))]
  })
}

const isWhole = ({ line, start, from, to }: LinePart): boolean =>
  from === start + 1 && to === start + line.nodeSize - 1 && to > from

/** Lines that this edit strikes; of those that the editor put in themselves nothing is left to tie. */
function linesThatWent({ ops }: Plan, editor: Editor, ids: Map<Op | LinePart, string>): Gone[] {
  return ops.flatMap((op, index): Gone[] => {
    if (op.kind !== 'strike' || !isWhole(op.part) || !isLeftStruck(op.part.line, editor)) return []
    const seam = ops[index - 1]
    const tie = (move: string): void => {
      ids.set(op, move)
      if (seam?.kind === 'strikeSeam' && seam.start === op.part.start) ids.set(seam, move)
    }
    return [{ text: standingText(op.part), tie }]
  })
}

const isLeftStruck = (line: Node, editor: Editor): boolean =>
  line.children.some((text) => !isDeleted(text) && !isInsertedBy(text.marks, editor))

/** Lines that the editor deleted earlier, and that are tied to nothing. */
function linesCut(doc: StoryDoc, { by }: Editor, earlier: Map<number, string>): Gone[] {
  const cut: Gone[] = []
  doc.forEach((line, start) => {
    const isCut = line.childCount > 0 && line.children.every((text) => isCutBy(text, by))
    if (isCut) cut.push({ text: line.textContent, tie: (move) => void earlier.set(start, move) })
  })
  return cut
}

function isCutBy(text: Node, by: string): boolean {
  const mark = changeMark(text.marks, 'deleted')
  return mark?.attrs['by'] === by && mark.attrs['move'] === ''
}

/** The highest number of a move of this editor and minute. */
function lastMove(doc: StoryDoc, { by, at }: Editor): number {
  let last = 0
  doc.descendants((node) => {
    for (const { attrs } of node.marks)
      if (attrs['by'] === by && attrs['at'] === at)
        last = Math.max(last, Number.parseInt(String(attrs['move']), 10) || 0)
  })
  return last
}

/** Ties lines that were cut earlier; no position moves. */
export function retie(tr: Transform, { earlier }: MoveIds, { by, at }: Editor): void {
  for (const [start, move] of earlier) {
    const hand: Hand = { by, at, move }
    const line = tr.doc.nodeAt(start)!
    const seam = seamOf(line)
    line.forEach((text, offset) => {
      const next = schema.mark('deleted', hand).addToSet(text.marks)
      setMarks(tr, start + 1 + offset, start + 1 + offset + text.nodeSize, text.marks, next)
    })
    if (seam?.kind === 'deleted' && seam.by === by) tr.setNodeAttribute(start, 'seam', { kind: 'deleted', ...hand })
  }
}
