/** Counts over a set page, for `galley --stats` and for the benches of quality. */
import type { FrameId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { breachesOf, type Breach } from './breaches.ts'
import { isBlank } from './readMarks.ts'
import { readStories, type ReadLine } from './readLines.ts'

export interface PageStats {
  /** Lines and characters of body. */
  readonly lines: number
  readonly characters: number
  /** Chinese lines with gaps above 0.10 em (R12), English ones with word spaces above 200 % (E6). */
  readonly looseLines: number
  /** The widest gap, as SetLine.gap: that of the worst line. */
  readonly worstGap: number
  /** The loosest line of body by its own language's measure; null on a page without text. */
  readonly worstLine: WorstLine | null
  readonly hyphens: number
  /** More hyphens running than the house allows (E2). */
  readonly ladders: number
  /**
   * English: word spaces, each wider than 133 % of natural, that stand one above another in three lines or more; Chinese:
   * three loose lines or more one after another.
   */
  readonly rivers: number
  readonly widows: number
  readonly orphans: number
  /** Breaches of the rules that the checker sees, and those among them that no finding of the page says. */
  readonly breaches: number
  readonly unreported: number
  /** The breaches themselves. */
  readonly broken: readonly Breach[]
  readonly overLines: number
  readonly overCharacters: number
  readonly shortLines: number
}

export interface WorstLine {
  readonly frame: FrameId
  readonly text: string
  /** As SetLine.gap. */
  readonly gap: number
  readonly isEnglish: boolean
}

/** Gaps from which on a line is loose, as SetLine.gap. */
const LOOSE_HAN = 100
const LOOSE_ENGLISH = 2000
/** E6: a word space wider than this is a stretched one. */
const STRETCHED = 1330
/** Lines from which on white runs down a column. */
const RIVER_LINES = 3

/** Counts lines of body; findings of the page count as the composer made them. */
export function statsOf(set: SetPage, job: PageJob): PageStats {
  const lines = readStories(set, job).flatMap((story) => story.lines.filter(({ frame }) => frame.part === 'body'))
  const count = (code: string): number => set.findings.filter((finding) => finding.code === code).length
  const worst = lines.reduce<ReadLine | null>(
    (most, line) => (weight(line) > (most ? weight(most) : -1) ? line : most),
    null,
  )
  const broken = breachesOf(set, job)
  return {
    lines: lines.length,
    characters: lines.reduce((sum, line) => sum + [...line.set.text].length, 0),
    looseLines: lines.filter(isLoose).length,
    worstGap: worst?.set.gap ?? 0,
    worstLine: worst && { frame: worst.frame.id, text: worst.set.text, gap: worst.set.gap, isEnglish: worst.isEnglish },
    hyphens: lines.filter(({ set: line }) => line.isHyphenated).length,
    ladders: count('line.ladder'),
    rivers: riversOf(lines),
    widows: count('line.widow'),
    orphans: count('line.orphan'),
    breaches: broken.length,
    unreported: broken.filter(({ isReported }) => !isReported).length,
    broken,
    overLines: set.fit.reduce((sum, fit) => sum + fit.overLines, 0),
    overCharacters: set.fit.reduce((sum, fit) => sum + fit.overCharacters, 0),
    shortLines: set.fit.reduce((sum, fit) => sum + fit.shortLines, 0),
  }
}

const looseFrom = ({ isEnglish }: ReadLine): number => (isEnglish ? LOOSE_ENGLISH : LOOSE_HAN)
const isLoose = (line: ReadLine): boolean => line.set.gap > looseFrom(line)
const weight = (line: ReadLine): number => line.set.gap / looseFrom(line)

/** A word space on the page: its middle and its width, and the lines that white runs down to it. */
interface Gap {
  readonly middle: Emu
  readonly width: Emu
  readonly depth: number
}

function riversOf(lines: readonly ReadLine[]): number {
  let rivers = 0
  let above: readonly Gap[] = []
  let loose = 0
  for (const [i, line] of lines.entries()) {
    const isBelow = lines[i - 1]?.frame === line.frame
    if (!isBelow) [above, loose] = [[], 0]
    loose = isLoose(line) && !line.isEnglish ? loose + 1 : 0
    above = line.isEnglish ? gapsOf(line).map((gap) => under(gap, above)) : []
    if (loose === RIVER_LINES) rivers++
    rivers += above.filter(({ depth }) => depth === RIVER_LINES).length
  }
  return rivers
}

/** A gap goes on from the one above that is nearest, where their middles are half a word space apart at the most. */
function under(gap: Omit<Gap, 'depth'>, above: readonly Gap[]): Gap {
  const near = above.filter(({ middle, width }) => 2 * Math.abs(middle - gap.middle) <= Math.min(width, gap.width))
  return { ...gap, depth: 1 + near.reduce((most, { depth }) => Math.max(most, depth), 0) }
}

function gapsOf({ set, glyphs }: ReadLine): Omit<Gap, 'depth'>[] {
  if (set.gap <= STRETCHED) return []
  return glyphs.flatMap(({ text, at }, i) => {
    const next = glyphs[i + 1]
    if (!next || !isBlank(text)) return []
    const width = next.at - at
    return [{ middle: set.x + at + Math.floor(width / 2), width }]
  })
}
