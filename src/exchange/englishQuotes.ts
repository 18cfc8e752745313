/** Straight quotes and apostrophes of English copy become curved ones; feet, inches and minutes keep theirs. */
import type { Edit } from './strip.ts'

const OPENS_AFTER = /[\s([{—–\-/“‘]/
/** Words that drop their first letters, and decades: an apostrophe, though it stands where a quote would open. */
const ELIDED = /^['](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n\b)/i

/** The mark that a straight one at `at` stands for, or null where it measures (5'2", 12"). */
function curved(text: string, at: number, openDoubles: number, openSingles: number): string | null {
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  const isDouble = text[at] === '"'
  const opens = (OPENS_AFTER.test(before) || (before === '"' && !isDouble)) && !/\s/.test(after)
  const open = isDouble ? openDoubles : openSingles
  if (/\d/.test(before) && open === 0 && !/[A-Za-z]/.test(after)) return null
  if (opens && !(!isDouble && ELIDED.test(text.slice(at, at + 8)))) return isDouble ? '“' : '‘'
  if (isDouble && /\s/.test(before) && /\s/.test(after)) return null
  return isDouble ? '”' : '’'
}

/** One edit a mark, each reported as a repair of its own. */
export function englishQuoteEdits(text: string): Edit[] {
  const edits: Edit[] = []
  let doubles = 0
  let singles = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '"' && text[at] !== "'") {
      if (text[at] === '“') doubles++
      else if (text[at] === '”') doubles--
      continue
    }
    const mark = curved(text, at, doubles, singles)
    if (mark === null) continue
    if (mark === '“') doubles++
    else if (mark === '”') doubles = Math.max(0, doubles - 1)
    else if (mark === '‘') singles++
    else if (!/[A-Za-z]/.test(text[at + 1] ?? ' ')) singles = Math.max(0, singles - 1)
    edits.push({ kind: 'quote', why: 'quote.straight', from: at, to: at + 1, text: mark })
  }
  return edits
}
