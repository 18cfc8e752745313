/**
 * Where a byline 署名 may be broken: between credits, never inside one. A credit is a role with its names (本报记者 陆知秋
 * 孟阿炳). One that is too long for a column is broken between two names, but a role never loses its first name, and no name
 * is ever torn.
 */
import { get, type Prepared } from '../break/prepared.ts'

const ROLE =
  /(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|实习生|實習生|作者|撰文|撰稿|摄影|攝影|供图|供圖|整理|编译|編譯)/
/** Credits up to so many characters stay whole: the column of a small paper holds eleven. */
const WHOLE = 10

interface Word {
  readonly from: number
  readonly to: number
  readonly hasRole: boolean
  /** A role by itself, its names still to come. */
  readonly isRole: boolean
}

/** For each boundary of cells whether a line of a byline may end there. */
export function creditBreaks(prepared: Prepared, text: string): Uint8Array {
  const isLegal = new Uint8Array(prepared.cells.length + 1)
  const words = wordsOf(text)
  const ends = new Set(words.flatMap((word, i) => (mayBreakBefore(words, i) ? [word.from] : [])))
  for (let j = 1; j < prepared.cells.length; j++) {
    if (prepared.isLegal[j] !== 1) continue
    const at = get(prepared.starts, j)
    const inside = words.find((word) => word.from < at && at < word.to)
    isLegal[j] = (inside ? inside.to - inside.from > WHOLE : ends.has(at)) ? 1 : 0
  }
  isLegal[prepared.cells.length] = 1
  return isLegal
}

/** Words between blanks and commas. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const found of text.matchAll(/[^\s\u3000、，,]+[、，,]?/g)) {
    const word = found[0]
    const role = ROLE.exec(word)
    const from = found.index
    const isRole = role !== null && role.index + role[0].length === word.length
    words.push({ from, to: from + word.length, hasRole: role !== null, isRole })
  }
  return words
}

function mayBreakBefore(words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]]
  if (!before || !word) return false
  if (word.hasRole) return true
  const isShort = word.to - word.from === 1 && before.to - before.from === 1
  return !before.isRole && !isShort && lengthOfCredit(words, at) > WHOLE
}

/** Characters of the credit that a word belongs to. */
function lengthOfCredit(words: readonly Word[], at: number): number {
  let [first, last] = [at, at]
  while (first > 0 && !words[first]?.hasRole) first--
  while (last + 1 < words.length && !words[last + 1]?.hasRole) last++
  return (words[last]?.to ?? 0) - (words[first]?.from ?? 0)
}
