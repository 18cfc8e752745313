/**
 * Who may come in. The server listens on 127.0.0.1 only; a page of another site could still try it through the user's
 * browser, so Host (DNS rebinding) and Origin (cross-site sockets) must be ours, and a socket shows the token.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The socket's subprotocols: the product's name, then the token. */
export const SUBPROTOCOL = 'banmian'

export interface Gate {
  isOurHost(request: IncomingMessage): boolean
  /** Host, Origin and token, all three. */
  mayOpenSocket(request: IncomingMessage): boolean
  /** Host, and the token as `Authorization: Bearer`, which no page of another site may send without being asked first. */
  mayFetch(request: IncomingMessage): boolean
}

export function openGate(port: () => number, token: string): Gate {
  const hosts = (): string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`]
  const isOurHost = (request: IncomingMessage): boolean => hosts().includes(request.headers.host ?? '')
  const isOurOrigin = (request: IncomingMessage): boolean =>
    hosts().some((host) => request.headers.origin === `http://${host}`)
  return {
    isOurHost,
    mayOpenSocket: (request) => isOurHost(request) && isOurOrigin(request) && isSame(tokenOf(request), token),
    mayFetch: (request) => isOurHost(request) && isSame(request.headers.authorization ?? '', `Bearer ${token}`),
  }
}

function tokenOf(request: IncomingMessage): string {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return offered[0] === SUBPROTOCOL ? (offered[1] ?? '') : ''
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}
