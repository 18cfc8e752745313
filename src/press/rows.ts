/** Rows of tables as copy has them: consecutive paragraphs of text with tabs between words, and the cells of their lines. */
import type { CopyParagraph, Place } from '#contract/copy.ts'
import type { SetLine, SetRun } from '#contract/setPage.ts'

export interface Row {
  /** The table's first paragraph, and this one. */
  readonly first: number
  readonly index: number
  /** Cells of the table's longest row. */
  readonly columns: number
  readonly isHead: boolean
  readonly text: string
}

export interface Tables {
  /** The row that a place of the body is in; null where it is in none. */
  rowOf(place: Place | null): Row | null
}

/** A run of a line, or a part of one. */
export interface Shown {
  readonly line: SetLine
  readonly run: SetRun
}

export const shownOf = (lines: readonly SetLine[]): readonly Shown[] =>
  lines.flatMap((line) => line.runs.map((run) => ({ line, run })))

const INNER_TAB = /\S[^\S\t]*\t\s*\S/
const TAB = /[ \u00a0]*\t[ \u00a0]*/

const isRow = ({ kind, text }: CopyParagraph): boolean => kind === 'text' && INNER_TAB.test(text)

/** Finds the tables of a body. */
export function tablesOf(body: readonly CopyParagraph[]): Tables {
  const rows = new Map<number, Row>()
  for (let first = 0; first < body.length; first++) {
    let end = first
    while (end < body.length && isRow(body[end] as CopyParagraph)) end++
    // One line with a tab is a line with a tab.
    if (end - first > 1) for (const row of rowsOf(body.slice(first, end), first)) rows.set(row.index, row)
    first = Math.max(first, end - 1)
  }
  return { rowOf: (place) => (place?.part === 'body' ? (rows.get(place.paragraph) ?? null) : null) }
}

function rowsOf(paragraphs: readonly CopyParagraph[], first: number): Row[] {
  const texts = paragraphs.map(({ text }) => text.trimEnd())
  const columns = Math.max(...texts.map((text) => text.split(TAB).length))
  const [head, ...others] = texts
  const hasHead = !/\d/.test(head ?? '') && others.some((text) => /\d/.test(text))
  return texts.map((text, i) => ({ first, index: first + i, columns, isHead: hasHead && i === 0, text }))
}

/** What is shown of one cell. */
export interface CellPart {
  readonly index: number
  /** The cell's text where it begins, '' where it goes on. */
  readonly text: string
  readonly shown: readonly Shown[]
}

/**
 * Cuts the lines of a row at its tabs, each of which is a blank glyph with the tab in its cluster; a tab that a line's
 * break swallowed is known by the offset where the next line begins.
 */
export function cellParts(lines: readonly SetLine[], { text, columns }: Row): CellPart[] {
  const texts = text.split(TAB)
  const parts: { index: number; text: string; shown: Shown[] }[] = []
  const open = (index: number, isBegun: boolean): { index: number; text: string; shown: Shown[] } => {
    const cell = Math.min(index, columns - 1)
    const last = parts.at(-1)
    if (last?.index === cell) return last
    const part = { index: cell, text: isBegun ? '' : (texts[index] ?? ''), shown: [] }
    parts.push(part)
    return part
  }
  for (const line of lines) {
    const before = text.slice(0, line.from?.offset ?? 0)
    let index = before.split('\t').length - 1
    let isBegun = before !== '' && !/\t\s*$/.test(before)
    for (const piece of line.runs.flatMap(cutAtTabs)) {
      open(index, isBegun).shown.push({ line, run: piece })
      if (!piece.clusters.at(-1)?.includes('\t')) continue
      index++
      isBegun = false
    }
  }
  return parts
}

/** A run in parts, each but the last ending with a tab. */
function cutAtTabs(run: SetRun): SetRun[] {
  const parts: SetRun[] = []
  for (let from = 0; from < run.glyphs.length;) {
    const tab = run.clusters.findIndex((cluster, i) => i >= from && cluster.includes('\t'))
    const to = tab < 0 ? run.glyphs.length : tab + 1
    parts.push(from === 0 && to === run.glyphs.length ? run : sliceRun(run, from, to))
    from = to
  }
  return parts
}

const sliceRun = (run: SetRun, from: number, to: number): SetRun => ({
  ...run,
  glyphs: run.glyphs.slice(from, to),
  dx: run.dx.slice(from, to),
  dy: run.dy.slice(from, to),
  clusters: run.clusters.slice(from, to),
})
