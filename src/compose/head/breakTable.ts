/** Tables of where the lines of a head may end. */
import type { Prepared } from '../break/prepared.ts'

/** For each boundary of cells: whether a line may end there, and what it costs to do so, thousandths of an em. */
export interface HeadBreaks {
  readonly isLegal: Uint8Array
  readonly cost: Int32Array
  /**
   * The breaks that are tried first, for which a head falls a size rather than break elsewhere: those between clauses, where
   * a head has blanks between them; in English, all that read well. Null where every break is such a one.
   */
  readonly preferred: HeadBreaks | null
}

/** Every legal place of body text: for a word that is wider than the head. */
export const bodyBreaks = (prepared: Prepared): HeadBreaks => ({
  isLegal: prepared.isLegal,
  cost: new Int32Array(prepared.cells.length + 1),
  preferred: null,
})

/** Everywhere: where not even kinsoku can be kept. */
export const anyBreaks = (prepared: Prepared): HeadBreaks => ({
  isLegal: new Uint8Array(prepared.cells.length + 1).fill(1),
  cost: new Int32Array(prepared.cells.length + 1),
  preferred: null,
})

/** The same breaks, but only those that are marked in `ends`, and the last. */
export function onlyAt(breaks: HeadBreaks, ends: Uint8Array): HeadBreaks {
  const last = breaks.isLegal.length - 1
  const isLegal = breaks.isLegal.map((legal, j) => (j === last || ends[j] === 1 ? legal : 0))
  return { isLegal, cost: breaks.cost, preferred: null }
}
