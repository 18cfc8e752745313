/**
 * A candidate line, weighed: how far its natural width is from the measure, what it can give or take, and how bad that
 * looks. Costs use the four operations alone, which IEEE 754 makes alike in every host.
 */
import type { Emu } from '#contract/measure.ts'
import type { SetStyle } from '../typesetter.ts'
import { get, type Prepared } from './prepared.ts'

export interface Candidate {
  /** First cell, and end after trailing blanks. */
  from: number
  end: number
  /** Measure minus natural width: positive, there is room. */
  short: Emu
  isLast: boolean
  isFirst: boolean
}

/** First cell that is no blank, for a line that begins at `from`: blanks vanish at a break. */
export function lineStart(prepared: Prepared, from: number): number {
  let at = from
  if (at > 0) while (prepared.cells[at]?.kind === 'space') at++
  return at
}

/** R8: what an opening bracket loses at a line's start, a paragraph's too. */
export function startTrim(prepared: Prepared, at: number, style: SetStyle): Emu {
  const cell = prepared.cells[at]
  return style.rules.trimLineStart && cell?.kind === 'open' ? cell.blankBefore : 0
}

/** R8: what a mark loses at a line's end. */
export const endTrim = (prepared: Prepared, end: number, style: SetStyle): Emu =>
  style.rules.trimLineEnd ? (prepared.cells[end - 1]?.blankAfter ?? 0) : 0

/** What the mark at a line's end can still give where the house does not trim it anyway: the first step of R9. */
export const endRoom = (prepared: Prepared, end: number, style: SetStyle): Emu =>
  style.rules.trimLineEnd || style.lang === 'en' ? 0 : (prepared.cells[end - 1]?.blankAfter ?? 0)

/** Natural width of cells [from, end), marks at both ends trimmed, without indent, hyphen and the last letterspace. */
export const naturalWidth = (prepared: Prepared, from: number, end: number, style: SetStyle): Emu =>
  get(prepared.widths, end) -
  get(prepared.widths, from) +
  get(prepared.pairs, end - 1) -
  get(prepared.pairs, from) -
  startTrim(prepared, from, style) -
  endTrim(prepared, end, style) -
  prepared.tracking

/** R13. */
export const firstIndent = (style: SetStyle): Emu => Math.floor((style.style.indent * style.style.size) / 1000 + 0.5)

/** What a line can give up (R9; in English E6: word spaces to 80 %, letters by 1 %, glyphs to 98 %). */
export function squeezeRoom(prepared: Prepared, from: number, end: number, style: SetStyle): Emu {
  if (style.lang === 'en') {
    const room = englishRoom(prepared, from, end, style)
    return Math.floor(room.blanks / 5) + Math.floor(room.letters / 100) + Math.floor(room.inked / 50)
  }
  const blanks = get(prepared.squeezes[0], end) - get(prepared.squeezes[0], from)
  const between = get(prepared.squeezeAll, end - 1) - get(prepared.squeezeAll, from)
  return endRoom(prepared, end, style) + blanks + between
}

/** What English justification works on: natural widths of blanks and of inked cells, and an em for each letter gap. */
export function englishRoom(prepared: Prepared, from: number, end: number, style: SetStyle) {
  const blanks = get(prepared.blankWidths, end) - get(prepared.blankWidths, from)
  return {
    blanks,
    letters: Math.max(0, get(prepared.glyphs, end) - get(prepared.glyphs, from) - 1) * style.style.size,
    inked: get(prepared.widths, end) - get(prepared.widths, from) - blanks,
  }
}

/** Cost of a line that cannot be set. */
export const IMPOSSIBLE = -1

export function costOf(prepared: Prepared, line: Candidate, style: SetStyle): number {
  if (style.style.align !== 'justify') return raggedCost(prepared, line, style)
  if (line.short < 0) return squeezedCost(prepared, line, style)
  if (line.isLast) return lastLineCost(prepared, line, style)
  return style.lang === 'en' ? stretchedEnglish(prepared, line, style) : stretchedHan(prepared, line, style)
}

function squeezedCost(prepared: Prepared, line: Candidate, style: SetStyle): number {
  const room = squeezeRoom(prepared, line.from, line.end, style)
  if (-line.short > room) return IMPOSSIBLE
  const part = -line.short / room
  return 20 + 100 * part * part * part + (line.isLast ? lastLineCost(prepared, line, style) : 0)
}

/**
 * What it costs to break a rule that gives way only where no set of breaks keeps it: a crumb of a last line (E5), a hyphen
 * before it or at a column's end (E3). It is more than all loose lines of a paragraph together, since those are remarked
 * upon, and less than a forced line.
 */
export const BREACH = 100_000_000
/** Its cost as a line's: `demerits` squares it. */
const BREACH_COST = 100_000

/** R14: a last line of two Han at least. E5: two words or a third of the measure, else it is a crumb. */
function lastLineCost(prepared: Prepared, line: Candidate, style: SetStyle): number {
  if (line.isFirst) return 0
  if (style.lang === 'en') {
    const blanks = get(prepared.blanks, line.end) - get(prepared.blanks, line.from)
    const width = get(prepared.widths, line.end) - get(prepared.widths, line.from)
    return blanks < 1 && line.short > width * 2 ? BREACH_COST : 0
  }
  return get(prepared.han, line.end) - get(prepared.han, line.from) < 2 ? ERROR : 0
}

/** Room that is left for the even gaps once blanks and CJK-Latin gaps have taken theirs (R10). */
export function evenRoom(prepared: Prepared, line: Candidate): Emu {
  const blanks = get(prepared.blankRoom, line.end) - get(prepared.blankRoom, line.from)
  const mixed = get(prepared.mixedRoom, line.end - 1) - get(prepared.mixedRoom, line.from)
  return Math.max(0, line.short - blanks - mixed)
}

export const gapsIn = (prepared: Prepared, line: Candidate): number =>
  get(prepared.gaps, line.end - 1) - get(prepared.gaps, line.from)

/** Gaps of 0.08 em begin to show; the cube keeps every line under it where any way exists. */
const SHOWS_AT = 80

/**
 * R12: a line that is remarked upon costs so much more that a last resort is taken where it spares one (its price is
 * `LAST_RESORT` in totalFit), and never where it would only make good lines better.
 */
const FLAGGED = 1200
const ERROR = 3163

function stretchedHan(prepared: Prepared, line: Candidate, style: SetStyle): number {
  if (line.short === 0) return 0
  const gap = (evenRoom(prepared, line) * 1000) / (Math.max(1, gapsIn(prepared, line)) * style.style.size)
  const part = gap / SHOWS_AT
  const remarked = gap > style.rules.looseError ? ERROR : gap > style.rules.looseWarning ? FLAGGED : 0
  return 10 + 100 * part * part * part + remarked
}

/** Word space added beyond the free part at which a line is flagged (E6: above 250 %), in natural ones. */
const FLAGGED_BEYOND = 7 / 6
const FLAGGED_ENGLISH = 4000

/** One word alone cannot be filled: it costs what a line with one blank of a quarter em would, as its figure says. */
function emptyCost(line: Candidate, style: SetStyle): number {
  const beyond = (line.short * 4) / style.style.size
  return Math.min(MOST_COST, 100 + FLAGGED_ENGLISH + 200 * beyond + 200 * beyond * beyond)
}
/** Less than a breach, however empty the line. */
const MOST_COST = 90_000

/** Word spaces to 133 % with letters and glyphs to 102 % cost little; beyond that every tenth is seen (E6). */
function stretchedEnglish(prepared: Prepared, line: Candidate, style: SetStyle): number {
  const room = englishRoom(prepared, line.from, line.end, style)
  if (room.blanks === 0) return emptyCost(line, style)
  // A hyphen is stretched like all glyphs, and the letter before it has its space too.
  const hyphen = line.isLast ? 0 : (prepared.cells[line.end - 1]?.hyphen ?? 0)
  const more = hyphen > 0 ? hyphen + style.style.size : 0
  const free = room.blanks / 3 + (room.letters + room.inked + more) / 50
  if (line.short <= free) {
    const part = line.short / free
    return 100 * part * part * part
  }
  const beyond = (line.short - free) / room.blanks
  return 100 + 200 * beyond + 200 * beyond * beyond + (beyond > FLAGGED_BEYOND ? FLAGGED_ENGLISH : 0)
}

/**
 * How loose the lines are that a search tries: gaps in thousandths of an em (Chinese), word space added beyond the free part
 * in natural ones (English). Each search is wider than the one before; the last one tries all lines.
 */
export const TOLERANCES: Readonly<Record<'han' | 'english', readonly number[]>> = { han: [100, 180], english: [2, 6] }

/** What a line costs at the least that `isDearer` calls so. */
export function dearCost(style: SetStyle, tolerance: number): number {
  if (style.lang === 'en') return Math.floor(100 + 200 * tolerance * (1 + tolerance)) + FLAGGED_ENGLISH
  const part = tolerance / SHOWS_AT
  const { looseError, looseWarning } = style.rules
  // A line beyond the tolerance is looser than it says.
  const remarked = tolerance >= looseError ? ERROR : tolerance >= looseWarning ? FLAGGED : 0
  return Math.floor(10 + 100 * part * part * part) + remarked
}

/**
 * Whether this line and every shorter one from the same start cost more than `dearCost`. A shorter line is looser but for
 * the mark at its end, which takes half an em at the most: that is allowed for.
 */
export function isDearer(prepared: Prepared, line: Candidate, style: SetStyle, tolerance: number): boolean {
  if (style.style.align !== 'justify' || line.isLast) return false
  const short = line.short - style.style.size / 2
  if (short <= 0) return false
  if (style.lang !== 'en') {
    const blanks = get(prepared.blankRoom, line.end) - get(prepared.blankRoom, line.from)
    const mixed = get(prepared.mixedRoom, line.end - 1) - get(prepared.mixedRoom, line.from)
    return (short - blanks - mixed) * 1000 > tolerance * Math.max(1, gapsIn(prepared, line)) * style.style.size
  }
  const room = englishRoom(prepared, line.from, line.end, style)
  return short > room.blanks / 3 + room.letters / 50 + room.inked / 50 + tolerance * room.blanks
}

/** Ragged setting: the free ends are even with one another; the last line is free. */
function raggedCost(prepared: Prepared, line: Candidate, style: SetStyle): number {
  if (line.short < 0) return IMPOSSIBLE
  if (line.isLast) return lastLineCost(prepared, line, style)
  const part = line.short / (style.style.size * 4)
  return 30 * part * part
}
