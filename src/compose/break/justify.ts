/** Where the space of one line goes: R9 and R10 in Chinese, E6 in English. */
import type { Emu } from '#contract/measure.ts'
import { share } from '#contract/measure.ts'
import type { SetStyle } from '../typesetter.ts'
import { englishRoom, squeezeRoom, type Candidate } from './candidate.ts'
import { pour } from './pour.ts'
import { get, type Prepared } from './prepared.ts'
import type { Sums } from './tables.ts'
import { cellWidth, stretch } from './runs.ts'

/** Space after each cell of the line, letterspacing and scale, and the figure that is remarked upon. */
export interface Justified {
  readonly gaps: Emu[]
  readonly letter: Emu
  readonly odd: number
  readonly scale: number
  /** As SetLine.gap. */
  readonly gap: number
}

const inner = (prepared: Prepared, line: Candidate): Emu[] => {
  const gaps: Emu[] = []
  for (let j = line.from + 1; j < line.end; j++) gaps.push(get(prepared.pairs, j) - get(prepared.pairs, j - 1))
  return gaps
}

export const natural = (prepared: Prepared, line: Candidate): Justified => ({
  gaps: inner(prepared, line),
  letter: 0,
  odd: 0,
  scale: 1000,
  gap: 0,
})

/** Chinese: gives or takes by the steps of R9 and R10, equally within each step. */
export function justifyHan(prepared: Prepared, line: Candidate, style: SetStyle): Justified {
  const gaps = inner(prepared, line)
  if (line.short < 0) {
    squeezeHan(prepared, line, gaps)
    return { gaps, letter: 0, odd: 0, scale: 1000, gap: 0 }
  }
  let rest = line.short
  // A blank's own room stands at the place after its cell: the boundary that follows it.
  rest -= take(gaps, rest, prepared.blankRoom, line)
  rest -= take(gaps, rest, prepared.mixedRoom, line)
  const count = get(prepared.gaps, line.end - 1) - get(prepared.gaps, line.from)
  take(gaps, rest, count > 0 ? prepared.gaps : prepared.blanks, line, rest)
  return {
    gaps,
    letter: 0,
    odd: 0,
    scale: 1000,
    // A line of one word (an address) counts as if it had one gap: it is remarked upon, for nothing can fill it.
    gap: Math.floor((rest * 1000) / (Math.max(1, count) * style.style.size)),
  }
}

function squeezeHan(prepared: Prepared, line: Candidate, gaps: Emu[]): void {
  let rest = -line.short
  for (const sums of prepared.squeezes) {
    if (rest <= 0) return
    const caps = gaps.map((_, i) => get(sums, line.from + 1 + i) - get(sums, line.from + i))
    const given = pour(rest, caps)
    given.forEach((part, i) => (gaps[i] = (gaps[i] ?? 0) - part))
    rest -= given.reduce((sum, part) => sum + part, 0)
  }
}

/** Pours up to `amount` into the boundaries by what the summed table says of each, and returns what was taken. */
function take(gaps: Emu[], amount: Emu, sums: Sums, line: Candidate, times = 1): Emu {
  if (amount <= 0 || get(sums, line.end - 1) === get(sums, line.from)) return 0
  const caps = gaps.map((_, i) => (get(sums, line.from + 1 + i) - get(sums, line.from + i)) * times)
  const given = pour(amount, caps)
  given.forEach((part, i) => (gaps[i] = (gaps[i] ?? 0) + part))
  return given.reduce((sum, part) => sum + part, 0)
}

/**
 * English: word spaces, letters and glyphs give or take together, each its part of its own range (80-133 %, -1 to +2 %,
 * 98-102 %), so that no line looks of another colour; what is still wanting goes to the word spaces alone.
 */
export function justifyEnglish(prepared: Prepared, line: Candidate, style: SetStyle, hyphen: Emu): Justified {
  const room = englishRoom(prepared, line.from, line.end, style)
  const gaps = inner(prepared, line)
  // One word cannot be filled: its figure is that of a line with one blank of a quarter em.
  if (room.blanks === 0 && line.short >= 0) {
    const blank = style.style.size / 4
    const gap = Math.floor(((blank + line.short) * 1000) / blank)
    return { gaps, letter: 0, odd: 0, scale: 1000, gap }
  }
  const isOpen = line.short > 0
  const free = isOpen
    ? room.blanks / 3 + room.letters / 50 + room.inked / 50
    : squeezeRoom(prepared, line.from, line.end, style)
  const part = free <= 0 ? 0 : Math.min(1, Math.abs(line.short) / free)
  // Rounded so that the word spaces, which take what is left, never fall below their 80 %.
  const scale = 1000 + Math.floor(part * (isOpen ? 20 : -20))
  const letters = Math.floor((part * room.letters) / (isOpen ? 50 : -100))
  // As many gaps as glyphs less one: room.letters is 0 where there is none.
  const count = Math.max(0, get(prepared.glyphs, line.end) - get(prepared.glyphs, line.from) - 1)
  const letter = count === 0 ? 0 : Math.trunc(letters / count)
  const odd = letters - letter * count
  let rest = line.short - letters
  for (let at = line.from; at < line.end; at++) {
    const cell = prepared.cells[at]
    if (cell) rest -= cellWidth(cell, scale) - cell.width
  }
  // A hyphen follows the last glyph, so that glyph has its letterspace too.
  if (hyphen > 0) rest -= letter + stretch(hyphen, scale) - hyphen
  spread(prepared, line, gaps, rest)
  return { gaps, letter, odd, scale, gap: room.blanks === 0 ? 0 : spaceFigure(room.blanks, rest) }
}

/** Shares what is left among the blanks, 1 Emu each from the left. */
function spread(prepared: Prepared, line: Candidate, gaps: Emu[], rest: Emu): void {
  const blanks = gaps.map((_, i) => i).filter((i) => prepared.cells[line.from + i]?.kind === 'space')
  if (blanks.length === 0) return
  const shares = share(rest, blanks.length)
  blanks.forEach((i, n) => {
    gaps[i] = (gaps[i] ?? 0) + (shares[n] ?? 0)
  })
}

/** Word space in thousandths of natural; 0 stands for natural itself. */
const spaceFigure = (blanks: Emu, rest: Emu): number => (rest === 0 ? 0 : Math.floor(((blanks + rest) * 1000) / blanks))
