/**
 * Preflight: all that there is to say about a page before it may go to press. The composer says what it could not set
 * well; added here is what only shows when the whole page stands, and everything is graded by the profile's rules.
 */
import type { Finding } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { adFindings } from './ads.ts'
import { copyFindings } from './copy.ts'
import { frameFindings, ruleFindings } from './frames.ts'
import { frontFindings } from './front.ts'
import { inkFindings } from './ink.ts'
import { pictureFindings } from './pictures.ts'
import { withFrame } from './places.ts'
import { remark, type InkOf, type PageCheck } from './remark.ts'
import { graded, type PreflightRules } from './rules.ts'
import { typeFindings } from './type.ts'

export type { InkOf } from './remark.ts'
export { graded, profileOf, rulesOf, type PreflightRules } from './rules.ts'

const NOT_COUNTED: InkOf = () => null

/**
 * The findings of a set page: the composer's own, then the page's, its stories', its type's and its pictures'. Ink is
 * said where `inkOf` knows it. The same page under the same rules gives the same list in the same order.
 */
export function preflight(set: SetPage, job: PageJob, rules: PreflightRules, inkOf: InkOf = NOT_COUNTED): Finding[] {
  const check: PageCheck = { set, job, rules, inkOf }
  const found = [
    ...set.findings,
    ...(set.blocks.length === 0 ? [remark('page.empty', { page: set.page })] : []),
    ...frontFindings(check),
    ...copyFindings(check),
    ...frameFindings(check),
    ...typeFindings(check),
    ...ruleFindings(check),
    ...pictureFindings(check),
    ...inkFindings(check),
    ...adFindings(check),
  ]
  return graded(
    found.map((finding) => withFrame(finding, set, job)),
    rules,
  )
}
