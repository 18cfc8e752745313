/** The thread of regular expressions: one may take for ever, and then this thread is ended by the window. */
import { isFault } from '#contract/faults.ts'
import { finderOf } from '#story/find/finder.ts'
import { readScripts } from '#story/find/scripts.ts'
import type { SearchAnswer, SearchOrder } from './messages.ts'

/** The worker's global scope, as far as it is used here; the DOM library types `self` as a window. */
interface Scope {
  postMessage(message: SearchAnswer): void
  onmessage: ((event: MessageEvent<SearchOrder>) => void) | null
}
const scope = self as unknown as Scope

async function answer({ query, texts }: SearchOrder): Promise<SearchAnswer> {
  const find = finderOf(query, query.foldsScript ? await readScripts() : null)
  return isFault(find) ? find : texts.map(find)
}

scope.onmessage = ({ data }) => {
  const answered = answer(data).then((found) => scope.postMessage(found))
  // Thrown out of the promise, it is the worker's own error.
  answered.catch((error: unknown) => setTimeout(() => reportError(error)))
}
scope.postMessage(null)
