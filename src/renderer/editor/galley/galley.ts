/**
 * A story as the page has set it, told by its copy: where each paragraph's lines end, where a column ends, and from where
 * on nothing found room. Free of any view; what is drawn of it is `galleyBreaks` (in the copy) and `gutter` (beside it).
 */
import type { Part, Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'

/** A line end inside a paragraph: after how many UTF-16 units, and whether a hyphen stands there. */
export interface Break {
  readonly offset: number
  readonly isHyphenated: boolean
}

export interface SetParagraph {
  readonly breaks: readonly Break[]
  /** Number of its first line among the body's, from 1; 0 outside the body. */
  readonly firstLine: number
  readonly lines: number
  /** Printed characters of its last line, where its end is set: as many as a cut needs to win a line. */
  readonly lastLine: number | null
}

/** The end of a column: behind which line of the body, and the number of the column that begins there. */
export interface ColumnEnd {
  readonly line: number
  readonly next: number
}

/** What found no room: from where, and how much. */
export interface Overset {
  readonly from: Place
  readonly lines: number
  readonly characters: number
}

export interface Galley {
  readonly paragraphs: Readonly<Partial<Record<Part, ReadonlyMap<number, SetParagraph>>>>
  readonly columnEnds: readonly ColumnEnd[]
  readonly over: Overset | null
}

/** Parts whose line ends are shown. */
export const BROKEN_PARTS = ['kicker', 'headline', 'deck', 'body', 'cutline'] as const satisfies readonly Part[]

/** The galley of a story; null where the page does not show it. */
export function galleyOf(page: SetPage, story: StoryId): Galley | null {
  const frames = page.frames.filter((frame) => frame.item === story)
  if (frames.length === 0) return null
  const linesOf = (part: Part): SetLine[] =>
    frames.filter((frame) => frame.part === part).flatMap((frame) => frame.lines)
  const body = linesOf('body')
  const paragraphs = Object.fromEntries(
    BROKEN_PARTS.map((part) => [part, paragraphsOf(linesOf(part), part === 'body')]),
  )
  const legs = frames.filter((frame) => frame.part === 'body' && frame.lines.length > 0)
  return {
    paragraphs,
    columnEnds: columnEndsOf(legs.map((leg) => leg.lines.length)),
    over: oversetOf(page, story, body),
  }
}

function paragraphsOf(lines: readonly SetLine[], isNumbered: boolean): Map<number, SetParagraph> {
  const paragraphs = new Map<number, { -readonly [K in keyof SetParagraph]: SetParagraph[K] } & { breaks: Break[] }>()
  for (const [index, line] of lines.entries()) {
    if (!line.from || !line.to) continue
    let own = paragraphs.get(line.from.paragraph)
    if (!own) {
      own = { breaks: [], firstLine: isNumbered ? index + 1 : 0, lines: 0, lastLine: null }
      paragraphs.set(line.from.paragraph, own)
    }
    own.lines++
    if (line.isParagraphEnd) own.lastLine = inked(line.text)
    else own.breaks.push({ offset: line.to.offset, isHyphenated: line.isHyphenated })
  }
  return paragraphs
}

function columnEndsOf(lengths: readonly number[]): ColumnEnd[] {
  let line = 0
  return lengths.slice(0, -1).map((length, index) => ({ line: (line += length), next: index + 2 }))
}

function oversetOf(page: SetPage, story: StoryId, body: readonly SetLine[]): Overset | null {
  const fit = page.fit.find((each) => each.item === story)
  if (!fit || fit.overLines === 0) return null
  const from = body.at(-1)?.to ?? { part: 'body', paragraph: 0, offset: 0 }
  return { from, lines: fit.overLines, characters: fit.overCharacters }
}

const inked = (text: string): number => [...text].filter((character) => !/\s/.test(character)).length
