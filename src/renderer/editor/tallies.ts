/**
 * How much of the printed body a stretch of copy takes: lines, characters, depth. Lines are those of the set page;
 * characters come from the copy itself, so that they are right at the very keystroke.
 */
import type { Copy, CopyParagraph, Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { HeadCount, SetLine, SetPage } from '#contract/setPage.ts'
import { charactersIn } from '#story/counts.ts'

export interface Tally {
  readonly lines: number
  readonly characters: number
  readonly depth: Emu
}

/** What of the body has been set, and how much of it found no room. */
export interface SetBody {
  readonly lines: readonly SetLine[]
  readonly overLines: number
  readonly overCharacters: number
  /** Lines of the frames that the byline takes, above the first of the body. */
  readonly bylineLines: number
  /** From line to line. */
  readonly leading: Emu
}

/** A place of the body; the end is exclusive. */
interface Stretch {
  readonly from: Place
  readonly to: Place
}

export function bodyOf(page: SetPage, story: StoryId, leading: Emu): SetBody {
  const frames = page.frames.filter((frame) => frame.item === story && frame.part === 'body')
  const fit = page.fit.find((each) => each.item === story)
  const lines = frames.flatMap((frame) => frame.lines)
  return {
    lines,
    bylineLines: Math.max(0, (fit?.lines ?? 0) - lines.length),
    overLines: fit?.overLines ?? 0,
    overCharacters: fit?.overCharacters ?? 0,
    leading,
  }
}

/** How long the story's headline is and how much its lines hold, as the page was last set; null where it has none. */
export function headlineCount(page: SetPage, story: StoryId): HeadCount | null {
  const block = page.blocks.find((each) => each.item === story)
  return block?.counts.find(({ part }) => part === 'headline') ?? null
}

/** The tally of a stretch of body. A line counts for each stretch that has a part of it. */
export function tallyOf(copy: Copy, body: SetBody, stretch: Stretch): Tally {
  const set = body.lines.filter((line) => touches(line, stretch)).length
  const lines = set + oversetLines(copy, body, stretch)
  return { lines, characters: charactersBetween(copy, stretch), depth: lines * body.leading }
}

/** The tally from the top of the story's frames, byline included, to a place of the body. */
export function tallyFromTop(copy: Copy, body: SetBody, to: Place): Tally {
  const { lines, characters } = tallyOf(copy, body, { from: bodyStart(), to })
  return { lines: lines + body.bylineLines, characters, depth: (lines + body.bylineLines) * body.leading }
}

export const bodyStart = (): Place => ({ part: 'body', paragraph: 0, offset: 0 })
export function bodyEnd(copy: Copy): Place {
  const last = Math.max(0, copy.parts.body.length - 1)
  return { part: 'body', paragraph: last, offset: copy.parts.body[last]?.text.length ?? 0 }
}

/** The ends of a selection in the order of the copy; null where one is not in the body. */
export function stretchOf(anchor: Place | null, head: Place | null): Stretch | null {
  if (anchor?.part !== 'body' || head?.part !== 'body') return null
  return compare(anchor, head) <= 0 ? { from: anchor, to: head } : { from: head, to: anchor }
}

export const isCaret = ({ from, to }: Stretch): boolean => compare(from, to) === 0

/**
 * Characters to be cut from a paragraph so that it takes a line less: those of its last line. Null where its end is
 * not set, or it has one line only.
 */
export function cutToSaveLine(body: SetBody, paragraph: number): number | null {
  const own = body.lines.filter((line) => line.from?.paragraph === paragraph)
  const last = own.at(-1)
  return last?.isParagraphEnd && own.length > 1 ? charactersIn(last.text) : null
}

const compare = (a: Place, b: Place): number => a.paragraph - b.paragraph || a.offset - b.offset

/** A caret takes the line that it stands in; at the end of a paragraph, the last one. */
function touches(line: SetLine, { from, to }: Stretch): boolean {
  if (!line.from || !line.to) return false
  return compare(line.from, to) < 0 && compare(from, line.to) < 0
}

/** Lines that found no room are not set: they are shared out by the characters of the stretch among them. */
function oversetLines(copy: Copy, body: SetBody, { from, to }: Stretch): number {
  if (body.overLines === 0) return 0
  const edge = body.lines.at(-1)?.to ?? bodyStart()
  const start = compare(from, edge) > 0 ? from : edge
  if (compare(start, to) >= 0) return 0
  const share = charactersBetween(copy, { from: start, to }) / Math.max(1, body.overCharacters)
  return Math.min(body.overLines, Math.ceil(body.overLines * share))
}

/** Characters of a paragraph; the paragraphs that were not typed in are the same objects, and are not counted again. */
const counted = new WeakMap<CopyParagraph, number>()

function charactersOf(paragraph: CopyParagraph): number {
  const known = counted.get(paragraph)
  if (known !== undefined) return known
  const count = charactersIn(paragraph.text)
  counted.set(paragraph, count)
  return count
}

function charactersBetween(copy: Copy, { from, to }: Stretch): number {
  let count = 0
  for (let index = from.paragraph; index <= to.paragraph; index++) {
    const paragraph = copy.parts.body[index]
    if (!paragraph) continue
    const { text } = paragraph
    const start = index === from.paragraph ? from.offset : 0
    const end = index === to.paragraph ? to.offset : text.length
    count += start === 0 && end === text.length ? charactersOf(paragraph) : charactersIn(text.slice(start, end))
  }
  return count
}
