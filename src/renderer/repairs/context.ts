/** The words round a repair, as the story has them now. */
import type { Copy } from '#contract/copy.ts'
import type { KeptRepair } from '#contract/exchange.ts'

export interface RepairContext {
  readonly before: string
  readonly after: string
}

/** Characters shown on either side. */
const WIDTH = 9

/**
 * What stands before and after a repair's place; null where the words there are no longer those of the repair. A change
 * further up in the paragraph moves the place: the nearest one with the same words is taken.
 */
export function contextOf(copy: Copy, { at, before, after, isTakenBack }: KeptRepair): RepairContext | null {
  if (!at) return null
  const words = isTakenBack ? before : after
  const text = copy.parts[at.part][at.paragraph]?.text
  if (text === undefined) return null
  const from = nearest(text, words, at.from)
  if (from === null) return null
  const end = from + words.length
  return {
    before: (from > WIDTH ? '…' : '') + text.slice(Math.max(0, from - WIDTH), from),
    after: text.slice(end, end + WIDTH) + (end + WIDTH < text.length ? '…' : ''),
  }
}

function nearest(text: string, words: string, from: number): number | null {
  if (words === '') return from <= text.length ? from : null
  const earlier = text.lastIndexOf(words, from)
  const later = text.indexOf(words, from)
  if (earlier < 0 || later < 0) return Math.max(earlier, later) < 0 ? null : Math.max(earlier, later)
  return from - earlier <= later - from ? earlier : later
}
