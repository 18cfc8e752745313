/** Hard-wrapped text: lines of one measure, put back into paragraphs by indent, blank line and short last line. */
import { isChinese, widthOf } from './characters.ts'
import { isByline, isCredit, isJumpLine, leadInLength, dropGround } from './lineKinds.ts'
import { joinStrips, type Strip } from './strip.ts'
import type { RepairGround } from './repairGrounds.ts'

/** Would the next line's first word not have fitted into the measure? Then the line was full. */
function isFull(line: Strip, next: Strip, measure: number): boolean {
  const width = widthOf(line.text) + line.indent
  if (isChinese(line.text)) return width >= measure - 3
  return width + 1 + widthOf(next.text.split(' ')[0]!) > measure
}

/** The measure of a page in half ems, or null where its lines are whole paragraphs. */
function measureOf(lines: readonly Strip[]): number | null {
  const followed = lines.filter((_, i) => lines[i + 1]?.gap === 0)
  if (followed.length < 5) return null
  const widths = followed.map((line) => widthOf(line.text) + line.indent).sort((a, b) => a - b)
  const measure = widths[Math.floor((widths.length - 1) * 0.96)]!
  if (measure > 110) return null
  const full = lines.filter((line, i) => lines[i + 1]?.gap === 0 && isFull(line, lines[i + 1]!, measure))
  return full.length >= followed.length * 0.55 ? measure : null
}

export const glueOf = (left: string, right: string): string =>
  /[A-Za-z0-9.,;:!?'"’”)%$-]$/.test(left) && /^[A-Za-z0-9('"‘“$]/.test(right) && !(isChinese(left) && isChinese(right))
    ? ' '
    : ''

/** A word divided at the line's end: a compound that had its hyphen before keeps it. */
export function jointOf(left: string, right: string, why: RepairGround): { why: RepairGround; glue: string } {
  if (!/[A-Za-z]-$/.test(left) || !/^[a-z]/.test(right)) return { why, glue: glueOf(left, right) }
  const word = /[\w-]+$/.exec(left.slice(-40))?.[0] ?? ''
  const isCompound =
    /\w-\w*-$|^(?:well|self|ex|half|all|long|short|high|low|full|part|two|three|four|five|six|\d+)-$/i.test(word)
  return isCompound ? { why, glue: '' } : { why: 'join.hyphen', glue: '' }
}

export function unwrap(lines: readonly Strip[]): Strip[] {
  const measure = measureOf(lines)
  if (measure === null) return [...lines]
  const baseIndent = lines.some((line) => line.indent === 0)
    ? 0
    : Math.min(...lines.slice(0, 5000).map((line) => line.indent))
  const paragraphs: Strip[] = []
  for (let i = 0; i < lines.length;) {
    const first = lines[i++]!
    const rest: { strip: Strip; why: RepairGround; glue: string }[] = []
    let last = first
    while (i < lines.length && runsOn(last, lines[i]!, measure, baseIndent)) {
      const strip = lines[i++]!
      rest.push({ strip, ...jointOf(last.text, strip.text, 'join.wrap') })
      last = strip
    }
    paragraphs.push(joinStrips(first, rest))
  }
  return paragraphs
}

function runsOn(last: Strip, next: Strip, measure: number, baseIndent: number): boolean {
  if (next.gap > 0 || next.indent > baseIndent || !isFull(last, next, measure)) return false
  if (
    [last, next].some(({ text }) => isByline(text) || isCredit(text) || isJumpLine(text) || dropGround(text) !== null)
  )
    return false
  return leadInLength(next.text) === 0
}
