/** A manuscript as plain text and as HTML: its final words, part by part. */
import { textOfLine, type LineType, type Manuscript, type ManuscriptLine, type RunMark } from '#contract/manuscript.ts'
import { escape } from '../docx/xmlText.ts'
import { finalManuscript } from './finalManuscript.ts'

/** Plain text: a line a paragraph, a blank line after the head. */
export function writePlain(manuscript: Manuscript): string {
  const { lines } = finalManuscript(manuscript)
  const head = lines.filter(({ type }) => HEAD.includes(type))
  const rest = lines.filter(({ type }) => !HEAD.includes(type))
  return [head, rest]
    .map((part) => part.map((line) => `${textOfLine(line)}\n`).join(''))
    .filter((part) => part.trim() !== '')
    .join('\n')
}

const HEAD: readonly LineType[] = ['kicker', 'headline', 'deck', 'byline']

const TAGS: Readonly<Record<LineType, string>> = {
  kicker: 'p',
  headline: 'h1',
  deck: 'p',
  byline: 'p',
  paragraph: 'p',
  subhead: 'h2',
  pullQuote: 'blockquote',
  note: 'p',
  row: 'tr',
  jumpLine: 'p',
  cutline: 'p',
  credit: 'p',
}

/** A page of HTML by itself, with the parts as classes. */
export function writeHtml(manuscript: Manuscript, title: string): string {
  const { lines, lang } = finalManuscript(manuscript)
  let body = ''
  for (const [index, line] of lines.entries()) {
    const isRow = line.type === 'row'
    if (isRow && lines[index - 1]?.type !== 'row') body += '<table>\n'
    body += isRow ? rowHtml(line) : lineHtml(line)
    if (isRow && lines[index + 1]?.type !== 'row') body += '</table>\n'
  }
  return `<!doctype html>\n<html lang="${lang ?? 'zh-Hans'}">\n<head>\n<meta charset="utf-8">\n<title>${escape(title)}</title>\n</head>\n<body>\n<article>\n${body}</article>\n</body>\n</html>\n`
}

function lineHtml(line: ManuscriptLine): string {
  const tag = TAGS[line.type]
  const name = line.type === 'paragraph' ? '' : ` class="${line.type}"`
  return `<${tag}${name}>${runsHtml(line, 0, Infinity)}</${tag}>\n`
}

function rowHtml(line: ManuscriptLine): string {
  let [from, cells] = [0, '']
  for (const words of textOfLine(line).split('\t')) {
    cells += `<td>${runsHtml(line, from, from + words.length)}</td>`
    from += words.length + 1
  }
  return `<tr>${cells}</tr>\n`
}

function runsHtml({ runs }: ManuscriptLine, from: number, to: number): string {
  let [offset, html] = [0, '']
  for (const { text, marks } of runs) {
    const words = text.slice(Math.max(0, from - offset), Math.max(0, to - offset))
    if (words !== '') html += marks.reduce(markHtml, escape(words))
    offset += text.length
  }
  return html
}

function markHtml(words: string, mark: RunMark): string {
  if (mark.type === 'strong') return `<strong>${words}</strong>`
  if (mark.type === 'emphasis') return `<em>${words}</em>`
  if (mark.type === 'link') return `<a href="${escape(mark.attrs.href)}">${words}</a>`
  return mark.type === 'leadIn' || mark.type === 'dateline' ? `<span class="${mark.type}">${words}</span>` : words
}
