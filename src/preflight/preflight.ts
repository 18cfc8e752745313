/**
 * Preflight: what a set page lacks before it may go to press. The composer says what it could not set well; here is
 * what only shows when the whole page stands: nothing on it, no masthead, words that were never written, pictures
 * without cutline or credit.
 */
import type { Copy } from '#contract/copy.ts'
import type { Block } from '#contract/dummy.ts'
import type { Finding, FindingCode, FaultWhere, Severity } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'

/** Words that stand for copy that is still to come. */
const PLACEHOLDERS = /lorem ipsum|[xX]{4,}|[×＊*]{4,}|(?:待补|待定|此处填|TK TK|TKTK)/

/** The findings of a set page, in the order of its blocks. */
export function preflight(set: SetPage, job: PageJob): Finding[] {
  const page: Finding[] = []
  const remark = remarkOn(set.page)
  if (set.blocks.length === 0) page.push(remark('page.empty', 'note'))
  if (set.page === 1 && !hasMasthead(job)) page.push(remark('masthead.missing', 'warning'))
  return [...page, ...job.records.flatMap((block) => blockFindings(block, job.copies.get(block.item), remark))]
}

type Remark = (code: FindingCode, severity: Severity, more?: Partial<Finding>) => Finding

const remarkOn =
  (page: number): Remark =>
  (code, severity, more = {}) => ({ code, severity, page, frame: null, item: null, at: null, values: {}, ...more })

const hasMasthead = ({ stylebook }: PageJob): boolean =>
  stylebook.front.furniture.some(
    (piece) => piece.kind === 'text' && (piece.style === 'masthead' || piece.style === 'mastheadSmall'),
  )

function blockFindings(block: Block, copy: Copy | undefined, remark: Remark): Finding[] {
  if (!copy) return []
  const item = { item: copy.id }
  const findings = placeholders(copy, remark)
  if (copy.kind === 'story' && copy.parts.body.length === 0) findings.push(remark('copy.empty', 'warning', item))
  if (copy.kind === 'picture' && block.pictures.length === 0) findings.push(remark('picture.missing', 'warning', item))
  if (block.pictures.length === 0) return findings
  if (copy.parts.cutline.length === 0) findings.push(remark('picture.noCutline', 'warning', item))
  if (copy.parts.credit.length === 0) findings.push(remark('picture.noCredit', 'warning', item))
  return findings
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
