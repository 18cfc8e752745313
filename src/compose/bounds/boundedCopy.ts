/**
 * The budget of words: how much of a story is set at the most. Setting costs as much as there are characters, so a bound on
 * them, and no clock, keeps every keystroke short and every host alike. A broadsheet page holds 12,480 characters; whatever
 * is longer than these bounds is no copy but an accident: its beginning is set, the rest counts as over.
 */
import { PARTS, type Copy, type CopyParagraph, type Part, type Place } from '#contract/copy.ts'

interface Budget {
  /** UTF-16 units of one paragraph that are set: all of what a key sets anew. */
  readonly paragraph: number
  /** Units of the part after which no further paragraph is set. */
  readonly part: number
  /** Paragraphs of the part that are set. */
  readonly paragraphs: number
}

const BODY: Budget = { paragraph: 10_000, part: 200_000, paragraphs: 10_000 }
/** A headline of this length is a story pasted in the wrong field already. */
const TITLE: Budget = { paragraph: 2000, part: 2000, paragraphs: 100 }
const WORDS: Budget = { paragraph: 5000, part: 10_000, paragraphs: 500 }

const BUDGETS: Readonly<Record<Part, Budget>> = {
  kicker: TITLE,
  headline: TITLE,
  deck: TITLE,
  byline: WORDS,
  body: BODY,
  jumpLine: WORDS,
  cutline: WORDS,
  credit: WORDS,
}

/** Where the setting of a part ended before its words did. */
export interface CopyCut {
  readonly at: Place
  /** UTF-16 units that are set, and that are not. */
  readonly set: number
  readonly rest: number
}

export interface BoundedCopy {
  readonly copy: Copy
  readonly cuts: readonly CopyCut[]
}

const bounded = new WeakMap<Copy, BoundedCopy>()

/** The copy as far as it is set: the same object where all of it is, which is always. */
export function boundedCopy(copy: Copy): BoundedCopy {
  const known = bounded.get(copy)
  if (known) return known
  const parts = { ...copy.parts }
  const cuts: CopyCut[] = []
  for (const part of PARTS) {
    const cut = cutOf(part, copy.parts[part])
    if (!cut) continue
    parts[part] = beginning(copy.parts[part], cut.at)
    cuts.push(cut)
  }
  const made = { copy: cuts.length === 0 ? copy : { ...copy, parts }, cuts }
  bounded.set(copy, made)
  return made
}

function cutOf(part: Part, paragraphs: readonly CopyParagraph[]): CopyCut | null {
  const budget = BUDGETS[part]
  let set = 0
  for (let index = 0; index < paragraphs.length; index++) {
    const length = paragraphs[index]?.text.length ?? 0
    const isFull = index >= budget.paragraphs || set >= budget.part
    if (!isFull && length <= budget.paragraph) {
      set += length
      continue
    }
    const offset = isFull ? 0 : wholeAt(paragraphs[index]?.text ?? '', budget.paragraph)
    const all = paragraphs.reduce((sum, { text }) => sum + text.length, 0)
    return { at: { part, paragraph: index, offset }, set: set + offset, rest: all - set - offset }
  }
  return null
}

/** The place itself, or the one before it where it would part a surrogate pair. */
function wholeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

function beginning(paragraphs: readonly CopyParagraph[], { paragraph, offset }: Place): CopyParagraph[] {
  const last = paragraphs[paragraph]
  const whole = paragraphs.slice(0, paragraph)
  return last && offset > 0 ? [...whole, shortened(last, offset)] : whole
}

/** Beginnings of paragraphs, each the same object as long as the paragraph is. */
const beginnings = new WeakMap<CopyParagraph, CopyParagraph>()

function shortened(paragraph: CopyParagraph, length: number): CopyParagraph {
  const known = beginnings.get(paragraph)
  if (known?.text.length === length) return known
  const spans = paragraph.spans
    .filter(({ from }) => from < length)
    .map((span) => ({ ...span, to: Math.min(span.to, length) }))
  const made = { ...paragraph, text: paragraph.text.slice(0, length), spans }
  beginnings.set(paragraph, made)
  return made
}
