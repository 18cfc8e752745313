/**
 * The lines of a head that has been divided: each brought to its width by letterspacing (H5) and scale (H6), with what is
 * to be remarked on them, and the count that the head holds.
 */
import type { BreakWords } from '#contract/copy.ts'
import { share, type Emu } from '#contract/measure.ts'
import { glyphRemarks } from '../break/breakParagraph.ts'
import { endTrim, startTrim } from '../break/candidate.ts'
import { get, type Prepared } from '../break/prepared.ts'
import { layCells, stretch } from '../break/runs.ts'
import { em, type Cell } from '../shape/cells.ts'
import type { HeadSpec, LineRemark, SetHead, SetStyle } from '../typesetter.ts'
import type { HeadBreaks } from './breakTable.ts'
import { isNumeral } from './headBreaks.ts'
import { countHead } from './headCount.ts'
import type { HeadPiece } from './headPieces.ts'
import { fillLines, growsAfter, type HeadLine } from './splitHead.ts'

/** A forced line of a head in the lines that it was divided into. */
export interface Division {
  readonly piece: HeadPiece
  readonly prepared: Prepared
  /** Where its words allow it to be broken, and where it was allowed to be, for want of room. */
  readonly words: HeadBreaks
  readonly breaks: HeadBreaks
  readonly lines: readonly HeadLine[]
}

/** How a head came to fit: its size (the style's), one scale for all lines, and the lines. */
export interface Fit {
  readonly style: SetStyle
  readonly scale: number
  readonly divisions: readonly Division[]
  readonly isOver: boolean
}

/** H9: characters of a vertical headline's column, and a little for the marks. */
const LONGEST_COLUMN = 12_000

/** Room along a line at a size: all of the measure, but a column of a vertical headline ends after twelve characters. */
export const roomFor = ({ measure, part, style }: HeadSpec, size: Emu): Emu =>
  style.vertical && part === 'headline' ? Math.min(measure, em(LONGEST_COLUMN, size)) : measure

/** Sets the lines of a head that has found its fit. */
export function setLines(breakWords: BreakWords, head: HeadSpec, fit: Fit): SetHead {
  const { style, divisions } = fit
  const scale = widened(head, fit)
  const laid = divisions.map((division) => division.lines.map((line) => layOf(division.prepared, line, style, scale)))
  const targets = targetsOf(head, style, laid.flat())
  const remarks = remarksOf(breakWords, head, fit, scale)
  for (const [at, division] of divisions.entries()) {
    const widths = (laid[at] ?? []).map((lay) => targets.get(lay) ?? lay.width)
    const [first] = division.lines
    const uneven = fit.isOver ? null : unevenRemark(division, widths, style)
    if (first && uneven) remarks.set(first, [...(remarks.get(first) ?? []), uneven])
  }
  const lines = divisions.flatMap(({ piece, prepared, lines: own }, at) =>
    own.map((line, i) => {
      const lay = laid[at]?.[i] as Lay
      const place = { from: get(prepared.starts, line.from), to: get(prepared.starts, line.end) }
      return {
        ...setLine(head, style, lay, targets.get(lay) ?? lay.width, targets.isFilled),
        from: piece.offset + place.from,
        to: piece.offset + place.to,
        isHyphenated: false,
        isParagraphEnd: piece.isEnd && i === own.length - 1,
        remarks: [...glyphs(prepared, line, piece), ...(remarks.get(line) ?? [])],
        paragraph: piece.paragraph,
      }
    }),
  )
  const { size } = style.style
  return { size, leading: leadingOf(head.style, size), scale, ...countsOf(head, fit), lines }
}

const glyphs = (prepared: Prepared, line: HeadLine, { offset }: HeadPiece): LineRemark[] =>
  glyphRemarks(prepared, line.from, line.end).map((remark) => ({ ...remark, offset: remark.offset + offset }))

/** The style's own proportion of leading to size; a fifth of air where it has none. */
const leadingOf = (style: SetStyle, size: Emu): Emu =>
  style.style.leading === null
    ? Math.floor((size * 6) / 5)
    : Math.floor((style.style.leading * size) / style.style.size + 0.5)

/** H6: a justified head that letterspacing alone does not fill is made as much wider as it lacks, where that is allowed. */
function widened(head: HeadSpec, { style, scale, divisions }: Fit): number {
  if (head.align !== 'justify' || !head.scale || (head.handScale ?? null) !== null || style.vertical) return scale
  if (scale !== 1000 || style.lang === 'en') return scale
  let needed = 1000
  for (const { prepared, lines } of divisions)
    for (const line of lines) {
      const lay = layOf(prepared, line, style, 1000)
      const lacking = head.measure - lay.growing * em(head.spread, style.style.size)
      needed = Math.max(needed, Math.ceil((lacking * 1000) / Math.max(1, line.width)))
    }
  return needed <= head.scale.most ? needed : scale
}

/** A line's cells at the head's scale, the spaces between them, and the width that they come to. */
interface Lay {
  readonly cells: readonly Cell[]
  readonly start: Emu
  readonly gaps: readonly Emu[]
  /** Which of the gaps may grow, and how many do. */
  readonly grows: readonly boolean[]
  readonly growing: number
  readonly width: Emu
}

function layOf(prepared: Prepared, line: HeadLine, style: SetStyle, scale: number): Lay {
  const { vertical } = style
  const along = vertical ? 1000 : scale
  const own = prepared.cells.slice(line.from, line.end)
  const cells = scale === 1000 ? own : own.map((cell) => scaleCell(cell, scale, vertical))
  const gaps: Emu[] = []
  const grows: boolean[] = []
  for (let at = line.from; at < line.end - 1; at++) {
    gaps.push(stretch(get(prepared.pairs, at + 1) - get(prepared.pairs, at), along))
    grows.push(growsAfter(prepared, at))
  }
  const start = -stretch(startTrim(prepared, line.from, style), along)
  const inked = cells.reduce((sum, cell) => sum + cell.width, 0) + gaps.reduce((sum, gap) => sum + gap, 0)
  const width = start + inked - stretch(endTrim(prepared, line.end, style), along)
  return { cells, start, gaps, grows, growing: grows.filter(Boolean).length, width }
}

/** H6: glyphs narrower or wider; their advances with them, but for the columns of a vertical head. Turned words stay. */
function scaleCell(cell: Cell, scale: number, vertical: boolean): Cell {
  const glyphs = cell.glyphs.map((glyph) =>
    vertical && glyph.isTurned
      ? glyph
      : {
          ...glyph,
          scale: stretch(glyph.scale, scale),
          along: vertical ? glyph.along : stretch(glyph.along, scale),
          across: vertical ? stretch(glyph.across, scale) : glyph.across,
        },
  )
  return { ...cell, width: vertical ? cell.width : stretch(cell.width, scale), glyphs }
}

/** Lines of a deck are made equal where no gap grows by more than this (H4, H5), thousandths of an em. */
const EVEN = 250

/**
 * H5: the width that each line is brought to. A deck is treated as one: all lines are filled or made equal by
 * letterspacing, or none is, since a spaced line between two natural ones looks like a mistake.
 */
function targetsOf(head: HeadSpec, style: SetStyle, lays: readonly Lay[]) {
  const { size } = style.style
  const targets = new Map<Lay, Emu>()
  const canReach = (width: Emu, spread: number): boolean =>
    lays.every((lay) => lay.width >= width || width - lay.width <= lay.growing * em(spread, size))
  const widest = lays.reduce((most, lay) => Math.max(most, Math.min(lay.width, head.measure)), 0)
  const isFilled = head.align === 'justify' && style.lang !== 'en' && canReach(head.measure, head.spread)
  const isEven = head.align !== 'left' && head.align !== 'right' && lays.length > 1 && style.lang !== 'en'
  const even = isEven && canReach(widest, Math.min(EVEN, head.spread)) ? widest : null
  const common = isFilled ? head.measure : even
  for (const lay of lays) {
    const own = lay.width > head.measure && lay.growing > 0 && style.lang !== 'en' ? head.measure : lay.width
    targets.set(lay, common === null ? own : Math.max(common, Math.min(own, head.measure)))
  }
  return { get: (lay: Lay) => targets.get(lay), isFilled }
}

function setLine(head: HeadSpec, style: SetStyle, lay: Lay, width: Emu, isFilled: boolean) {
  const added = width - lay.width
  const shares = lay.growing === 0 ? [] : share(added, lay.growing)
  let used = 0
  const gaps = lay.gaps.map((gap, at) => gap + (lay.grows[at] === true ? (shares[used++] ?? 0) : 0))
  const { runs } = layCells(lay.cells, style, { start: lay.start, gaps, letter: 0, odd: 0, scale: 1000 })
  return {
    width,
    gap: lay.growing === 0 ? 0 : Math.trunc((added * 1000) / (lay.growing * style.style.size)),
    runs,
    offset: isFilled ? 0 : offsetOf(head, head.measure - width),
  }
}

/** Where a line begins that leaves this much of the measure free. */
function offsetOf({ align }: HeadSpec, free: Emu): Emu {
  if (align === 'left') return 0
  return align === 'right' ? free : Math.floor(free / 2)
}

/** H6: beyond these a head that was stretched by hand is remarked on, thousandths. */
const BY_HAND = { least: 800, most: 1250 }

function remarksOf(breakWords: BreakWords, head: HeadSpec, fit: Fit, scale: number): Map<HeadLine, LineRemark[]> {
  const found = new Map<HeadLine, LineRemark[]>()
  const put = (line: HeadLine, remark: LineRemark): void => {
    found.set(line, [...(found.get(line) ?? []), remark])
  }
  const count = fit.divisions.reduce((sum, { lines }) => sum + lines.length, 0)
  const first = fit.divisions[0]?.lines[0]
  if (first && fit.isOver) put(first, remark('head.overset', 'error', 0, { lines: count, mostLines: head.mostLines }))
  if (first && (scale < BY_HAND.least || scale > BY_HAND.most))
    put(first, remark('head.stretched', 'warning', 0, { scale: `${scale / 10} %` }))
  const joint = fit.isOver ? null : jointWords(breakWords, fit)
  let before = 0
  for (const division of fit.divisions) {
    remarkLines(fit, division, count, put)
    before += division.piece.copy.text.length
    const last = division.lines.at(-1)
    const word = joint && (wordAcross(joint.text, joint.ends, before) || numberAcross(joint.text, before))
    if (last && word) put(last, inWord(division, division.piece.copy.text.length, word))
  }
  return found
}

const remark = (
  code: LineRemark['code'],
  severity: LineRemark['severity'],
  offset: number,
  values: LineRemark['values'],
): LineRemark => ({ code, severity, offset, values })

const inWord = ({ piece }: Division, offset: number, word: string): LineRemark =>
  remark('head.breaksWord', 'warning', piece.offset + offset, { word })

/** H3: the words of the whole head as the word breaker reads it without the editor's breaks; Chinese only. */
function jointWords(breakWords: BreakWords, { style, divisions }: Fit) {
  if (divisions.length < 2 || style.lang === 'en') return null
  const text = divisions.map(({ piece }) => piece.copy.text).join('')
  return { text, ends: breakWords(text, style.lang) }
}

/** H4: lines of one deck are within two characters of each other, as they are set; else words left no better way. */
const MOST_UNEVEN = 2

function unevenRemark({ piece }: Division, widths: readonly Emu[], { style, lang }: SetStyle): LineRemark | null {
  if (widths.length < 2 || lang === 'en') return null
  const uneven = Math.max(...widths) - Math.min(...widths)
  if (uneven <= MOST_UNEVEN * style.size) return null
  return remark('head.uneven', 'note', piece.offset, { characters: Math.floor((uneven * 10) / style.size) / 10 })
}

/** Remarks on the lines of one forced line: breaks inside words (H1), lines of one character (H4). */
function remarkLines(
  { style }: Fit,
  division: Division,
  count: number,
  put: (line: HeadLine, remark: LineRemark) => void,
): void {
  const { piece, prepared, lines } = division
  lines.forEach((line, i) => {
    const next = lines[i + 1]
    const word = next ? brokenAt(division, next.from) : ''
    if (next && word) put(line, inWord(division, get(prepared.starts, next.from), word))
    const isOne = line.end - line.from === 1 && prepared.cells[line.from]?.text.length === 1
    if (isOne && count > 1 && style.lang !== 'en')
      put(line, remark('line.orphan', 'note', piece.offset + get(prepared.starts, line.from), {}))
  })
}

/** Longest word that a remark quotes. */
const MOST_QUOTED = 24

/** The word, name or term that is broken at a boundary of cells; '' where words allow the break. */
function brokenAt({ piece, prepared, words }: Division, at: number): string {
  if (words.isLegal[at] === 1) return ''
  let [from, to] = [at, at]
  const most = Math.min(prepared.cells.length, at + MOST_QUOTED)
  while (from > Math.max(0, at - MOST_QUOTED) && words.isLegal[from] !== 1) from--
  while (to < most && words.isLegal[to] !== 1) to++
  return quoted(piece.copy.text.slice(get(prepared.starts, from), get(prepared.starts, to)))
}

const quoted = (word: string): string => word.trim().slice(0, MOST_QUOTED)

/** The word that lies across an offset of the text; '' where one ends there. */
function wordAcross(text: string, ends: readonly number[], offset: number): string {
  let from = 0
  for (const to of ends) {
    if (to === offset) return ''
    if (to > offset) return from < offset ? quoted(text.slice(from, to)) : ''
    from = to
  }
  return ''
}

/** The number that lies across an offset: the word breaker cuts long ones into pieces. */
function numberAcross(text: string, offset: number): string {
  let [from, to] = [offset, offset]
  while (from > 0 && isNumeral(text.charAt(from - 1))) from--
  while (to < text.length && isNumeral(text.charAt(to))) to++
  return from < offset && to > offset ? quoted(text.slice(from, to)) : ''
}

/** 18 字 / 21: how long the head is, and how long it may become at this size in these lines. */
function countsOf(head: HeadSpec, { style, scale, divisions, isOver }: Fit) {
  const { lang, vertical } = style
  const along = vertical ? 1000 : (head.handScale ?? 1000)
  const room = roomFor(head, style.style.size)
  const count = ({ piece }: Division): number => countHead(piece.copy.text, lang)
  const characters = divisions.reduce((sum, division) => sum + count(division), 0)
  const each = Math.max(1, Math.floor((averageWidth(divisions, characters, style) * along) / 1000))
  if (isOver) return { characters, holds: Math.floor(room / each) * head.mostLines }
  const measure = vertical ? room : Math.floor((room * 1000) / along)
  const left = divisions.reduce((sum, { prepared, breaks, lines }) => {
    const full = scale < along ? null : fillLines({ prepared, breaks, style, measure, least: 0 })
    if (full === null || full.length > lines.length) return sum
    const last = stretch(measure - (full.at(-1)?.width ?? 0), along)
    return sum + Math.max(0, Math.floor(last / each)) + (lines.length - full.length) * Math.floor(room / each)
  }, 0)
  return { characters, holds: characters + left }
}

/** Width of a character: an em in Chinese, what this head's own letters come to in English. */
function averageWidth(divisions: readonly Division[], characters: number, style: SetStyle): Emu {
  if (style.lang !== 'en' || characters === 0) return style.style.size
  const width = divisions.reduce((sum, { prepared }) => sum + get(prepared.widths, prepared.cells.length), 0)
  return Math.ceil(width / characters)
}
