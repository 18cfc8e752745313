/**
 * Regular expressions, as JavaScript has them, over folded text. The expression's own characters are folded with it:
 * 發 finds 发 where script is folded, and a （ that the user wrote as a character stays one when it becomes a (.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { sourceOf, type FoldCharacter, type Folded } from './fold.ts'
import type { Hit, Search } from './hits.ts'
import type { Query } from './query.ts'

/** How a regular expression is found. */
export function patternOf(query: Query, fold: FoldCharacter): Outcome<Search> {
  const pattern = compile(query.text, query.foldsCase, fold)
  if (isFault(pattern)) return pattern
  return (source, folded) => {
    const hits: Hit[] = []
    for (const match of folded.text.matchAll(pattern)) {
      const hit = hitOf(source, folded, match)
      if (hit) hits.push(hit)
    }
    return hits
  }
}

function compile(text: string, foldsCase: boolean, fold: FoldCharacter): Outcome<RegExp> {
  try {
    return new RegExp(foldedPattern(text, fold), foldsCase ? 'dgiv' : 'dgv')
  } catch (error) {
    // The engine's own reason, without the expression that it repeats.
    const problem = error instanceof Error ? error.message : String(error)
    return fault('find.pattern', { problem: problem.replace(/^.*: /s, '') })
  }
}

/** ASCII is the language of the expression and stays as it is; what becomes ASCII is written so that it stands for itself. */
function foldedPattern(text: string, fold: FoldCharacter): string {
  let pattern = ''
  for (const character of text) {
    const folded = isAscii(character) ? character : fold(character)
    pattern += folded !== character && isAscii(folded) ? literal(folded) : folded
  }
  return pattern
}

const isAscii = (text: string): boolean => (text.codePointAt(0) ?? 0) < 0x80

const literal = (text: string): string =>
  [...text].map((each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`).join('')

function hitOf(source: string, folded: Folded, { indices }: RegExpExecArray): Hit | null {
  const [whole, ...groups] = indices ?? []
  const stretch = whole && sourceOf(folded, whole[0], whole[1])
  if (!stretch) return null
  const textOf = (at: readonly [number, number] | undefined): string => {
    const taken = at && sourceOf(folded, at[0], at[1])
    return taken ? source.slice(taken.from, taken.to) : ''
  }
  const named = Object.entries(indices?.groups ?? {}).map(([name, at]) => [name, textOf(at)])
  return { ...stretch, groups: groups.map(textOf), named: Object.fromEntries(named) as Record<string, string> }
}
