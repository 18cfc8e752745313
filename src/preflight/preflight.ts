/**
 * Preflight: what a set page lacks before it may go to press. The composer says what it could not set well; here is
 * what only shows when the whole page stands: nothing on it, no masthead, a story without its body, words that only hold
 * a place.
 */
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import type { Finding, FindingCode, FaultWhere, Severity } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { adFindings } from './ads.ts'

/** Words that stand for copy that is still to come. */
const PLACEHOLDERS = /[Ll]orem [Ii]psum|[xX]{4,}|[×＊*]{4,}|(?:待补|待定|此处填|TK TK|TKTK)/

/** The findings of a set page, the page's own first. */
export function preflight(set: SetPage, job: PageJob): Finding[] {
  const page: Finding[] = []
  const remark = remarkOn(set.page)
  if (set.blocks.length === 0) page.push(remark('page.empty', 'note'))
  if (set.page === 1 && !hasMasthead(job)) page.push(remark('masthead.missing', 'warning'))
  return [...page, ...itemsOn(job).flatMap((copy) => copyFindings(copy, remark)), ...adFindings(set, job)]
}

type Remark = (code: FindingCode, severity: Severity, more?: Partial<Finding>) => Finding

const remarkOn =
  (page: number): Remark =>
  (code, severity, more = {}) => ({ code, severity, page, frame: null, item: null, at: null, values: {}, ...more })

const hasMasthead = ({ stylebook }: PageJob): boolean =>
  stylebook.front.furniture.some(
    (piece) => piece.kind === 'text' && (piece.style === 'masthead' || piece.style === 'mastheadSmall'),
  )

const hasText = (paragraphs: readonly CopyParagraph[]): boolean => paragraphs.some(({ text }) => text.trim() !== '')

/** Each story of the page once, however many blocks it has. */
const itemsOn = (job: PageJob): Copy[] =>
  [...new Set(job.records.map(({ item }) => item))].flatMap((item) => job.copies.get(item) ?? [])

function copyFindings(copy: Copy, remark: Remark): Finding[] {
  const isHeadOnly = copy.kind === 'story' && !hasText(copy.parts.body) && hasText(copy.parts.headline)
  return [...(isHeadOnly ? [remark('copy.empty', 'warning', { item: copy.id })] : []), ...placeholders(copy, remark)]
}

function placeholders(copy: Copy, remark: Remark): Finding[] {
  return Object.entries(copy.parts).flatMap(([part, paragraphs]) =>
    paragraphs.flatMap(({ text }, paragraph) => {
      const found = PLACEHOLDERS.exec(text)
      if (!found) return []
      const at = { part: part as keyof Copy['parts'], paragraph, offset: found.index }
      const values: FaultWhere = { text: found[0] }
      return [remark('copy.placeholder', 'error', { item: copy.id, at, values })]
    }),
  )
}
