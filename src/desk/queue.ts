/** One after another: acts on the same thing (a story's log, a page's dummy) wait for each other, others do not. */
export interface Queue {
  /** Runs `act` when everything that was asked before under `key` is done, whether it went well or not. */
  run<T>(key: string, act: () => Promise<T>): Promise<T>
}

export function openQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, act) {
      const before = tails.get(key) ?? Promise.resolve()
      const mine = before.then(act, act)
      const tail = mine.catch(() => undefined).then(() => void (tails.get(key) === tail && tails.delete(key)))
      tails.set(key, tail)
      return mine
    },
  }
}
