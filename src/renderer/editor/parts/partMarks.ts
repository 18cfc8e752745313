/**
 * How parts look where the document alone does not say it: the columns of a table, by its widest cells, and roles in bylines
 * that nobody has marked. The copy itself holds tabs and words, and nothing of this.
 */
import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { finalText, isDeleted } from '#story/final.ts'
import { rolesIn } from '#story/roles.ts'
import { cellWidths, isHeadRow } from '#story/rows.ts'
import { schema } from '#story/schema.ts'
import type { ViewPlugin } from '../viewPlugin.ts'
import './parts.css'

export const partMarks: ViewPlugin = () => {
  let known: { readonly doc: Node; readonly drawn: DecorationSet } | null = null
  return new Plugin({
    props: {
      decorations({ doc }) {
        if (known?.doc !== doc) known = { doc, drawn: draw(doc) }
        return known.drawn
      },
    },
  })
}

function draw(doc: Node): DecorationSet {
  const all: Decoration[] = []
  let start = 0
  let table: { row: Node; start: number }[] = []
  const close = (): void => {
    all.push(...columns(table))
    table = []
  }
  for (const line of doc.children) {
    if (line.type === schema.nodes.row) table.push({ row: line, start })
    else close()
    if (line.type === schema.nodes.byline) all.push(...roles(line, start))
    start += line.nodeSize
  }
  close()
  return all.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, all)
}

/** Between cells, in ems; and the widest that a column is drawn. */
const GUTTER = 1
const WIDEST = 14

function columns(table: readonly { row: Node; start: number }[]): Decoration[] {
  const all = table.map(({ row }) => cellWidths(row))
  const stop = Math.min(WIDEST, Math.max(0, ...all.map(({ widest }) => widest)) / 2 + GUTTER)
  const last = Math.max(0, ...all.map((row) => row.last)) / 2
  const width = (Math.max(1, ...all.map(({ cells }) => cells)) - 1) * stop + last
  const style = `tab-size: ${stop}em; --table: ${width}em`
  return table.map(({ row, start }, index) =>
    Decoration.node(start, start + row.nodeSize, {
      style,
      ...(index === 0 && { 'data-first': '' }),
      ...(index === 0 && isHeadRow(row) && { 'data-head': '' }),
      ...(index === table.length - 1 && { 'data-last': '' }),
    }),
  )
}

/** Roles that the words of a byline name; one with marks says so itself. */
function roles(line: Node, start: number): Decoration[] {
  if (line.children.some(({ marks }) => schema.marks.role.isInSet(marks))) return []
  if (line.children.some(isDeleted)) return []
  return rolesIn(finalText(line)).map(({ from, to }) =>
    Decoration.inline(start + 1 + from, start + 1 + to, { class: 'role' }),
  )
}
