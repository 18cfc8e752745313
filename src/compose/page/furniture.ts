/** Furniture: masthead, folio, dates and rules of a page's template, filled from the issue. */
import type { Issue } from '#contract/issue.ts'
import type { Box } from '#contract/measure.ts'
import type { SetRule } from '#contract/setPage.ts'
import type { Furniture, Stylebook } from '#contract/stylebook.ts'
import { templateOf } from '#grid/areas.ts'
import { inkOf, type StyleShelf } from '../styles.ts'
import type { BrokenLine, SetStyle, Typesetter } from '../typesetter.ts'
import { alignedAt, type FrameAt } from './lines.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
/** The section's name on the front page and on the others. */
const SECTIONS = { 'zh-Hans': ['要闻', '综合'], 'zh-Hant': ['要聞', '綜合'], en: ['News', 'News'] } as const
const DAYS_ZH = '日一二三四五六'

/** Day of the week, 0 Sunday, of a Gregorian date (Zeller's congruence, shifted to Sunday). */
export function weekdayOf(year: number, month: number, day: number): number {
  const shifted = month < 3 ? year - 1 : year
  const m = month < 3 ? month + 12 : month
  const century = Math.floor(shifted / 100)
  const yy = shifted % 100
  const saturday =
    day + Math.floor((13 * (m + 1)) / 5) + yy + Math.floor(yy / 4) + Math.floor(century / 4) + 5 * century
  return (saturday + 6) % 7
}

type Words = Readonly<Record<string, string>>

/** What {day}, {date} and the others stand for on a page, in the paper's language. */
export function wordsOf(stylebook: Stylebook, issue: Issue, page: number): Words {
  const [year = 0, month = 1, day = 1] = issue.date.split('-').map(Number)
  const weekday = weekdayOf(year, month, day)
  const isEnglish = stylebook.lang === 'en'
  const { paper } = stylebook
  return {
    day: `${day}`,
    date: isEnglish ? `${MONTHS[month - 1]} ${day}, ${year}` : `${year}年${month}月${day}日`,
    weekday: isEnglish ? (DAYS[weekday] ?? '') : `星期${DAYS_ZH[weekday]}`,
    number: `${issue.number}`,
    page: `${page}`,
    pages: `${issue.pages}`,
    edition: issue.edition,
    section: SECTIONS[stylebook.lang][page === 1 ? 0 : 1],
    paper: paper.name,
    paperLatin: paper.latin,
    motto: paper.motto,
    publisher: paper.publisher,
    cn: paper.cn,
  }
}

/** Fills the names in braces; one that nobody knows stays as it is. */
export const fillWords = (text: string, words: Words): string =>
  text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => (Object.hasOwn(words, name) ? (words[name] ?? '') : whole))

/** The furniture of a page, placed. */
export function setFurniture(
  typesetter: Typesetter,
  styles: StyleShelf,
  stylebook: Stylebook,
  issue: Issue,
  page: number,
): { frames: FrameAt[]; rules: SetRule[] } {
  const words = wordsOf(stylebook, issue, page)
  const frames: FrameAt[] = []
  const rules: SetRule[] = []
  for (const [i, piece] of templateOf(stylebook, page).furniture.entries()) {
    if (piece.kind !== 'text') {
      const { box, tint, ink } = piece
      rules.push({
        record: null,
        kind: piece.kind === 'tint' ? 'tint' : 'furniture',
        box,
        tint,
        ...inkOf(stylebook, ink),
      })
      continue
    }
    const text = fillWords(piece.text, words)
    if (text.trim() !== '') frames.push(setPiece(typesetter, styles, stylebook, piece, text, i))
  }
  return { frames, rules }
}

type TextPiece = Extract<Furniture, { kind: 'text' }>

function setPiece(
  typesetter: Typesetter,
  styles: StyleShelf,
  stylebook: Stylebook,
  piece: TextPiece,
  text: string,
  index: number,
): FrameAt {
  const { size, align, role, latin, tint, vertical } = piece
  const style = styles.style(piece.style, stylebook.lang, { size, align, role, latin, tint, vertical, indent: 0 })
  const line = typesetter.setLine(text, style, piece.tracking ?? 0)
  const at = vertical ? verticalAt(piece.box, style, line) : horizontalAt(typesetter, piece.box, style, line)
  return {
    id: `furniture.${index}`,
    record: null,
    item: null,
    part: 'furniture',
    box: piece.box,
    vertical,
    capacity: 0,
    lines: [
      {
        line: inked(line, stylebook, piece),
        ...at,
        size: style.style.size,
        vertical,
        text,
        part: null,
        paragraph: 0,
      },
    ],
  }
}

function horizontalAt(typesetter: Typesetter, box: Box, style: SetStyle, line: BrokenLine) {
  const x = box.x + alignedAt(style.style.align, box.width, line.width)
  const y = box.y + Math.floor((box.height - style.style.size) / 2) + typesetter.ascent(style)
  return { x, y }
}

const verticalAt = (box: Box, style: SetStyle, line: BrokenLine) => ({
  x: box.x + Math.floor(box.width / 2),
  y: box.y + alignedAt(style.style.align, box.height, line.width),
})

/** A line in the ink of its piece: white, or a spot ink; most are black and stay as they are. */
function inked(line: BrokenLine, stylebook: Stylebook, { reversed, ink }: TextPiece): BrokenLine {
  if (!reversed && ink === undefined) return line
  const look = { reversed, ...(reversed ? {} : inkOf(stylebook, ink)) }
  return { ...line, runs: line.runs.map((run) => ({ ...run, ...look })) }
}
