/**
 * The title block: kicker, headline and deck in the sizes of the paper's list. A horizontal one is as wide as its place
 * and takes whole grid lines (R16); a vertical one is as deep as its place and its columns run right to left.
 */
import type { Copy, CopyParagraph, Orientation } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { titleLines } from '#grid/columns.ts'
import type { Devices } from '../flow/devices.ts'
import type { FlowParagraph } from '../flow/flow.ts'
import type { StyleShelf } from '../styles.ts'
import type { LineRemark, SetHead, SetStyle, Typesetter } from '../typesetter.ts'

export const TITLE_PARTS = ['kicker', 'headline', 'deck'] as const
export type TitlePart = (typeof TITLE_PARTS)[number]

export interface TitleSpec {
  readonly copy: Copy
  readonly orientation: Orientation
  /** Room along the lines (width; depth of a vertical one) and across them, where that is bounded. */
  readonly measure: Emu
  readonly across: Emu | null
  /** The size wanted for the headline; smaller ones are tried after it. */
  readonly size: Emu
}

export interface TitleRow {
  readonly part: TitlePart
  readonly paragraphs: readonly CopyParagraph[]
  /** Index of the first of these paragraphs in its part. */
  readonly first: number
  readonly style: SetStyle
  readonly head: SetHead
  /** Where the part begins across the lines, from the title's first edge (top; right edge of a vertical one). */
  readonly at: Emu
  /** Extent across its lines. */
  readonly extent: Emu
}

export interface Title {
  readonly rows: readonly TitleRow[]
  /** Extent across the lines, without air. */
  readonly extent: Emu
}

export interface TitleTools {
  readonly typesetter: Typesetter
  readonly styles: StyleShelf
  readonly stylebook: Stylebook
  readonly titles: TitleMemory
  readonly devices: Devices
  /** What was made of a paragraph for flowing. */
  readonly paragraphs: WeakMap<CopyParagraph, FlowParagraph[]>
}

/** Titles that were set, by the first of their paragraphs: typing in the body does not set them again. */
export type TitleMemory = WeakMap<CopyParagraph, KeptTitle[]>
interface KeptTitle {
  readonly paragraphs: readonly CopyParagraph[]
  readonly spec: TitleSpec
  readonly title: Title
}
const MOST_KEPT = 24

/** Whether the copy has words for a title block. */
export const hasTitle = (copy: Copy): boolean => TITLE_PARTS.some((part) => hasText(copy.parts[part]))
export const hasText = (paragraphs: readonly CopyParagraph[]): boolean =>
  paragraphs.some((paragraph) => paragraph.text.trim() !== '')

/** Sets the title block. Empty parts take no room. */
export function setTitle(tools: TitleTools, spec: TitleSpec): Title {
  const paragraphs = TITLE_PARTS.flatMap((part) => spec.copy.parts[part])
  const first = paragraphs[0]
  if (!first) return { rows: [], extent: 0 }
  const kept = tools.titles.get(first) ?? []
  const known = kept.find((each) => isSameSpec(each.spec, spec) && isSameRow(each.paragraphs, paragraphs))
  if (known) return known.title
  const title = makeTitle(tools, spec)
  tools.titles.set(first, [...kept.slice(-MOST_KEPT), { paragraphs, spec, title }])
  return title
}

const isSameRow = (a: readonly CopyParagraph[], b: readonly CopyParagraph[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i])

const isSameSpec = (a: TitleSpec, b: TitleSpec): boolean =>
  a.measure === b.measure &&
  a.across === b.across &&
  a.size === b.size &&
  a.orientation === b.orientation &&
  a.copy.lang === b.copy.lang &&
  TITLE_PARTS.every((part) => a.copy.parts[part].length === b.copy.parts[part].length)

function makeTitle(tools: TitleTools, spec: TitleSpec): Title {
  const sizes = tools.stylebook.heads.sizes
  if (TITLE_PARTS.some((part) => isEndless(spec.copy.parts[part]))) return stack(tools, spec, sizes.length - 1)
  const first = Math.max(
    0,
    sizes.findIndex((size) => size <= spec.size),
  )
  if (spec.orientation === 'horizontal' || spec.across === null) return stack(tools, spec, first)
  for (let i = first; i < sizes.length - 1; i++) {
    const title = stack(tools, spec, i)
    if (title.extent <= spec.across && !title.rows.some((row) => isOver(row.head))) return title
  }
  return stack(tools, spec, sizes.length - 1)
}

/** Whole grid lines of a horizontal title with the paper's air; 0 where there is no title. */
export const linesOf = (title: Title, stylebook: Stylebook): number =>
  titleLines([title.extent], stylebook.grid.pitch, stylebook.heads.air)

export const isOver = (head: SetHead): boolean =>
  head.lines.some((line) => line.remarks.some((remark) => remark.code === 'head.overset'))

function stack(tools: TitleTools, spec: TitleSpec, first: number): Title {
  const { kicker, headline, deck } = spec.copy.parts
  const opening = openingOf(spec)
  const main = headline.slice(opening)
  const set = hasText(main) ? setHeadline(tools, spec, main, first) : null
  const most = minorSize(tools.stylebook, set?.head.size ?? null)
  const minor = (part: 'kicker' | 'deck', paragraphs: readonly CopyParagraph[]): SetPart | null =>
    setMinor(tools, spec, part, paragraphs, most)
  const title: TitleRow[] = []
  pushRow(title, 'kicker', kicker, 0, minor('kicker', kicker))
  pushRow(title, 'headline', headline.slice(0, opening), 0, minor('kicker', headline.slice(0, opening)))
  pushRow(title, 'headline', main, opening, set)
  pushRow(title, 'deck', deck, 0, minor('deck', deck))
  const last = title.at(-1)
  return { rows: title, extent: last ? last.at + last.extent : 0 }
}

/** Puts a part after the rows before it, a third of the smaller size from them. */
function pushRow(
  rows: TitleRow[],
  part: TitlePart,
  paragraphs: readonly CopyParagraph[],
  first: number,
  set: SetPart | null,
): void {
  if (!set) return
  const before = rows.at(-1)
  const air = before ? Math.floor(Math.min(set.head.size, before.head.size) / 3) : 0
  const at = before ? before.at + before.extent + air : 0
  const extent = (set.head.lines.length - 1) * set.head.leading + set.head.size
  rows.push({ part, paragraphs, first, style: set.style, head: set.head, at, extent })
}

/**
 * Lines of a vertical headline that are set like a kicker: a first line half as long again as the longest after it says
 * who or where, and the short ones say what. 0 where the headline is all of one size.
 */
function openingOf({ copy, orientation }: TitleSpec): number {
  const [opening, ...rest] = copy.parts.headline.map(({ text }) => text.length)
  if (orientation !== 'vertical' || opening === undefined || rest.length === 0) return 0
  return opening * 2 >= Math.max(...rest) * 3 ? 1 : 0
}

/** Greatest size of kicker and deck: two steps of the paper's list below the headline, and never near it (H7). */
function minorSize({ heads, styles }: Stylebook, headline: Emu | null): Emu {
  if (headline === null) return heads.sizes[0] ?? styles.deck.size
  const rank = heads.sizes.findIndex((each) => each <= headline)
  const below = heads.sizes[rank + 2] ?? heads.sizes.at(-1) ?? headline
  return Math.min(below, Math.floor((headline * 7) / 10))
}

interface SetPart {
  readonly style: SetStyle
  readonly head: SetHead
}

/** More characters than any head has: a story pasted in the wrong field. */
const MOST_CHARACTERS = 200
const isEndless = (paragraphs: readonly CopyParagraph[]): boolean =>
  paragraphs.reduce((sum, { text }) => sum + text.length, 0) > MOST_CHARACTERS

/** Sets such a part as text, small and in one go: weighing all ways to divide it as a head would take for ever. */
function setEndless(
  typesetter: Typesetter,
  styles: StyleShelf,
  spec: TitleSpec,
  part: TitlePart,
  paragraphs: readonly CopyParagraph[],
  size: Emu,
): SetPart {
  const style = styles.style(part, spec.copy.lang, { size, vertical: spec.orientation === 'vertical' })
  const measures = styles.measures([], spec.measure)
  const lines = paragraphs.flatMap((each, paragraph) =>
    typesetter.breakParagraph(each, style, measures).map((line) => ({ ...line, paragraph, offset: 0 })),
  )
  const over: LineRemark = { code: 'head.overset', severity: 'error', offset: 0, values: { lines: lines.length } }
  const marked = lines.map((line, i) => (i === 0 ? { ...line, remarks: [...line.remarks, over] } : line))
  return { style, head: { size, leading: Math.floor((size * 6) / 5), lines: marked } }
}

/** How many lines a headline may take and how far its size may fall before it takes one more. */
const TRIES = [
  { more: 0, least: 600 },
  { more: 1, least: 500 },
  { more: 2, least: 400 },
  { more: 4, least: 0 },
] as const

function setHeadline(
  { typesetter, styles, stylebook }: TitleTools,
  spec: TitleSpec,
  paragraphs: readonly CopyParagraph[],
  first: number,
): SetPart {
  const vertical = spec.orientation === 'vertical'
  const style = styles.style('headline', spec.copy.lang, { vertical })
  const forced = forcedLines(paragraphs)
  const base = spec.copy.lang === 'en' && forced === 1 ? 2 : forced
  const wanted = stylebook.heads.sizes.slice(first)
  let head: SetHead | null = null
  if (isEndless(paragraphs))
    return setEndless(typesetter, styles, spec, 'headline', paragraphs, stylebook.heads.sizes.at(-1) ?? 0)
  for (const { more, least } of TRIES) {
    const sizes = wanted.filter((size) => size * 1000 >= (wanted[0] ?? 0) * least)
    head = setPart(typesetter, spec, 'headline', paragraphs, style, sizes, base + more, stylebook.heads.spread)
    if (!isOver(head)) break
  }
  if (!head) throw new RangeError('setHeadline: no sizes')
  return { style, head }
}

/** A kicker or deck: its own size, but two steps below the headline at most (H7). */
function setMinor(
  tools: TitleTools,
  spec: TitleSpec,
  part: 'kicker' | 'deck',
  paragraphs: readonly CopyParagraph[],
  largest: Emu,
): SetPart | null {
  if (!hasText(paragraphs)) return null
  const { stylebook, styles, typesetter } = tools
  const style = styles.style(part, spec.copy.lang, { vertical: spec.orientation === 'vertical' })
  const body = stylebook.styles.text.size
  const most = Math.min(style.style.size, largest)
  if (isEndless(paragraphs)) return setEndless(typesetter, styles, spec, part, paragraphs, body)
  const own = [most, Math.floor((most * 9) / 10), Math.floor((most * 8) / 10)].filter((size) => size >= body)
  const sizes = own.length > 0 ? own : [body]
  let head: SetHead | null = null
  for (const more of [0, 1, 2, 4]) {
    head = setPart(typesetter, spec, part, paragraphs, style, sizes, forcedLines(paragraphs) + more, 0)
    if (!isOver(head)) break
  }
  return head && { style, head }
}

function setPart(
  typesetter: Typesetter,
  { measure }: TitleSpec,
  part: TitlePart,
  paragraphs: readonly CopyParagraph[],
  style: SetStyle,
  sizes: readonly Emu[],
  mostLines: number,
  spread: number,
): SetHead {
  const align = style.style.align === 'right' ? 'left' : style.style.align
  return typesetter.setHead({ part, paragraphs, style, measure, sizes, mostLines, spread, align })
}

/** Lines that the editor broke the part into. */
const forcedLines = (paragraphs: readonly CopyParagraph[]): number =>
  paragraphs.reduce((sum, { text }) => sum + text.split('\n').length, 0)
