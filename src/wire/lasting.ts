/**
 * A wire that comes back. When the one it stands on closes, it knocks until a host answers: at once, then with growing
 * pauses. Who listens to it need not know which host that is; `onReopen` is the time to ask what has changed.
 */
import type { Message, Wire } from './wire.ts'

/** Waits between two knocks, milliseconds; the last one again and again. */
const PAUSES = [100, 200, 400, 800, 1600, 3000]

export interface LastingWire extends Wire {
  onReopen(listener: () => void): () => void
  /** Comes back no more. */
  end(): void
}

/** `open` tries to reach a host and rejects where none answers; `later` calls back after so many milliseconds. */
export function lastingWire(
  first: Wire,
  open: () => Promise<Wire>,
  later: (act: () => void, milliseconds: number) => void,
): LastingWire {
  const closers = new Set<() => void>()
  const reopeners = new Set<() => void>()
  let listener: ((message: Message) => void) | null = null
  let current: Wire | null = null
  let isEnded = false

  const stand = (wire: Wire): void => {
    current = wire
    wire.onMessage((message) => listener?.(message))
    wire.onClose(() => {
      if (current !== wire) return
      current = null
      for (const closer of [...closers]) closer()
      knock(0)
    })
  }
  const knock = (times: number): void => {
    const pause = PAUSES[Math.min(times, PAUSES.length - 1)] ?? 0
    later(() => {
      if (isEnded) return
      open().then(
        (wire) => {
          stand(wire)
          for (const reopener of [...reopeners]) reopener()
        },
        () => knock(times + 1),
      )
    }, pause)
  }
  const added = <T>(set: Set<T>, item: T): (() => void) => {
    set.add(item)
    return () => void set.delete(item)
  }
  stand(first)
  return {
    send: (message) => current?.send(message),
    onMessage(next) {
      listener = next
      return () => {
        if (listener === next) listener = null
      }
    },
    onClose: (closer) => added(closers, closer),
    onReopen: (reopener) => added(reopeners, reopener),
    end() {
      isEnded = true
    },
  }
}
