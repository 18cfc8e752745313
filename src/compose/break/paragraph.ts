/** One paragraph becomes lines: shaped and prepared once, broken once for each row of measures it meets. */
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import { shapeItems, type Item, type ItemGlyph, type Shelf } from '../shape/items.ts'
import type { BrokenLine, LineRemark, Measures, SetStyle } from '../typesetter.ts'
import { lineStart, naturalWidth, type Candidate } from './candidate.ts'
import { placeLine, type Placement } from './place.ts'
import { get, prepare, type Prepared } from './prepared.ts'
import { openRuns } from './runs.ts'
import { singleLine } from './singleLine.ts'
import { firstIndent, measureAt, totalFit } from './totalFit.ts'

/** Rows of measures whose breaks are remembered for a paragraph: a thread meets few. */
const MOST_ROWS = 6

interface Known {
  readonly whole: Prepared
  readonly rows: Map<string, readonly BrokenLine[]>
}

/** Breaks paragraphs and remembers them by the identity of paragraph and style. */
export function openBreaker(
  shelf: Shelf,
): (paragraph: CopyParagraph, style: SetStyle, measures: Measures) => readonly BrokenLine[] {
  const known = new WeakMap<CopyParagraph, Map<SetStyle, Known>>()
  return (paragraph, style, measures) => {
    const styles = known.get(paragraph) ?? new Map<SetStyle, Known>()
    known.set(paragraph, styles)
    const found = styles.get(style) ?? {
      whole: prepare(shapeItems(shelf, paragraph, style, Infinity), style),
      rows: new Map(),
    }
    styles.set(style, found)
    const key = `${measures.first.join(',')}|${measures.rest}`
    const lines = found.rows.get(key) ?? breakFresh(shelf, paragraph, style, measures, found.whole)
    if (found.rows.size >= MOST_ROWS) found.rows.clear()
    found.rows.set(key, lines)
    return lines
  }
}

/** The widest piece may be wider than a measure: then it comes apart, and the paragraph is prepared anew. */
function breakFresh(
  shelf: Shelf,
  paragraph: CopyParagraph,
  style: SetStyle,
  measures: Measures,
  whole: Prepared,
): readonly BrokenLine[] {
  const least = Math.max(1, Math.min(measures.rest, ...measures.first))
  const prepared = whole.widest <= least ? whole : prepare(shapeItems(shelf, paragraph, style, least), style)
  const breaks =
    style.rules.composing === 'singleLine' ? singleLine(prepared, style, measures) : totalFit(prepared, style, measures)
  let at = 0
  return breaks.map((to, line) => {
    const broken = setLine(shelf, prepared, style, { at, to, measure: measureAt(measures, line) })
    at = to
    return broken
  })
}

interface Span {
  readonly at: number
  readonly to: number
  readonly measure: Emu
}

function setLine(shelf: Shelf, prepared: Prepared, style: SetStyle, span: Span): BrokenLine {
  const from = lineStart(prepared, span.at)
  const end = Math.max(from + 1, get(prepared.trimmed, span.to))
  const indent = span.at === 0 ? firstIndent(style) : 0
  const isLast = span.to === prepared.items.length
  const hyphen = isLast ? 0 : (prepared.items[span.to - 1]?.hyphen ?? 0)
  const short = span.measure - naturalWidth(prepared, from, end, style) - indent - hyphen
  const line: Candidate = { from, end, short, isLast, hyphen }
  const placed = placeLine(prepared, style, line, indent)
  const own = prepared.items.slice(from, end)
  const shift = alignment(style, span.measure - placed.width)
  return {
    from: prepared.items[span.at]?.from ?? 0,
    to: prepared.items[span.to - 1]?.to ?? 0,
    width: placed.width,
    gap: placed.gap,
    isHyphenated: hyphen > 0,
    isParagraphEnd: isLast,
    runs: runsOf(shelf, own, style, placed, shift, hyphen > 0),
    remarks: remarksOn(own, style, placed.gap, span.measure - placed.width),
  }
}

function alignment(style: SetStyle, room: Emu): Emu {
  if (style.style.align === 'right') return room
  return style.style.align === 'center' ? Math.floor(room / 2) : 0
}

function runsOf(
  shelf: Shelf,
  items: readonly Item[],
  style: SetStyle,
  placed: Placement,
  shift: Emu,
  isHyphenated: boolean,
) {
  const writer = openRuns(style)
  let letter = 0
  items.forEach((item, at) => {
    const letters = placed.letters.slice(letter, letter + item.glyphs.length)
    letter += item.glyphs.length
    writer.add(item, (placed.starts[at] ?? 0) + shift, letters)
  })
  const last = items.at(-1)
  if (isHyphenated && last) writer.addGlyph(hyphenGlyph(shelf, last), placed.width + shift - last.hyphen)
  return writer.runs()
}

/** The hyphen that the composer adds is no copy: its cluster is empty. */
function hyphenGlyph(shelf: Shelf, item: Item): ItemGlyph {
  const id = item.glyphs.at(-1)?.face
  if (id === undefined) throw new RangeError(`hyphenGlyph: no glyph in ${item.from}`)
  return {
    face: id,
    glyph: shelf.face(id).glyphOf(0x2d),
    along: 0,
    across: 0,
    cluster: '',
    isPlain: false,
    isTurned: false,
  }
}

/** R12 and E6: what a reader would see; and characters that no face has. */
function remarksOn(items: readonly Item[], style: SetStyle, gap: number, room: Emu): LineRemark[] {
  const remarks: LineRemark[] = []
  const offset = items[0]?.from ?? 0
  const isEnglish = style.lang === 'en'
  const warning = isEnglish ? 2000 : style.rules.looseWarning
  const error = isEnglish ? 2500 : style.rules.looseError
  if (gap > warning)
    remarks.push({ code: 'line.loose', severity: gap > error ? 'error' : 'warning', offset, values: { gap } })
  if (room < 0) remarks.push({ code: 'line.tight', severity: 'error', offset, values: { over: -room } })
  for (const item of items)
    if (item.isMissing)
      remarks.push({ code: 'glyph.missing', severity: 'error', offset: item.from, values: { text: item.text } })
  return remarks
}
