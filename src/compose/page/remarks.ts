/** Findings of the composer: what broken lines remark, and what only the page can know. */
import type { Copy, Place } from '#contract/copy.ts'
import type { FaultWhere, Finding, FindingCode, Severity } from '#contract/faults.ts'
import type { FrameId } from '#contract/ids.ts'
import type { FrameAt, LineAt } from './lines.ts'

/** A finding on an item of a page. */
export const finding = (
  code: FindingCode,
  severity: Severity,
  where: { page: number; item: Copy['id'] | null; frame?: FrameId | null; at?: Place | null },
  values: FaultWhere = {},
): Finding => ({
  code,
  severity,
  page: where.page,
  frame: where.frame ?? null,
  item: where.item,
  at: where.at ?? null,
  values,
})

export const placeIn = (at: LineAt, offset: number): Place | null =>
  at.part === null ? null : { part: at.part, paragraph: at.paragraph, offset }

/** What the lines of a frame remark, and hyphens in too many lines running (E2). */
export function remarksOf(frame: FrameAt, page: number, ladder: number): Finding[] {
  const found: Finding[] = []
  const where = { page, item: frame.item, frame: frame.id }
  let hyphens = 0
  for (const at of frame.lines) {
    for (const { code, severity, offset, values } of at.line.remarks) {
      found.push(finding(code, severity, { ...where, at: placeIn(at, offset) }, values))
    }
    hyphens = at.line.isHyphenated ? hyphens + 1 : 0
    if (hyphens === ladder + 1) {
      found.push(finding('line.ladder', 'warning', { ...where, at: placeIn(at, at.line.from) }, { most: ladder }))
    }
    if (isStub(at)) found.push(finding('line.orphan', 'note', { ...where, at: placeIn(at, at.line.from) }))
  }
  return found
}

/** R14: a last line of fewer than two Han characters, in a paragraph of several lines. */
function isStub({ line, text, part }: LineAt): boolean {
  if (part !== 'body' || !line.isParagraphEnd || line.from === 0) return false
  const last = text.slice(line.from, line.to)
  return last.length <= 3 && isHan(last) && [...last].filter(isHan).length < 2
}

const isHan = (text: string): boolean => /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u.test(text)
