/**
 * The matches of one open story. What a line holds is found once and remembered by its text, so that after a key one line
 * is searched again. Words are found when they are asked for, at once; what a thread must find comes later.
 */
import { isFault, type Fault } from '#contract/faults.ts'
import type { Hit } from '#story/find/hits.ts'
import { matchesOf, searchedLines, type Match, type SearchedLine } from '#story/find/matches.ts'
import type { Query } from '#story/find/query.ts'
import type { StoryDoc } from '#story/schema.ts'
import type { OpenStory } from '../session.ts'
import type { Store } from '../store.ts'
import type { Searcher } from './searcher.ts'

export interface Matches {
  readonly doc: StoryDoc
  readonly query: Query
  readonly matches: readonly Match[]
  /** Why there are none. */
  readonly fault: Fault | null
  /** Some lines are still being searched; their matches are not here. */
  readonly isBehind: boolean
}

/** What one story holds is never stale: it is of the story's document and of the query as they are when it is read. */
export interface StoryMatches extends Store<Matches> {
  /** Resolves when nothing is being searched. */
  settled(): Promise<Matches>
}

export function followMatches(story: OpenStory, query: Store<Query>, searcher: Searcher): StoryMatches {
  const listeners = new Set<() => void>()
  const known = new Map<string, readonly Hit[]>()
  let shown: Matches | null = null
  let of: Query = query.get()
  let refusal: Fault | null = null
  let asking: Promise<void> | null = null
  let stops: (() => void)[] = []

  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  const take = (wanted: Query): void => {
    if (wanted === of) return
    of = wanted
    known.clear()
    refusal = null
  }
  /** Finds in the lines that are not known; false where it must be waited for. */
  const findNow = (lines: readonly SearchedLine[]): boolean => {
    const missing = lines.filter(({ text }) => !known.has(text))
    if (missing.length === 0 || refusal) return true
    const finder = searcher.maybeFinder(of)
    if (!finder) return false
    if (isFault(finder)) refusal = finder
    else for (const { text } of missing) if (!known.has(text)) known.set(text, finder(text))
    return true
  }
  const read = (): Matches => {
    const { doc } = story.state
    take(query.get())
    if (shown?.doc === doc && shown.query === of && !shown.isBehind) return shown
    const lines = searchedLines(doc, of.where)
    forget(known, lines)
    const isBehind = of.text !== '' && !findNow(lines)
    const matches =
      of.text === '' || refusal ? [] : lines.flatMap((line) => matchesOf(line, known.get(line.text) ?? []))
    if (isBehind) ask(lines)
    if (shown?.doc === doc && shown.query === of && shown.isBehind === isBehind) return shown
    return (shown = { doc, query: of, matches, fault: refusal, isBehind })
  }
  const ask = (lines: readonly SearchedLine[]): void => {
    asking ??= askFor(
      of,
      [...new Set(lines.map(({ text }) => text))].filter((text) => !known.has(text)),
    )
  }
  const askFor = async (asked: Query, texts: readonly string[]): Promise<void> => {
    const found = await searcher.find(asked, texts)
    asking = null
    if (asked === of) {
      if (isFault(found)) refusal = found
      else texts.forEach((text, i) => known.set(text, found[i] ?? []))
    }
    shown = null
    tell()
  }
  return {
    get: read,
    subscribe(listener) {
      if (listeners.size === 0) {
        const stopStory = story.subscribe(({ transaction }) => transaction.docChanged && tell())
        stops = [stopStory, query.subscribe(tell)]
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) for (const stop of stops.splice(0)) stop()
      }
    },
    async settled() {
      while (read().isBehind && asking) await asking
      return read()
    },
  }
}

/** Lines that were typed away are forgotten when they are many. */
function forget(known: Map<string, readonly Hit[]>, lines: readonly SearchedLine[]): void {
  if (known.size <= 2 * lines.length + 64) return
  const texts = new Set(lines.map(({ text }) => text))
  for (const text of known.keys()) if (!texts.has(text)) known.delete(text)
}
