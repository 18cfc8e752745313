/**
 * The least worst line: for a paragraph and a measure, the set of legal breaks whose loosest line is as tight as can be.
 * It searches all legal breaks by dynamic programming and knows nothing of the composer's prices; what a line's gap would
 * be it asks the code that sets lines. So a paragraph that the composer sets looser than this was broken badly, and one
 * that it sets as tight cannot be broken better.
 */
import { firstIndent, lineStart, naturalWidth, squeezeRoom, type Candidate } from '#compose/break/candidate.ts'
import { justifyEnglish, justifyHan } from '#compose/break/justify.ts'
import { get, prepare, type Prepared } from '#compose/break/prepared.ts'
import { openFaceShelf, type FaceShelf } from '#compose/faces/faceShelf.ts'
import { openCellCase, type CellCase } from '#compose/shape/cellCase.ts'
import type { SetStyle } from '#compose/typesetter.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import { paragraph } from './faces.ts'

/** Which breaks count as legal: `lastResort` takes in those that the house allows only where all else is bad. */
export interface Legal {
  readonly lastResort: boolean
}

export interface Minimax {
  /** The least gap that the loosest line of the paragraph can have, as SetLine.gap; Infinity where nothing is legal. */
  worst(text: string, style: SetStyle, measure: Emu, legal: Legal): number
}

export function openMinimax(faces: ReadonlyMap<FaceId, LoadedFace>): Minimax {
  const shelf = openFaceShelf(faces)
  const cases = new Map<SetStyle, CellCase>()
  return {
    worst(text, style, measure, legal) {
      const cells = casesOf(cases, shelf, style).cells(paragraph(text))
      return leastWorst(prepare(cells, style), style, measure, legal)
    },
  }
}

function casesOf(cases: Map<SetStyle, CellCase>, shelf: FaceShelf, style: SetStyle): CellCase {
  const found = cases.get(style) ?? openCellCase(shelf, style)
  cases.set(style, found)
  return found
}

/** `best[at][h]`: the least worst gap of lines from the start to a break at `at` with h hyphens in a row above it. */
function leastWorst(prepared: Prepared, style: SetStyle, measure: Emu, legal: Legal): number {
  const count = prepared.cells.length
  const states = style.rules.ladder + 1
  const best = Array.from({ length: count + 1 }, () => new Array<number>(states).fill(Infinity))
  const start = best[0]
  if (start) start[0] = 0
  for (let at = 0; at < count; at++) {
    const here = best[at] ?? []
    if (!here.some(Number.isFinite)) continue
    for (const { to, gap, isHyphen } of linesFrom(prepared, style, measure, at, legal)) {
      here.forEach((worst, hyphens) => {
        const next = isHyphen ? hyphens + 1 : 0
        const there = best[to]
        // E2; E3: no hyphen in the line before the last.
        if (next >= states || (to === count && hyphens > 0) || !there) return
        there[next] = Math.min(there[next] ?? Infinity, Math.max(worst, gap))
      })
    }
  }
  return Math.min(...(best[count] ?? []))
}

interface LegalLine {
  readonly to: number
  readonly gap: number
  readonly isHyphen: boolean
}

function linesFrom(prepared: Prepared, style: SetStyle, measure: Emu, at: number, legal: Legal): LegalLine[] {
  const count = prepared.cells.length
  const from = lineStart(prepared, at)
  const room = measure - (at === 0 ? firstIndent(style) : 0)
  const found: LegalLine[] = []
  for (let to = from + 1; to <= count; to++) {
    const cell = prepared.cells[to - 1]
    const end = Math.max(from + 1, get(prepared.trimmed, to))
    const natural = naturalWidth(prepared, from, end, style)
    if (natural - room > measure) break
    if (!isLegal(prepared, to, legal)) continue
    const isLast = to === count
    const hyphen = isLast ? 0 : (cell?.hyphen ?? 0)
    const line: Candidate = { from, end, short: room - natural - hyphen, isLast, isFirst: at === 0 }
    if (-line.short > squeezeRoom(prepared, from, end, style)) continue
    if (isLast && at > 0 && isCrumb(prepared, line, style)) continue
    const isHyphen = !isLast && (hyphen > 0 || (cell?.kind === 'latin' && cell.isOpenAfter && cell.text.endsWith('-')))
    found.push({ to, gap: gapOf(prepared, line, style, hyphen), isHyphen })
  }
  return found
}

function isLegal(prepared: Prepared, to: number, { lastResort }: Legal): boolean {
  const level = prepared.isLegal[to]
  const isName = prepared.cells[to - 1]?.isName === true && (prepared.cells[to - 1]?.hyphen ?? 0) > 0
  return lastResort ? level !== 0 : level === 1 && !isName
}

/** R14, E5. */
function isCrumb(prepared: Prepared, line: Candidate, style: SetStyle): boolean {
  if (style.lang !== 'en') return get(prepared.han, line.end) - get(prepared.han, line.from) < 2
  const width = get(prepared.widths, line.end) - get(prepared.widths, line.from)
  return get(prepared.blanks, line.end) === get(prepared.blanks, line.from) && line.short > width * 2
}

function gapOf(prepared: Prepared, line: Candidate, style: SetStyle, hyphen: Emu): number {
  if (line.short <= 0 || line.isLast) return 0
  if (style.lang !== 'en') {
    const { gap } = justifyHan(prepared, line, style)
    const isStiff = get(prepared.gaps, line.end - 1) === get(prepared.gaps, line.from)
    return isStiff ? Infinity : gap
  }
  const isStiff = get(prepared.blanks, line.end) === get(prepared.blanks, line.from)
  return isStiff ? 1e6 : justifyEnglish(prepared, line, style, hyphen).gap
}
