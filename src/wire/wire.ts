/**
 * The Wire: two ends that pass messages, whatever carries them (Electron's IPC, a WebSocket, a call in one process).
 * A window speaks through `callDesk`, the desk listens through `serveDesk`; no transport knows a request by name.
 */
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import {
  REQUESTS,
  type Answers,
  type NoticeName,
  type Notices,
  type RequestName,
  type RequestOf,
  type Seat,
  type ServedDesk,
} from '#contract/requests.ts'

/** What travels: values of the structured clone algorithm that need no prototype (Uint8Array included). */
export type Message =
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly body: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly body: unknown }
  | { readonly kind: 'notice'; readonly name: string; readonly body: unknown }

export interface Wire {
  send(message: Message): void
  /** Registers the one listener; gives back its removal. */
  onMessage(listener: (message: Message) => void): () => void
  /** Called when the other end is gone: once, or each time where the wire comes back by itself. */
  onClose(listener: () => void): () => void
  /** Called when a wire that was closed reaches a desk again, perhaps another one; absent where it never does. */
  onReopen?(listener: () => void): () => void
}

/** The desk as a window sees it. */
export interface DeskCalls {
  call<N extends RequestName>(name: N, body: RequestOf<N>): Promise<Outcome<Answers[N]>>
  onNotice<N extends NoticeName>(name: N, listener: (body: Notices[N]) => void): () => void
}

/**
 * A window's end of a wire. Requests under way when the wire closes, and later ones until it is open again, are answered
 * with the Fault `cancelled`.
 */
export function callDesk(wire: Wire): DeskCalls {
  const waiting = new Map<number, (answer: unknown) => void>()
  const listeners = new Map<string, Set<(body: never) => void>>()
  let last = 0
  wire.onMessage((message) => {
    if (message.kind === 'answer') settle(waiting, message.id, message.body)
    else if (message.kind === 'notice')
      for (const listener of listeners.get(message.name) ?? []) listener(message.body as never)
  })
  let isClosed = false
  const cut = (): Fault => fault('cancelled', { reason: 'wire' })
  wire.onClose(() => {
    isClosed = true
    for (const id of [...waiting.keys()]) settle(waiting, id, cut())
  })
  wire.onReopen?.(() => {
    isClosed = false
  })
  return {
    call: (name, body) =>
      new Promise((resolve) => {
        if (isClosed) return resolve(cut())
        const id = ++last
        waiting.set(id, resolve as (answer: unknown) => void)
        wire.send({ kind: 'request', id, name, body })
      }),
    onNotice(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
  }
}

function settle(waiting: Map<number, (answer: unknown) => void>, id: number, body: unknown): void {
  const resolve = waiting.get(id)
  waiting.delete(id)
  resolve?.(body)
}

/** The desk's end of a wire; the same desk may be served over many. Gives back the end of service. */
export function serveDesk(wire: Wire, desk: ServedDesk): () => void {
  const farewells = new Map<string, () => void>()
  const seat: Seat = { whenGone: (key, act) => void farewells.set(key, act) }
  const stopNotices = desk.onNotice((name, body) => wire.send({ kind: 'notice', name, body }))
  const stopRequests = wire.onMessage((message) => {
    if (message.kind !== 'request') return
    void answer(desk, message.name, message.body, seat).then((body) =>
      wire.send({ kind: 'answer', id: message.id, body }),
    )
  })
  const stop = (): void => {
    stopNotices()
    stopRequests()
    for (const farewell of farewells.values()) farewell()
    farewells.clear()
  }
  wire.onClose(stop)
  return stop
}

/** Checks a request against its schema and hands it to its handler; whatever goes wrong is a Fault, never a throw. */
async function answer(desk: ServedDesk, name: string, body: unknown, seat: Seat): Promise<unknown> {
  if (!isRequestName(name)) return fault('request.unknown', { name: name.slice(0, 64) })
  const parsed = REQUESTS[name].safeParse(body)
  if (!parsed.success) return fault('request.invalid', { name, problem: firstProblem(parsed.error.issues) })
  try {
    const handle = desk.handlers[name] as (body: unknown, seat: Seat) => Promise<unknown>
    return await handle(parsed.data, seat)
  } catch (error) {
    return internal(name, error)
  }
}

const isRequestName = (name: string): name is RequestName => Object.hasOwn(REQUESTS, name)

function firstProblem(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  const first = issues[0]
  return first ? `${first.path.map(String).join('.')}: ${first.message}` : ''
}

function internal(name: string, error: unknown): Fault {
  return isFault(error)
    ? error
    : fault('internal', { name, problem: error instanceof Error ? error.message : String(error) })
}
