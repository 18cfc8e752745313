/**
 * Title blocks. A headline is broken at the ends of words (H1), never before 的 了 着 or a mark (H2), into lines of near
 * equal length (H4); its size steps down the paper's list until it fits. English heads take no hyphens and leave no
 * preposition hanging (H8).
 */
import type { BreakWords, CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import { shapeItems, type Item, type Shelf } from '../shape/items.ts'
import type { HeadSpec, LineRemark, SetHead, SetStyle } from '../typesetter.ts'
import { endTrim, startTrim } from '../break/candidate.ts'
import { get, prepare, type Prepared } from '../break/prepared.ts'
import { openRuns } from '../break/runs.ts'
import { headBreaks, type HeadLine } from './headBreaks.ts'

type Line = SetHead['lines'][number]

export function openHeadSetter(shelf: Shelf, breakWords: BreakWords): (head: HeadSpec) => SetHead {
  return (head) => {
    for (const size of head.sizes) {
      const set = setAt(shelf, breakWords, head, size)
      if (set.lines.length <= head.mostLines && !set.isOver) return set
    }
    const least = head.sizes.at(-1)
    if (least === undefined) throw new RangeError('setHead: no sizes')
    const { isOver: _isOver, ...set } = setAt(shelf, breakWords, head, least)
    return {
      ...set,
      lines: set.lines.map((line, at) =>
        at === 0 ? { ...line, remarks: [...line.remarks, oversetRemark(line)] } : line,
      ),
    }
  }
}

const oversetRemark = (line: Line): LineRemark => ({
  code: 'head.overset',
  severity: 'error',
  offset: line.from,
  values: {},
})

function setAt(shelf: Shelf, breakWords: BreakWords, head: HeadSpec, size: Emu): SetHead & { isOver: boolean } {
  const style: SetStyle = { ...head.style, style: { ...head.style.style, size } }
  const lines: Line[] = []
  let isOver = false
  const room = Math.max(1, head.mostLines - head.paragraphs.length + 1)
  head.paragraphs.forEach((paragraph, at) => {
    const prepared = prepare(shapeItems(shelf, paragraph, style, Infinity), style)
    const ends = new Set(breakWords(paragraph.text, style.lang))
    const broken = headBreaks(prepared, style, ends, head.measure, room)
    isOver ||= broken.some((line) => line.width > head.measure)
    const spread = spreadFor(broken, head, size)
    for (const line of broken) lines.push(headLine(prepared, style, head, line, spread, at, paragraph))
  })
  const scale = size / head.style.style.size
  const leading = Math.floor((head.style.style.leading ?? Math.floor(head.style.style.size * 1.2)) * scale)
  return { size, leading, lines, isOver }
}

/** H5: centred heads of several near-equal lines are brought to one length; a justified one fills its measure, within the spread. */
function spreadFor(lines: readonly HeadLine[], head: HeadSpec, size: Emu): Emu {
  const longest = Math.max(0, ...lines.map((line) => line.width))
  const target = head.align === 'justify' ? head.measure : longest
  const most = Math.floor((size * head.spread) / 1000)
  const fits = lines.every((line) => target - line.width <= most * Math.max(1, line.to - line.from - 1))
  return fits && (head.align === 'justify' || lines.length > 1) ? target : 0
}

function headLine(
  prepared: Prepared,
  style: SetStyle,
  head: HeadSpec,
  line: HeadLine,
  target: Emu,
  paragraph: number,
  copy: CopyParagraph,
): Line {
  const items = prepared.items.slice(line.from, line.end)
  const gaps = Math.max(1, items.length - 1)
  const isClose = target - line.width <= Math.floor((style.style.size * head.spread) / 1000) * gaps
  const extra = target > line.width && style.lang !== 'en' && isClose ? target - line.width : 0
  const writer = openRuns(style)
  let pen = -startTrim(prepared, line.from, style)
  items.forEach((item, at) => {
    writer.add(item, pen)
    const next = line.from + at + 1
    pen +=
      item.width +
      (at + 1 < items.length
        ? get(prepared.pair, next) + Math.floor((extra * (at + 1)) / gaps) - Math.floor((extra * at) / gaps)
        : 0)
  })
  const width = pen - endTrim(prepared, line.end, style)
  const offset = head.align === 'center' ? Math.floor((head.measure - width) / 2) : 0
  return {
    from: items[0]?.from ?? 0,
    to: items.at(-1)?.to ?? copy.text.length,
    width,
    gap: extra === 0 ? 0 : Math.floor((extra * 1000) / (gaps * style.style.size)),
    isHyphenated: false,
    isParagraphEnd: line.isLast,
    runs: writer.runs(),
    remarks: remarks(items, line),
    paragraph,
    offset,
  }
}

function remarks(items: readonly Item[], line: HeadLine): LineRemark[] {
  const said: LineRemark[] = items
    .filter((item) => item.isMissing)
    .map((item) => ({ code: 'glyph.missing', severity: 'error', offset: item.from, values: { text: item.text } }))
  if (line.breaksWord)
    said.push({ code: 'head.breaksWord', severity: 'warning', offset: items.at(-1)?.to ?? 0, values: {} })
  return said
}
