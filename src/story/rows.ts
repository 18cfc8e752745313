/**
 * Tables: consecutive rows, each a line whose cells are parted by tabs. Commands move between cells and add, take out and
 * move rows and columns; they speak of the final text, so that a tab that somebody struck parts nothing.
 */
import { Fragment, Slice, type Node } from 'prosemirror-model'
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { convertLines, goToLine, lineAt, selectedLines } from './commands.ts'
import { finalText, isDeleted } from './final.ts'
import { schema } from './schema.ts'

/** A cell's words, in positions of the document. */
export interface Cell {
  readonly from: number
  readonly to: number
}

/** A row of a table, and the position before it. */
export interface RowAt {
  readonly row: Node
  readonly start: number
}

const isRow = (line: Node | null | undefined): boolean => line?.type === schema.nodes.row

/** The cells of a row that stands at `start`. */
export function cellsOf(row: Node, start: number): Cell[] {
  const cells: Cell[] = []
  let from = start + 1
  row.forEach((text, offset) => {
    if (isDeleted(text)) return
    const words = text.text ?? ''
    for (let at = words.indexOf('\t'); at !== -1; at = words.indexOf('\t', at + 1)) {
      const pos = start + 1 + offset + at
      cells.push({ from, to: pos })
      from = pos + 1
    }
  })
  return [...cells, { from, to: start + row.nodeSize - 1 }]
}

interface Spot {
  readonly index: number
  readonly start: number
  readonly cells: readonly Cell[]
  readonly column: number
}

/** Where the caret stands in a table; null outside of one. */
function spotOf({ doc, selection }: EditorState): Spot | null {
  const { $head } = selection
  if ($head.depth === 0 || !isRow($head.parent)) return null
  const { line, index, start } = lineAt(doc, $head.pos)
  const cells = cellsOf(line, start)
  return { index, start, cells, column: cells.findIndex(({ to }) => $head.pos <= to) }
}

/** The rows of the table that a line of it stands in. */
export function tableAt(doc: Node, index: number): RowAt[] {
  let first = index
  while (first > 0 && isRow(doc.child(first - 1))) first--
  let start = 0
  for (let i = 0; i < first; i++) start += doc.child(i).nodeSize
  const rows: RowAt[] = []
  for (let i = first; i < doc.childCount && isRow(doc.child(i)); i++) {
    rows.push({ row: doc.child(i), start })
    start += doc.child(i).nodeSize
  }
  return rows
}

/** Whether the caret stands in a table. */
export const isInTable = (state: EditorState): boolean => spotOf(state) !== null

const select = (tr: Transaction, { from, to }: Cell): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView()

const emptyRow = (columns: number): Node =>
  schema.node('row', null, columns > 1 ? [schema.text('\t'.repeat(columns - 1))] : [])

/** Tab: chooses the next cell; behind the last cell of a table a new row begins. */
export const nextCell: Command = (state, dispatch) => {
  const spot = spotOf(state)
  if (!spot) return false
  const cell = spot.cells[spot.column + 1]
  if (cell) {
    dispatch?.(select(state.tr, cell))
    return true
  }
  const below = state.doc.maybeChild(spot.index + 1)
  if (!isRow(below)) return newRow(state, dispatch)
  const start = spot.start + state.doc.child(spot.index).nodeSize
  dispatch?.(select(state.tr, cellsOf(below!, start)[0]!))
  return true
}

/** Shift Tab: chooses the cell before. */
export const previousCell: Command = (state, dispatch) => {
  const spot = spotOf(state)
  if (!spot) return false
  const cell = spot.cells[spot.column - 1]
  const above = spot.index > 0 ? state.doc.child(spot.index - 1) : null
  const target = cell ?? (isRow(above) ? cellsOf(above!, spot.start - above!.nodeSize).at(-1) : undefined)
  if (target) dispatch?.(select(state.tr, target))
  return true
}

/** Enter: a new row under this one, with as many cells; from an empty last row it leads out of the table. */
export const newRow: Command = (state, dispatch) => {
  const spot = spotOf(state)
  if (!spot) return false
  const isLast = !isRow(state.doc.maybeChild(spot.index + 1))
  const isEmpty = spot.cells.every(({ from, to }) => from === to)
  if (isLast && isEmpty) return convertRow(state, dispatch, spot)
  return addRow(1)(state, dispatch)
}

function convertRow(
  state: EditorState,
  dispatch: ((tr: Transaction) => void) | undefined,
  { start, index }: Spot,
): boolean {
  if (!dispatch) return true
  const end = start + state.doc.child(index).nodeSize
  const tr = state.tr.replaceWith(start, end, schema.node('paragraph'))
  dispatch(tr.setSelection(TextSelection.create(tr.doc, start + 1)).scrollIntoView())
  return true
}

/** Adds a row above (-1) or below (1), the caret in its first cell. */
export const addRow =
  (side: -1 | 1): Command =>
  (state, dispatch) => {
    const spot = spotOf(state)
    if (!spot) return false
    if (!dispatch) return true
    const at = side < 0 ? spot.start : spot.start + state.doc.child(spot.index).nodeSize
    const tr = state.tr.insert(at, emptyRow(spot.cells.length))
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
    return true
  }

/** Takes the rows of the selection out. */
export const deleteRow: Command = (state, dispatch) => {
  const rows = selectedLines(state).filter(({ line }) => isRow(line))
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return false
  dispatch?.(state.tr.delete(first.start, last.start + last.line.nodeSize).scrollIntoView())
  return true
}

/** Changes every row of the caret's table, from the last to the first, so that positions above stay. */
function inEachRow(
  state: EditorState,
  change: (tr: Transaction, cells: readonly Cell[], row: RowAt) => void,
): Transaction {
  const { index } = lineAt(state.doc, state.selection.head)
  const { tr } = state
  for (const row of tableAt(state.doc, index).reverse()) change(tr, cellsOf(row.row, row.start), row)
  return tr.scrollIntoView()
}

/** Adds a column left (-1) or right (1) of the caret's. */
export const addColumn =
  (side: -1 | 1): Command =>
  (state, dispatch) => {
    const spot = spotOf(state)
    if (!spot) return false
    const at = side < 0 ? spot.column : spot.column + 1
    dispatch?.(
      inEachRow(state, (tr, cells) => {
        const cell = cells[at]
        if (cell) tr.insert(cell.from, schema.text('\t'))
        else tr.insert(cells.at(-1)!.to, schema.text('\t'.repeat(at - cells.length + 1)))
      }),
    )
    return true
  }

/** Takes the caret's column out; the only column takes its table along. */
export const deleteColumn: Command = (state, dispatch) => {
  const spot = spotOf(state)
  if (!spot) return false
  const isOnly = tableAt(state.doc, spot.index).every(({ row, start }) => cellsOf(row, start).length === 1)
  dispatch?.(
    inEachRow(state, (tr, cells, { row, start }) => {
      const cell = cells[spot.column]
      if (isOnly) tr.delete(start, start + row.nodeSize)
      else if (cell && cells.length > 1) {
        const isFirst = spot.column === 0
        tr.delete(cell.from - (isFirst ? 0 : 1), cell.to + (isFirst ? 1 : 0))
      } else if (cell) tr.delete(cell.from, cell.to)
    }),
  )
  return true
}

/** Moves the caret's column past the one left (-1) or right (1) of it; the caret goes along. */
export const moveColumn =
  (by: -1 | 1): Command =>
  (state, dispatch) => {
    const spot = spotOf(state)
    if (!spot || !spot.cells[spot.column + by]) return false
    if (!dispatch) return true
    const left = Math.min(spot.column, spot.column + by)
    const tr = inEachRow(state, (all, cells) => swap(all, cells[left], cells[left + 1]))
    const row = tr.doc.child(spot.index)
    const start = tr.doc.children.slice(0, spot.index).reduce((sum, line) => sum + line.nodeSize, 0)
    dispatch(select(tr, cellsOf(row, start)[spot.column + by]!))
    return true
  }

function swap(tr: Transaction, left: Cell | undefined, right: Cell | undefined): void {
  if (!left || !right) return
  const words = (cell: Cell): Fragment => tr.doc.slice(cell.from, cell.to).content
  const between = tr.doc.slice(left.to, right.from).content
  const content = words(right).append(between).append(words(left))
  tr.replace(left.from, right.to, new Slice(content, 0, 0))
}

/** Makes the first row of the caret's table its head (all of it strong, as the composer knows one), or plain again. */
export const toggleHeadRow: Command = (state, dispatch) => {
  const spot = spotOf(state)
  const head = spot && tableAt(state.doc, spot.index)[0]
  if (!head || head.row.content.size === 0) return false
  const [from, to] = [head.start + 1, head.start + head.row.nodeSize - 1]
  const isHead = isHeadRow(head.row)
  dispatch?.(
    isHead ? state.tr.removeMark(from, to, schema.marks.strong) : state.tr.addMark(from, to, schema.mark('strong')),
  )
  return true
}

/** Puts an empty table in under the caret's line, or at the head of the body. */
export const insertTable =
  (rows: number, columns: number): Command =>
  (state, dispatch) => {
    if (!dispatch) return true
    let { tr } = state
    if (state.selection.$head.depth === 0 || state.selection.$head.parent.type.spec.group !== 'body')
      goToLine('paragraph')(state, (made) => (tr = made))
    const { line, start } = lineAt(tr.doc, tr.selection.head)
    const at = start + (line.content.size === 0 ? 0 : line.nodeSize)
    const made = Array.from({ length: rows }, () => emptyRow(columns))
    if (at === start) tr.replaceWith(start, start + line.nodeSize, made)
    else tr.insert(at, made)
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
    return true
  }

/** What parts the cells of a line that was typed with blanks or bars. */
const PARTED = /[ \u3000]*\|[ \u3000]*|[ ]{2,}|\u3000+/g

/** Makes rows of the selected lines; where they have no tabs, wide blanks and bars part the cells. */
export const linesToTable: Command = (state, dispatch) => {
  const lines = selectedLines(state).filter(({ line }) => line.type.spec.group === 'body' && !isRow(line))
  if (lines.length === 0) return false
  if (!dispatch) return true
  const { tr } = state
  for (const { line, start } of lines.reverse()) {
    if (line.textContent.includes('\t')) continue
    for (const found of [...line.textContent.matchAll(PARTED)].reverse()) {
      if (found.index === 0 || found.index + found[0].length === line.textContent.length) continue
      const from = start + 1 + found.index
      tr.replaceWith(from, from + found[0].length, schema.text('\t'))
    }
  }
  return convertIn(state, tr, 'row', dispatch)
}

/** Makes paragraphs of the selected rows, their tabs as they are. */
export const tableToLines: Command = (state, dispatch) => {
  if (!selectedLines(state).some(({ line }) => isRow(line))) return false
  return convertLines('paragraph')(state, dispatch)
}

/** Converts the selected lines on top of a transaction, so that both are one act. */
function convertIn(
  state: EditorState,
  tr: Transaction,
  type: 'row' | 'paragraph',
  dispatch: (tr: Transaction) => void,
): boolean {
  const between = state.apply(tr)
  return convertLines(type)(between, (made) => {
    for (const step of made.steps) tr.step(step)
    dispatch(tr.setSelection(Selection.fromJSON(tr.doc, made.selection.toJSON())).scrollIntoView())
  })
}

/** Whether all words of a row are strong: the composer takes such a first row for a head. */
export const isHeadRow = (row: Node): boolean =>
  row.content.size > 0 && row.children.every((text) => isDeleted(text) || schema.marks.strong.isInSet(text.marks))

/** Widths of a row's cells in half ems: 2 for Han and full-width marks, 1 and a little for the rest. */
export interface CellWidths {
  readonly cells: number
  /** Of all cells but the last. */
  readonly widest: number
  readonly last: number
}

const widths = new WeakMap<Node, CellWidths>()

/** What a row's final cells take, measured once a row. */
export function cellWidths(row: Node): CellWidths {
  const known = widths.get(row)
  if (known) return known
  const cells = finalText(row).split('\t').map(widthOf)
  const made = { cells: cells.length, widest: Math.max(0, ...cells.slice(0, -1)), last: cells.at(-1) ?? 0 }
  widths.set(row, made)
  return made
}

function widthOf(words: string): number {
  let width = 0
  for (let i = 0; i < words.length; i++) width += words.charCodeAt(i) >= 0x2e80 ? 2 : 1.15
  return width
}
