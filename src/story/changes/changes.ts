/**
 * The tracked changes of a story, in the order of the document, as a reader sees them: what one hand deleted and put in its
 * place, on either side of it, is one change, over line ends too. What is read of a line is remembered with its node, so that after a keystroke
 * only one line is read again.
 */
import type { Node } from 'prosemirror-model'
import { formerTypeOf, seamOf, type LineType, type StoryDoc } from '../schema.ts'
import { changeMark, isLostToType } from './formats.ts'

/**
 * `seam`: a line end alone. `move`: words that came from, or went to, another place. `type`: a line made of another type.
 * `format`: other marks.
 */
export type ChangeKind = 'insertion' | 'deletion' | 'replacement' | 'format' | 'type' | 'seam' | 'move'

export interface Change {
  readonly kind: ChangeKind
  readonly by: string
  /** Of its latest part; ISO 8601 to the minute. */
  readonly at: string
  /** Positions: of its text, or of the line end as the two positions between lines. */
  readonly from: number
  readonly to: number
  /** What went and what came, line ends as U+000A; of a format the words that have it. */
  readonly gone: string
  readonly came: string
  /** The format (changes/formats.ts) or line type that stood. */
  readonly was: string
  /** Ties the two halves of a move; empty elsewhere. */
  readonly move: string
}

interface Part {
  readonly kind: 'insertion' | 'deletion' | 'format' | 'type'
  readonly by: string
  readonly at: string
  /** Relative to the position before the line. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly was: string
  readonly move: string
}

const LINE_END = '\n'
const NO_CHANGES: readonly Change[] = []
const parts = new WeakMap<Node, readonly Part[]>()
const known = new WeakMap<StoryDoc, readonly Change[]>()

/** The changes of a document; the same array for the same document. */
export function changesIn(doc: StoryDoc): readonly Change[] {
  const found = known.get(doc)
  if (found) return found
  const changes: Change[] = []
  doc.forEach((line, start) => {
    for (const part of partsOf(line)) addPart(changes, part, start)
  })
  const made = changes.length === 0 ? NO_CHANGES : changes
  known.set(doc, made)
  return made
}

/** The change that a position stands in or at the edge of; of two that touch there, the one before it. */
export function changeAt(doc: StoryDoc, pos: number): Change | null {
  return changesIn(doc).find(({ from, to }) => from <= pos && pos <= to) ?? null
}

/** Whether a line has a change in it or a tracked line end above it. */
export const isChanged = (line: Node): boolean => partsOf(line).length > 0

/** Who changed a line, in the order of the text. */
export const handsIn = (line: Node): string[] => [...new Set(partsOf(line).map(({ by }) => by))]

function partsOf(line: Node): readonly Part[] {
  const found = parts.get(line)
  if (found) return found
  const made = [...seamParts(line), ...typeParts(line), ...textParts(line)]
  parts.set(line, made)
  return made
}

function seamParts(line: Node): Part[] {
  const seam = seamOf(line)
  if (!seam) return []
  const { kind, by, at, move } = seam
  const isIn = kind === 'inserted'
  return [{ kind: isIn ? 'insertion' : 'deletion', by, at, from: -1, to: 1, text: LINE_END, was: '', move }]
}

function typeParts(line: Node): Part[] {
  const was = formerTypeOf(line)
  if (!was) return []
  const { type, by, at } = was
  return [{ kind: 'type', by, at, from: 1, to: line.nodeSize - 1, text: line.textContent, was: type, move: '' }]
}

function textParts(line: Node): Part[] {
  const made: Part[] = []
  line.forEach((text, offset) => {
    const [from, to] = [offset + 1, offset + 1 + text.nodeSize]
    const [inserted, deleted] = [changeMark(text.marks, 'inserted'), changeMark(text.marks, 'deleted')]
    const reformatted = changeMark(text.marks, 'reformatted')
    const change = deleted ?? inserted
    const words = text.text ?? ''
    if (change) {
      const { by, at, move } = change.attrs as { by: string; at: string; move: string }
      made.push({ kind: deleted ? 'deletion' : 'insertion', by, at, from, to, text: words, was: '', move })
    }
    const isOfType = formerTypeOf(line) !== null && isLostToType(text.marks, line.type)
    if (!reformatted || deleted || isOfType) return
    const { by, at, was } = reformatted.attrs as { by: string; at: string; was: string }
    made.push({ kind: 'format', by, at, from, to, text: words, was, move: '' })
  })
  return made
}

function addPart(changes: Change[], part: Part, start: number): void {
  const [from, to] = [Math.max(0, start + part.from), start + part.to]
  const last = changes.at(-1)
  const merged = last && maybeMerged(last, part, from, to)
  if (merged) changes[changes.length - 1] = merged
  else changes.push(changeOf(part, from, to))
}

function changeOf({ kind, by, at, text, was, move }: Part, from: number, to: number): Change {
  const isSeam = text === LINE_END
  const shown = move !== '' ? 'move' : isSeam ? 'seam' : kind
  const [gone, came] = kind === 'deletion' ? [text, ''] : ['', text]
  return { kind: shown, by, at, from, to, gone, came, was, move }
}

/** A change that a part goes on with: by the same hand, without a standing character between. */
function maybeMerged(last: Change, part: Part, from: number, to: number): Change | null {
  if (last.to < from || last.by !== part.by || last.move !== part.move) return null
  const at = last.at > part.at ? last.at : part.at
  if (part.kind === 'type' || last.kind === 'type') return null
  if (part.kind === 'format' || last.kind === 'format') {
    const isMore = part.kind === last.kind && part.was === last.was
    return isMore ? { ...last, at, to, came: last.came + part.text } : null
  }
  const gone = part.kind === 'deletion' ? last.gone + part.text : last.gone
  const came = part.kind === 'insertion' ? last.came + part.text : last.came
  const kind = last.kind === 'move' ? 'move' : kindOf(gone, came)
  return { ...last, kind, at, to, gone, came }
}

function kindOf(gone: string, came: string): ChangeKind {
  if (gone !== '' && came !== '') return 'replacement'
  if (gone + came === LINE_END) return 'seam'
  return gone === '' ? 'insertion' : 'deletion'
}

/** The type that a change of type came from. */
export const formerType = ({ was }: Change): LineType => was as LineType
