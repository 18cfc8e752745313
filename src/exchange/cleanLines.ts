/** Text -> strips, one a line that holds something; control and direction characters are left out, each line reported. */
import { widthOf } from './characters.ts'
import type { Mark, Strip } from './strip.ts'

// Controls but tab, soft hyphen, zero-width and direction characters, lone surrogates, the replacement character.
const UNWANTED =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const nameOf = (c: string): string => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

function cleanLine(source: string): { text: string; marks: Omit<Mark, 'line'>[] } {
  const marks: Omit<Mark, 'line'>[] = []
  let gone = 0
  const text = source.replace(UNWANTED, (c: string, at: number) => {
    const from = at - gone++
    const last = marks.at(-1)
    if (last && marks.length >= 20) marks[marks.length - 1] = { ...last, before: `${last.before.split(' …')[0]} …` }
    else marks.push({ kind: 'drop', why: 'drop.control', before: nameOf(c), after: '', from, to: from })
    return ''
  })
  return { text, marks }
}

/** Splits at every kind of line end; line numbers count from 1. */
export function cleanLines(text: string): Strip[] {
  const strips: Strip[] = []
  let gap = 0
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
  for (const [index, source] of lines.entries()) {
    const clean = cleanLine(source)
    const trimmed = clean.text.trim()
    if (trimmed === '' && clean.marks.length === 0) {
      gap++
      continue
    }
    const lead = clean.text.length - clean.text.trimStart().length
    const place = (at: number): number => Math.max(0, Math.min(trimmed.length, at - lead))
    strips.push({
      text: trimmed,
      raw: trimmed,
      whole: trimmed,
      line: index + 1,
      gap,
      indent: widthOf(clean.text.slice(0, lead)),
      marks: clean.marks.map((mark) => ({ ...mark, line: index + 1, from: place(mark.from), to: place(mark.to) })),
      origins: [{ offset: 0, line: index + 1 }],
    })
    gap = 0
  }
  return strips
}
