/** Finds a query in a line of copy. A match never runs over the end of a line. */
import type { Outcome } from '#contract/faults.ts'
import { foldText, folding, sourceOf, type FoldCharacter } from './fold.ts'
import type { Hit, Search } from './hits.ts'
import { patternOf } from './pattern.ts'
import type { Query } from './query.ts'
import type { Scripts } from './scripts.ts'

/** All matches in a text, in order; none touches another's characters. */
export type Finder = (text: string) => Hit[]

/**
 * How a query is found. An empty query finds nothing. find.pattern {problem} for an expression that is none. A regular
 * expression may take long beyond all bounds: only who can end it runs its finder.
 */
export function finderOf(query: Query, scripts: Scripts | null): Outcome<Finder> {
  if (query.text === '') return () => []
  const fold = folding(query, scripts)
  const search = query.isRegExp ? patternOf(query, fold) : wordsOf(query, fold)
  if (typeof search !== 'function') return search
  return (text) => {
    const folded = foldText(text, fold)
    return query.isWhole ? search(text, folded).filter((hit) => isWhole(text, hit)) : search(text, folded)
  }
}

function wordsOf(query: Query, fold: FoldCharacter): Search {
  const { text: wanted } = foldText(query.text, fold)
  return (_, folded) => {
    const hits: Hit[] = []
    let at = folded.text.indexOf(wanted)
    while (at >= 0) {
      const end = at + wanted.length
      const stretch = sourceOf(folded, at, end)
      if (stretch) hits.push({ ...stretch, groups: [], named: {} })
      at = folded.text.indexOf(wanted, stretch ? end : at + 1)
    }
    return hits
  }
}

/** Letters and figures of Latin script, full width ones too. */
const LATIN = /[0-9A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/

function isWhole(text: string, { from, to }: Hit): boolean {
  const goesOn = (at: number): boolean => LATIN.test(text.charAt(at - 1)) && LATIN.test(text.charAt(at))
  return from < to && !goesOn(from) && !goesOn(to)
}
