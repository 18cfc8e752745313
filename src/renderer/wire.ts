/** How this window reaches the desk: the wire that Electron's preload put there, else a WebSocket to the page's host. */
import { decodeMessage, encodeMessage } from '#wire/codec.ts'
import { lastingWire } from '#wire/lasting.ts'
import type { Message, Wire } from '#wire/wire.ts'
import { fault, type Fault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'

declare global {
  interface Window {
    readonly banmianWire?: Wire
  }
}

export type FetchFace = (face: FaceId) => Promise<Outcome<LoadedFace>>

/**
 * The wire of this window; over a socket it finds its way back to a host that was started again. Rejects where no host
 * answers at first.
 */
export async function openWire(page: Window): Promise<Wire> {
  if (page.banmianWire) return page.banmianWire
  const open = (): Promise<Wire> => openSocket(page.location)
  return lastingWire(await open(), open, (act, milliseconds) => void setTimeout(act, milliseconds))
}

const tokenIn = (location: Location): string => new URLSearchParams(location.hash.slice(1)).get('token') ?? ''

/** A way to faces beside the wire, where the host has one: the browser host's own address. */
export function maybeFetchFace(page: Window): FetchFace | null {
  if (page.banmianWire) return null
  const headers = { Authorization: `Bearer ${tokenIn(page.location)}` }
  return async (face) => {
    const response = await fetch(`/faces/${encodeURIComponent(face)}`, { headers }).catch(() => null)
    if (!response || response.status === 403) return fault('cancelled', { reason: 'wire' })
    if (!response.ok) return (await response.json()) as Fault
    const bytes = await response.arrayBuffer().catch(() => null)
    if (!bytes) return fault('cancelled', { reason: 'wire' })
    return { id: face, bytes: new Uint8Array(bytes), sha256: (response.headers.get('ETag') ?? '').replaceAll('"', '') }
  }
}

/**
 * A WebSocket at `/wire` of the page's own host. The token stands in the address's fragment, which no server sees, and
 * goes along as a subprotocol, so that no log keeps it.
 */
function openSocket(location: Location): Promise<Wire> {
  const token = tokenIn(location)
  const address = new URL('/wire', location.href)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  address.hash = ''
  const socket = new WebSocket(address, ['banmian', token])
  socket.binaryType = 'arraybuffer'
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(wireOf(socket)), { once: true })
    for (const end of ['error', 'close']) socket.addEventListener(end, () => reject(new Error('wire')), { once: true })
  })
}

/** What comes before somebody listens is kept for the listener. */
function wireOf(socket: WebSocket): Wire {
  let listener: ((message: Message) => void) | null = null
  const early: Message[] = []
  socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    const message = decodeMessage(new Uint8Array(data))
    if (listener) listener(message)
    else early.push(message)
  })
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(encodeMessage(message) as Uint8Array<ArrayBuffer>)
    },
    onMessage(next) {
      listener = next
      early.splice(0).forEach((message) => next(message))
      return () => {
        if (listener === next) listener = null
      }
    },
    onClose(closed) {
      socket.addEventListener('close', closed, { once: true })
      return () => socket.removeEventListener('close', closed)
    },
  }
}
