/** H8: where the lines of an English head may end. Words are never divided; names, money and initials are kept whole. */
import { get, type Prepared } from '../break/prepared.ts'
import { onlyAt, type HeadBreaks } from './breakTable.ts'

/** No line ends in one of these: articles, prepositions, conjunctions, and verbs that only lead on. */
const NOT_LAST = new Set(
  'a an the of in on at to for from by with and or but as into over under after before than nor via per up off out is are be if not no'.split(
    ' ',
  ),
)
/** Honorifics: with the name that follows. */
const HONORIFIC = /^(?:mr|mrs|ms|mx|dr|st|sr|gen|sen|rep|gov|rev|prof|sgt|capt|lt|col|maj|cpl|hon|no|nos)\.?$/i
const INITIAL = /^(?:[A-Z]\.)+$/
const NUMBER = /^[£$€¥]?[0-9][0-9.,:]*$/
/** Units and measures that stay with their number. */
const UNIT =
  /^(?:hundred|thousand|million|billion|trillion|dozen|percent|per|pc|cents?|pounds?|dollars?|euros?|miles?|feet|foot|inch(?:es)?|acres?|tons?|tonnes?|degrees|a\.?m|p\.?m|[ap]\.m\.)\b/i

/** What a break costs, thousandths of an em. */
const COST = { endsBadly: 4000, name: 5000, firstName: 1500, number: 1200 }

export function englishBreaks(prepared: Prepared, text: string): HeadBreaks {
  const count = prepared.cells.length
  const made = { isLegal: new Uint8Array(count + 1), cost: new Int32Array(count + 1), preferred: null }
  const words = [...text.matchAll(/[^\s]+/g)].map((found) => ({ text: found[0], at: found.index }))
  const isSentence = isSentenceCase(words.map((word) => word.text))
  let next = 0
  for (let j = 1; j < count; j++) {
    const a = prepared.cells[j - 1]
    if (!a || prepared.isLegal[j] !== 1) continue
    const offset = get(prepared.starts, j)
    while (next < words.length && (words[next]?.at ?? 0) < offset) next++
    if (a.kind === 'connect') made.isLegal[j] = 1
    if (a.kind !== 'space' && a.kind !== 'wideSpace') continue
    const [before, after] = [words[next - 1]?.text ?? '', words[next]?.text ?? '']
    if (isJoined(before, after)) continue
    made.isLegal[j] = 1
    made.cost[j] = costBetween(before, after, isSentence, next === 1)
  }
  made.isLegal[count] = 1
  const readsWell = made.cost.map((cost) => (cost < COST.endsBadly ? 1 : 0))
  const preferred = readsWell.includes(0) ? onlyAt(made, Uint8Array.from(readsWell)) : null
  return { ...made, preferred }
}

/** Whether two words are one expression: J. Smith, St. Mary, $4.2 million. */
const isJoined = (before: string, after: string): boolean =>
  (isCapitalised(after) && (INITIAL.test(before) || HONORIFIC.test(before) || after === 'Jr.' || after === 'Sr.')) ||
  (/^nos?\.$/i.test(before) && NUMBER.test(after)) ||
  (NUMBER.test(before) && UNIT.test(after)) ||
  (before.toLowerCase() === 'per' && /^cent\b/i.test(after))

function costBetween(before: string, after: string, isSentence: boolean, isFirst: boolean): number {
  if (NOT_LAST.has(before.toLowerCase())) return COST.endsBadly
  if (NUMBER.test(before) && /^[a-z]/.test(after)) return COST.number
  if (!isCapital(before) || !(isCapitalised(after) || NUMBER.test(after))) return 0
  if (!isSentence && !NUMBER.test(after)) return 0
  return isFirst ? COST.firstName : COST.name
}

/** A capitalised word that goes on: a mark after it ends the name. */
const isCapital = (word: string): boolean =>
  /^[“‘"']?[A-Z]/.test(word) && (!/[,.;:?!]$/.test(word) || INITIAL.test(word))

/** Sentence case: of the longer words after the first, fewer than three quarters are capitalised. */
function isSentenceCase(words: readonly string[]): boolean {
  const long = words.slice(1).filter((word) => /^[“‘"']?[A-Za-z]{4}/.test(word))
  return long.filter((word) => /^[“‘"']?[A-Z]/.test(word)).length * 4 < Math.max(1, long.length * 3)
}

const isCapitalised = (word: string): boolean => /^[“‘"']?[A-Z]/.test(word)
