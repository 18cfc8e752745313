/**
 * The parts of a whole manuscript by its words: what stands over the copy is its head, what names its writers its byline.
 * A source that names parts itself (our own copy, house styles) is taken at its word.
 */
import {
  leadMarkOf,
  textOfLine,
  type LineType,
  type Manuscript,
  type ManuscriptLine,
  type Run,
} from '#contract/manuscript.ts'
import { isByline } from '../bylines.ts'
import { widthOf } from '../characters.ts'
import { isJumpLine, leadInLength } from '../lineKinds.ts'
import { isHeadish } from '../sentences.ts'

const NAMED: ReadonlySet<LineType> = new Set(['kicker', 'headline', 'deck', 'byline'])

/** A manuscript with its lines as the parts of a story. The words and their marks stay as they are. */
export function recogniseParts(manuscript: Manuscript): Manuscript {
  const { lines } = manuscript
  const isNamed = lines.some(({ type }) => NAMED.has(type))
  const headed = isNamed ? [...lines] : takeHead(lines)
  return { ...manuscript, lines: markLeads(headed.map(asJumpLine)) }
}

/** Lines above the title that may be a kicker. */
const MOST_ABOVE = 2

function takeHead(lines: readonly ManuscriptLine[]): ManuscriptLine[] {
  const title = lines.findIndex(({ level }) => level > 0)
  const isTitled = title !== -1 && title <= MOST_ABOVE && lines.slice(0, title).every(isShort)
  const [from, to] = isTitled ? [title, endOfTitle(lines, title)] : [0, isBareTitle(lines) ? 1 : 0]
  const end = isTitled && to < lines.length && isDeck(lines, from, to) ? to + 1 : to
  const bylines = bylinesFrom(lines, end)
  return lines.map((line, index) => {
    if (index < from) return isByline(textOfLine(line)) ? asType(line, 'byline') : asType(line, 'kicker')
    if (index < to) return asType(line, 'headline')
    if (index < end) return asType(line, 'deck')
    return index < bylines ? asType(line, 'byline') : line
  })
}

const asType = (line: ManuscriptLine, type: LineType): ManuscriptLine => ({ ...line, type, level: 0 })

/** Half ems that a line of a head takes at the most. */
const WIDEST_HEAD = 90
const isShort = (line: ManuscriptLine): boolean => {
  const text = textOfLine(line)
  return line.type === 'paragraph' && widthOf(text) <= WIDEST_HEAD && isHeadish(text)
}

function endOfTitle(lines: readonly ManuscriptLine[], from: number): number {
  let to = from + 1
  while (to < lines.length && to - from < 3 && lines[to]!.level === lines[from]!.level) to++
  // Headings of one rank all the way down are subheads, and only the first is the title.
  return lines[to]?.level ? from + 1 : to
}

/** A lower heading right under the title, with copy under it, and no other heading of its rank. */
function isDeck(lines: readonly ManuscriptLine[], from: number, at: number): boolean {
  const { level } = lines[at]!
  const isLower = level > lines[from]!.level
  return isLower && lines.every((line, index) => index === at || line.level !== level)
}

/** A first line that stands over a byline or a dateline, or is all bold over copy that is not. */
function isBareTitle(lines: readonly ManuscriptLine[]): boolean {
  const [first, second] = lines
  if (!first || !second || !isShort(first) || isByline(textOfLine(first))) return false
  const under = textOfLine(second)
  return isByline(under) || leadInLength(under) > 0 || (isStrong(first) && !isStrong(second))
}

const isStrong = ({ runs }: ManuscriptLine): boolean =>
  runs.length > 0 && runs.every(({ marks }) => marks.some(({ type }) => type === 'strong'))

function bylinesFrom(lines: readonly ManuscriptLine[], from: number): number {
  let to = from
  while (to < lines.length && to - from < 3 && lines[to]!.type === 'paragraph' && isByline(textOfLine(lines[to]!))) to++
  return to
}

const asJumpLine = (line: ManuscriptLine): ManuscriptLine =>
  line.type === 'paragraph' && isJumpLine(textOfLine(line)) ? asType(line, 'jumpLine') : line

/** The lead-in of the first paragraph, where the source marked none. */
function markLeads(lines: readonly ManuscriptLine[]): ManuscriptLine[] {
  const first = lines.findIndex(({ type }) => type === 'paragraph')
  return lines.map((line, index) => (index === first ? withLead(line) : line))
}

function withLead(line: ManuscriptLine): ManuscriptLine {
  const isMarked = line.runs.some(({ marks }) => marks.some(({ type }) => type === 'leadIn' || type === 'dateline'))
  const text = textOfLine(line)
  const length = isMarked || line.runs.some(isTracked) ? 0 : leadInLength(text)
  if (length === 0) return line
  const mark = { type: leadMarkOf(text.slice(0, length)) }
  let offset = 0
  const runs = line.runs.flatMap((run): Run[] => {
    const cut = Math.max(0, Math.min(run.text.length, length - offset))
    offset += run.text.length
    const [head, rest] = [run.text.slice(0, cut), run.text.slice(cut)]
    return [
      ...(head === '' ? [] : [{ text: head, marks: [...run.marks, mark] }]),
      ...(rest === '' ? [] : [{ text: rest, marks: run.marks }]),
    ]
  })
  return { ...line, runs }
}

const isTracked = ({ marks }: Run): boolean => marks.some(({ type }) => type === 'inserted' || type === 'deleted')
