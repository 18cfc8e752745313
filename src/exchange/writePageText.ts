/**
 * Items -> a page of plain text, in the form that readPageText reads best: one line a paragraph, blank lines between
 * parts, two between items. What a reader could not tell apart from its place is marked: subheads by `##`.
 */
import type { ImportItem } from '#contract/exchange.ts'
import { isBareName, isByline } from './bylines.ts'
import { isChinese, widthOf } from './characters.ts'
import { DECK_EXCESS, KICKER_EXCESS } from './heads.ts'
import { splitsAtBlank } from './sentences.ts'

/** Lines of one part stand together; an empty part leaves nothing. */
const block = (lines: readonly string[]): string[] => {
  const kept = lines.filter((line) => line !== '')
  return kept.length > 0 ? [kept.join('\n')] : []
}

/**
 * Lines of unlike length would be taken for a kicker or a deck: they go back into one line, which the reader divides at
 * its blanks again. Lines of a length stay as they are.
 */
function headlineOf({ headline, orientation }: ImportItem): string[] {
  const line = headline.join(' ')
  const isUneven = headline.some((each, n) => {
    const excess = n === 0 ? 0 : widthOf(each) - widthOf(headline[n - 1]!)
    return excess >= DECK_EXCESS || excess <= -KICKER_EXCESS
  })
  const isDivisible = isChinese(line) && splitsAtBlank(line) && !headline.some(splitsAtBlank)
  return orientation === 'horizontal' && isUneven && isDivisible ? [line] : [...headline]
}

/** A signature (（东街 某某）, — R. Pell) stands under the copy; a byline and what follows it (the writer's paper) over it. */
const isSignature = (line: string, index: number): boolean =>
  !isByline(line) && !isBareName(line) && (index === 0 || /^[（(—–-]/.test(line))

function blocksOf(item: ImportItem): string[] {
  const body = item.body.map((text, i) => (item.subheads.includes(i) ? `## ${text}` : text))
  return [
    ...block([...item.kicker, ...headlineOf(item)]),
    ...block(item.deck),
    ...block(item.bylines.filter((line, i) => !isSignature(line, i))),
    ...body,
    ...item.bylines.filter(isSignature),
    ...block([item.cutline]),
    ...block(item.credits),
    ...item.jumpLines,
  ]
}

/** The page as text, its last line ended; `''` for no items. Every word of every part is in it, in reading order. */
export function writePageText(items: readonly ImportItem[]): string {
  const pages = items.map((item) => blocksOf(item).join('\n\n'))
  const text = pages.filter((page) => page !== '').join('\n\n\n')
  return text === '' ? '' : `${text}\n`
}
