/** Hard-wrapped text: lines of one measure, put back into paragraphs by indent, blank line and short last line. */
import { isByline } from './bylines.ts'
import { isChinese, widthOf } from './characters.ts'
import { isCredit } from './credits.ts'
import { dropGround } from './furniture.ts'
import { isJumpLine, isMarkedSubhead, leadInLength } from './lineKinds.ts'
import { isHeadish, isResult, isWrappedHeadBlock } from './sentences.ts'
import { joinStrips, type Joint, type Strip } from './strip.ts'
import type { RepairGround } from './repairGrounds.ts'

/** Width in half ems as it was set: a scan's half-width mark behind Han stood on a full em. */
const setWidth = ({ text, indent }: Strip): number =>
  widthOf(text) + indent + (isChinese(text) ? (text.match(/[\u4e00-\u9fff”][,;:!?)]/g)?.length ?? 0) : 0)

/** Would the next line's first word not have fitted into the measure? Then the line was full. */
function isFull(line: Strip, next: Strip, measure: number): boolean {
  const width = setWidth(line)
  if (isChinese(line.text)) return width >= measure - (/[。！？]$/.test(line.text) ? 1 : 3)
  return width + 1 + widthOf(next.text.split(' ')[0]!) > measure
}

/** Half ems: a longer line is a paragraph, a shorter measure no column. */
const WIDEST = 110
const NARROWEST = 18

/** The measure of lines in half ems, or null where they are whole paragraphs; `least` lines must speak for it. */
function measureOf(lines: readonly Strip[], least: number): number | null {
  const followed = lines.filter((line, i) => lines[i + 1]?.gap === 0 && !isResult(line.text))
  if (followed.length < least) return null
  const widths = followed.map(setWidth).sort((a, b) => a - b)
  const measure = widths[Math.floor((widths.length - 1) * 0.96)]!
  if (measure > WIDEST || measure < NARROWEST) return null
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
  const isEnding = /^(?:e[rnd]|est|ing|ly|ish|ness|s|ment|tion|able)\b/.test(right)
  return isCompound && !isEnding ? { why, glue: '' } : { why: 'join.hyphen', glue: '' }
}

/** Runs of lines without a blank line between them. */
function blocksOf(lines: readonly Strip[]): Strip[][] {
  const blocks: Strip[][] = []
  for (const line of lines) {
    if (line.gap > 0 || blocks.length === 0) blocks.push([line])
    else blocks.at(-1)!.push(line)
  }
  return blocks
}

/** Lines of a block that speak for a measure of its own. */
const LEAST_OF_BLOCK = 3
const LEAST_OF_PAGE = 5

/** Puts wrapped lines together, block by block: a page may hold columns of several measures, and unwrapped copy too. */
export function unwrap(lines: readonly Strip[]): Strip[] {
  const ofPage = measureOf(lines, LEAST_OF_PAGE)
  const blocks = blocksOf(lines)
  return blocks.flatMap((block, n) => {
    const wasCut = ofPage !== null && block.length > 1 && isFull(block[0]!, block[1]!, ofPage)
    const isWrappedHead = !wasCut && isWrappedHeadBlock(block) && isUnderHead(blocks[n + 1]?.[0])
    if (block.length === 1 || isHeadBlock(block) || isWrappedHead || isList(block)) return block
    const widest = block.reduce((most, line) => Math.max(most, setWidth(line)), 0)
    const fits = ofPage !== null && widest <= ofPage + 2
    return unwrapBlock(block, fits ? ofPage : measureOf(block, LEAST_OF_BLOCK), widest)
  })
}

/** The few lines of a head: none of them ends a sentence. */
const isHeadBlock = (block: readonly Strip[]): boolean =>
  block.length <= 4 && block.every(({ text }) => isHeadish(text))

const isUnderHead = (line: Strip | undefined): boolean =>
  line !== undefined && (isByline(line.text) || leadInLength(line.text) > 0)

/** Each line a sentence: a list or short paragraphs, never wrapped copy. */
function isList(block: readonly Strip[]): boolean {
  const lines = isHeadish(block[0]!.text) ? block.slice(1) : block
  return lines.length >= 3 && lines.every(({ text }) => /[。！？.!?][”’"]?$/.test(text))
}

function unwrapBlock(block: readonly Strip[], measure: number | null, widest: number): Strip[] {
  const baseIndent = block.reduce((least, line) => Math.min(least, line.indent), block[0]!.indent)
  const paragraphs: Strip[] = []
  for (let i = 0; i < block.length;) {
    const first = block[i++]!
    const rest: Joint[] = []
    let last = first
    while (i < block.length && runsOn(first, last, block[i]!, { measure, widest, baseIndent })) {
      const strip = block[i++]!
      rest.push({ strip, ...jointOf(last.text, strip.text, 'join.wrap') })
      last = strip
    }
    paragraphs.push(joinStrips(first, rest))
  }
  return paragraphs
}

interface Column {
  readonly measure: number | null
  readonly widest: number
  readonly baseIndent: number
}

function runsOn(first: Strip, last: Strip, next: Strip, { measure, widest, baseIndent }: Column): boolean {
  if (next.indent > baseIndent || [last, next].some(standsAlone) || leadInLength(next.text) > 0) return false
  const isIndentedParagraph =
    first.indent >= 2 && next.indent < first.indent && widest <= WIDEST && setWidth(last) * 10 >= widest * 7
  return isIndentedParagraph || (measure !== null && isFull(last, next, measure))
}

const standsAlone = ({ text }: Strip): boolean =>
  isByline(text) ||
  isCredit(text) ||
  isJumpLine(text) ||
  isResult(text) ||
  isMarkedSubhead(text) ||
  dropGround(text) !== null
