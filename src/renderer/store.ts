/** A value that changes, and the news of it; what React's useSyncExternalStore takes, and nothing of React. */

export interface Store<T> {
  /** The value now; the same object until it changes. */
  get(): T
  /** Calls `listener` after each change; gives back its removal. Both functions may be passed around without `this`. */
  subscribe(listener: () => void): () => void
}

export interface WritableStore<T> extends Store<T> {
  /** Puts a new value in; the same value (Object.is) tells nobody. */
  put(value: T): void
}

export function makeStore<T>(first: T): WritableStore<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    put(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A part of a store. `pick` must give the same object as long as the part is unchanged. */
export function slice<T, S>(store: Store<T>, pick: (value: T) => S): Store<S> {
  return {
    get: () => pick(store.get()),
    subscribe(listener) {
      let last = pick(store.get())
      return store.subscribe(() => {
        const next = pick(store.get())
        if (Object.is(next, last)) return
        last = next
        listener()
      })
    },
  }
}
