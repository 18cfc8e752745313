/**
 * A candidate line, weighed: how far its natural width is from the measure, what it can give or take, and how bad that
 * looks. Costs are plain arithmetic, so that every host comes to the same line.
 */
import type { Emu } from '#contract/measure.ts'
import type { SetStyle } from '../typesetter.ts'
import { get, SQUEEZES, type Prepared } from './prepared.ts'

export interface Candidate {
  /** First item, and end after trailing blanks. */
  readonly from: number
  readonly end: number
  /** Measure minus natural width: positive, there is room. */
  readonly short: Emu
  readonly isLast: boolean
  readonly hyphen: Emu
}

/** First item that is not a blank, for a line that begins at `from`: blanks vanish at a break. */
export function lineStart(prepared: Prepared, from: number): number {
  let at = from
  if (at > 0) while (prepared.items[at]?.kind === 'space') at++
  return at
}

export const startTrim = (prepared: Prepared, at: number, style: SetStyle): Emu =>
  style.rules.trimLineStart ? (prepared.items[at]?.blankBefore ?? 0) : 0

export const endTrim = (prepared: Prepared, end: number, style: SetStyle): Emu =>
  style.rules.trimLineEnd ? (prepared.items[end - 1]?.blankAfter ?? 0) : 0

/** Natural width of items from `from` to `end`, marks at the ends trimmed (R8), without indent. */
export const naturalWidth = (prepared: Prepared, from: number, end: number, style: SetStyle): Emu =>
  get(prepared.widths, end) -
  get(prepared.widths, from) +
  get(prepared.pairs, end - 1) -
  get(prepared.pairs, from) -
  startTrim(prepared, from, style) -
  endTrim(prepared, end, style)

/** What step k can give between `from` and `end` (R9); k 0 counts blanks, the others inner boundaries. */
export const squeezeRoom = (prepared: Prepared, k: number, from: number, end: number): Emu =>
  k === 0
    ? get(prepared.squeezes[0], end) - get(prepared.squeezes[0], from)
    : get(prepared.squeezes[k], end - 1) - get(prepared.squeezes[k], from)

export function allSqueeze(prepared: Prepared, from: number, end: number): Emu {
  let room = 0
  for (let k = 0; k < SQUEEZES; k++) room += squeezeRoom(prepared, k, from, end)
  return room
}

/** Letters may close up by 1 % and open by 2 % of an em in English (E6). */
export const letterRoom = (prepared: Prepared, from: number, end: number, style: SetStyle, percent: number): Emu =>
  style.lang === 'en'
    ? Math.floor(((get(prepared.letters, end) - get(prepared.letters, from)) * style.style.size * percent) / 100)
    : 0

/** Cost of a line that cannot be set at all. */
export const IMPOSSIBLE = -1

export function costOf(prepared: Prepared, line: Candidate, style: SetStyle): number {
  if (style.style.align !== 'justify') return ragged(line, prepared, style)
  if (line.short < 0) return squeezed(prepared, line, style)
  if (line.isLast) return lastLine(prepared, line, style)
  return style.lang === 'en' ? stretchedEnglish(prepared, line) : stretchedHan(prepared, line, style)
}

function squeezed(prepared: Prepared, line: Candidate, style: SetStyle): number {
  const room = allSqueeze(prepared, line.from, line.end) + letterRoom(prepared, line.from, line.end, style, 1)
  if (-line.short > room) return IMPOSSIBLE
  const part = -line.short / room
  return 20 + 100 * part * part * part
}

/** R14 for Chinese, E5 for English: a last line is no crumb. */
function lastLine(prepared: Prepared, line: Candidate, style: SetStyle): number {
  if (line.from === 0) return 0
  if (style.lang === 'en') {
    const blanks = get(prepared.blanks, line.end) - get(prepared.blanks, line.from)
    return blanks < 1 ? 300 : 0
  }
  const han = get(prepared.han, line.end) - get(prepared.han, line.from)
  return han < 2 ? 400 : 0
}

/** Room that is left for the even gaps once blanks and CJK-Latin gaps have taken theirs (R10). */
export function evenShare(prepared: Prepared, line: Candidate): Emu {
  const blanks = get(prepared.blankRoom, line.end) - get(prepared.blankRoom, line.from)
  const mixed = get(prepared.mixedRoom, line.end - 1) - get(prepared.mixedRoom, line.from)
  return Math.max(0, line.short - blanks - mixed)
}

/** Gaps above 0.08 em begin to show; the cube keeps every line under it where any way exists. */
const SHOWS_AT = 80

function stretchedHan(prepared: Prepared, line: Candidate, style: SetStyle): number {
  const gaps = Math.max(1, get(prepared.gaps, line.end - 1) - get(prepared.gaps, line.from))
  const gap = (evenShare(prepared, line) * 1000) / (gaps * style.style.size)
  const part = gap / SHOWS_AT
  return (line.short > 0 ? 10 : 0) + 100 * part * part * part
}

/** Word spaces to 133 % are free of blame, to 200 % they are seen, beyond it they are rivers (E6). */
function stretchedEnglish(prepared: Prepared, line: Candidate): number {
  const blanks = get(prepared.blanks, line.end) - get(prepared.blanks, line.from)
  if (blanks === 0) return 5000
  const natural = spaceWidth(prepared, line)
  const growth = line.short / (blanks * natural)
  return 60 * growth * growth * growth + 40 * growth
}

function spaceWidth(prepared: Prepared, line: Candidate): Emu {
  for (let at = line.from; at < line.end; at++) {
    const item = prepared.items[at]
    if (item?.kind === 'space') return Math.max(1, item.width)
  }
  return 1
}

/** Ragged setting: the free end of each line is even with its neighbours; the last line is free. */
function ragged(line: Candidate, prepared: Prepared, style: SetStyle): number {
  if (line.short < 0) return IMPOSSIBLE
  if (line.isLast) return lastLine(prepared, line, style) / 4
  const part = line.short / (style.style.size * 4)
  return 30 * part * part
}
