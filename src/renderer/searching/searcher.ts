/**
 * Runs queries. Words are found at once, in the window; a regular expression runs in a thread of its own, one order after
 * the other, and an order that takes too long ends the thread and is the Fault find.slow, at once for every order that
 * waits with the same query. Orders of a query that nobody asks any more are passed over.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { finderOf, type Finder } from '#story/find/finder.ts'
import type { Hit } from '#story/find/hits.ts'
import type { Query } from '#story/find/query.ts'
import { readScripts, type Scripts } from '#story/find/scripts.ts'
import type { SearchAnswer, SearchOrder, SearchWorker } from './messages.ts'

/** A story's copy takes a sound expression a few milliseconds. */
const LIMIT_MS = 1000
/** The thread may take this long to start on a busy machine. */
const START_MS = 10_000

export interface Searcher {
  /** The finder of a query that can be run here and now; null where it must be waited for. */
  maybeFinder(query: Query): Outcome<Finder> | null
  /** Hits by text, in order. find.pattern, find.slow; cancelled, when closed. */
  find(query: Query, texts: readonly string[]): Promise<Outcome<readonly (readonly Hit[])[]>>
  close(): void
}

interface SearcherPorts {
  makeWorker?(): SearchWorker
  readonly limit?: number
}

export function openSearcher({ makeWorker = startWorker, limit = LIMIT_MS }: SearcherPorts = {}): Searcher {
  let scripts: Scripts | null = null
  let reading: Promise<Scripts> | null = null
  let last: { readonly query: Query; readonly finder: Outcome<Finder> } | null = null
  const thread = openThread(makeWorker, limit)

  const maybeFinder = (query: Query): Outcome<Finder> | null => {
    if (query.isRegExp || (query.foldsScript && !scripts)) return null
    if (last?.query !== query) last = { query, finder: finderOf(query, scripts) }
    return last.finder
  }
  return {
    maybeFinder,
    async find(query, texts) {
      if (query.isRegExp && query.text !== '') return thread.ask({ query, texts })
      if (query.foldsScript) scripts ??= await (reading ??= readScripts())
      const finder = finderOf(query, scripts)
      return isFault(finder) ? finder : texts.map(finder)
    },
    close: () => thread.close(),
  }
}

const startWorker = (): SearchWorker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'search' })

interface Thread {
  ask(order: SearchOrder): Promise<Outcome<readonly (readonly Hit[])[]>>
  close(): void
}

/** One order at a time; a thread that does not answer is ended, and the next order starts another. */
function openThread(makeWorker: () => SearchWorker, limit: number): Thread {
  let worker: SearchWorker | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let isClosed = false
  let stop: (() => void) | null = null
  let asked: Query | null = null
  let slow: Query | null = null

  const end = (): void => {
    worker?.terminate()
    worker = null
  }
  /** The thread's next word; null where it says none within `patience`. */
  const hear = (from: SearchWorker, patience: number): Promise<{ readonly said: SearchAnswer } | null> =>
    new Promise((resolve) => {
      const settle = (answer: { readonly said: SearchAnswer } | null): void => {
        clearTimeout(timer)
        from.onmessage = from.onerror = stop = null
        if (!answer) end()
        resolve(answer)
      }
      const timer = setTimeout(() => settle(null), patience)
      from.onmessage = ({ data }) => settle({ said: data })
      from.onerror = () => settle(null)
      stop = () => settle(null)
    })
  const run = async (order: SearchOrder): Promise<Outcome<readonly (readonly Hit[])[]>> => {
    if (isClosed || order.query !== asked) return fault('cancelled', { reason: 'search' })
    if (order.query === slow) return fault('find.slow')
    if (!worker) {
      worker = makeWorker()
      if (!(await hear(worker, START_MS))) return fault('cancelled', { reason: 'search' })
    }
    worker.postMessage(order)
    const heard = await hear(worker, limit)
    if (heard?.said) return heard.said
    if (isClosed) return fault('cancelled', { reason: 'search' })
    slow = order.query
    return fault('find.slow')
  }
  return {
    ask(order) {
      asked = order.query
      const mine = turn.then(() => run(order))
      turn = mine
      return mine
    },
    close() {
      isClosed = true
      stop?.()
      end()
    },
  }
}
