/**
 * Folding: what somebody who looks for a word takes as the same. Each character is folded by itself, and one may become
 * several units or fewer; a folded text knows which character of its source each unit came from, so that what is found in
 * it is told in offsets of the source.
 *
 *     source   Ｇ  ｄ  ｐ     folded   g d p     a match of "dp" stands at 1..3 of the source
 */
import type { Query } from './query.ts'
import type { Scripts } from './scripts.ts'

export type Folds = Pick<Query, 'foldsWidth' | 'foldsCase' | 'foldsScript' | 'foldsQuotes'>

export const ALL_FOLDS: Folds = { foldsWidth: true, foldsCase: true, foldsScript: true, foldsQuotes: true }

/** A text as it is compared. */
export interface Folded {
  readonly text: string
  /** By unit of `text`: offset of its character in the source, and at the end the source's length. Null: they are the same. */
  readonly starts: readonly number[] | null
}

/** One character (code point) as it is compared. */
export type FoldCharacter = (character: string) => string

/** How characters are folded; without `scripts` simplified and traditional stay apart. */
export function folding(folds: Folds, scripts: Scripts | null): FoldCharacter {
  const known = new Map<string, string>()
  const foldOne = (character: string): string => {
    let folded = character
    if (folds.foldsWidth) folded = halfWidth(folded)
    if (folds.foldsQuotes) folded = QUOTES.get(folded) ?? folded
    if (folds.foldsScript) folded = scripts?.get(folded) ?? folded
    return folds.foldsCase ? folded.toLowerCase() : folded
  }
  return (character) => {
    let folded = known.get(character)
    if (folded === undefined) known.set(character, (folded = foldOne(character)))
    return folded
  }
}

const QUOTES: ReadonlyMap<string, string> = new Map(
  (
    [
      ['"', '“”„‟「」『』＂〝〞'],
      ["'", '‘’‚‛＇'],
    ] as const
  ).flatMap(([plain, all]) => [...all].map((each): [string, string] => [each, plain])),
)

/** Marks that have a half width form outside of the ASCII block, and the signs of money. */
const NARROW: ReadonlyMap<number, string> = new Map([
  [0x3000, ' '],
  [0xff61, '。'],
  [0xff62, '「'],
  [0xff63, '」'],
  [0xff64, '、'],
  [0xff65, '・'],
  [0xffe0, '¢'],
  [0xffe1, '£'],
  [0xffe5, '¥'],
])

function halfWidth(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return NARROW.get(code) ?? character
}

/** Folds a text. */
export function foldText(source: string, fold: FoldCharacter): Folded {
  let text = ''
  let isEven = true
  for (const character of source) {
    const folded = fold(character)
    if (folded.length !== character.length) isEven = false
    text += folded
  }
  return { text, starts: isEven ? null : startsIn(source, fold) }
}

function startsIn(source: string, fold: FoldCharacter): number[] {
  const starts: number[] = []
  let at = 0
  for (const character of source) {
    for (let unit = fold(character).length; unit > 0; unit--) starts.push(at)
    at += character.length
  }
  starts.push(at)
  return starts
}

/** A stretch of the folded text in offsets of the source; null where it begins or ends inside a character of the source. */
export function sourceOf({ starts }: Folded, from: number, to: number): { from: number; to: number } | null {
  if (!starts) return { from, to }
  if (!isEdge(starts, from) || !isEdge(starts, to)) return null
  return { from: starts[from]!, to: starts[to]! }
}

const isEdge = (starts: readonly number[], at: number): boolean => at === 0 || starts[at] !== starts[at - 1]
