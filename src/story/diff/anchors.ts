/**
 * Stretches that stand once in either text, in the same order: between them a long text falls into short ones, and time no
 * longer grows with the square of what was changed (patience diff).
 */

/** Tokens of a stretch: fewer would stand twice in a long story. */
const LENGTH = 6

export interface Anchor {
  readonly a: number
  readonly b: number
}

/** Places from which LENGTH tokens are the same in both, ascending in both. */
export function anchorsOf(a: readonly string[], b: readonly string[]): readonly Anchor[] {
  const [placesA, placesB] = [onceIn(a), onceIn(b)]
  const shared: Anchor[] = []
  for (const [key, at] of placesA) {
    const there = placesB.get(key)
    if (at >= 0 && there !== undefined && there >= 0) shared.push({ a: at, b: there })
  }
  return longestRising(shared.toSorted((x, y) => x.a - y.a))
}

export const ANCHOR_LENGTH = LENGTH

/** Where each stretch begins; -1 for one that stands twice. */
function onceIn(tokens: readonly string[]): Map<string, number> {
  const text = tokens.join('')
  const places = new Map<string, number>()
  let [start, end] = [0, 0]
  for (const [i, token] of tokens.entries()) {
    end += token.length
    if (i < LENGTH - 1) continue
    const at = i - LENGTH + 1
    const key = text.slice(start, end)
    places.set(key, places.has(key) ? -1 : at)
    start += tokens[at]!.length
  }
  return places
}

/** The most anchors of a list, ascending in `a`, that ascend in `b` as well. */
function longestRising(anchors: readonly Anchor[]): Anchor[] {
  /** Of each length of a rising row, the index of the anchor that ends it lowest. */
  const ends: number[] = []
  const before: number[] = []
  for (const [index, { b }] of anchors.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (anchors[ends[middle]!]!.b < b) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? ends[low - 1]! : -1
    ends[low] = index
  }
  const rising: Anchor[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) rising.push(anchors[at]!)
  return rising.toReversed()
}
