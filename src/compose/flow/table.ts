/**
 * Tables of results: consecutive paragraphs of body that hold tabs are set as rows of one table (league tables, weather,
 * prices, timetables). Stops come from all rows; a table too wide for its measure has its widest column of words cut into
 * lines, and where even that does not do, its rows are set as plain text and say so (`line.tight`). Nothing is narrowed.
 */
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { SetRun } from '#contract/setPage.ts'
import type { BrokenLine, LineRemark, Measures, SetStyle } from '../typesetter.ts'
import { columnsOf, cutFor, startIn, stopsOf, type Column, type Cut, type NaturalRow } from './columns.ts'
import { moved, shifted } from './shifted.ts'
import { cellsOf, isHeadRow, isRow, type TableCell } from './tableRow.ts'
import type { DeviceTools } from './variants.ts'

/** A row's table and where it stands in it. */
export interface TableRow {
  readonly table: Table
  readonly index: number
}

export interface Table {
  readonly style: SetStyle
  /** The lines of a row: one, or as many as its cut column takes. The same lines for the same width. */
  lines(row: number, measures: Measures): readonly BrokenLine[]
}

export interface Tables {
  /** For each paragraph of body its row, null where it is none; `text` is the style of running text. The same table for the same row objects. */
  rowsOf(body: readonly CopyParagraph[], text: SetStyle): readonly (TableRow | null)[]
}

/** Settings that a table keeps: of the legs it stands in and a few from dragging. */
const MOST_WIDTHS = 12
/** Tables that begin with one row object. */
const MOST_TABLES = 4

/** Opens the tables of one stylebook. */
export function openTables(tools: DeviceTools): Tables {
  const cells = new WeakMap<CopyParagraph, readonly TableCell[]>()
  const known = new WeakMap<CopyParagraph, { rows: readonly CopyParagraph[]; table: Table }[]>()
  const cellsOnce = (row: CopyParagraph): readonly TableCell[] => {
    const found = cells.get(row) ?? cellsOf(row)
    cells.set(row, found)
    return found
  }
  const tableOf = (rows: readonly CopyParagraph[], style: SetStyle): Table => {
    const first = rows[0] as CopyParagraph
    const kept = known.get(first) ?? []
    const same = kept.find((each) => each.table.style === style && isSameRows(each.rows, rows))
    if (same) return same.table
    const table = openTable({ ...tools, style, rows, cells: rows.map(cellsOnce) })
    known.set(first, [...kept.slice(1 - MOST_TABLES), { rows, table }])
    return table
  }
  return {
    rowsOf(body, text) {
      if (text.vertical || !body.some(isRow)) return NO_ROWS
      const style = tools.variant(text, { indent: 0, align: 'left' })
      const found: (TableRow | null)[] = body.map(() => null)
      for (let from = 0; from < body.length; from++) {
        let to = from
        while (to < body.length && isRow(body[to] as CopyParagraph)) to++
        // One line with a tab is a line with a tab.
        if (to - from < 2) continue
        const table = tableOf(body.slice(from, to), style)
        for (let at = from; at < to; at++) found[at] = { table, index: at - from }
        from = to
      }
      return found
    },
  }
}

const NO_ROWS: readonly null[] = []

const isSameRows = (a: readonly CopyParagraph[], b: readonly CopyParagraph[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i])

interface TableJob extends DeviceTools {
  readonly style: SetStyle
  readonly rows: readonly CopyParagraph[]
  readonly cells: readonly (readonly TableCell[])[]
}

interface Natural {
  readonly rows: readonly NaturalRow[]
  readonly columns: readonly Column[]
}

/** How the rows stand in one measure. */
interface Setting {
  readonly cut: Cut | null
  readonly widths: readonly Emu[]
  readonly stops: readonly Emu[]
  readonly lines: (readonly BrokenLine[] | undefined)[]
}

function openTable(job: TableJob): Table {
  let natural: Natural | null = null
  const settings = new Map<Emu, Setting | 'over'>()
  const plain = new WeakMap<readonly BrokenLine[], readonly BrokenLine[]>()
  const settingFor = (measure: Emu): Setting | 'over' => {
    const found = settings.get(measure)
    if (found) return found
    if (settings.size >= MOST_WIDTHS) settings.clear()
    const made = settingOf(job, (natural ??= naturalOf(job)), measure)
    settings.set(measure, made)
    return made
  }
  const linesAt = (row: number, measure: Emu): readonly BrokenLine[] | null => {
    const setting = settingFor(measure)
    if (setting === 'over' || !natural) return null
    return (setting.lines[row] ??= setRow(job, natural, setting, row))
  }
  return {
    style: job.style,
    lines(row, measures) {
      const wide = measures.first[0] ?? measures.rest
      const lines = linesAt(row, wide)
      const least = lines?.reduce((most, _, i) => Math.min(most, measures.first[i] ?? measures.rest), wide) ?? wide
      return (least < wide ? linesAt(row, least) : lines) ?? asText(job, plain, row, measures)
    },
  }
}

/** A measure that no cell fills. */
const ENDLESS: Emu = 1e12

function naturalOf(job: TableJob): Natural {
  const endless = job.measures([], ENDLESS)
  const rows = job.cells.map((cells) =>
    cells.map((cell) => ({
      cell,
      line: job.typesetter.breakParagraph(cell.paragraph, job.style, endless)[0] ?? null,
    })),
  )
  return { rows, columns: columnsOf(rows, hasHead(job) ? 1 : 0) }
}

function hasHead({ rows, cells }: TableJob): boolean {
  const [first, ...others] = cells
  if (rows[0] && isHeadRow(rows[0])) return true
  return !first?.some(({ isFigure }) => isFigure) && others.some((row) => row.some(({ isFigure }) => isFigure))
}

function settingOf(job: TableJob, natural: Natural, measure: Emu): Setting | 'over' {
  const { size } = job.style.style
  const cut = cutFor(natural.columns, measure, size)
  if (cut === 'over') return cut
  const widths = natural.columns.map(({ width }) => width)
  if (cut !== 'none') {
    const taken = natural.rows.flatMap((row) => {
      const cell = row[cut.column]?.cell
      return cell ? cutLines(job, cell, cut).map(({ width }) => width) : []
    })
    widths[cut.column] = Math.max(0, ...taken)
  }
  return { cut: cut === 'none' ? null : cut, widths, stops: stopsOf(widths, measure, size), lines: [] }
}

/** The lines of a cell that is cut; those after the first are turned in by one em, where that takes no line more. */
function cutLines(
  { typesetter, measures, style }: TableJob,
  { paragraph }: TableCell,
  cut: Cut,
): readonly BrokenLine[] {
  const { size } = style.style
  const whole = typesetter.breakParagraph(paragraph, style, measures([], cut.width))
  if (whole.length < 2 || cut.width < TURN_IN_FROM * size) return whole
  const turned = typesetter.breakParagraph(paragraph, style, measures([cut.width], cut.width - size))
  if (turned.length > whole.length) return whole
  return turned.map((line, i) => (i === 0 ? line : shifted(line, size)))
}
const TURN_IN_FROM = 6

/** A line of a row while its cells are put down. */
interface OpenLine {
  readonly from: number
  to: number
  end: Emu
  readonly runs: SetRun[]
  readonly remarks: LineRemark[]
}

const openLine = (from: number): OpenLine => ({ from, to: from, end: 0, runs: [], remarks: [] })

/** Puts words down: `offset` and `at` are where their paragraph and their line begin in the row. */
function put(open: OpenLine, line: BrokenLine, offset: number, at: Emu): void {
  for (const run of line.runs) open.runs.push(moved(run, at))
  for (const remark of line.remarks) open.remarks.push({ ...remark, offset: remark.offset + offset })
  open.to = offset + line.to
  open.end = at + line.width
}

function setRow(job: TableJob, natural: Natural, setting: Setting, index: number): readonly BrokenLine[] {
  const lines: BrokenLine[] = []
  let open = openLine(0)
  for (const [at, each] of natural.rows[index]?.entries() ?? []) {
    const { cell, line } = each
    const stop = setting.stops[at] ?? 0
    // The blank's own origin is where the words before it end.
    if (cell.blank !== '')
      put(open, job.typesetter.setLine(cell.blank, job.style, 0), cell.from - cell.blank.length, open.end)
    if (line === null) continue
    if (at !== setting.cut?.column) {
      put(open, line, cell.from, stop + startIn(natural.columns[at] as Column, setting.widths[at] ?? 0, each))
      continue
    }
    const parts = cutLines(job, cell, setting.cut)
    for (const [i, part] of parts.entries()) {
      if (i > 0) open = openLine(cell.from + part.from)
      put(open, part, cell.from, stop)
      if (i < parts.length - 1) lines.push(closed(open, part.isHyphenated, false))
    }
  }
  lines.push(closed(open, false, true))
  return lines
}

const closed = ({ from, to, end, runs, remarks }: OpenLine, isHyphenated: boolean, isParagraphEnd: boolean) => ({
  from,
  to,
  width: end,
  gap: 0,
  isHyphenated,
  isParagraphEnd,
  runs,
  remarks,
})

/** A row that no columns can hold: plain text, with a remark. */
function asText(
  { typesetter, style, rows }: TableJob,
  known: WeakMap<readonly BrokenLine[], readonly BrokenLine[]>,
  row: number,
  measures: Measures,
): readonly BrokenLine[] {
  const lines = typesetter.breakParagraph(rows[row] as CopyParagraph, style, measures)
  const found = known.get(lines)
  if (found) return found
  const remark: LineRemark = { code: 'line.tight', severity: 'warning', offset: 0, values: { table: rows.length } }
  const made = lines.map((line, i) => (i === 0 ? { ...line, remarks: [...line.remarks, remark] } : line))
  known.set(lines, made)
  return made
}
