/**
 * Widths and quotes of what was pasted, by the rules of the story's language, as a change of its own behind the paste: one
 * undo takes it back and leaves the words as they came, a second takes the words out.
 */
import { Fragment, Slice, type Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { SETTLES } from '#story/changes/transactions.ts'
import { schema, storyAttrs } from '#story/schema.ts'
import { finalLines, type FinalLine } from '#story/final.ts'
import { posInLine } from '#story/places.ts'
import { punctuationEdits } from '#exchange/punctuation.ts'

interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface Range {
  readonly from: number
  readonly to: number
}

/** What a transaction put in, as ranges of its document. */
export function broughtIn({ mapping }: Transaction): Range[] {
  return mapping.maps.flatMap((map, index) => {
    const ranges: Range[] = []
    const rest = mapping.slice(index + 1)
    map.forEach((_oldStart, _oldEnd, from, to) => ranges.push({ from: rest.map(from, 1), to: rest.map(to, -1) }))
    return ranges.filter(({ from, to }) => to > from)
  })
}

/** The change of the words in ranges; null where they are as the house writes them. */
export function normalise(state: EditorState, ranges: readonly Range[]): Transaction | null {
  const isEnglish = storyAttrs(state.doc).lang === 'en'
  const changes = finalLines(state.doc)
    .filter(({ pieces }) =>
      ranges.some(
        ({ from, to }) => pieces[0]!.start < to && pieces.at(-1)!.start + pieces.at(-1)!.line.nodeSize > from,
      ),
    )
    .flatMap((line) => changesIn(line, isEnglish))
    .filter((change) => ranges.some(({ from, to }) => change.from >= from && change.to <= to))
  if (changes.length === 0) return null
  return changes.length > MANY ? inOneStep(state, changes) : inSteps(state.tr, changes)
}

/** More changes than this are made line by line and put in as one step: each step by itself costs a document. */
const MANY = 100

function inSteps(tr: Transaction, changes: readonly Change[]): Transaction {
  for (const change of changes.toReversed()) {
    const marks = tr.doc.resolve(change.from).nodeAfter?.marks ?? []
    if (change.text === '') tr.delete(change.from, change.to)
    else tr.replaceWith(change.from, change.to, schema.text(change.text, marks))
  }
  return tr
}

/**
 * The lines from the first change to the last, written anew; the document is the one that single steps would give. What is
 * tracked of the words stays as it is, so the step itself is not.
 */
function inOneStep({ doc, tr }: EditorState, changes: readonly Change[]): Transaction {
  const [from, to] = [doc.resolve(changes[0]!.from).before(1), doc.resolve(changes.at(-1)!.to).after(1)]
  const lines: Node[] = []
  let next = 0
  doc.nodesBetween(from, to, (line, start) => {
    const own: Change[] = []
    for (let change = changes[next]; change && change.to < start + line.nodeSize; change = changes[++next])
      own.push({ ...change, from: change.from - start - 1, to: change.to - start - 1 })
    lines.push(own.length === 0 ? line : withChanges(line, own))
    return false
  })
  return tr.step(new ReplaceStep(from, to, new Slice(Fragment.from(lines), 0, 0))).setMeta(SETTLES, true)
}

/** A line with changes of its own offsets. */
function withChanges(line: Node, changes: readonly Change[]): Node {
  const pieces: Node[] = []
  let at = 0
  for (const { from, to, text } of changes) {
    pieces.push(...line.content.cut(at, from).content)
    if (text !== '') pieces.push(schema.text(text, line.nodeAt(from)?.marks ?? []))
    at = to
  }
  return line.copy(Fragment.fromArray([...pieces, ...line.content.cut(at).content]))
}

function changesIn(line: FinalLine, isEnglish: boolean): Change[] {
  return punctuationEdits(line.text, isEnglish).map(({ from, to, text }) => ({
    from: posInLine(line, from, 1),
    to: posInLine(line, to),
    text,
  }))
}
