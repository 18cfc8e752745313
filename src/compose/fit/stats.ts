/** Counts over a set page, for `galley --stats` and for the benches of quality. */
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'

export interface PageStats {
  readonly lines: number
  readonly characters: number
  /** Lines with a remark of R12 or E6. */
  readonly looseLines: number
  /** The widest gap, as SetLine.gap. */
  readonly worstGap: number
  readonly hyphens: number
  /** More hyphens running than the house allows (E2). */
  readonly ladders: number
  readonly widows: number
  readonly orphans: number
  readonly overLines: number
  readonly shortLines: number
}

/** Counts lines of body; findings of the page count as the composer made them. */
export function statsOf(set: SetPage): PageStats {
  const lines = set.frames.filter((frame: SetFrame) => frame.part === 'body').flatMap((frame) => frame.lines)
  const count = (code: string): number => set.findings.filter((finding) => finding.code === code).length
  return {
    lines: lines.length,
    characters: lines.reduce((sum: number, line: SetLine) => sum + [...line.text].length, 0),
    looseLines: count('line.loose'),
    worstGap: lines.reduce((worst, line) => Math.max(worst, line.gap), 0),
    hyphens: lines.filter((line) => line.isHyphenated).length,
    ladders: count('line.ladder'),
    widows: count('line.widow'),
    orphans: count('line.orphan'),
    overLines: set.fit.reduce((sum, fit) => sum + fit.overLines, 0),
    shortLines: set.fit.reduce((sum, fit) => sum + fit.shortLines, 0),
  }
}
