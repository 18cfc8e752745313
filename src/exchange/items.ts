/** Strips -> drafts of items: reads a page once from top to bottom and gives each strip to the item it belongs to. */
import { isBareName, isByline, isSignature, tailSignatureAt } from './bylines.ts'
import { widthOf } from './characters.ts'
import { closeDraft } from './closing.ts'
import { isCredit, isWordsAndPicture } from './credits.ts'
import { dropMark, newDraft, type Draft } from './draft.ts'
import { dropGround, isNameplate, pageHeadLength } from './furniture.ts'
import { DECK_EXCESS, isVerticalHead } from './heads.ts'
import { headJumpLength, isJumpLine, isLabel, isMarkedSubhead, leadInLength, tailJumpAt } from './lineKinds.ts'
import { opensItem, type Page, type Role } from './openings.ts'
import type { RepairGround } from './repairGrounds.ts'
import { isFragment, isHeadish, isResult, isWrappedHeadBlock, WRAPPED_LINES } from './sentences.ts'
import { editStrip, sliceStrip, type Mark, type Strip } from './strip.ts'

export interface ReadItems {
  readonly drafts: readonly Draft[]
  readonly dropped: readonly Mark[]
}

function roleOf(strips: readonly Strip[], i: number): Role {
  const { text } = strips[i]!
  if (isJumpLine(text)) return 'jump'
  if (isCredit(text)) return 'credit'
  const isCreditBeside =
    (strips[i + 1]?.gap === 0 && isCredit(strips[i + 1]!.text)) ||
    (i > 0 && strips[i]!.gap === 0 && isCredit(strips[i - 1]!.text))
  if (isByline(text)) return isCreditBeside ? 'credit' : 'byline'
  if (isWrappedHead(strips, i) || isStandfirst(strips, i) || isNamedKicker(strips, i)) return 'head'
  if (!isHeadish(text)) return 'prose'
  if (follows(strips, i) && text.length <= 40 && strips[i + 1]?.gap !== 0) return 'byline'
  if (isMarkedSubhead(text)) return 'subhead'
  return isFragment(strips[i]!, strips[i + 1]) ? 'prose' : 'head'
}

/** A line of a headline that the source wrapped: its block stands over a byline or a dateline. */
function isWrappedHead(strips: readonly Strip[], i: number): boolean {
  let from = i
  while (from > 0 && strips[from]!.gap === 0 && i - from < WRAPPED_LINES) from--
  let end = i + 1
  while (strips[end]?.gap === 0 && end - from < WRAPPED_LINES) end++
  const under = strips[end]
  return (
    under !== undefined &&
    under.gap > 0 &&
    (isByline(under.text) || leadInLength(under.text) > 0) &&
    isWrappedHeadBlock(strips.slice(from, end))
  )
}

/** Half ems up to which a sentence between headline and byline is a deck. */
const STANDFIRST_WIDTH = 180

/** One sentence between a headline and the byline, whether or not it has its full stop. */
function isStandfirst(strips: readonly Strip[], i: number): boolean {
  const [over, line, under] = [strips[i - 1], strips[i]!, strips[i + 1]]
  if (!over || !under || line.gap === 0 || !isByline(under.text) || isCredit(under.text) || isByline(over.text))
    return false
  const isSentence = widthOf(line.text) <= STANDFIRST_WIDTH && !/。$|[。！？；.!?;].{2,}/.test(line.text)
  return isSentence && leadInLength(line.text) === 0 && isHeadish(over.text)
}

/** A place or an office with a colon (某某镇：) right over the headline that is theirs. */
const isNamedKicker = (strips: readonly Strip[], i: number): boolean =>
  /^[\u4e00-\u9fff]{2,8}[：:]$/.test(strips[i]!.text) &&
  (i === 0 || strips[i]!.gap > 0) &&
  strips[i + 1]?.gap === 0 &&
  isHeadish(strips[i + 1]!.text)

/** Lines looked at from the top for the paper's own name. */
const NAMEPLATE_LINES = 4

/** Whether the line stands right under a byline: then a paper's name is the writer's, not the page's. */
const follows = (lines: readonly Strip[], i: number): boolean =>
  lines[i]!.gap === 0 && i > 0 && isByline(lines[i - 1]!.text)

/** A title and its page among others of the kind: the list of what is inside, not the page's own folio. */
const isListed = (lines: readonly Strip[], i: number): boolean =>
  lines[i]!.text.length <= 60 &&
  /[\u4e00-\u9fff]{3}.*[版页頁]$/.test(lines[i]!.text) &&
  ((lines[i]!.gap === 0 && i > 0 && isResult(lines[i - 1]!.text)) ||
    (lines[i + 1]?.gap === 0 && isResult(lines[i + 1]!.text)))

function withoutFurniture(lines: readonly Strip[], dropped: Mark[]): Strip[] {
  const head = pageHeadLength(lines)
  return lines.filter((line, i) => {
    const isAtTop = i < head || (i < NAMEPLATE_LINES && isNameplate(line.text) && !follows(lines, i))
    const ground: RepairGround | null = isListed(lines, i)
      ? null
      : (dropGround(line.text) ?? (isAtTop ? 'drop.imprint' : null))
    if (ground) dropped.push(...line.marks, dropMark(line, ground))
    return ground === null
  })
}

/** Reads the whole page once, from top to bottom. */
export function readItems(lines: readonly Strip[]): ReadItems {
  const dropped: Mark[] = []
  const strips = withoutFurniture(lines, dropped)
  const page: Page = {
    strips,
    roles: strips.map((_, i) => roleOf(strips, i)),
    usesCurvedQuotes: strips.some((strip) => strip.text.includes('“')),
  }
  const drafts: Draft[] = []
  for (let i = 0; i < strips.length;) {
    if (page.roles[i] === 'head') i = takeHeads(page, i, drafts)
    else takeStrip(strips[i]!, page.roles[i]!, drafts, page, i++)
  }
  return { drafts: drafts.flatMap(closeDraft), dropped }
}

const isLetter = (draft: Draft): boolean =>
  draft.section.some((label) => /来信|來信|信箱|letters/i.test(label)) ||
  /^(?:编辑(?:同志|部|先生|老师)|編輯|to the editor|dear (?:editor|sir))/i.test(draft.body[0]?.text ?? '')

/** A run of headline-like lines: a signature under the open story, its subheads, or the head of a new one. */
function takeHeads(page: Page, start: number, drafts: Draft[]): number {
  const { strips, roles } = page
  let end = start
  while (end < strips.length && roles[end] === 'head') end++
  let from = start
  const current = drafts.at(-1)
  while (current && current.body.length > 0 && from < end && isSignature(strips[from]!.text, isLetter(current)))
    takeSignature(current, strips[from++]!)
  const signed = strips[from - 1]
  if (from > start && from < end && isLetter(current!) && strips[from]!.gap === 0 && isPlace(strips[from]!.text))
    if (signed && strips[from + 1]?.gap !== 0) takeSignature(current!, strips[from++]!)
  if (from === end) return end
  if (current && !opensItem(page, from, end, current)) {
    for (const strip of strips.slice(from, end)) takeSubhead(current, strip)
    return end
  }
  openDrafts(page, from, end, drafts)
  return end
}

/** Up to three capitalised words right under a letter's signature: where its writer lives. */
const isPlace = (text: string): boolean =>
  text.length <= 30 && /^[A-Z][a-z'’.]+(?:,? [A-Z][A-Za-z'’.]+){0,2}$/.test(text)

function takeSignature(draft: Draft, strip: Strip): void {
  draft.bylines.push(strip)
  draft.isSigned = true
}

function takeSubhead(draft: Draft, strip: Strip): void {
  const mark = /^#+\s+/.exec(strip.text)?.[0].length ?? 0
  draft.subheads.add(draft.body.length)
  draft.body.push(
    mark > 0 ? editStrip(strip, [{ kind: 'drop', why: 'drop.rule', from: 0, to: mark, text: '' }]) : strip,
  )
}

/** Opens an item for the run, and one for each upright headline on its own that stands before it. */
function openDrafts(page: Page, start: number, end: number, drafts: Draft[]): void {
  const run = page.strips.slice(start, end)
  const section = drafts.at(-1)?.section ?? []
  let from = 0
  for (let n = 1; n < run.length; n++) {
    if (run[n]!.gap === 0 || !standsUpright(page, run.slice(from, n), run[n])) continue
    drafts.push(newDraft(run.slice(from, n), true))
    from = n
  }
  const rest = run.slice(from)
  const isUpright = standsUpright(page, rest, end === page.strips.length ? undefined : page.strips[end])
  const next = page.strips[end]
  const hasName =
    !isUpright && rest.length > 1 && page.roles[end] === 'prose' && leadInLength(next!.text) === 0 && isName(rest)
  const draft = newDraft(hasName ? rest.slice(0, -1) : rest, isUpright)
  if (hasName) draft.bylines.push(rest.at(-1)!)
  const label = rest[0]!.text
  const isReported = page.roles[end] === 'byline' || (next !== undefined && leadInLength(next.text) > 0)
  draft.section = isLabel(label) ? [label] : isReported ? [] : section
  drafts.push(draft)
}

/**
 * White corner quotes in a page of curved ones say so by themselves. Lines of one length do where nothing follows, or
 * another short head; a longer line under them is their deck, and copy makes them a headline of two lines.
 */
function standsUpright({ usesCurvedQuotes }: Page, lines: readonly Strip[], next: Strip | undefined): boolean {
  if (!isVerticalHead(lines, usesCurvedQuotes)) return false
  if (usesCurvedQuotes && lines.some(({ text }) => /[『「]/.test(text))) return true
  return !next || (next.gap > 0 && isHeadish(next.text) && widthOf(next.text) < widthOf(lines[0]!.text) + DECK_EXCESS)
}

/** A name alone under a headline that is not of the same cut (all capitals under all capitals is a headline). */
function isName(run: readonly Strip[]): boolean {
  const [over, last] = [run.at(-2)!.text, run.at(-1)!.text]
  return isBareName(last) && (/[\u4e00-\u9fff]/.test(last) || over !== over.toUpperCase()) && !isLabel(over)
}

function takeStrip(strip: Strip, role: Role, drafts: Draft[], page: Page, i: number): void {
  let draft = drafts.at(-1)
  if (!draft || (role === 'prose' && beginsAlone(strip, draft, page, i)) || isCreditOver(page, i, draft)) {
    draft = newDraft([], false)
    drafts.push(draft)
  }
  const isUnderCutline = role === 'byline' && draft.bylines.length === 0 && draft.body.length > 0
  if (role === 'jump') draft.jumpLines.push(strip)
  else if (role === 'credit' || (isUnderCutline && isWordsAndPicture(strip.text))) draft.credits.push(strip)
  else if (role === 'byline') draft.bylines.push(strip)
  else if (role === 'subhead') takeSubhead(draft, strip)
  else if (draft.body.length > 0 && isSignature(strip.text, isLetter(draft))) takeSignature(draft, strip)
  else takeProse(strip, draft)
}

/** `Photo by …` set apart, right over the words: a picture begins with its credit. */
const isCreditOver = ({ strips, roles }: Page, i: number, open: Draft): boolean =>
  roles[i] === 'credit' &&
  open.body.length > 0 &&
  strips[i]!.gap > 0 &&
  strips[i + 1]?.gap === 0 &&
  roles[i + 1] === 'prose' &&
  EN_PHOTOS_BY.test(strips[i]!.text)

/** A headline, `Photos by …` and the words to each picture. */
const isPhotoPage = ({ headline, credits, body }: Draft): boolean =>
  headline.length > 0 && credits[0]!.line < body[0]!.line && EN_PHOTOS_BY.test(credits[0]!.text)

const EN_PHOTOS_BY = /^(?:staff |file )?(?:photos?|photographs?|pictures?) by /i

/** Copy without a head that is not the open item's: what follows a picture's credit, and a cutline on its own. */
function beginsAlone(strip: Strip, draft: Draft, page: Page, i: number): boolean {
  if (draft.body.length === 0) return draft.credits.length > 0 && !EN_PHOTOS_BY.test(draft.credits.at(-1)!.text)
  if (draft.credits.length > 0) return draft.bylines.length === 0 && draft.body.length <= 3 && !isPhotoPage(draft)
  const isCutline = /^(?:图为|图[①②③一二三\d]|上图|左图|右图|下图|▲|↑)/.test(strip.text)
  const isSetApart = strip.gap >= 2 && strip.gap > draft.body.at(-1)!.gap
  return (isCutline || isSetApart) && isCredited(page, i)
}

/** Whether a credit follows before anything else but two more paragraphs. */
function isCredited({ roles }: Page, i: number): boolean {
  let at = i + 1
  while (at <= i + 2 && roles[at] === 'prose') at++
  return roles[at] === 'credit'
}

function takeProse(strip: Strip, draft: Draft): void {
  const head = headJumpLength(strip.text)
  const jump = Math.max(head, tailJumpAt(strip.text))
  const signature = jump < strip.text.length ? jump : Math.max(head, tailSignatureAt(strip.text))
  const end = Math.min(jump, signature)
  if (head > 0) draft.jumpLines.push(sliceStrip(strip, 0, head))
  const body = head > 0 || end < strip.text.length ? sliceStrip(strip, head, end) : strip
  if (body.text !== '') draft.body.push(body)
  if (signature < jump) takeSignature(draft, sliceStrip(strip, signature, strip.text.length))
  else if (jump < strip.text.length) draft.jumpLines.push(sliceStrip(strip, jump, strip.text.length))
}
