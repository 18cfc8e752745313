/** One line that is never broken: folios, credits, masthead. */
import { glyphRemarks } from '../break/breakParagraph.ts'
import { naturalWidth, startTrim } from '../break/candidate.ts'
import { get, prepare } from '../break/prepared.ts'
import { layCells } from '../break/runs.ts'
import type { CaseOf } from '../shape/cellCase.ts'
import { em } from '../shape/cells.ts'
import type { BrokenLine, SetStyle } from '../typesetter.ts'

/** Furniture is the same from page to page; what is older is soon made again. */
const MOST_LINES = 500

export function openSingleLines(caseOf: CaseOf): (text: string, style: SetStyle, tracking: number) => BrokenLine {
  const known = new WeakMap<SetStyle, Map<string, BrokenLine>>()
  return (text, style, tracking) => {
    const lines = known.get(style) ?? new Map<string, BrokenLine>()
    known.set(style, lines)
    const key = `${tracking} ${text}`
    const line = lines.get(key) ?? singleLine(caseOf, text, style, tracking)
    if (lines.size > MOST_LINES) lines.clear()
    lines.set(key, line)
    return line
  }
}

function singleLine(caseOf: CaseOf, text: string, style: SetStyle, tracking: number): BrokenLine {
  const cells = caseOf(style).cells({ kind: 'text', text, spans: [] })
  const prepared = prepare(cells, style)
  const letter = em(tracking, style.style.size)
  const gaps = cells.map((_, at) => get(prepared.pairs, at + 1) - get(prepared.pairs, at))
  const laid = layCells(cells, style, { start: -startTrim(prepared, 0, style), gaps, letter, odd: 0, scale: 1000 })
  const glyphs = cells.reduce((sum, cell) => sum + cell.glyphs.length, 0)
  return {
    from: 0,
    to: text.length,
    width: cells.length === 0 ? 0 : naturalWidth(prepared, 0, cells.length, style) + letter * Math.max(0, glyphs - 1),
    gap: tracking,
    isHyphenated: false,
    isParagraphEnd: true,
    runs: laid.runs,
    remarks: glyphRemarks(prepared, 0, cells.length),
  }
}
