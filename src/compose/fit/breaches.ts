/**
 * The checker: what a set page breaks of the rules of typesetting.md. It reads the page as it was set (lines, glyphs,
 * positions, text) and knows nothing of how it was made: it shares no table and no function with shape/ and break/, so
 * that a mistake there is not a mistake here as well. Its worth is that it is a second opinion.
 *
 * A breach that the composer has remarked upon by itself is `isReported`: nothing legal was to be had, and the editor
 * was told. One that is not is a bug, of the composer or of the checker.
 */
import type { FindingCode } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Breach, BreachRule, Found } from './breach.ts'
import { divisionBreaches } from './breachesOfBreaks.ts'
import { headBreaches } from './breachesOfHeads.ts'
import { placeBreaches } from './breachesOfPlaces.ts'
import { spaceBreaches } from './breachesOfSpace.ts'
import { textBreaches } from './breachesOfText.ts'
import { readStories } from './readLines.ts'

export type { Breach, BreachRule } from './breach.ts'

/** Every breach of the rules on a page, in the order of reading. */
export function breachesOf(set: SetPage, job: PageJob): readonly Breach[] {
  const stories = readStories(set, job)
  const found = [
    ...stories.flatMap((story) => [
      ...textBreaches(set, story),
      ...divisionBreaches(story, job.stylebook.rules),
      ...spaceBreaches(story, job.stylebook.rules),
      ...headBreaches(story, job.stylebook),
    ]),
    ...placeBreaches(set, job, stories),
  ]
  return found.map((each) => ({ ...each, isReported: isReported(set, each) }))
}

/** The findings by which the composer says that a rule could not be kept. */
const SAID_BY: Partial<Record<BreachRule, readonly FindingCode[]>> = {
  R4: ['line.tight'],
  R12: ['line.loose', 'line.tight'],
  R14: ['line.widow', 'line.orphan'],
  E2: ['line.ladder'],
  E6: ['line.loose', 'line.tight'],
  E8: ['line.widow', 'line.orphan'],
  H1: ['head.breaksWord', 'head.overset'],
  H2: ['head.breaksWord', 'head.overset'],
  H4: ['head.uneven', 'line.orphan', 'head.breaksWord', 'head.overset'],
  H6: ['head.stretched'],
  frame: ['line.tight', 'head.overset'],
  measure: ['line.loose', 'line.tight'],
  overlap: ['frame.overlap', 'head.overset', 'frame.outside'],
}

function isReported(set: SetPage, { rule, item, frame, at, text }: Found): boolean {
  const codes = SAID_BY[rule]
  if (!codes) return false
  const end = (at?.offset ?? 0) + Math.max(1, text.length)
  return set.findings.some((finding) => {
    if (!codes.includes(finding.code)) return false
    // Of two blocks that overlap only one has the remark, which names the other.
    const isOther = finding.code === 'frame.overlap' && frame?.startsWith(`${finding.values['other']}.`) === true
    if (isOther) return true
    if (finding.item !== item) return false
    if (finding.at === null || at === null) return finding.frame === null || finding.frame === frame
    const isSame = finding.at.part === at.part && finding.at.paragraph === at.paragraph
    // A head's remark stands at the line that the break is before, a body's at the line itself.
    const isBefore = finding.at.offset < end || (rule.startsWith('H') && finding.at.offset === end)
    return isSame && finding.at.offset >= at.offset && isBefore
  })
}
