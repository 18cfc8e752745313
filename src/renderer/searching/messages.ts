/** What passes between a window and the thread that runs its regular expressions. */
import type { Outcome } from '#contract/faults.ts'
import type { Hit } from '#story/find/hits.ts'
import type { Query } from '#story/find/query.ts'

export interface SearchOrder {
  readonly query: Query
  readonly texts: readonly string[]
}

/** Hits by text, in order; null says that the thread hears. */
export type SearchAnswer = Outcome<readonly (readonly Hit[])[]> | null

export interface SearchWorker {
  postMessage(order: SearchOrder): void
  terminate(): void
  onmessage: ((event: MessageEvent<SearchAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}
