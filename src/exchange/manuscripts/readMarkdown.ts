/** Markdown as reporters write it (CommonMark's headings, emphasis, links, lists, quotations) -> a manuscript. */
import { isSafeLink, type Manuscript, type RunMark } from '#contract/manuscript.ts'
import { Sheet, type LineShape } from './sheets.ts'

const PARAGRAPH: LineShape = { type: 'paragraph', level: 0 }
const QUOTE: LineShape = { type: 'pullQuote', level: 0 }

/** Reads a text with Markdown's signs; a paragraph's lines are put together. */
export function readMarkdown(text: string): Manuscript {
  const sheet = new Sheet()
  for (const block of text.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n+/)) writeBlock(sheet, block.split('\n'))
  return sheet.done()
}

function writeBlock(sheet: Sheet, lines: readonly string[]): void {
  let shape: LineShape | null = null
  for (const line of lines) {
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line)
    const item = /^ {0,3}(?:([-*+])|(\d{1,6}[.)]))\s+(.*)$/.exec(line)
    const quote = /^ {0,3}>\s?(.*)$/.exec(line)
    if (/^ {0,3}(?:[-*_]\s*){3,}$/.test(line) || line.trim() === '') continue
    if (heading) {
      sheet.begin({ type: 'subhead', level: heading[1]!.length })
      writeWords(sheet, heading[2]!, PARAGRAPH)
      sheet.end()
      shape = null
      continue
    }
    if (item) {
      sheet.begin(PARAGRAPH)
      sheet.exact(item[2] === undefined ? '• ' : `${item[2]} `, [], PARAGRAPH)
      shape = PARAGRAPH
    } else if (shape === null) {
      shape = quote ? QUOTE : PARAGRAPH
      sheet.begin(shape)
    } else sheet.words('\n', [], shape)
    writeWords(sheet, item ? item[3]! : quote ? quote[1]! : line, shape)
  }
  sheet.end()
}

const INLINE = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1|([*_])(?=\S)(.+?)(?<=\S)\3|(!?)\[([^\]]*)\]\(([^)\s]*)[^)]*\)/

/** Emphasis inside emphasis to this depth. */
const DEEPEST = 8

function writeWords(sheet: Sheet, text: string, shape: LineShape, marks: readonly RunMark[] = [], depth = 0): void {
  let rest = text
  for (let found = INLINE.exec(rest); found && depth < DEEPEST; found = INLINE.exec(rest)) {
    sheet.words(plain(rest.slice(0, found.index)), marks, shape)
    const [whole, , strong, , slanted, picture, label, href = ''] = found
    if (strong !== undefined) writeWords(sheet, strong, shape, [...marks, { type: 'strong' }], depth + 1)
    else if (slanted !== undefined) writeWords(sheet, slanted, shape, [...marks, { type: 'emphasis' }], depth + 1)
    else if (picture === '!') sheet.leave('picture')
    else {
      const isSafe = isSafeLink(href)
      if (!isSafe) sheet.leave('link')
      writeWords(sheet, label ?? '', shape, isSafe ? [...marks, { type: 'link', attrs: { href } }] : marks, depth + 1)
    }
    rest = rest.slice(found.index + whole.length)
  }
  sheet.words(plain(rest), marks, shape)
}

/** A sign that a backslash takes its meaning from. */
const plain = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+.!>-])/g, '$1')
