/** Where an English word may be divided: Liang's patterns under E1 (5 letters, 2 before, 3 after) and E4 (no names, acronyms, figures). */
import english from 'hyphen/en-us/index.js'

const SOFT = '\u00ad'
const LEAST_LETTERS = 5
const LEAST_BEFORE = 2
const LEAST_AFTER = 3

const known = new Map<string, readonly number[]>()

/** UTF-16 offsets in `word` before which it may break. A word that holds a capital, a figure or a hyphen is left whole. */
export function hyphenPoints(word: string): readonly number[] {
  const found = known.get(word)
  if (found) return found
  const points = divide(word)
  if (known.size > 20_000) known.clear()
  known.set(word, points)
  return points
}

function divide(word: string): number[] {
  const core = /^([^a-z]*)([a-z]+)([^a-zA-Z0-9-]*)$/.exec(word)
  const [, before = '', letters = ''] = core ?? []
  if (letters.length < LEAST_LETTERS || /[A-Z0-9]/.test(before)) return []
  const points: number[] = []
  let at = 0
  for (const part of english.hyphenateSync(letters, { hyphenChar: SOFT, minWordLength: LEAST_LETTERS }).split(SOFT)) {
    at += part.length
    if (at >= LEAST_BEFORE && at <= letters.length - LEAST_AFTER) points.push(before.length + at)
  }
  return points
}
