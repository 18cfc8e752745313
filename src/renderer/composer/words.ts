/**
 * The word breaker of the worker: the same dictionary, the same lists of terms in the same order and the same cutter as
 * the desk's (darkroom/wordBreaker), so that a headline breaks alike on the screen and on the plate.
 */
import initJieba, { add_word, cut } from 'jieba-wasm/web'
import type { BreakWords } from '#contract/copy.ts'
import { parseTerms, wordEnds } from '#compose/cutter.ts'

/** The lists of `resources/words`, bundled; the keys are paths, which sort as the desk sorts its files' names. */
const LISTS: Readonly<Record<string, string>> = import.meta.glob('../../../resources/words/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const terms = (): readonly string[] => [
  ...new Set(
    Object.keys(LISTS)
      .toSorted()
      .flatMap((path) => parseTerms(LISTS[path] ?? '')),
  ),
]

/** Fetches jieba's module. Its dictionary is unpacked by the first Chinese text (about half a second), as on the desk. */
export async function openWords(): Promise<BreakWords> {
  await initJieba()
  let isTaught = false
  return wordEnds((text) => {
    if (!isTaught) for (const term of terms()) add_word(term)
    isTaught = true
    return cut(text, true)
  })
}
