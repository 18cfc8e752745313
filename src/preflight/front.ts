/** Masthead and folio: what a reader, and the law on newspapers, must find on the page whatever is in the news. */
import type { Finding } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { MastheadPart } from '#contract/preflight.ts'
import type { SetFrame, SetPage } from '#contract/setPage.ts'
import type { Furniture, Template } from '#contract/stylebook.ts'
import { inPoints, quoted, remark, type PageCheck } from './remark.ts'

type TextPiece = Extract<Furniture, { kind: 'text' }>

export const frontFindings = (check: PageCheck): Finding[] => [
  ...(check.set.page === 1 ? mastheadFindings(check) : []),
  ...folioFindings(check),
]

const templateOf = ({ page, stylebook }: PageJob): Template => (page === 1 ? stylebook.front : stylebook.inside)

/** The template's pieces of type, each with the frame that was set of it; null where it had nothing to say. */
function piecesOf({ set, job }: PageCheck): readonly { piece: TextPiece; frame: SetFrame | null }[] {
  const frames = new Map(set.frames.map((frame) => [frame.id, frame]))
  return templateOf(job).furniture.flatMap((piece, i) =>
    piece.kind === 'text' ? [{ piece, frame: frames.get(`furniture.${i}`) ?? null }] : [],
  )
}

const isMasthead = ({ style }: TextPiece): boolean => style === 'masthead' || style === 'mastheadSmall'

function mastheadFindings(check: PageCheck): Finding[] {
  const { page } = check.set
  const pieces = piecesOf(check).filter(({ piece }) => isMasthead(piece))
  if (pieces.length === 0) return [remark('masthead.missing', { page })]
  const names = pieces.filter(({ piece }) => piece.style === 'masthead' && piece.text.includes('{paper}'))
  const lacks = check.rules.masthead
    .filter((part) => !hasPart(check, part))
    .map((part) => remark('masthead.lacks', { page }, { part }))
  return [
    ...notLargest(
      check.set,
      names.map(({ frame }) => frame?.id ?? ''),
    ),
    ...lacks,
  ]
}

/** Whether some furniture of the front page says what is asked for, and the issue has a word to put there. */
function hasPart(check: PageCheck, part: MastheadPart): boolean {
  const { issue, stylebook } = check.job
  const value = { cn: stylebook.paper.cn, publisher: stylebook.paper.publisher, edition: issue.edition }
  const isKnown = !(part in value) || value[part as keyof typeof value].trim() !== ''
  return isKnown && piecesOf(check).some(({ piece, frame }) => frame !== null && piece.text.includes(`{${part}}`))
}

const sizeOf = ({ lines }: SetFrame): number =>
  Math.max(0, ...lines.flatMap(({ runs }) => runs.map(({ size }) => size)))

/** The largest type of the front page that is not the paper's name, where it is larger than that. */
function notLargest(set: SetPage, names: readonly string[]): Finding[] {
  const isName = ({ id }: SetFrame): boolean => names.includes(id)
  const masthead = Math.max(0, ...set.frames.filter(isName).map(sizeOf))
  if (masthead === 0) return []
  const [largest] = set.frames.filter((frame) => !isName(frame)).toSorted((a, b) => sizeOf(b) - sizeOf(a))
  if (!largest || sizeOf(largest) <= masthead) return []
  const at = { page: set.page, frame: largest.id, item: largest.item, at: largest.lines[0]?.from ?? null }
  return [remark('masthead.notLargest', at, { size: inPoints(sizeOf(largest)), masthead: inPoints(masthead) })]
}

/** A number that says which page this is, written out in the template instead of filled in. */
const FIXED_FOLIO = /第\s*(\d+)\s*版|(?:[Pp]age|PAGE)\s*(\d+)|^\s*[A-Z]?(\d{1,3})\s*$/

function folioFindings(check: PageCheck): Finding[] {
  const { page } = check.set
  const pieces = piecesOf(check)
  const wrong = pieces.flatMap(({ piece, frame }) => {
    const found = frame && FIXED_FOLIO.exec(piece.text)
    const shown = Number(found?.[1] ?? found?.[2] ?? found?.[3] ?? page)
    return found && shown !== page
      ? [remark('folio.wrong', { page, frame: frame.id }, { shown: quoted(found[0]) })]
      : []
  })
  const isThere = pieces.some(
    ({ piece, frame }) => frame !== null && (piece.text.includes('{page}') || FIXED_FOLIO.test(piece.text)),
  )
  // A front page need not count itself: its masthead says what the paper wants there.
  return isThere || page === 1 ? wrong : [...wrong, remark('folio.missing', { page })]
}
