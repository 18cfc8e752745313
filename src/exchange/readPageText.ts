/** A page of plain text (an e-paper's dump, a scanned page's text) -> items and every decision taken on the way. */
import type { Lang, Part } from '#contract/copy.ts'
import type { ImportItem, PageText, Repair } from '#contract/exchange.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import { isChinese } from './characters.ts'
import { cleanLines } from './cleanLines.ts'
import { isTraditional } from './commonHan.ts'
import { decodeText } from './decodeText.ts'
import type { Draft } from './draft.ts'
import { readItems } from './items.ts'
import { leadInLength } from './lineKinds.ts'
import { punctuate } from './punctuation.ts'
import type { RepairGround } from './repairGrounds.ts'
import { slugOf } from './slug.ts'
import { editStrip, type Mark, type Strip } from './strip.ts'
import { unwrap } from './unwrap.ts'

/**
 * Reads one page. `name` is the file's name, for the fault's words only. Offsets in `repairs[].at` are UTF-16 units in
 * the item's part as returned. Faults: text.encoding, text.empty, text.tooLarge.
 */
export function readPageText(bytes: Uint8Array, name: string): Outcome<PageText> {
  const decoded = decodeText(bytes, name)
  if (isFault(decoded)) return decoded
  const { drafts, dropped } = readItems(unwrap(cleanLines(decoded.text)))
  const repairs: Repair[] = []
  const items = drafts.map((draft, item) => finishItem(draft, item, repairs))
  for (const repair of placeDrops(dropped, drafts, items)) repairs.push(repair)
  repairs.sort((a, b) => a.line - b.line)
  return { items, repairs, encoding: decoded.encoding }
}

function placed({ kind, why, line, before, after }: Mark, at: Repair['at']): Repair {
  return { kind, why, line, before, after, at }
}

/** A line that was left out has its place behind the paragraph that it stood under; at a page's head it has none. */
function placeDrops(dropped: readonly Mark[], drafts: readonly Draft[], items: readonly ImportItem[]): Repair[] {
  const stops = drafts
    .flatMap(({ body }, item) => body.map(({ line }, paragraph) => ({ line, item, paragraph })))
    .sort((a, b) => a.line - b.line)
  let next = 0
  return dropped
    .toSorted((a, b) => a.line - b.line)
    .map((mark) => {
      while (next < stops.length && stops[next]!.line < mark.line) next++
      const stop = stops[next - 1]
      if (!stop) return placed(mark, null)
      const { item, paragraph } = stop
      const end = items[item]!.body[paragraph]!.length
      return placed(mark, { item, part: 'body', paragraph, from: end, to: end })
    })
}

function langOf(text: string): Lang {
  return !isChinese(text) ? 'en' : isTraditional(text) ? 'zh-Hant' : 'zh-Hans'
}

/** 本报讯 and the blank after it: one full-width blank, so that the paragraph stays on the grid. */
function spaceLeadIn(strip: Strip): Strip {
  const length = leadInLength(strip.text)
  if (length === 0 || !isChinese(strip.text)) return strip
  const blank = /^[ \u3000]+/.exec(strip.text.slice(length))?.[0] ?? ''
  return blank === '' || blank === '\u3000'
    ? strip
    : editStrip(strip, [
        { kind: 'space', why: 'space.leadIn', from: length, to: length + blank.length, text: '\u3000' },
      ])
}

const PART_GROUNDS: Readonly<Record<Exclude<Part, 'body'>, RepairGround>> = {
  kicker: 'part.kicker',
  headline: 'part.headline',
  deck: 'part.deck',
  byline: 'part.byline',
  jumpLine: 'part.jumpLine',
  cutline: 'part.cutline',
  credit: 'part.credit',
}

function finishItem(draft: Draft, item: number, repairs: Repair[]): ImportItem {
  const finish = (part: Part, strips: readonly Strip[]): string[] =>
    strips.map((strip, paragraph) => {
      const done = punctuate(part === 'body' ? spaceLeadIn(strip) : strip)
      const at = (from: number, to: number): Repair['at'] => ({ item, part, paragraph, from, to })
      if (part !== 'body')
        repairs.push({
          kind: 'part',
          why: PART_GROUNDS[part],
          line: strip.line,
          before: strip.raw,
          after: done.text,
          at: at(0, done.text.length),
        })
      else if (draft.subheads.has(paragraph))
        repairs.push({
          kind: 'part',
          why: 'part.subhead',
          line: strip.line,
          before: strip.raw,
          after: done.text,
          at: at(0, done.text.length),
        })
      for (const mark of done.marks) repairs.push(placed(mark, at(mark.from, mark.to)))
      return done.text
    })
  const parts = {
    kicker: finish('kicker', draft.kicker),
    headline: finish('headline', draft.headline),
    deck: finish('deck', draft.deck),
    bylines: finish('byline', draft.bylines),
    body: finish('body', draft.body),
    jumpLines: finish('jumpLine', draft.jumpLines),
    cutline: finish('cutline', draft.cutline).join(''),
    credits: finish('credit', draft.credits),
  }
  repairs.push(beginning(draft, item, parts))
  const leadIns = parts.body.map((text, paragraph) => (draft.subheads.has(paragraph) ? 0 : leadInLength(text)))
  for (const [paragraph, to] of leadIns.entries()) {
    const text = parts.body[paragraph]!.slice(0, to)
    if (to > 0)
      repairs.push({
        kind: 'part',
        why: 'part.leadIn',
        line: draft.body[paragraph]!.line,
        before: text,
        after: text,
        at: { item, part: 'body', paragraph, from: 0, to },
      })
  }
  const text = [...parts.kicker, ...parts.headline, ...parts.deck, parts.cutline, ...parts.body].join('')
  const kind = draft.ground === 'item.picture' ? 'picture' : parts.body.length === 0 ? 'refer' : 'story'
  return {
    kind,
    lang: langOf(text || parts.bylines.join('')),
    slug: slugOf(parts),
    orientation: draft.isVertical ? 'vertical' : 'horizontal',
    ...parts,
    leadIns,
    subheads: [...draft.subheads],
  }
}

/** The decision that an item begins: at its headline's first line, or at the first words that it has. */
function beginning(
  draft: Draft,
  item: number,
  parts: Pick<ImportItem, 'headline' | 'body' | 'cutline' | 'credits' | 'bylines' | 'jumpLines'>,
): Repair {
  const firsts: readonly [Part, Strip | undefined, string | undefined][] = [
    ['headline', draft.headline[0], parts.headline[0]],
    ['cutline', draft.cutline[0], parts.cutline],
    ['body', draft.body[0], parts.body[0]],
    ['byline', draft.bylines[0], parts.bylines[0]],
    ['credit', draft.credits[0], parts.credits[0]],
    ['jumpLine', draft.jumpLines[0], parts.jumpLines[0]],
  ]
  const [part, strip, text] = firsts.find(([, first]) => first !== undefined)!
  const at = { item, part, paragraph: 0, from: 0, to: text!.length }
  return { kind: 'item', why: draft.ground, line: strip!.line, before: strip!.whole, after: text!, at }
}
