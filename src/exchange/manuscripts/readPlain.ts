/**
 * Plain text -> a manuscript. Lines that a page, a PDF or a mail program broke are put together again by the reader of
 * page text; consecutive lines with tabs between words are rows of a table.
 */
import { plainLine, type Manuscript, type ManuscriptLine } from '#contract/manuscript.ts'
import type { ImportItem } from '#contract/exchange.ts'
import { isFault } from '#contract/faults.ts'
import { cleanLines } from '../cleanLines.ts'
import { leadMarkOf } from '#contract/manuscript.ts'
import { readPageText } from '../readPageText.ts'
import { unwrap } from '../unwrap.ts'
import { Sheet } from './sheets.ts'

const PARAGRAPH = { type: 'paragraph', level: 0 } as const
const ROW = { type: 'row', level: 0 } as const
const INNER_TAB = /\S[^\S\t]*\t\s*\S/

/** Reads plain text. Text without a line end is words for a line, and keeps its blanks. */
export function readPlain(text: string): Manuscript {
  const sheet = new Sheet()
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
  while (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop()
  if (lines.length === 1) {
    sheet.exact(lines[0]!, [], INNER_TAB.test(lines[0]!) ? ROW : PARAGRAPH)
    return sheet.done({ start: true, end: true })
  }
  for (const block of blocksOf(lines)) {
    if (block.isTable) for (const row of block.lines) writeRow(sheet, row)
    else writeProse(sheet, block.lines.join('\n'))
  }
  return sheet.done()
}

interface Block {
  readonly lines: string[]
  readonly isTable: boolean
}

/** Rows that stand together; a single line with a tab is a line with a tab. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  for (const [index, line] of lines.entries()) {
    const isRow = INNER_TAB.test(line)
    const isTable = isRow && (INNER_TAB.test(lines[index + 1] ?? '') || (blocks.at(-1)?.isTable ?? false))
    if (blocks.at(-1)?.isTable === isTable) blocks.at(-1)!.lines.push(line)
    else blocks.push({ lines: [line], isTable })
  }
  return blocks
}

function writeRow(sheet: Sheet, row: string): void {
  sheet.begin(ROW)
  for (const [index, cell] of row.split('\t').entries()) {
    if (index > 0) sheet.tab()
    sheet.words(cell, [], ROW)
  }
  sheet.end()
}

function writeProse(sheet: Sheet, text: string): void {
  for (const strip of unwrap(cleanLines(text))) {
    sheet.begin(PARAGRAPH)
    sheet.exact(strip.text, [], PARAGRAPH)
    sheet.end()
    sheet.leave('control', strip.marks.filter(({ why }) => why === 'drop.control').length)
  }
}

/**
 * Plain text that is one story, with its parts; null where it is none, or several, or where the reader of pages would
 * leave a line of it out.
 */
export function readPlainStory(text: string): Manuscript | null {
  const page = readPageText(new TextEncoder().encode(text), '')
  if (isFault(page) || page.items.length !== 1 || /\S\t\s*\S/.test(text)) return null
  if (page.repairs.some(({ kind, why }) => kind === 'drop' && why !== 'drop.control')) return null
  const item = page.items[0]!
  if (item.kind !== 'story') return null
  const control = page.repairs.filter(({ why }) => why === 'drop.control').length
  return {
    lines: linesOf(item),
    lang: item.lang,
    omissions: control > 0 ? { control } : {},
    notes: [],
    isOpen: { start: false, end: false },
  }
}

function linesOf(item: ImportItem): ManuscriptLine[] {
  const all = (type: ManuscriptLine['type'], texts: readonly string[]): ManuscriptLine[] =>
    texts.map((text) => plainLine(type, text))
  return [
    ...all('kicker', item.kicker),
    ...all('headline', item.headline),
    ...all('deck', item.deck),
    ...all('byline', item.bylines),
    ...item.body.map((text, index) => bodyLine(item, text, index)),
    ...all('jumpLine', item.jumpLines),
    ...all('cutline', item.cutline === '' ? [] : item.cutline.split('\n')),
    ...all('credit', item.credits),
  ]
}

function bodyLine({ subheads, leadIns }: ImportItem, text: string, index: number): ManuscriptLine {
  const lead = leadIns[index] ?? 0
  if (subheads.includes(index)) return plainLine('subhead', text)
  if (lead === 0) return plainLine('paragraph', text)
  const head = text.slice(0, lead)
  const runs = [
    { text: head, marks: [{ type: leadMarkOf(head) }] },
    { text: text.slice(lead), marks: [] },
  ]
  return { ...plainLine('paragraph', ''), runs: runs.filter((run) => run.text !== '') }
}
