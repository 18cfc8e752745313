/**
 * A line's space, given out: squeezed in the order of R9 or stretched in that of R10, whole Emu, remainders left to
 * right, so that a justified line ends exactly at its measure.
 */
import { share, type Emu } from '#contract/measure.ts'
import type { SetStyle } from '../typesetter.ts'
import { endTrim, letterRoom, squeezeRoom, startTrim, type Candidate } from './candidate.ts'
import { get, SQUEEZES, type Prepared } from './prepared.ts'

/** Positions of a line's items, and what was added. */
export interface Placement {
  /** Start of item from + i along the line. */
  readonly starts: readonly Emu[]
  /** Extra between letters inside Latin items (E6), by glyph in order; empty where there is none. */
  readonly letters: readonly Emu[]
  readonly width: Emu
  /** As SetLine.gap. */
  readonly gap: number
}

export function placeLine(prepared: Prepared, style: SetStyle, line: Candidate, indent: Emu): Placement {
  const extra = new Spaces(prepared, line)
  let gap = 0
  let letters: readonly Emu[] = []
  if (line.short < 0) letters = squeeze(prepared, style, line, extra)
  else if (!line.isLast && style.style.align === 'justify') ({ gap, letters } = stretch(prepared, style, line, extra))
  const starts: Emu[] = []
  let pen = indent - startTrim(prepared, line.from, style)
  let letter = 0
  for (let at = line.from; at < line.end; at++) {
    starts.push(pen)
    const item = prepared.items[at]
    const count = item?.glyphs.length ?? 0
    for (let n = 0; n < count && letters.length > 0; n++) pen += letters[letter++] ?? 0
    pen +=
      (item?.width ?? 0) + extra.inItem(at) + (at + 1 < line.end ? get(prepared.pair, at + 1) + extra.after(at + 1) : 0)
  }
  return { starts, letters, width: pen - endTrim(prepared, line.end, style) + line.hyphen, gap }
}

/** Space added to blanks and boundaries of a line. */
class Spaces {
  readonly #from: number
  readonly #item: Float64Array
  readonly #boundary: Float64Array
  constructor(prepared: Prepared, line: Candidate) {
    this.#from = line.from
    this.#item = new Float64Array(Math.max(1, line.end - line.from))
    this.#boundary = new Float64Array(Math.max(1, line.end - line.from + 1))
    if (line.end > prepared.items.length) throw new RangeError(`Spaces: end ${line.end}`)
  }
  addToItem(at: number, amount: Emu): void {
    this.#item[at - this.#from] = this.inItem(at) + amount
  }
  addAt(j: number, amount: Emu): void {
    this.#boundary[j - this.#from] = this.after(j) + amount
  }
  inItem(at: number): Emu {
    return this.#item[at - this.#from] ?? 0
  }
  after(j: number): Emu {
    return this.#boundary[j - this.#from] ?? 0
  }
}

/** Takes `-short` in the order of R9; within a step each gives in proportion to what it has. */
function squeeze(prepared: Prepared, style: SetStyle, line: Candidate, extra: Spaces): readonly Emu[] {
  let need = -line.short
  for (let k = 0; k < SQUEEZES && need > 0; k++) {
    const room = squeezeRoom(prepared, k, line.from, line.end)
    if (room === 0) continue
    const taken = Math.min(need, room)
    takeInStep(prepared, k, line, { taken, room }, extra)
    need -= taken
  }
  return need > 0 ? evenLetters(prepared, line, -need) : []
}

function takeInStep(
  prepared: Prepared,
  k: number,
  line: Candidate,
  amount: { taken: Emu; room: Emu },
  extra: Spaces,
): void {
  let before = 0
  let given = 0
  for (let at = line.from; at < line.end; at++) {
    const has = k === 0 ? get(prepared.squeeze[0], at) : at > line.from ? get(prepared.squeeze[k], at) : 0
    if (has === 0) continue
    before += has
    const upTo = Math.floor((amount.taken * before) / amount.room)
    if (k === 0) extra.addToItem(at, given - upTo)
    else extra.addAt(at, given - upTo)
    given = upTo
  }
}

function stretch(
  prepared: Prepared,
  style: SetStyle,
  line: Candidate,
  extra: Spaces,
): { gap: number; letters: readonly Emu[] } {
  return style.lang === 'en' ? stretchEnglish(prepared, style, line, extra) : stretchHan(prepared, style, line, extra)
}

function stretchHan(
  prepared: Prepared,
  style: SetStyle,
  line: Candidate,
  extra: Spaces,
): { gap: number; letters: readonly Emu[] } {
  const blanks: number[] = []
  const mixed: number[] = []
  const gaps: number[] = []
  for (let at = line.from; at < line.end; at++) {
    if (prepared.items[at]?.kind === 'space') blanks.push(at)
    if (at === line.from) continue
    if (get(prepared.pair, at) > 0) mixed.push(at)
    if (prepared.grows[at] === 1) gaps.push(at)
  }
  const half = Math.floor(style.style.size / 2)
  let need = line.short
  const blankRoom = blanks.reduce((sum, at) => sum + Math.max(0, half - (prepared.items[at]?.width ?? 0)), 0)
  need -= give(Math.min(need, blankRoom), blanks, (at, amount) => extra.addToItem(at, amount))
  const mixedRoom = mixed.reduce((sum, at) => sum + Math.max(0, half - get(prepared.pair, at)), 0)
  need -= give(Math.min(need, mixedRoom), mixed, (at, amount) => extra.addAt(at, amount))
  const gap = gaps.length === 0 ? 0 : Math.floor((need * 1000) / (gaps.length * style.style.size))
  need -= give(need, gaps, (at, amount) => extra.addAt(at, amount))
  // A line with nothing that may grow (one long number between two words) grows at its blanks, wherever they are.
  if (need > 0) give(need, blanks.length > 0 ? blanks : mixed, (at, amount) => extra.addToItem(at, amount))
  return { gap, letters: [] }
}

/** Shares an amount over places, left to right; gives back what was given. */
function give(amount: Emu, places: readonly number[], add: (at: number, amount: Emu) => void): Emu {
  if (amount <= 0 || places.length === 0) return 0
  share(amount, places.length).forEach((part, at) => add(places[at] ?? 0, part))
  return amount
}

/** E6: word space to 133 %, then letters to +2 %, then word space again. `gap` is the word space in thousandths of natural. */
function stretchEnglish(
  prepared: Prepared,
  style: SetStyle,
  line: Candidate,
  extra: Spaces,
): { gap: number; letters: readonly Emu[] } {
  const blanks: number[] = []
  for (let at = line.from; at < line.end; at++) if (prepared.items[at]?.kind === 'space') blanks.push(at)
  if (blanks.length === 0) return { gap: 0, letters: [] }
  const natural = blanks.reduce((sum, at) => sum + (prepared.items[at]?.width ?? 0), 0)
  const free = Math.min(line.short, Math.floor(natural / 3))
  const loose = Math.min(line.short - free, letterRoom(prepared, line.from, line.end, style, 2))
  const rest = line.short - free - loose
  give(free + rest, blanks, (at, amount) => extra.addToItem(at, amount))
  const gap = Math.floor(((natural + free + rest) * 1000) / Math.max(1, natural))
  return { gap, letters: loose > 0 ? evenLetters(prepared, line, loose) : [] }
}

/** An amount shared over all letters of a line; the last letter takes none, so that the line's edge stays where it is. */
function evenLetters(prepared: Prepared, line: Candidate, amount: Emu): readonly Emu[] {
  const count = get(prepared.letters, line.end) - get(prepared.letters, line.from)
  return count < 2 ? [amount] : [...share(amount, count - 1), 0]
}
