/** Checking: every finding on a page, or on the whole issue with what belongs to no page. */
import { isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { Pages } from './pages.ts'
import type { Setting } from './setting.ts'
import type { SignOffs } from './signOffs.ts'
import type { Stories } from './stories.ts'

interface ChecksInput {
  readonly setting: Setting
  readonly pages: Pages
  readonly stories: Stories
  readonly signOffs: SignOffs
}

/** Findings of one page, or with null of every page and of the pool. */
export async function checkIssue(
  { setting, pages, stories, signOffs }: ChecksInput,
  page: number | null,
): Promise<Outcome<readonly Finding[]>> {
  const numbers = page === null ? pages.states().map((state) => state.page) : [page]
  const findings: Finding[] = []
  for (const number of numbers) {
    const set = await setting.set(number)
    if (isFault(set)) return set
    findings.push(...set.findings)
    if (signOffs.signatureOf(number, set.stamp) !== 'signed') findings.push(unsigned(number))
  }
  if (page === null) findings.push(...unplaced(stories, pages))
  return findings
}

/** page.unsigned: the page goes to press with 未签 in its slug line. */
export const unsigned = (page: number): Finding => ({
  code: 'page.unsigned',
  severity: 'warning',
  page,
  frame: null,
  item: null,
  at: null,
  values: {},
})

function unplaced(stories: Stories, pages: Pages): Finding[] {
  return stories
    .rows()
    .filter((row) => !row.isSpiked && pages.pagesOf(row.id).length === 0)
    .map((row) => ({
      code: 'item.unplaced',
      severity: 'note',
      page: null,
      frame: null,
      item: row.id,
      at: null,
      values: { story: row.id },
    }))
}
