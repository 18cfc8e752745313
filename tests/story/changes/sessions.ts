/** Random sessions of editing: every command of a story, typing, paste with open ends, moves and marks, by several hands. */
import { Fragment, Slice, type Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import {
  convertLines,
  eraseDown,
  eraseUp,
  goToLine,
  setLink,
  splitLine,
  toggleEmphasis,
  toggleLeadIn,
  toggleStrong,
} from '#story/commands.ts'
import { LINE_TYPES, schema, type LineType, type StoryDoc } from '#story/schema.ts'
import { pick, weighed, whole, type Next } from '../../laws/edits/chance.ts'

const UNITS = ['云', '塘', '桥', '通', '车', '，', '。', 'a', 'b', ' ', '😀']
export const words = (next: Next, most: number): string =>
  Array.from({ length: whole(next, 1, most) }, () => pick(next, UNITS)).join('')

/** A generator that stands on a seed (mulberry32). */
export function chance(seed: number): Next {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const line = (type: LineType, next: Next, most = 8): Node => schema.node(type, null, [schema.text(words(next, most))])

/** A small story with lines of many types. */
export function smallStory(next: Next): StoryDoc {
  const types = LINE_TYPES.flatMap((type) =>
    Array.from({ length: type === 'paragraph' ? 3 : whole(next, type === 'headline' ? 1 : 0, 2) }, () => type),
  )
  const doc = schema.node(
    'doc',
    { tracking: true },
    types.map((type) => line(type, next)),
  )
  doc.check()
  return doc
}

/** A position inside a line; half of a character is none. */
function somewhere(doc: StoryDoc, next: Next): number {
  for (;;) {
    const pos = whole(next, 1, doc.content.size - 1)
    const $pos = doc.resolve(pos)
    const unit = $pos.depth > 0 ? doc.textBetween(pos, Math.min(pos + 1, $pos.end())) : ''
    if ($pos.depth > 0 && !/^[\udc00-\udfff]/.test(unit)) return pos
  }
}

function withSelection(state: EditorState, next: Next, isInLine: boolean): EditorState {
  const anchor = somewhere(state.doc, next)
  const near = somewhere(state.doc, next)
  const head = next() < 0.5 ? anchor : isInLine || next() < 0.7 ? sameLine(state.doc, anchor, near) : near
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)))
}

function sameLine(doc: StoryDoc, anchor: number, head: number): number {
  const $anchor = doc.resolve(anchor)
  return Math.abs(head - anchor) < 12 && $anchor.sameParent(doc.resolve(head)) ? head : $anchor.end()
}

/** `write` gives what is typed. */
type Edit = (state: EditorState, next: Next, write: Write) => Transaction | null
type Write = (next: Next, most: number) => string

const run =
  (command: (next: Next) => Command): Edit =>
  (state, next) => {
    let made: Transaction | null = null
    command(next)(state, (tr) => (made = tr))
    return made
  }

const type: Edit = (state, next, write) => state.tr.insertText(write(next, 4))
const erase: Edit = (state) => (state.selection.empty ? null : state.tr.deleteSelection())
const eraseOne: Edit = ({ tr, selection: { $head } }) =>
  $head.parentOffset > 0 &&
  /[^\ud800-\udfff]/.test($head.parent.textBetween($head.parentOffset - 1, $head.parentOffset))
    ? tr.delete($head.pos - 1, $head.pos)
    : null

const paste: Edit = (state, next) => {
  const lines = Array.from({ length: whole(next, 1, 3) }, () =>
    line(pick(next, ['paragraph', 'paragraph', 'subhead', 'headline'] as const), next, 5),
  )
  const isOpen = next() < 0.7 ? 1 : 0
  return state.tr.replaceSelection(new Slice(Fragment.from(lines), isOpen, isOpen))
}

/** A copy of what stands somewhere, changes and all, pasted elsewhere. */
const pasteCopy: Edit = (state, next) => {
  const [a, b] = [somewhere(state.doc, next), somewhere(state.doc, next)]
  return state.tr.replaceSelection(state.doc.slice(Math.min(a, b), Math.max(a, b)))
}

const deleteLine: Edit = (state, next) => {
  const { doc, tr } = state
  const index = whole(next, 0, doc.childCount - 1)
  return doc.canReplace(index, index + 1) ? tr.delete(startOf(doc, index), startOf(doc, index + 1)) : null
}

function startOf(doc: StoryDoc, index: number): number {
  return doc.children.slice(0, index).reduce((sum, each) => sum + each.nodeSize, 0)
}

const moveDown: Edit = ({ doc, tr }, next) => {
  const index = whole(next, 0, doc.childCount - 1)
  const target = index + 1 + whole(next, 1, 3)
  const moved = doc.child(index)
  if (target > doc.childCount || !doc.canReplaceWith(target, target, moved.type)) return null
  if (!doc.canReplace(index, index + 1)) return null
  tr.insert(startOf(doc, target), moved)
  return tr.delete(startOf(doc, index), startOf(doc, index + 1))
}

const several: Edit = (state, next) => {
  const tr = state.tr
  for (let i = 0; i < 4; i++) {
    const at = somewhere(tr.doc, next)
    if (next() < 0.5) tr.insertText(words(next, 2), at)
    else tr.delete(at, Math.min(tr.doc.resolve(at).end(), at + 2))
  }
  return halves(tr.doc) ? null : tr
}

/** A surrogate without its other half. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const halves = (doc: StoryDoc): boolean => doc.children.some(({ textContent }) => HALF.test(textContent))

type Edits = readonly (readonly [number, Edit])[]

/** Edits inside of a line and of its ends, which put in nothing but what is typed. */
export const PLAIN_EDITS: Edits = [
  [22, type],
  [10, erase],
  [10, eraseOne],
  [6, run(() => splitLine)],
  [5, run(() => eraseUp)],
  [3, run(() => eraseDown)],
  [2, run((next) => goToLine(pick(next, LINE_TYPES)))],
  [4, run(() => toggleStrong)],
  [3, run(() => toggleEmphasis)],
  [2, run(() => toggleLeadIn)],
  [2, run((next) => setLink(next() < 0.5 ? 'https://example.invalid/a' : null))],
]

const EDITS: Edits = [
  ...PLAIN_EDITS,
  // A line that moves to where its type stands is put in anew there.
  [4, run((next) => convertLines(pick(next, LINE_TYPES)))],
  [4, paste],
  [3, pasteCopy],
  [2, deleteLine],
  [3, moveDown],
  [3, several],
]

/** A random edit of a state, as a local transaction on it; null where the chosen one does not apply. */
export function randomEdit(
  state: EditorState,
  next: Next,
  edits: Edits = EDITS,
  write: Write = words,
): { state: EditorState; tr: Transaction } | null {
  const placed = withSelection(state, next, edits === PLAIN_EDITS)
  const tr = weighed(next, edits)(placed, next, write)
  if (!tr || !tr.docChanged || halves(tr.doc)) return null
  return { state: placed, tr }
}
