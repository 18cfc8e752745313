/** What two texts have in common, in order: how words are known again where a whole line was put in anew. */

/** A stretch that stands in both, by its UTF-16 offsets. */
export interface Match {
  readonly a: number
  readonly b: number
  readonly length: number
}

/** Beyond this product of lengths the middle of two texts is not compared: time grows with it. */
const MOST_CELLS = 4_000_000

/** The same beginning and the same end of two texts, the beginning first; neither cuts a character in half. */
export function endsInCommon(a: string, b: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head]) head++
  if (isHigh(a, head - 1)) head--
  let tail = 0
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  if (isHigh(a, a.length - tail - 1)) tail--
  return { head, tail: Math.max(0, tail) }
}

/**
 * Stretches that two texts share: the same beginning, the same end, and between them the longest that stands in both,
 * and so on at its sides. A single character counts only where it occurs once in either text.
 */
export function matchesOf(a: string, b: string): readonly Match[] {
  return matchesIn(a, b, 0, 0)
}

function matchesIn(a: string, b: string, fromA: number, fromB: number): Match[] {
  if (a === '' || b === '') return []
  const { head, tail } = endsInCommon(a, b)
  const [midA, midB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  const longest = longestIn(midA, midB)
  const between = longest
    ? [
        ...matchesIn(midA.slice(0, longest.a), midB.slice(0, longest.b), fromA + head, fromB + head),
        { a: fromA + head + longest.a, b: fromB + head + longest.b, length: longest.length },
        ...matchesIn(
          midA.slice(longest.a + longest.length),
          midB.slice(longest.b + longest.length),
          fromA + head + longest.a + longest.length,
          fromB + head + longest.b + longest.length,
        ),
      ]
    : []
  return [
    ...(head > 0 ? [{ a: fromA, b: fromB, length: head }] : []),
    ...between,
    ...(tail > 0 ? [{ a: fromA + a.length - tail, b: fromB + b.length - tail, length: tail }] : []),
  ]
}

/** The longest stretch that stands in both texts, or null where it would be a matter of chance. */
function longestIn(a: string, b: string): Match | null {
  if (a.length * b.length > MOST_CELLS) return null
  let best: Match = { a: 0, b: 0, length: 0 }
  let row = new Uint32Array(b.length + 1)
  for (let i = 1; i <= a.length; i++) {
    const next = new Uint32Array(b.length + 1)
    for (let j = 1; j <= b.length; j++) {
      if (a[i - 1] !== b[j - 1]) continue
      const length = (next[j] = row[j - 1]! + 1)
      if (length > best.length) best = { a: i - length, b: j - length, length }
    }
    row = next
  }
  if (best.length > 1) return best
  const alone = best.length === 1 ? a.charAt(best.a) : ''
  const isOnce = (text: string): boolean => text.indexOf(alone) === text.lastIndexOf(alone)
  return alone !== '' && isOnce(a) && isOnce(b) ? best : null
}

const isHigh = (text: string, at: number): boolean => at >= 0 && /[\ud800-\udbff]/.test(text.charAt(at))
