/** A paragraph becomes lines: prepared cells, the breaks that are best, and each line's glyphs in their places. */
import type { Emu } from '#contract/measure.ts'
import { PLAIN_CELL, type Cell } from '../shape/cells.ts'
import type { BrokenLine, LineRemark, Measures, SetStyle } from '../typesetter.ts'
import type { Arena } from './arena.ts'
import { endRoom, endTrim, firstIndent, lineStart, naturalWidth, startTrim, type Candidate } from './candidate.ts'
import { justifyEnglish, justifyHan, natural, type Justified } from './justify.ts'
import { get, type Prepared } from './prepared.ts'
import { layCells, letterAfter } from './runs.ts'
import { measureAt, singleLine, totalFit } from './totalFit.ts'

/** Breaks a prepared paragraph; `arena` is the room for the search, one for all paragraphs. */
export function breakPrepared(prepared: Prepared, style: SetStyle, measures: Measures, arena: Arena): BrokenLine[] {
  const count = prepared.cells.length
  if (count === 0) return []
  const breaks = (style.rules.composing === 'totalFit' ? totalFit : singleLine)(prepared, style, measures, arena)
  let at = 0
  return breaks.map((to, line) => {
    const from = lineStart(prepared, at)
    const set = setLine(prepared, style, {
      from,
      to,
      indent: at === 0 ? firstIndent(style) : 0,
      measure: measureAt(measures, line),
    })
    at = to
    return set
  })
}

interface LineJob {
  readonly from: number
  readonly to: number
  readonly indent: Emu
  readonly measure: Emu
}

function setLine(prepared: Prepared, style: SetStyle, job: LineJob): BrokenLine {
  const isLast = job.to === prepared.cells.length
  const end = Math.min(job.to, Math.max(job.from + 1, get(prepared.trimmed, job.to)))
  const broken = isLast ? undefined : prepared.cells[job.to - 1]
  const hyphen = broken?.hyphen ?? 0
  const short = job.measure - job.indent - naturalWidth(prepared, job.from, end, style) - hyphen
  const endMark = style.style.align === 'justify' && short < 0 ? Math.min(-short, endRoom(prepared, end, style)) : 0
  const line: Candidate = { from: job.from, end, short: short + endMark, isLast, isFirst: job.from === 0 }
  const justified = justify(prepared, line, style, hyphen)
  const cells: Cell[] = prepared.cells.slice(job.from, end)
  if (hyphen > 0 && broken?.hyphenGlyph) cells.push(hyphenCell(broken))
  const start = job.indent - startTrim(prepared, job.from, style)
  const laid = layCells(cells, style, { start, ...justified })
  const trailing = hyphen > 0 ? 0 : endTrim(prepared, end, style) + endMark
  const width = laid.end - trailing - prepared.tracking - lastLetter(justified, laid.runs)
  return {
    from: get(prepared.starts, job.from),
    to: get(prepared.starts, end),
    width,
    gap: justified.gap,
    isHyphenated: hyphen > 0,
    isParagraphEnd: isLast,
    runs: laid.runs,
    remarks: remarksOn(prepared, line, style, justified, width - job.measure),
  }
}

/** The letterspace after a line's last glyph is no part of the line. */
function lastLetter(spacing: Justified, runs: BrokenLine['runs']): Emu {
  const glyphs = runs.reduce((sum, run) => sum + run.glyphs.length, 0)
  return glyphs === 0 ? 0 : letterAfter(spacing, glyphs - 1)
}

const hyphenCell = (cell: Cell): Cell => ({
  ...PLAIN_CELL,
  kind: 'latin',
  text: '',
  width: cell.hyphen,
  glyphs: cell.hyphenGlyph ? [cell.hyphenGlyph] : [],
})

function justify(prepared: Prepared, line: Candidate, style: SetStyle, hyphen: Emu): Justified {
  const isFree = style.style.align !== 'justify' || (line.isLast && line.short >= 0)
  if (isFree || line.short === 0) return natural(prepared, line)
  return style.lang === 'en' ? justifyEnglish(prepared, line, style, hyphen) : justifyHan(prepared, line, style)
}

/** English word spaces above 250 % are flagged (E6), thousandths of natural. */
const RIVER_WARNING = 2500
const RIVER_ERROR = 4000

function remarksOn(
  prepared: Prepared,
  line: Candidate,
  style: SetStyle,
  justified: Justified,
  over: Emu,
): LineRemark[] {
  const remarks: LineRemark[] = []
  const offset = get(prepared.starts, line.from)
  const [warning, error] =
    style.lang === 'en' ? [RIVER_WARNING, RIVER_ERROR] : [style.rules.looseWarning, style.rules.looseError]
  if (over > 0) remarks.push({ code: 'line.tight', severity: 'error', offset, values: { over } })
  remarks.push(...glyphRemarks(prepared, line.from, line.end))
  if (justified.gap > warning) {
    remarks.push({
      code: 'line.loose',
      severity: justified.gap > error ? 'error' : 'warning',
      offset,
      values: { gap: justified.gap },
    })
  }
  return remarks
}

/** Characters that no face has, and a word torn at the line's end. */
export function glyphRemarks(prepared: Prepared, from: number, end: number): LineRemark[] {
  const remarks: LineRemark[] = []
  for (let at = from; at < end; at++) {
    const cell = prepared.cells[at]
    const offset = get(prepared.starts, at)
    if (cell?.missing)
      remarks.push({ code: 'glyph.missing', severity: 'error', offset, values: { text: cell.missing } })
    if (cell?.control)
      remarks.push({ code: 'copy.control', severity: 'warning', offset, values: { code: cell.control } })
    if (cell?.isTorn && at === end - 1)
      remarks.push({ code: 'line.tight', severity: 'warning', offset, values: { torn: cell.text } })
  }
  return remarks
}
