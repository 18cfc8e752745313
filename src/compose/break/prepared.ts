/**
 * A paragraph prepared for breaking: sums over its cells and over the boundaries between them, so that any candidate
 * line is weighed in a handful of subtractions. Boundary j stands between cells j-1 and j; a line of cells [from, end)
 * has the inner boundaries from+1 ... end-1.
 */
import type { Emu } from '#contract/measure.ts'
import { em, type Cell } from '../shape/cells.ts'
import type { SetStyle } from '../typesetter.ts'
import { makeTables, type Sums, type Tables, type TableStore } from './tables.ts'
import { comesApart, mayBreak, mayGrow, RANGE_TIE, spaceAt, tiesOf, UNIT_TIE } from './rules.ts'

/** A legal break that is taken only where the paragraph would else have a line that is flagged (R12, E6). */
const LAST_RESORT = 2

export interface Prepared {
  readonly cells: readonly Cell[]
  /** UTF-16 offset of each cell, and of the paragraph's end. */
  readonly starts: Int32Array
  /** Sum of widths before cell i, and the same of blanks alone. */
  readonly widths: Sums
  readonly blankWidths: Sums
  /** Sum of pair spaces (R7, R11) over boundaries up to j. */
  readonly pairs: Sums
  /**
   * squeeze[k][j]: what boundary j (for k = 0: the blank cell j-1) can give at step k of R9, summed up to j. The steps:
   * word space, brackets, ，、；：, CJK-Latin space, 。？！
   */
  readonly squeezes: readonly Sums[]
  /** What all steps together can give, summed. */
  readonly squeezeAll: Sums
  /** Blanks before cell i, and what they and the CJK-Latin gaps can take (R10), summed. */
  readonly blanks: Int32Array
  readonly blankRoom: Sums
  readonly mixedRoom: Sums
  /** Boundaries that may grow, summed. */
  readonly gaps: Int32Array
  /** 1 where a line may end, 2 where it may as the last resort: inside a long number, before its unit. */
  readonly isLegal: Uint8Array
  /** End of a line that breaks before cell i, once its trailing blanks are dropped. */
  readonly trimmed: Int32Array
  /** Han characters (R14) and glyphs (E6) before cell i. */
  readonly han: Int32Array
  readonly glyphs: Int32Array
  readonly widest: Emu
  /** The letterspace after the last glyph (TextStyle.tracking), which is no part of a line. */
  readonly tracking: Emu
  /** What the figures stand in; given back when the paragraph is forgotten. */
  readonly tables: Tables
}

/** Prepares cells; `store` lends the tables, else they are made for this paragraph alone. */
export function prepare(cells: readonly Cell[], style: SetStyle, store: TableStore | null = null): Prepared {
  const count = cells.length
  const { widest, isHuge } = extentOf(cells)
  const tables = store ? store.lend(count + 1, isHuge) : makeTables(count + 1, isHuge)
  const made = inTables(cells, tables, widest, em(style.style.tracking ?? 0, style.style.size))
  const ties = tiesOf(cells, style.lang === 'en')
  let hasJoined = false
  for (let at = 0; at < count; at++) {
    const cell = cells[at]
    const next = cells[at + 1]
    if (cell) addCell(made, at, cell, style)
    if (cell?.isOpenAfter && next?.kind === 'latin') hasJoined = true
    if (cell && next) addBoundary(made, at + 1, cell, next, get(ties, at + 1), style)
  }
  endTables(made, count)
  if (hasJoined) joinedWords(made)
  return made
}

/** A paragraph that is longer than this is summed in 64 bits. */
const MOST_EXTENT = 2_000_000_000

function extentOf(cells: readonly Cell[]): { widest: Emu; isHuge: boolean } {
  let widest = 0
  let sum = 0
  for (const { width } of cells) {
    if (width > widest) widest = width
    sum += width
  }
  return { widest, isHuge: sum > MOST_EXTENT }
}

function inTables(cells: readonly Cell[], tables: Tables, widest: Emu, tracking: Emu): Prepared {
  const { sums, counts, flags } = tables
  const [widths, blankWidths, pairs, squeezeAll, blankRoom, mixedRoom, ...squeezes] = sums
  const [starts, blanks, gaps, trimmed, han, glyphs] = counts
  if (!widths || !blankWidths || !pairs || !squeezeAll || !blankRoom || !mixedRoom) throw new RangeError('tables')
  if (!starts || !blanks || !gaps || !trimmed || !han || !glyphs) throw new RangeError('tables')
  return {
    ...{ cells, widths, blankWidths, pairs, squeezes, squeezeAll, blankRoom, mixedRoom },
    ...{ starts, blanks, gaps, trimmed, han, glyphs, isLegal: flags, widest, tracking, tables },
  }
}

/** Past the last cell there is no boundary, and a line may always end. */
function endTables(made: Prepared, count: number): void {
  for (let step = 1; step < made.squeezes.length; step++) set(made.squeezes[step], count, 0)
  for (const sums of [made.pairs, made.squeezeAll, made.mixedRoom, made.gaps]) set(sums, count, 0)
  made.isLegal[count] = 1
}

/**
 * A compound has a hyphen already: a second one, inside its words, is the last resort. No hyphen at all is added to an
 * address, since a reader would type it.
 */
function joinedWords({ cells, isLegal }: Prepared): void {
  const isJoined = (cell: Cell | undefined): boolean => cell?.kind === 'latin' && (cell.isOpenAfter || cell.hyphen > 0)
  for (let from = 0; from < cells.length; from++) {
    let to = from
    let [isCompound, isAddress] = [false, false]
    for (; isJoined(cells[to]); to++) {
      const cell = cells[to] as Cell
      // A full stop opens a word as an address's does, but nothing follows it there.
      if (!cell.isOpenAfter || cells[to + 1]?.kind !== 'latin') continue
      if (cell.text.endsWith('-')) isCompound = true
      else isAddress = true
    }
    if (isCompound || isAddress) {
      for (let j = from; j < to; j++) {
        const isDivided = (cells[j]?.hyphen ?? 0) > 0 && get(isLegal, j + 1) !== 0
        if (isDivided) isLegal[j + 1] = isAddress ? 0 : LAST_RESORT
      }
    }
    from = to
  }
}

function set(sums: Sums | undefined, at: number, value: number): void {
  if (sums) sums[at] = value
}

/** Reads of typed arrays whose indexes are in range by construction. */
export const get = (sums: Sums | Uint8Array | undefined, at: number): number => sums?.[at] ?? 0

function add(sums: Sums | undefined, at: number, value: number): void {
  if (sums) sums[at] = (sums[at - 1] ?? 0) + value
}

/** Sums over cells stand at the place after the cell. A blank's own squeeze (step 0) counts as a cell's. */
function addCell(made: Prepared, at: number, cell: Cell, style: SetStyle): void {
  const { size } = style.style
  const isBlank = cell.kind === 'space'
  const quarter = Math.floor(size / 4)
  const half = Math.floor(size / 2)
  made.starts[at + 1] = get(made.starts, at) + cell.text.length
  add(made.widths, at + 1, cell.width)
  add(made.blankWidths, at + 1, isBlank ? cell.width : 0)
  add(made.squeezes[0], at + 1, isBlank ? Math.max(0, cell.width - quarter) : 0)
  add(made.blanks, at + 1, isBlank ? 1 : 0)
  add(made.blankRoom, at + 1, isBlank ? Math.max(0, half - cell.width) : 0)
  add(made.han, at + 1, cell.isIdeograph ? 1 : 0)
  add(made.glyphs, at + 1, cell.glyphs.length)
  made.trimmed[at + 1] = isBlank ? get(made.trimmed, at) : at + 1
}

/** Squeezes of a boundary (R9): what is left of the blanks on both sides after the pair (R7) took its own. */
function addBoundary(made: Prepared, j: number, a: Cell, b: Cell, tie: number, style: SetStyle): void {
  if (a.isIdeograph && b.isIdeograph && tie === 0) return addPlainBoundary(made, j)
  const { size } = style.style
  const space = spaceAt(made.cells, j, style)
  const isMixed = space > 0
  const left = space < 0 ? Math.max(0, a.blankAfter + b.blankBefore + space) : a.blankAfter
  const right = space < 0 ? 0 : b.blankBefore
  const bracket = (a.kind === 'close' ? left : 0) + (b.kind === 'open' ? right : 0)
  const pause = (a.kind === 'pause' ? left : 0) + (b.kind === 'pause' ? right : 0)
  const eighth = isMixed ? Math.max(0, space - Math.floor(size / 8)) : 0
  const end = (a.kind === 'end' ? left : 0) + (b.kind === 'end' ? right : 0)
  add(made.squeezes[1], j, bracket)
  add(made.squeezes[2], j, pause)
  add(made.squeezes[3], j, eighth)
  add(made.squeezes[4], j, end)
  add(made.squeezeAll, j, bracket + pause + eighth + end)
  add(made.pairs, j, space)
  // A number and its unit are read as one: the space between them opens to a quarter em, not to half (R10, R11).
  const widest = Math.floor(size / (tie > 0 ? 4 : 2))
  add(made.mixedRoom, j, isMixed ? Math.max(0, widest - space) : 0)
  add(made.gaps, j, tie === 0 && mayGrow(a, b) ? 1 : 0)
  made.isLegal[j] = legality(a, b, tie, style)
}

/** Between two ideographs nothing is given or taken, and a line may end. */
function addPlainBoundary(made: Prepared, j: number): void {
  for (let step = 1; step < made.squeezes.length; step++) add(made.squeezes[step], j, 0)
  add(made.squeezeAll, j, 0)
  add(made.pairs, j, 0)
  add(made.mixedRoom, j, 0)
  add(made.gaps, j, 1)
  made.isLegal[j] = 1
}

/** As Prepared.isLegal, of the boundary between two cells. */
function legality(a: Cell, b: Cell, tie: number, style: SetStyle): number {
  if (tie === UNIT_TIE) return style.rules.dividesUnits === true && style.lang !== 'en' ? LAST_RESORT : 0
  if (tie === RANGE_TIE) return style.lang === 'en' ? 0 : LAST_RESORT
  if (tie > 0) return 0
  return mayBreak(a, b, style) ? 1 : comesApart(a, b) ? LAST_RESORT : 0
}
