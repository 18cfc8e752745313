/** Where the lines of a head may end (H1, H2; H8 in English), and which of those ends read badly. */
import type { BreakWords } from '#contract/copy.ts'
import { get, type Prepared } from '../break/prepared.ts'
import type { SetStyle } from '../typesetter.ts'

/** For each boundary of cells: whether a line may end there, and what it costs to do so, thousandths of an em. */
export interface HeadBreaks {
  readonly isLegal: Uint8Array
  readonly cost: Int32Array
}

/** No line of a head begins with these (H2). */
const NOT_FIRST = '的了着地得们'
/** No English head line ends in one of these (H8). */
const NOT_LAST = new Set(
  'a an the of in on at to for from by with and or but as into over under after before than nor via per up off out is are be'.split(
    ' ',
  ),
)
const BADLY_ENDED = 3000
/** A head that has blanks between its clauses breaks there rather than inside a clause. */
const INSIDE_CLAUSE = 1500
/** Quoted terms up to this many characters stay whole (H1). */
const WHOLE_QUOTE = 12

export function headBreaks(prepared: Prepared, text: string, style: SetStyle, breakWords: BreakWords): HeadBreaks {
  const count = prepared.cells.length
  const made: HeadBreaks = { isLegal: new Uint8Array(count + 1), cost: new Int32Array(count + 1) }
  const hasBlank =
    style.lang !== 'en' && prepared.cells.some((cell) => cell.kind === 'space' || cell.kind === 'wideSpace')
  const ends = style.lang === 'en' ? null : new Set(breakWords(text, style.lang))
  const quoted = quotedBoundaries(prepared)
  for (let j = 1; j < count; j++) {
    const [a, b] = [prepared.cells[j - 1], prepared.cells[j]]
    if (!a || !b || prepared.isLegal[j] !== 1 || quoted[j] === 1) continue
    const isBlank = a.kind === 'space' || a.kind === 'wideSpace'
    if (
      ends
        ? !isBlank && (!ends.has(get(prepared.starts, j)) || NOT_FIRST.includes(b.text))
        : !isBlank && a.kind !== 'connect'
    )
      continue
    made.isLegal[j] = 1
    if (!ends && NOT_LAST.has(lastWord(prepared, j))) made.cost[j] = BADLY_ENDED
    if (hasBlank && !isBlank) made.cost[j] = INSIDE_CLAUSE
  }
  made.isLegal[count] = 1
  return made
}

/** Every legal place of body text: for a word that is wider than the head. */
export const bodyBreaks = (prepared: Prepared): HeadBreaks => ({
  isLegal: prepared.isLegal,
  cost: new Int32Array(prepared.cells.length + 1),
})

/** Everywhere: where not even kinsoku can be kept. */
export const anyBreaks = (prepared: Prepared): HeadBreaks => ({
  isLegal: new Uint8Array(prepared.cells.length + 1).fill(1),
  cost: new Int32Array(prepared.cells.length + 1),
})

function lastWord(prepared: Prepared, j: number): string {
  let at = j - 1
  while (at > 0 && prepared.cells[at]?.kind === 'space') at--
  return (prepared.cells[at]?.text ?? '').toLowerCase()
}

const PAIRS: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '《': '》',
  '〈': '〉',
  '【': '】',
  '（': '）',
}

/** Boundaries inside a short quotation, title or parenthesis. */
function quotedBoundaries(prepared: Prepared): Uint8Array {
  const inside = new Uint8Array(prepared.cells.length + 1)
  prepared.cells.forEach((cell, from) => {
    const closing = PAIRS[cell.text]
    if (closing === undefined) return
    const near = prepared.cells.slice(from + 1, from + 2 + WHOLE_QUOTE)
    const to = from + 1 + near.findIndex((other) => other.text === closing)
    if (to === from || get(prepared.starts, to) - get(prepared.starts, from) - 1 > WHOLE_QUOTE) return
    inside.fill(1, from + 1, to + 1)
  })
  return inside
}
