/**
 * The title block: kicker, headline and deck in the sizes of the paper's list. A horizontal one is as wide as its place
 * and takes whole grid lines (R16); a vertical one is as deep as its place and its columns run right to left.
 */
import type { Copy, CopyParagraph, Orientation } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { HeadCount } from '#contract/setPage.ts'
import { titleLines } from '#grid/columns.ts'
import { forcedLines } from '../head/headPieces.ts'
import type { Devices } from '../flow/devices.ts'
import type { StyleShelf } from '../styles.ts'
import type { HeadSpec, SetHead, SetStyle, Typesetter } from '../typesetter.ts'

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
  /** Horizontal scale of the headline chosen by hand, thousandths (H6); null: by itself. */
  readonly scale?: number | null
  /** Whether the title stands beside or inside the text: rather in more lines than in small type. */
  readonly isCompact?: boolean
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
  a.scale === b.scale &&
  a.isCompact === b.isCompact &&
  a.orientation === b.orientation &&
  a.copy.lang === b.copy.lang &&
  TITLE_PARTS.every((part) => a.copy.parts[part].length === b.copy.parts[part].length)

/** Sizes that may be tried for a headline: the one wanted, and the smaller ones of the paper's list. */
const sizesFrom = ({ heads }: Stylebook, wanted: Emu): readonly Emu[] => {
  const smaller = heads.sizes.filter((size) => size < wanted)
  return smaller.length === 0 ? [Math.min(wanted, heads.sizes.at(-1) ?? wanted)] : [wanted, ...smaller]
}

function makeTitle(tools: TitleTools, spec: TitleSpec): Title {
  const sizes = sizesFrom(tools.stylebook, spec.size)
  if (TITLE_PARTS.some((part) => isEndless(spec.copy.parts[part]))) return stack(tools, spec, sizes.slice(-1))
  if (spec.orientation === 'horizontal' || spec.across === null) return stack(tools, spec, sizes)
  for (let i = 0; i < sizes.length - 1; i++) {
    const title = stack(tools, spec, sizes.slice(i))
    if (title.extent <= spec.across && !title.rows.some((row) => isOver(row.head))) return title
  }
  return stack(tools, spec, sizes.slice(-1))
}

/** Whole grid lines of a horizontal title with its air (thousandths of a line); 0 where there is no title. */
export const linesOf = (title: Title, stylebook: Stylebook, air = stylebook.heads.air): number =>
  titleLines([title.extent], stylebook.grid.pitch, air)

/** 18 字 / 21: the counts of kicker, headline and deck. A headline whose first line is set like a kicker counts as one. */
export function countsOf({ rows }: Title): HeadCount[] {
  return TITLE_PARTS.flatMap((part) => {
    const own = rows.filter((row) => row.part === part)
    if (own.length === 0) return []
    const sum = (of: (head: SetHead) => number): number => own.reduce((total, { head }) => total + of(head), 0)
    return [{ part, characters: sum((head) => head.characters), holds: sum((head) => head.holds) }]
  })
}

export const isOver = (head: SetHead): boolean =>
  head.lines.some((line) => line.remarks.some((remark) => remark.code === 'head.overset'))

function stack(tools: TitleTools, spec: TitleSpec, sizes: readonly Emu[]): Title {
  const { kicker, headline, deck } = spec.copy.parts
  const opening = openingOf(spec)
  const main = headline.slice(opening)
  const set = hasText(main) ? setHeadline(tools, spec, main, sizes) : null
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

/** Puts a part after the rows before it, two fifths of the smaller size from them. */
function pushRow(
  rows: TitleRow[],
  part: TitlePart,
  paragraphs: readonly CopyParagraph[],
  first: number,
  set: SetPart | null,
): void {
  if (!set) return
  const before = rows.at(-1)
  const air = before ? Math.floor((Math.min(set.head.size, before.head.size) * 2) / 5) : 0
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

/** More characters than any head has: a story pasted in the wrong field, for which no size and no lines are tried. */
const MOST_CHARACTERS = 200
const isEndless = (paragraphs: readonly CopyParagraph[]): boolean =>
  paragraphs.reduce((sum, { text }) => sum + text.length, 0) > MOST_CHARACTERS

/**
 * How many lines a headline may take beyond the editor's own, between which sizes (thousandths of the one wanted). It falls
 * to six tenths before it takes one line more, and then begins below its first size: so a word more makes the headline
 * smaller or gives it a line, and never makes it leap back to its full size.
 */
const TRIES = [
  { more: 0, least: 600, most: 1000 },
  { more: 1, least: 500, most: 900 },
  { more: 2, least: 400, most: 800 },
  { more: 4, least: 0, most: 800 },
] as const
/** A title beside or inside the text is a block of a few lines, not one long thin one; so is one of several clauses. */
const COMPACT_TRIES = [{ more: 0, least: 800, most: 1000 }, { more: 1, least: 600, most: 1000 }, ...TRIES.slice(2)]

function setHeadline(
  { typesetter, styles, stylebook }: TitleTools,
  spec: TitleSpec,
  paragraphs: readonly CopyParagraph[],
  wanted: readonly Emu[],
): SetPart {
  const style = styles.style('headline', spec.copy.lang, { vertical: spec.orientation === 'vertical' })
  const forced = forcedLines(paragraphs)
  const base = spec.copy.lang === 'en' && forced === 1 ? 2 : forced
  const scale = scaleOf(stylebook, spec)
  const isClauses = spec.copy.lang !== 'en' && paragraphs.some(({ text }) => /\S[ \u3000]\S/.test(text))
  const tries = spec.isCompact === true || isClauses ? COMPACT_TRIES : TRIES
  let head: SetHead | null = null
  for (const { more, least, most } of isEndless(paragraphs) ? TRIES.slice(-1) : tries) {
    const sizes = between(wanted, least, most)
    const fit = { sizes, mostLines: base + more, spread: stylebook.heads.spread, scale, handScale: spec.scale ?? null }
    head = setPart(typesetter, spec, 'headline', paragraphs, style, fit)
    if (!isOver(head)) break
  }
  if (!head) throw new RangeError('setHeadline: no sizes')
  return { style, head }
}

/** The sizes between two thousandths of the first; the last one where there is none. */
function between(sizes: readonly Emu[], least: number, most: number): readonly Emu[] {
  const wanted = sizes[0] ?? 0
  const found = sizes.filter((size) => size * 1000 >= wanted * least && size * 1000 <= wanted * most)
  return found.length > 0 ? found : sizes.slice(-1)
}

const AS_DRAWN = { least: 1000, most: 1000 }

/** H6: what a head may be stretched by itself; an English one stays as it is drawn, but where the paper says otherwise. */
const scaleOf = ({ heads }: Stylebook, { copy }: TitleSpec): { least: number; most: number } =>
  heads.scale ?? (copy.lang === 'en' ? AS_DRAWN : { least: 920, most: 1080 })

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
  const own = [most, Math.floor((most * 9) / 10), Math.floor((most * 8) / 10)].filter((size) => size >= body)
  const sizes = own.length > 0 ? own : [body]
  let head: SetHead | null = null
  for (const more of isEndless(paragraphs) ? [0] : [0, 1, 2, 4]) {
    const fit = { sizes, mostLines: forcedLines(paragraphs) + more, spread: 0 }
    head = setPart(typesetter, spec, part, paragraphs, style, fit)
    if (!isOver(head)) break
  }
  return head && { style, head }
}

type HeadFit = Pick<HeadSpec, 'sizes' | 'mostLines' | 'spread' | 'scale' | 'handScale'>

function setPart(
  typesetter: Typesetter,
  { measure }: TitleSpec,
  part: TitlePart,
  paragraphs: readonly CopyParagraph[],
  style: SetStyle,
  fit: HeadFit,
): SetHead {
  return typesetter.setHead({ part, paragraphs, style, measure, align: style.style.align, ...fit })
}
