/** The browser host: one issue on 127.0.0.1, for any browser of this machine. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { WebSocketServer } from 'ws'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { serveDesk } from '#wire/wire.ts'
import type { ServedDesk } from '#contract/requests.ts'
import { openWindowDesk } from '#office/openDeskOn.ts'
import { HEADERS } from '#office/pageFiles.ts'
import { FACES, sendFace } from './faces.ts'
import { openGate, SUBPROTOCOL, type Gate } from './gate.ts'
import { sendFile } from './pages.ts'
import { socketWire } from './socketWire.ts'

/** The largest message of a window: an import of a picture. */
const MOST_BYTES = 256 * 1024 * 1024

export interface Served {
  /** The address to open; its fragment carries the token. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export interface ServedIssueDesk extends ServedDesk {
  close(): Promise<void>
}

/**
 * Serves an open desk. `rendererFolder` holds the built renderer; `port` 0 takes a free one. Closing ends every socket,
 * then the desk.
 */
export async function serveOpenDesk(desk: ServedIssueDesk, rendererFolder: string, port = 0): Promise<Served> {
  const token = randomBytes(24).toString('base64url')
  let taken = port
  const gate = openGate(() => taken, token)
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    if (!gate.isOurHost(request)) response.writeHead(403, HEADERS).end()
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, HEADERS).end()
    else if (!path.startsWith(FACES)) sendFile(resolve(rendererFolder), path, response)
    else if (!gate.mayFetch(request)) response.writeHead(403, HEADERS).end()
    else sendFace(desk, path, request, response).catch(() => response.destroy())
  })
  const sockets = acceptSockets(server, gate, desk)
  await listen(server, port)
  taken = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${taken}/#token=${token}`,
    port: taken,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
      await desk.close()
    },
  }
}

/**
 * Opens an issue file and serves it. Refusals are those of the office (file.missing, file.busy ...), or `usage` where the
 * port is taken.
 */
export async function serveIssue({ file, port = 0 }: { file: string; port?: number }): Promise<Outcome<Served>> {
  const desk = await openWindowDesk(file)
  if (isFault(desk)) return desk
  try {
    return await serveOpenDesk(desk, rendererFolder(), port)
  } catch (error) {
    await desk.close()
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      return fault('usage', { problem: `port ${port} is taken` })
    throw error
  }
}

/** The built renderer, beside the running code: of a checkout (out/renderer) or of the packaged application. */
const rendererFolder = (): string =>
  [resolve(import.meta.dirname, '../../out/renderer'), resolve(import.meta.dirname, '../renderer')].find((folder) =>
    existsSync(folder),
  ) ?? resolve(import.meta.dirname, '../../out/renderer')

function acceptSockets(server: Server, gate: Gate, desk: ServedDesk): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    if (path !== '/wire' || !gate.mayOpenSocket(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => void serveDesk(socketWire(opened), desk))
  })
  return sockets
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, refuse) => {
    server.once('error', refuse)
    server.listen(port, '127.0.0.1', () => done())
  })
}
