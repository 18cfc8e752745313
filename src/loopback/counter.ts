/**
 * Who answers the windows of a browser host: its own desk; or, where another host has the file already, that one, whose
 * wire each window is tied to. Should that host die, the next window that knocks makes this one open the file itself.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { ServedDesk } from '#contract/requests.ts'
import { maybeAddress, type HostAddress } from '#office/addresses.ts'
import { openWindowDesk } from '#office/openDeskOn.ts'
import { callDesk, serveDesk, type Message, type Wire } from '#wire/wire.ts'
import { SUBPROTOCOL } from './gate.ts'
import { socketWire } from './socketWire.ts'

export interface ServedIssueDesk extends ServedDesk {
  close(): Promise<void>
}

export interface Counter {
  /** Serves a window. `end` closes its wire, and the window knocks again. */
  serve(wire: Wire, end: () => void): void
  readonly fetchFace: ServedDesk['handlers']['fetchFace']
  /** Called when the file is this host's own, now or later. */
  onOwn(listener: () => void): void
  close(): Promise<void>
}

/** A counter with a desk of its own, from first to last. */
export const ownCounter = (desk: ServedIssueDesk): Counter => ({
  serve: (wire) => void serveDesk(wire, desk),
  fetchFace: (order) => desk.handlers.fetchFace(order),
  onOwn: (listener) => listener(),
  close: () => desk.close(),
})

/** Tries to reach another host, and its file, milliseconds between and how often: one of the hosts that wait is quicker. */
const PAUSE = 100
const TRIES = 30

type Behind =
  { readonly kind: 'own'; readonly desk: ServedIssueDesk } | { readonly kind: 'joined'; readonly address: HostAddress }

/** Opens the file, or joins the host that has it. Refusals are the office's; file.busy where its host does not answer. */
export async function openCounter(file: string): Promise<Outcome<Counter>> {
  const first = await reach(file, 3)
  return isFault(first) ? first : sharedCounter(file, first)
}

function sharedCounter(file: string, first: Behind): Counter {
  let behind = first
  let reaching: Promise<Outcome<Behind>> | null = null
  const owners = new Set<() => void>()
  const reachAgain = async (): Promise<Outcome<Behind>> => {
    const next = await (reaching ??= reach(file, TRIES).finally(() => (reaching = null)))
    if (isFault(next) || behind === next) return next
    behind = next
    if (next.kind === 'own') for (const owner of owners) owner()
    return next
  }
  const tie = async (wire: Wire, end: () => void): Promise<void> => {
    const early = holdBack(wire)
    const socket = behind.kind === 'joined' ? await maybeOpen(behind.address) : null
    const now = behind.kind === 'joined' && !socket ? await reachAgain() : behind
    if (isFault(now)) return end()
    if (now.kind === 'own') {
      serveDesk(early.wire, now.desk)
      early.release()
    } else if (socket) {
      pipe(early.wire, socketWire(socket), end, () => socket.close())
      early.release()
    } else end()
  }
  return {
    serve: (wire, end) => void tie(wire, end),
    async fetchFace(order) {
      if (behind.kind === 'own') return behind.desk.handlers.fetchFace(order)
      const socket = await maybeOpen(behind.address)
      if (!socket) return fault('cancelled', { reason: 'wire' })
      try {
        return await callDesk(socketWire(socket)).call('fetchFace', order)
      } finally {
        socket.close()
      }
    },
    onOwn(listener) {
      owners.add(listener)
      if (behind.kind === 'own') listener()
    },
    close: async () => {
      if (behind.kind === 'own') await behind.desk.close()
    },
  }
}

/** The file's own desk where nobody has it, else the host that has it. */
async function reach(file: string, tries: number): Promise<Outcome<Behind>> {
  let refusal: Fault = fault('file.busy', { file })
  for (let i = 0; i < tries; i++) {
    if (i > 0) await rest(PAUSE)
    const desk = await openWindowDesk(file)
    if (!isFault(desk)) return { kind: 'own', desk }
    refusal = desk
    if (desk.code !== 'file.busy') return desk
    const address = await maybeAddress(file)
    const socket = address && (await maybeOpen(address))
    socket?.close()
    if (address && socket) return { kind: 'joined', address }
  }
  return refusal
}

/** A socket to the host at an address, as one of its own windows opens it; null where none answers. */
function maybeOpen({ port, token }: HostAddress): Promise<WebSocket | null> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/wire`, [SUBPROTOCOL, token], {
    origin: `http://127.0.0.1:${port}`,
    maxPayload: 0,
    handshakeTimeout: 2_000,
  })
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket))
    socket.on('error', () => resolve(null))
  })
}

/** Keeps what a window says while nobody is behind the counter yet. */
function holdBack(wire: Wire): { readonly wire: Wire; release(): void } {
  const early: Message[] = []
  let listener: ((message: Message) => void) | null = null
  wire.onMessage((message) => (listener ? listener(message) : early.push(message)))
  const held: Wire = {
    ...wire,
    onMessage(next) {
      listener = next
      return () => {
        listener = null
      }
    },
  }
  return { wire: held, release: () => early.splice(0).forEach((message) => listener?.(message)) }
}

/** Ties two wires together: when one closes, so does the other. */
function pipe(window: Wire, host: Wire, endWindow: () => void, endHost: () => void): void {
  window.onMessage((message) => host.send(message))
  host.onMessage((message) => window.send(message))
  window.onClose(endHost)
  host.onClose(endWindow)
}
