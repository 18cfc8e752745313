/** What finding gives. */
import type { Folded } from './fold.ts'

/** What was found in a text, in its UTF-16 offsets. */
export interface Hit {
  readonly from: number
  readonly to: number
  /** What the groups of a regular expression took, in the text's own characters; '' for one that took nothing. */
  readonly groups: readonly string[]
  readonly named: Readonly<Record<string, string>>
}

/** Finds in a folded text, and tells it in the source's offsets. */
export type Search = (source: string, folded: Folded) => Hit[]
