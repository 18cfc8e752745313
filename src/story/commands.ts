/**
 * The commands of editing copy, free of keys and of any view: each takes a state and, when it may act, dispatches one
 * transaction (ProseMirror's Command). Which key calls which is the renderer's registry.
 */
import type { Node } from 'prosemirror-model'
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import type { Transform } from 'prosemirror-transform'
import { chainCommands, deleteSelection, toggleMark } from 'prosemirror-commands'
import type { Lang, Orientation, StoryKind } from '#contract/copy.ts'
import { leadInLength } from './documents.ts'
import { LINE_TYPES, isSafeLink, lineTypeOf, schema, type LineType } from './schema.ts'

/** A line of the document: its node, its index among the lines, and the position before it. */
export interface LineAt {
  readonly line: Node
  readonly index: number
  readonly start: number
}

/** The line that a position stands in. */
export function lineAt(doc: Node, pos: number): LineAt {
  const $pos = doc.resolve(pos)
  if ($pos.depth === 0) throw new RangeError(`lineAt: position ${pos} stands between lines`)
  return { line: $pos.parent, index: $pos.index(0), start: $pos.before(1) }
}

/** The lines that a selection touches, in order. */
export function selectedLines(state: EditorState): LineAt[] {
  const { from, to } = state.selection
  const lines: LineAt[] = []
  state.doc.forEach((line, start, index) => {
    if (start < to && start + line.nodeSize > from) lines.push({ line, index, start })
  })
  return lines
}

/** Divides the line at the caret. Both halves keep the line's type; at the end of a subhead a paragraph begins. */
export const splitLine: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if ($from.depth === 0 || $to.depth === 0) return false
  if (dispatch) {
    const tr = state.tr.deleteSelection()
    const $at = tr.selection.$from
    const isAtSubheadEnd = $at.parent.type.name === 'subhead' && $at.parentOffset === $at.parent.content.size
    // The line below begins with a settled seam, whatever the one above has.
    tr.split($at.pos, 1, [{ type: isAtSubheadEnd ? schema.nodes.paragraph : $at.parent.type }])
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Backspace at a line's start and Delete at its end: joins it with its neighbour, as `joinPair` allows. */
export const joinUp: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection
  if (!$cursor || $cursor.parentOffset > 0) return false
  const index = $cursor.index(0)
  return index > 0 && joinPair(state, index - 1, dispatch)
}

export const joinDown: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection
  if (!$cursor || $cursor.parentOffset < $cursor.parent.content.size) return false
  const index = $cursor.index(0)
  return index < state.doc.childCount - 1 && joinPair(state, index, dispatch)
}

/** Deletes the selection, or joins upwards: what Backspace does where the caret is not inside text. */
export const eraseUp: Command = chainCommands(deleteSelection, joinUp)
export const eraseDown: Command = chainCommands(deleteSelection, joinDown)

/**
 * Joins line `index` with the one below. Lines of one type flow together. Between different types only an empty line
 * goes, so that a slip of the key never melts a paragraph into a byline; the command still counts as done.
 */
function joinPair(state: EditorState, index: number, dispatch: ((tr: Transaction) => void) | undefined): boolean {
  const upper = state.doc.child(index)
  const lower = state.doc.child(index + 1)
  const between = startOf(state.doc, index + 1)
  if (upper.type === lower.type) {
    dispatch?.(state.tr.join(between).scrollIntoView())
    return true
  }
  const empty = isRemovable(state.doc, index) ? index : isRemovable(state.doc, index + 1) ? index + 1 : null
  if (empty !== null && dispatch) {
    const start = startOf(state.doc, empty)
    const tr = state.tr.delete(start, start + state.doc.child(empty).nodeSize)
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(start, tr.doc.content.size)), empty === index ? 1 : -1))
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Whether a line is empty and not the only headline. */
function isRemovable(doc: Node, index: number): boolean {
  const line = doc.child(index)
  return line.content.size === 0 && (lineTypeOf(line) !== 'headline' || countOf(doc, 'headline') > 1)
}

const countOf = (doc: Node, type: LineType): number => doc.children.filter((line) => line.type.name === type).length

function startOf(doc: Node, index: number): number {
  let start = 0
  for (let i = 0; i < index; i++) start += doc.child(i).nodeSize
  return start
}

/**
 * Makes the selected lines of another type. Where the order of the trade asks for it they move: to the end of the
 * lines of that rank when they come from below, to the start when they come from above.
 */
export const convertLines =
  (type: LineType): Command =>
  (state, dispatch) => {
    const chosen = selectedLines(state).filter(({ line }) => line.type.name !== type)
    if (chosen.length === 0) return false
    if (!dispatch) return true
    const tr = state.tr
    const { $head } = state.selection
    const made = new Map(
      chosen.map(({ line }) => [line, schema.node(type, { seam: line.attrs['seam'] }, convertedContent(line, type))]),
    )
    const rank = rankOf(schema.node(type))
    // Those that rise are added below one another, those that sink above one another: so their order stays.
    const rising = chosen.filter(({ line }) => rankOf(line) >= rank)
    const sinking = chosen.filter(({ line }) => rankOf(line) < rank).reverse()
    for (const { line } of [...rising, ...sinking]) made.set(line, moveLine(tr, line, made.get(line)!))
    const caretLine = $head.depth > 0 ? made.get($head.parent) : undefined
    if (caretLine) putCaret(tr, caretLine, $head.parentOffset)
    dispatch(tr.scrollIntoView())
    return true
  }

function putCaret(tr: Transaction, line: Node, offset: number): void {
  const start = startOf(tr.doc, tr.doc.children.indexOf(line))
  tr.setSelection(TextSelection.create(tr.doc, start + 1 + offset))
}

/** The text of a line with the marks that the other type allows. */
const convertedContent = (line: Node, type: LineType): Node[] =>
  line.children.map((text) => text.mark(schema.nodes[type].allowedMarks(text.marks)))

/**
 * Replaces `line` by `made`, there where its rank wants it; gives back what stands there now. The only headline leaves an
 * empty one behind. A line that moves leaves the tracked line end above it.
 */
export function moveLine(tr: Transform, line: Node, made: Node): Node {
  const index = tr.doc.children.indexOf(line)
  const start = startOf(tr.doc, index)
  const rank = rankOf(made)
  const leavesHeadline = lineTypeOf(line) === 'headline' && countOf(tr.doc, 'headline') === 1
  if (standsWell(tr.doc, index, rank) && !leavesHeadline) {
    tr.replaceWith(start, start + line.nodeSize, made)
    return made
  }
  const moved = made.type.create({ ...made.attrs, seam: null }, made.content)
  const target = startOf(tr.doc, rank < rankOf(line) ? firstAbove(tr.doc, rank) : firstFrom(tr.doc, rank))
  tr.insert(target, moved)
  const old = target <= start ? start + moved.nodeSize : start
  if (leavesHeadline) tr.delete(old + 1, old + line.nodeSize - 1)
  else tr.delete(old, old + line.nodeSize)
  return moved
}

/** The place of a line in the order of the trade; the body types share one. */
export function rankOf(line: Node): number {
  const index = LINE_TYPES.indexOf(lineTypeOf(line))
  const body = LINE_TYPES.indexOf('paragraph')
  return index > body && index <= LINE_TYPES.indexOf('row') ? body : index
}

function standsWell(doc: Node, index: number, rank: number): boolean {
  const above = index > 0 ? rankOf(doc.child(index - 1)) : -1
  const below = index + 1 < doc.childCount ? rankOf(doc.child(index + 1)) : LINE_TYPES.length
  return above <= rank && rank <= below
}

function firstAbove(doc: Node, rank: number): number {
  const index = doc.children.findIndex((line) => rankOf(line) > rank)
  return index === -1 ? doc.childCount : index
}

function firstFrom(doc: Node, rank: number): number {
  const index = doc.children.findIndex((line) => rankOf(line) >= rank)
  return index === -1 ? doc.childCount : index
}

/** Puts the caret into the first line of a type, making an empty one where there is none. */
export const goToLine =
  (type: LineType): Command =>
  (state, dispatch) => {
    if (!dispatch) return true
    const tr = state.tr
    const existing = state.doc.children.findIndex((line) => line.type.name === type)
    const index = existing === -1 ? firstAbove(state.doc, rankOf(schema.node(type))) : existing
    const start = startOf(state.doc, index)
    if (existing === -1) tr.insert(start, schema.node(type))
    const line = tr.doc.nodeAt(start)!
    dispatch(tr.setSelection(TextSelection.create(tr.doc, start + 1 + line.content.size)).scrollIntoView())
    return true
  }

/**
 * Toggles the lead-in of the paragraph at the selection: with words selected the lead-in runs from the paragraph's head
 * to their end, with a caret to the caret; where it runs so already, it is taken away.
 */
export const toggleLeadIn: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection
  if (!$from.parent.isTextblock || !$from.sameParent($to) || !$from.parent.type.allowsMarkType(schema.marks.leadIn))
    return false
  const start = $from.start()
  const known = leadInLength($from.parent)
  const isOff = known > 0 && (empty || $to.parentOffset === known)
  if (!isOff && $to.parentOffset === 0) return false
  const tr = state.tr.removeMark(start, $from.end(), schema.marks.leadIn)
  if (!isOff) tr.addMark(start, $to.pos, schema.mark('leadIn'))
  dispatch?.(tr)
  return true
}

export const toggleStrong: Command = toggleMark(schema.marks.strong)
export const toggleEmphasis: Command = toggleMark(schema.marks.emphasis)

/** Links the selection, or unlinks it with null; refused for anything but https and mailto. */
export const setLink =
  (href: string | null): Command =>
  (state, dispatch) => {
    const { from, to, empty } = state.selection
    if (empty || (href !== null && !isSafeLink(href))) return false
    const tr = state.tr.removeMark(from, to, schema.marks.link)
    if (href !== null) tr.addMark(from, to, schema.mark('link', { href }))
    if (!tr.docChanged) return false
    dispatch?.(tr)
    return true
  }

/** Changes what the story is as a whole; false where it is so already. */
export const setStoryKind = (kind: StoryKind): Command => setAttr('kind', kind)
export const setLang = (lang: Lang): Command => setAttr('lang', lang)
export const setOrientation = (orientation: Orientation): Command => setAttr('orientation', orientation)
/** The slug 稿名; '' lets the headline name the story. */
export const setSlug = (slug: string): Command => setAttr('slug', slug.slice(0, 64))

function setAttr(name: string, value: string): Command {
  return (state, dispatch) => {
    if (state.doc.attrs[name] === value) return false
    dispatch?.(state.tr.setDocAttribute(name, value))
    return true
  }
}
