/** Stories on the page: a head without its body, a body without its head, words that only hold a place. */
import type { Copy, CopyParagraph, Part } from '#contract/copy.ts'
import type { Finding } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { remark, type PageCheck } from './remark.ts'

/** Words that stand for copy that is still to come. */
const PLACEHOLDERS = /[Ll]orem [Ii]psum|[xX]{4,}|[×＊*]{4,}|(?:待补|待定|此处填|TK TK|TKTK)/
/** A name that furniture should have filled. */
const UNFILLED = /\{[a-zA-Z]+\}/

export const copyFindings = ({ set, job }: PageCheck): Finding[] => [
  ...itemsOn(job).flatMap((copy) => [...partsMissing(copy, job), ...placeholders(copy, job.page)]),
  ...set.frames.flatMap(({ id, part, lines }) => {
    if (part !== 'furniture') return []
    const found = lines.map(({ text }) => PLACEHOLDERS.exec(text) ?? UNFILLED.exec(text)).find(Boolean)
    return found ? [remark('copy.placeholder', { page: job.page, frame: id }, { text: found[0] })] : []
  }),
]

/** Each story of the page once, however many blocks it has. */
const itemsOn = (job: PageJob): Copy[] =>
  [...new Set(job.records.map(({ item }) => item))].flatMap((item) => job.copies.get(item) ?? [])

const hasText = (paragraphs: readonly CopyParagraph[]): boolean => paragraphs.some(({ text }) => text.trim() !== '')

function partsMissing(copy: Copy, { page, records }: PageJob): Finding[] {
  if (copy.kind !== 'story') return []
  const { kicker, headline, deck, body } = copy.parts
  const at = { page, item: copy.id }
  if (!hasText(body)) return hasText(headline) ? [remark('copy.empty', at)] : []
  const isHeaded = records.some(({ item, head }) => item === copy.id && head !== 'none')
  return isHeaded && ![kicker, headline, deck].some(hasText) ? [remark('copy.headless', at)] : []
}

const placeholders = (copy: Copy, page: number): Finding[] =>
  (Object.entries(copy.parts) as [Part, readonly CopyParagraph[]][]).flatMap(([part, paragraphs]) =>
    paragraphs.flatMap(({ text }, paragraph) => {
      const found = PLACEHOLDERS.exec(text)
      if (!found) return []
      const at = { part, paragraph, offset: found.index }
      return [remark('copy.placeholder', { page, item: copy.id, at }, { text: found[0] })]
    }),
  )
