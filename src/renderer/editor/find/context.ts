/** The words round a match, as much as a row of the list may show. */
import { finalLines } from '#story/final.ts'
import type { Match } from '#story/find/matches.ts'
import type { StoryDoc } from '#story/schema.ts'

/** Characters before and behind. */
const BEFORE = 8
const AFTER = 60

export function contextOf(doc: StoryDoc, { line, from, to }: Match): { before: string; after: string } {
  const text = finalLines(doc)[line]?.text ?? ''
  const before = [...text.slice(Math.max(0, from - 2 * BEFORE), from)].slice(-BEFORE).join('')
  const after = [...text.slice(to, to + 2 * AFTER)].slice(0, AFTER).join('')
  return { before: before.length < from ? `…${before}` : before, after }
}
