/** Pages as the trade names them, and how each stands. */
import type { SignOff } from '#contract/issue.ts'
import type { PageState } from '#contract/requests.ts'
import type { SetPage } from '#contract/setPage.ts'

/** Sections come later; until then every page is of section A. */
export const pageLabel = (page: number): string => `A${page}`

export type PageStanding = 'empty' | 'open' | 'over' | 'signed' | 'changed'

/** How a page stands; `stamp` is what is shown now, null while it is not known. */
export function standingOf(
  page: PageState,
  set: SetPage | null,
  signOffs: readonly SignOff[],
  stamp: string | null,
): PageStanding {
  if (page.records.length === 0) return 'empty'
  const signed = signOffs.filter((signOff) => signOff.page === page.page)
  const last = signed.at(-1)
  if (last) return stamp === null || last.stamp === stamp ? 'signed' : 'changed'
  return set?.fit.some((fit) => fit.overLines > 0) ? 'over' : 'open'
}
