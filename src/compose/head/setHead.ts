/**
 * Heads: the editor's lines, broken again by words where they are too long (H1, H2), even among each other (H4), filled by
 * letterspacing (H5), at the largest size of the paper's list that fits (H9: down the page in a vertical head).
 */
import type { BreakWords, CopyParagraph } from '#contract/copy.ts'
import { share, type Emu } from '#contract/measure.ts'
import { glyphRemarks } from '../break/breakParagraph.ts'
import { naturalWidth, startTrim } from '../break/candidate.ts'
import { get, prepare, type Prepared } from '../break/prepared.ts'
import { layCells } from '../break/runs.ts'
import type { CaseOf } from '../shape/cellCase.ts'
import { em } from '../shape/cells.ts'
import type { HeadSpec, LineRemark, SetHead, SetStyle } from '../typesetter.ts'
import { anyBreaks, bodyBreaks, headBreaks, type HeadBreaks } from './headBreaks.ts'
import { gapsOf, growsAfter, splitHead, type HeadLine } from './splitHead.ts'

/** Heads kept a style: those of an issue's worth of pages. */
const MOST_HEADS = 300

export function openHeads(caseOf: CaseOf, breakWords: BreakWords): (head: HeadSpec) => SetHead {
  const known = new WeakMap<SetStyle, Map<string, SetHead>>()
  const styles = new WeakMap<SetStyle, Map<Emu, SetStyle>>()
  const styleAt = (style: SetStyle, size: Emu): SetStyle => {
    const sizes = styles.get(style) ?? new Map<Emu, SetStyle>()
    styles.set(style, sizes)
    const found = sizes.get(size) ?? headStyle(style, size)
    sizes.set(size, found)
    return found
  }
  const room: Room = { caseOf, breakWords, styleAt }
  return (head) => {
    const heads = known.get(head.style) ?? new Map<string, SetHead>()
    known.set(head.style, heads)
    const key = keyOf(head)
    const set = heads.get(key) ?? setHead(room, head)
    if (heads.size > MOST_HEADS) heads.clear()
    heads.set(key, set)
    return set
  }
}

/** Everything that a head is set from but its style, written so that no two heads are alike: marked words count too. */
const keyOf = (head: HeadSpec): string =>
  JSON.stringify({ ...head, style: null, paragraphs: head.paragraphs.map(({ text, spans }) => [text, spans]) })

interface Room {
  readonly caseOf: CaseOf
  readonly breakWords: BreakWords
  styleAt(style: SetStyle, size: Emu): SetStyle
}

/** Marks at the ends of a head's lines are always trimmed, so that a centred line looks centred. */
const headStyle = (style: SetStyle, size: Emu): SetStyle => ({
  ...style,
  style: { ...style.style, size },
  rules: { ...style.rules, trimLineEnd: true, trimLineStart: true },
})

interface Division {
  readonly prepared: Prepared
  readonly lines: readonly HeadLine[]
  readonly breaksWord: boolean
}

function setHead(room: Room, head: HeadSpec): SetHead {
  const last = head.sizes.at(-1)
  if (last === undefined) throw new RangeError('a head without sizes')
  for (const size of head.sizes) {
    const style = room.styleAt(head.style, size)
    const divisions = divideAll(room, head, style)
    if (divisions) return finish(head, style, divisions, false)
  }
  const style = room.styleAt(head.style, last)
  const divisions = head.paragraphs.map((paragraph) => forceDivide(room, paragraph, style, head.measure))
  const count = divisions.reduce((sum, division) => sum + division.lines.length, 0)
  return finish(head, style, divisions, count > head.mostLines)
}

/** All paragraphs of the head in as few lines each as words allow, or null where that is too many. */
function divideAll(room: Room, head: HeadSpec, style: SetStyle): Division[] | null {
  let left = head.mostLines
  const divisions: Division[] = []
  for (const paragraph of head.paragraphs) {
    const division = divide(room, paragraph, style, head.measure, left)
    if (!division) return null
    left -= division.lines.length
    divisions.push(division)
  }
  return divisions
}

function divide(room: Room, paragraph: CopyParagraph, style: SetStyle, measure: Emu, most: number): Division | null {
  const prepared = prepare(room.caseOf(style).cells(paragraph), style)
  if (prepared.cells.length === 0) return { prepared, lines: [], breaksWord: false }
  const breaks = headBreaks(prepared, paragraph.text, style, room.breakWords)
  const lines = fewestLines(prepared, breaks, style, measure, most)
  return lines && { prepared, lines, breaksWord: false }
}

/** Lines beyond the least that a head's width asks for that are tried: words never cost it more. */
const MOST_MORE = 6

/** The fairest division into the fewest lines that fit, `most` at the most; counts that cannot be enough are not tried. */
function fewestLines(
  prepared: Prepared,
  breaks: HeadBreaks,
  style: SetStyle,
  measure: Emu,
  most: number,
): readonly HeadLine[] | null {
  const width = naturalWidth(prepared, 0, prepared.cells.length, style)
  const least = Math.max(1, Math.floor((width * 9) / (10 * Math.max(1, measure))))
  for (let count = least; count <= Math.min(most, least + MOST_MORE + least); count++) {
    const lines = splitHead(prepared, breaks, style, measure, count)
    if (lines) return lines
  }
  return null
}

/** At the smallest size every head is set: by words, by the rules of body, in the end anywhere. */
function forceDivide(room: Room, paragraph: CopyParagraph, style: SetStyle, measure: Emu): Division {
  const cells = room.caseOf(style)
  const whole = prepare(cells.cells(paragraph), style)
  const byWords = divide(room, paragraph, style, measure, whole.cells.length)
  if (byWords) return byWords
  const torn = prepare(
    whole.cells.flatMap((cell) => (cell.width > measure ? cells.tear(cell, measure) : [cell])),
    style,
  )
  for (const breaks of [bodyBreaks(torn), anyBreaks(torn)]) {
    const lines = fewestLines(torn, breaks, style, measure, torn.cells.length)
    if (lines) return { prepared: torn, lines, breaksWord: true }
  }
  const single = torn.cells.map((cell, at) => ({ from: at, end: at + 1, width: cell.width }))
  return { prepared: torn, lines: single, breaksWord: true }
}

function finish(head: HeadSpec, style: SetStyle, divisions: readonly Division[], isOver: boolean): SetHead {
  const widest = divisions.reduce(
    (most, { lines }) => lines.reduce((wide, line) => Math.max(wide, Math.min(line.width, head.measure)), most),
    0,
  )
  const count = divisions.reduce((sum, division) => sum + division.lines.length, 0)
  const lines = divisions.flatMap((division, paragraph) =>
    division.lines.map((line, at) => {
      const isEnd = at === division.lines.length - 1
      const remarks: LineRemark[] = glyphRemarks(division.prepared, line.from, line.end)
      const offset = get(division.prepared.starts, line.from)
      if (division.breaksWord && !isEnd)
        remarks.push({ code: 'head.breaksWord', severity: 'warning', offset, values: {} })
      if (isOver && paragraph === 0 && at === 0) {
        remarks.push({
          code: 'head.overset',
          severity: 'error',
          offset,
          values: { lines: count, mostLines: head.mostLines },
        })
      }
      return {
        ...setHeadLine(head, style, division.prepared, line, widest, count),
        isParagraphEnd: isEnd,
        remarks,
        paragraph,
      }
    }),
  )
  return { size: style.style.size, leading: leadingOf(head.style, style.style.size), lines }
}

/** The style's own proportion of leading to size; a fifth of air where it has none. */
const leadingOf = (style: SetStyle, size: Emu): Emu =>
  style.style.leading === null
    ? Math.floor((size * 6) / 5)
    : Math.floor((style.style.leading * size) / style.style.size + 0.5)

function setHeadLine(head: HeadSpec, style: SetStyle, prepared: Prepared, line: HeadLine, widest: Emu, count: number) {
  const target = targetOf(head, style, prepared, line, widest, count)
  const added = target - line.width
  const gaps = headGaps(prepared, line, added)
  const cells = prepared.cells.slice(line.from, line.end)
  const laid = layCells(cells, style, {
    start: -startTrim(prepared, line.from, style),
    gaps,
    letter: 0,
    odd: 0,
    scale: 1000,
  })
  const growing = gapsOf(prepared, line)
  const isFilled = head.align === 'justify' && target === head.measure
  return {
    from: get(prepared.starts, line.from),
    to: get(prepared.starts, line.end),
    width: target,
    gap: growing === 0 ? 0 : Math.trunc((added * 1000) / (growing * style.style.size)),
    isHyphenated: false,
    runs: laid.runs,
    offset: head.align === 'left' || isFilled ? 0 : Math.floor((head.measure - target) / 2),
  }
}

/** Lines of one deck that differ by up to this much are brought to one width (H4), thousandths of an em. */
const ALIKE = 2000

/** H5: the width a line is brought to by letterspacing; its own where that would be too wide, or in English. */
function targetOf(
  head: HeadSpec,
  style: SetStyle,
  prepared: Prepared,
  line: HeadLine,
  widest: Emu,
  count: number,
): Emu {
  const { size } = style.style
  const growing = gapsOf(prepared, line)
  if (line.width > head.measure) return growing > 0 && style.lang !== 'en' ? head.measure : line.width
  const most = growing * em(head.spread, size)
  const full = head.measure - line.width
  if (head.align === 'justify' && full <= most) return head.measure
  const uneven = widest - line.width
  const isAlike = head.align !== 'left' && count > 1 && uneven <= em(ALIKE, size) && uneven <= most
  return isAlike ? widest : line.width
}

function headGaps(prepared: Prepared, line: HeadLine, added: Emu): Emu[] {
  const growing = gapsOf(prepared, line)
  const shares = growing === 0 ? [] : share(added, growing)
  const gaps: Emu[] = []
  let used = 0
  for (let at = line.from; at < line.end - 1; at++) {
    const own = get(prepared.pairs, at + 1) - get(prepared.pairs, at)
    gaps.push(own + (growsAfter(prepared, at) ? (shares[used++] ?? 0) : 0))
  }
  return gaps
}
