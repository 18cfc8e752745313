/**
 * A row of a table of results: a paragraph cut at its tabs. Cells are paragraphs of their own, made once a row, so that the
 * typesetter remembers what it set of them. A tab and the blanks beside it are one blank glyph between two cells.
 */
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { BrokenLine } from '../typesetter.ts'

export interface TableCell {
  readonly paragraph: CopyParagraph
  /** UTF-16 offset in the row. */
  readonly from: number
  /** The tab before the cell with its blanks; '' before the first. */
  readonly blank: string
  readonly isFigure: boolean
}

/** A tab between two words, not one that somebody typed for an indent. */
const INNER_TAB = /[^\s\u00a0][^\S\t]*\t\s*[^\s\u00a0]/
const TAB = /[ \u00a0]*\t[ \u00a0]*/g

/** More columns than this are no table. */
const MOST_COLUMNS = 24

/** Whether a paragraph of body holds cells. */
export function isRow({ kind, text }: CopyParagraph): boolean {
  if (kind !== 'text' || !text.includes('\t') || !INNER_TAB.test(text)) return false
  let tabs = 0
  for (const char of text) if (char === '\t' && ++tabs >= MOST_COLUMNS) return false
  return true
}

/** The cells of a row; blanks at its end belong to none. */
export function cellsOf(row: CopyParagraph): TableCell[] {
  const text = row.text.trimEnd()
  const cells: TableCell[] = []
  let from = 0
  let blank = ''
  for (const found of text.matchAll(TAB)) {
    cells.push(cellOf(row, from, found.index, blank))
    blank = found[0]
    from = found.index + blank.length
  }
  cells.push(cellOf(row, from, text.length, blank))
  return cells
}

function cellOf(row: CopyParagraph, from: number, to: number, blank: string): TableCell {
  const text = row.text.slice(from, to)
  return { paragraph: { kind: 'text', text, spans: spansIn(row, from, to) }, from, blank, isFigure: isFigure(text) }
}

/** Spans of a paragraph inside [from, to), counted from there. */
export const spansIn = ({ spans }: CopyParagraph, from: number, to: number): CopyParagraph['spans'] =>
  spans.flatMap((span) => {
    const [start, end] = [Math.max(span.from, from), Math.min(span.to, to)]
    return start < end ? [{ kind: span.kind, from: start - from, to: end - from }] : []
  })

/** Scores, money, percentages, times, temperatures: figures with their signs and a short unit. */
const FIGURE =
  /^[-+−–±~～(（￥¥$€£]*\d[\d.,:：/'’–—~～()（）-]*\s?(?:[%％‰℃℉°]|[A-Za-z]{1,3}|[\u4e00-\u9fff]{1,2})?[)）]?$/

const isFigure = (text: string): boolean => text.length < 24 && FIGURE.test(text)

/** Signs that stand where a figure is wanting. */
const WANTING = /^[-–—－…*·/]*$/
export const isWanting = ({ paragraph }: TableCell): boolean => WANTING.test(paragraph.text)

/** The first row is a head when all of it is marked, or when it alone has no figures. */
export function isHeadRow(row: CopyParagraph): boolean {
  const end = row.text.trimEnd().length
  return row.spans.some(({ kind, from, to }) => kind === 'strong' && from === 0 && to >= end)
}

/** Where figures hang together: before the decimal point, else after the last digit. Emu from the line's start. */
export function pointOf(line: BrokenLine, text: string): Emu {
  const decimal = /^[^.]*\d\.\d+[^.\d]*$/.test(text) ? text.indexOf('.') : -1
  const last = /^(.*\d)/s.exec(text)?.[1]?.length ?? text.length
  return startOf(line, decimal >= 0 ? decimal : last)
}

export const hasDecimal = (text: string): boolean => /\d\.\d/.test(text)

/** Where the glyph of the character at `offset` begins. */
function startOf(line: BrokenLine, offset: number): Emu {
  let at = line.from
  for (const run of line.runs) {
    for (const [i, cluster] of run.clusters.entries()) {
      if (at >= offset) return run.dx[i] ?? line.width
      at += cluster.length
    }
  }
  return line.width
}
