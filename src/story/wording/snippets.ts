/** Snippets: `\code\` becomes its words when the second backslash is typed. */

/** What stands for a code, and what it is called in a list. */
export interface Snippet {
  readonly code: string
  readonly text: string
}

const CODE = /\\([0-9A-Za-z\u3400-\u9fff._-]{0,24})$/

/** The code that is being typed at the end of `before`: without its backslash; null where there is none. */
export const codeAt = (before: string): string | null => CODE.exec(before)?.[1] ?? null

/** Snippets whose code begins with what is typed, the exact one first, then by code; those whose words hold it behind them. */
export function matching(snippets: readonly Snippet[], code: string, most: number): readonly Snippet[] {
  const asked = code.toLowerCase()
  const rank = (snippet: Snippet): number => {
    const own = snippet.code.toLowerCase()
    if (own === asked) return 0
    if (own.startsWith(asked)) return 1
    return snippet.text.toLowerCase().includes(asked) ? 2 : 3
  }
  return snippets
    .map((snippet) => ({ snippet, rank: rank(snippet) }))
    .filter((each) => each.rank < 3)
    .toSorted((a, b) => a.rank - b.rank || byCode(a.snippet, b.snippet))
    .slice(0, most)
    .map((each) => each.snippet)
}

const byCode = (a: Snippet, b: Snippet): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)

/** The snippet of exactly this code, small and capital letters alike. */
export const maybeSnippet = (snippets: readonly Snippet[], code: string): Snippet | null =>
  snippets.find((snippet) => snippet.code.toLowerCase() === code.toLowerCase()) ?? null

export type SnippetValues = Readonly<Record<'date' | 'weekday' | 'paper' | 'page', string>>

/** Names of the blanks that a snippet may have: {date} {weekday} {paper} {page}. */
export const BLANKS = ['date', 'weekday', 'paper', 'page'] as const satisfies readonly (keyof SnippetValues)[]

/** A snippet's words with its blanks filled; one that is unknown stays as it is written. */
export const filled = (text: string, values: SnippetValues): string =>
  text.replaceAll(/\{(date|weekday|paper|page)\}/g, (_, name: keyof SnippetValues) => values[name])
