/** Markup whose lines were broken by the page that it came from: put together by the reader of page text. */
import { textOfLine, type Manuscript } from '#contract/manuscript.ts'
import { readPlain } from './readPlain.ts'

/** Lines that speak for a measure. */
const LEAST = 5

/** A manuscript of bare lines with those that a measure broke put together; any other as it is. */
export function healLines(manuscript: Manuscript): Manuscript {
  const { lines } = manuscript
  const isBare = lines.every(
    ({ type, level, runs }) => type === 'paragraph' && level === 0 && runs.every(({ marks }) => marks.length === 0),
  )
  if (!isBare || lines.length < LEAST) return manuscript
  const healed = readPlain(lines.map(textOfLine).join('\n'))
  return healed.lines.length < lines.length ? { ...manuscript, lines: healed.lines } : manuscript
}
