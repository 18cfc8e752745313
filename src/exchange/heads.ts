/** The lines over a story, told apart: kicker, headline, deck. */
import { isChinese, widthOf } from './characters.ts'
import { headSegments } from './sentences.ts'
import { sliceStrip, type Strip } from './strip.ts'

export interface Head {
  readonly kicker: Strip[]
  readonly headline: Strip[]
  readonly deck: Strip[]
}

const KICKER_END = /(?:强调|指出|要求|提出|表示|希望|強調|表示|时|時|之际)[:：]?$/
const DECK =
  /^(?:——|—|--)|^[\u4e00-\u9fff]{2,4}(?:[ \u3000、][\u4e00-\u9fff]{2,16})*(?:主持|出席|参加|致辞|讲话|作批示|陪同|见证)|^[\u4e00-\u9fff]{2,3}宣布|(?:主持|出席|列席)$/

/** Pieces of the head's lines at their blanks; a piece that follows another of its line carries the break. */
function pieces(lines: readonly Strip[]): Strip[] {
  return lines.flatMap((line) => {
    const segments = DECK.test(line.text) ? [[0, line.text.length] as [number, number]] : headSegments(line.text)
    return segments.map(([from, to], n) => {
      const piece = sliceStrip(line, from, to)
      if (n === 0) return piece
      const before = line.text.slice(segments[n - 1]![1], from)
      return {
        ...piece,
        gap: 0,
        marks: [
          ...piece.marks,
          {
            kind: 'break' as const,
            why: 'break.headline' as const,
            line: piece.line,
            before,
            after: '',
            from: 0,
            to: 0,
          },
        ],
      }
    })
  })
}

function readEnglishHead(lines: Strip[]): Head {
  const isCaps = (text: string): boolean => text === text.toUpperCase()
  const kicker =
    lines.length > 1 && isCaps(lines[0]!.text) && lines[0]!.text.split(' ').length <= 3 && !isCaps(lines[1]!.text)
      ? 1
      : 0
  let end = kicker + 1
  while (
    end < lines.length &&
    lines[end]!.gap === 0 &&
    lines[end]!.text.length <= Math.max(40, lines[kicker]!.text.length * 1.5)
  )
    end++
  return { kicker: lines.slice(0, kicker), headline: lines.slice(kicker, end), deck: lines.slice(end) }
}

export function readHead(lines: readonly Strip[]): Head {
  if (!isChinese(lines.map((line) => line.text).join(''))) return readEnglishHead([...lines])
  const all = pieces(lines)
  let start = 0
  let end = all.length
  while (end > 1 && DECK.test(all[end - 1]!.text)) end--
  if (end > 1) while (start < end - 1 && KICKER_END.test(all[start]!.text)) start++
  const middle = all.slice(start, end)
  const width = (n: number): number => widthOf(middle[n]!.text)
  const isOneLine = (n: number): boolean =>
    !middle[n]!.marks.some((mark) => mark.why === 'break.headline') &&
    !middle[n + 1]?.marks.some((mark) => mark.why === 'break.headline')
  if (start === 0 && middle.length > 1 && width(0) >= width(1) + 8 && isOneLine(0)) start++
  else if (start > 0 || middle.length > 1) {
    const n = middle.length - 1
    if (n > 0 && end === all.length && width(n) >= width(n - 1) + 8 && isOneLine(n)) end--
  }
  return { kicker: all.slice(0, start), headline: all.slice(start, end), deck: all.slice(end) }
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
