/** Strips -> drafts of items: where a story begins, and which part each strip is. */
import { isChinese, widthOf } from './characters.ts'
import { dropMark, newDraft, type Draft } from './draft.ts'
import { isVerticalHead } from './heads.ts'
import { dropGround, headJumpLength, isByline, isCredit, isJumpLine, leadInLength, tailJumpAt } from './lineKinds.ts'
import { isFragment, isHeadish, isUnfinished, splitsAtBlank } from './sentences.ts'
import { joinStrips, sliceStrip, type Mark, type Strip } from './strip.ts'
import { jointOf } from './unwrap.ts'

type Role = 'head' | 'byline' | 'credit' | 'jump' | 'prose'

export interface ReadItems {
  readonly drafts: readonly Draft[]
  readonly dropped: readonly Mark[]
}

function roleOf(strips: readonly Strip[], i: number): Role {
  const text = strips[i]!.text
  if (isJumpLine(text)) return 'jump'
  if (isCredit(text)) return 'credit'
  if (isByline(text)) return strips[i + 1]?.gap === 0 && isCredit(strips[i + 1]!.text) ? 'credit' : 'byline'
  return isHeadish(text) && !isFragment(strips[i]!, strips[i + 1]) ? 'head' : 'prose'
}

/** Reads the whole page once, from top to bottom. */
export function readItems(lines: readonly Strip[]): ReadItems {
  const dropped: Mark[] = []
  const strips = lines.filter((line) => {
    const why = dropGround(line.text)
    if (why) dropped.push(...line.marks, dropMark(line, why))
    return why === null
  })
  const roles = strips.map((_, i) => roleOf(strips, i))
  const usesCurvedQuotes = strips.some((strip) => strip.text.includes('“'))
  const drafts: Draft[] = []
  for (let i = 0; i < strips.length;) {
    if (roles[i] === 'head') i = takeHeads(strips, roles, i, drafts, usesCurvedQuotes)
    else takeStrip(strips[i]!, roles[i]!, drafts, i++)
  }
  drafts.forEach(closeDraft)
  return { drafts, dropped }
}

/** A run of headline-like lines: subheads of the open story, or the head of a new one with the refers before it. */
function takeHeads(
  strips: readonly Strip[],
  roles: readonly Role[],
  i: number,
  drafts: Draft[],
  usesCurvedQuotes: boolean,
): number {
  let end = i
  while (end < strips.length && roles[end] === 'head') end++
  const run = strips.slice(i, end)
  const current = drafts.at(-1)
  if (current && current.body.length > 0 && !opensItem(run, strips, roles, end, current)) {
    for (const strip of run) {
      current.subheads.add(current.body.length)
      current.body.push(strip)
    }
    return end
  }
  let from = 0
  for (let n = 1; n < run.length; n++) {
    if (run[n]!.gap === 0 || !isVerticalHead(run.slice(from, n), usesCurvedQuotes)) continue
    drafts.push(newDraft(run.slice(from, n), true))
    from = n
  }
  const rest = run.slice(from)
  drafts.push(
    newDraft(
      rest,
      isVerticalHead(rest, usesCurvedQuotes) &&
        (end === strips.length || /[『「]/.test(rest.map((each) => each.text).join(''))),
    ),
  )
  return end
}

function opensItem(
  run: readonly Strip[],
  strips: readonly Strip[],
  roles: readonly Role[],
  end: number,
  current: Draft,
): boolean {
  const next = strips[end]
  const text = run[0]!.text
  if (!next) return run.length > 1 || text.length >= (isChinese(text) ? 7 : 25)
  if (roles[end] !== 'prose' || leadInLength(next.text) > 0) return true
  if (current.credits.length > 0 || current.jumpLines.length > 0 || run.length > 1) return true
  if (roles[end + 1] === 'credit' || run[0]!.gap >= next.gap + 2) return true
  if (/[（(][\u4e00-\u9fff 　、]{2,16}[）)]$/.test(current.body.at(-1)!.text)) return true
  const isBrief =
    current.bylines.length === 0 &&
    current.body.length <= 1 &&
    leadInLength(current.body[0]!.text) === 0 &&
    current.kicker.length + current.deck.length === 0
  if (isBrief && widthOf(current.headline[0]?.text ?? '') <= widthOf(text) + 8 && (roles[end + 1] ?? 'head') === 'head')
    return true
  return splitsAtBlank(text) || (isChinese(text) ? widthOf(text) > 30 : text.length > 40)
}

function takeStrip(strip: Strip, role: Role, drafts: Draft[], index: number): void {
  let draft = drafts.at(-1)
  if (
    !draft ||
    (role === 'prose' && draft.credits.length > 0) ||
    (role === 'prose' && /^(?:图为|上图|左图|右图|下图|▲|↑)/.test(strip.text) && index > 0 && draft.body.length > 0)
  ) {
    draft = newDraft([], false)
    drafts.push(draft)
  }
  if (role === 'jump') draft.jumpLines.push(strip)
  else if (role === 'credit') draft.credits.push(strip)
  else if (role === 'byline') draft.bylines.push(strip)
  else takeProse(strip, draft)
}

function takeProse(strip: Strip, draft: Draft): void {
  const head = headJumpLength(strip.text)
  const tail = tailJumpAt(strip.text)
  if (head > 0) draft.jumpLines.push(sliceStrip(strip, 0, head))
  const body = head > 0 || tail < strip.text.length ? sliceStrip(strip, head, Math.max(head, tail)) : strip
  if (body.text !== '') draft.body.push(body)
  if (tail < strip.text.length && tail >= head) draft.jumpLines.push(sliceStrip(strip, tail, strip.text.length))
}

/** Heals the column breaks, then says whether the item is a picture story. */
function closeDraft(draft: Draft): void {
  const healed: Strip[] = []
  const subheads = new Set<number>()
  for (let i = 0; i < draft.body.length;) {
    const isSubhead = draft.subheads.has(i)
    const first = draft.body[i++]!
    const rest: Parameters<typeof joinStrips>[1][number][] = []
    let last = first
    while (
      !isSubhead &&
      i < draft.body.length &&
      !draft.subheads.has(i) &&
      isUnfinished(last.text, draft.body[i]!.text)
    ) {
      const strip = draft.body[i++]!
      rest.push({ strip, ...jointOf(last.text, strip.text, 'join.midSentence') })
      last = strip
    }
    if (isSubhead) subheads.add(healed.length)
    healed.push(joinStrips(first, rest))
  }
  draft.body = healed
  draft.subheads = subheads
  const isPicture =
    draft.credits.length > 0 &&
    healed.length <= 1 &&
    draft.bylines.length === 0 &&
    widthOf(healed[0]?.text ?? '') <= 800
  if (isPicture) {
    draft.cutline = healed
    draft.body = []
    draft.ground = 'item.picture'
  } else if (healed.length === 0 && !draft.isVertical) draft.ground = 'item.refer'
}
