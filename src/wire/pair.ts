/** Two wires in one process, tied to each other: the terminal host and the tests. Messages are cloned, as any transport would. */
import type { Message, Wire } from './wire.ts'

interface End extends Wire {
  receive(message: Message): void
  closed(): void
}

function end(send: (message: Message) => void): End {
  let listener: ((message: Message) => void) | null = null
  const closers = new Set<() => void>()
  return {
    send,
    onMessage(next) {
      listener = next
      return () => {
        if (listener === next) listener = null
      }
    },
    onClose(next) {
      closers.add(next)
      return () => void closers.delete(next)
    },
    receive: (message) => listener?.(message),
    closed: () => {
      for (const closer of closers) closer()
    },
  }
}

/** A pair of ends; `later` schedules a delivery (a microtask, so that no call is answered within itself). */
export function pairWires(clone: <T>(value: T) => T): { window: Wire; desk: Wire; close(): void } {
  const later = (deliver: () => void): void => void Promise.resolve().then(deliver)
  const window: End = end((message) => {
    const copy = clone(message)
    later(() => desk.receive(copy))
  })
  const desk: End = end((message) => {
    const copy = clone(message)
    later(() => window.receive(copy))
  })
  return {
    window,
    desk,
    close: () => {
      window.closed()
      desk.closed()
    },
  }
}
