/**
 * The lines over a story, told apart: kicker, headline, deck. Where the source has one line for the headline, a blank in
 * it is the trade's line break; where the paper's own lines stand, a blank in one of them is only a pause.
 */
import { isChinese, widthOf } from './characters.ts'
import { isLabel } from './lineKinds.ts'
import { headSegments } from './sentences.ts'
import { sliceStrip, type Mark, type Strip } from './strip.ts'

export interface Head {
  readonly kicker: Strip[]
  readonly headline: Strip[]
  readonly deck: Strip[]
}

const KICKER_END = /(?:强调|宣布|呼吁|回应|指出|要求|提出|表示|希望|強調|表示|时|時|之际)[:：]?$/
/** Over a headline of two lines and more these words lead up to it; one line under them may be its other half. */
const AFTERMATH = /(?:之后|以来|以后)$/
const DECK =
  /^(?:——|—|--)|^[\u4e00-\u9fff]{2,4}(?:[ \u3000、][\u4e00-\u9fff]{2,16})*(?:主持|出席|参加|致辞|讲话|作批示|陪同|见证)|^[\u4e00-\u9fff]{2,3}宣布|(?:主持|出席|列席)$/
/** Half ems by which a line over or under the headline must be longer to be no line of it. */
export const KICKER_EXCESS = 8
export const DECK_EXCESS = 4
/** Half ems: two lines up to this, one right under the other, are one headline however unequal they are. */
const SHORT_LINE = 20

/** Pieces of a headline line at its blanks; a piece that follows another carries the break. */
function pieces(line: Strip): Strip[] {
  if (DECK.test(line.text)) return [line]
  const segments = headSegments(line.text)
  return segments.map(([from, to], n) => {
    const piece = sliceStrip(line, from, to)
    if (n === 0) return piece
    const mark: Mark = {
      kind: 'break',
      why: 'break.headline',
      line: piece.line,
      before: line.text.slice(segments[n - 1]![1], from),
      after: '',
      from: 0,
      to: 0,
    }
    return { ...piece, gap: 0, marks: [...piece.marks, mark] }
  })
}

/** A headline line that the next one carries on: two short lines, or a second line that cannot begin a sentence. */
function runsOver(line: string, next: string): boolean {
  if (/^[a-z]/.test(next) || /[,:;&—–-]$/.test(line) || /\s(?:the|a|an|of|to|in|on|for|and|with|as|its)$/i.test(line))
    return true
  if (
    /^(?:On|In|To|For|And|With|After|As|At|From|Of|But|By)\s/.test(next) &&
    /^(?:[A-Z0-9$]\S*\s+){2}/.test(`${line} `)
  )
    return true
  return line.length <= 32 && next.length <= 32
}

function readEnglishHead(lines: readonly Strip[]): Head {
  const isCaps = (text: string): boolean => text === text.toUpperCase()
  const isKicker = (first: string, second: string): boolean =>
    isLabel(first) || (isCaps(first) && first.split(' ').length <= 4 && !isCaps(second))
  let start = 0
  while (start < lines.length - 1 && isKicker(lines[start]!.text, lines[start + 1]!.text)) start++
  let end = start + 1
  while (end < lines.length && lines[end]!.gap === 0 && runsOver(lines[end - 1]!.text, lines[end]!.text)) end++
  return { kicker: lines.slice(0, start), headline: lines.slice(start, end), deck: lines.slice(end) }
}

/** A lead-up (…时强调), a label, or a column's short name set apart from the longer headline under it. */
const isKickerLine = (line: Strip, next: Strip): boolean =>
  KICKER_END.test(line.text) ||
  /[：:]$/.test(line.text) ||
  isLabel(line.text) ||
  (next.gap > 0 && /^[\u4e00-\u9fff]{2,5}$/.test(line.text) && widthOf(next.text) >= widthOf(line.text) + 6)

function kickerLines(lines: readonly Strip[], end: number): number {
  let start = 0
  while (start < end - 1 && isKickerLine(lines[start]!, lines[start + 1]!)) start++
  if (start > 0 || end < 2) return start
  if (end > 2 && AFTERMATH.test(lines[0]!.text)) return 1
  return widthOf(lines[0]!.text) >= widthOf(lines[1]!.text) + KICKER_EXCESS && lines[0]!.text.length <= 40 ? 1 : 0
}

/** Where the deck begins among the source's lines: after the headline, every line clearly longer or set apart. */
function deckAt(lines: readonly Strip[]): number {
  let end = lines.length
  while (end > 1 && DECK.test(lines[end - 1]!.text)) end--
  if (end < lines.length || end < 2) return end
  const first = isKickerLine(lines[0]!, lines[1]!) ? 2 : 1
  let least = widthOf(lines[end - 1]!.text)
  let deck = end
  for (let n = end - 1; n >= first; n--) {
    least = Math.min(least, widthOf(lines[n]!.text))
    const over = widthOf(lines[n - 1]!.text)
    const isOneHeadline = end === 2 && lines[n]!.gap === 0 && least <= SHORT_LINE
    if (isOneHeadline) continue
    const isSetApart = n === end - 1 && lines[n]!.gap > 0 && over < widthOf(lines[n]!.text) + KICKER_EXCESS
    if (isSetApart || least >= over + DECK_EXCESS) deck = n
  }
  return deck
}

export function readHead(lines: readonly Strip[]): Head {
  if (!isChinese(lines.map((line) => line.text).join(''))) return readEnglishHead(lines)
  const end = deckAt(lines)
  const start = kickerLines(lines, end)
  const kicker = lines.slice(0, start)
  const headline = lines.slice(start, end)
  const deck = lines.slice(end)
  if (headline.length > 1) return { kicker, headline, deck }
  const parts = pieces(headline[0]!)
  let last = parts.length
  while (last > 1 && DECK.test(parts[last - 1]!.text)) last--
  let first = 0
  if (last > 1) while (first < last - 1 && KICKER_END.test(parts[first]!.text)) first++
  return {
    kicker: [...kicker, ...parts.slice(0, first)],
    headline: parts.slice(first, last),
    deck: [...parts.slice(last), ...deck],
  }
}

/** Lines that stand upright: white corner quotes in a page of curved ones, or short parallel lines. */
export function isVerticalHead(lines: readonly Strip[], usesCurvedQuotes: boolean): boolean {
  if (lines.length < 2 || lines.slice(1).some((line) => line.gap > 0)) return false
  const text = lines.map((line) => line.text).join('')
  if (!isChinese(text)) return false
  return (
    (usesCurvedQuotes && /[『「]/.test(text)) ||
    lines.every((line) => line.text.length <= 9 && line.text.length === lines[0]!.text.length)
  )
}
