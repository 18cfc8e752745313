/**
 * Ends of words, so that a headline breaks between them (H1). No Node and no package here: the cutting function comes as
 * an argument, and whoever gives it the same dictionary and terms gets the same ends in every host.
 */
import type { BreakWords } from '#contract/copy.ts'

/** Cuts a text into words; the pieces put together are the text. */
export type Cut = (text: string) => readonly string[]

/** Headlines are set at every keystroke and mostly come back unchanged. */
const REMEMBERED = 512

/**
 * `BreakWords` on a cutter for Chinese. An English word ends at blanks and after hyphens and dashes between letters;
 * Latin words and figures inside a Chinese text are the cutter's.
 */
export function wordEnds(cut: Cut): BreakWords {
  const known = new Map<string, readonly number[]>()
  return (text, lang) => {
    if (lang === 'en') return englishEnds(text)
    const ends = known.get(text) ?? endsOf(cut(text))
    known.delete(text)
    known.set(text, ends)
    if (known.size > REMEMBERED) known.delete(known.keys().next().value as string)
    return ends
  }
}

function endsOf(pieces: readonly string[]): readonly number[] {
  let end = 0
  return pieces.map((piece) => (end += piece.length))
}

/** A word, the hyphens after it, and a blank each end once. A dash before a figure (5-2, 2024-25) ends nothing. */
function englishEnds(text: string): readonly number[] {
  return endsOf(text.match(/\s+|(?:[^\s‐–—-]|[‐–—-](?=\d))+[‐–—-]*|[‐–—-]+/gu) ?? [])
}

/** Terms of a list file: one a line, `#` begins a remark. `a|b + c|d` stands for every a with every c. */
export function parseTerms(text: string): readonly string[] {
  const terms = new Set<string>()
  for (const raw of text.split('\n')) {
    const line = raw.replace(/#.*/u, '').trim()
    if (line === '') continue
    for (const term of spread(line.split('+').map((part) => part.trim().split('|')))) terms.add(term)
  }
  return [...terms]
}

function spread(parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)),
    [''],
  )
}
