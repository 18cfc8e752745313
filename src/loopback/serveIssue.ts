/** The browser host: one issue on 127.0.0.1, for any browser of this machine. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { keepAddress, maybeAddress } from '#office/addresses.ts'
import { HEADERS } from '#office/pageFiles.ts'
import { openCounter, ownCounter, type Counter, type ServedIssueDesk } from './counter.ts'
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

export type { ServedIssueDesk } from './counter.ts'

/**
 * Serves an open desk. `rendererFolder` holds the built renderer; `port` 0 takes a free one. Closing ends every socket,
 * then the desk.
 */
export const serveOpenDesk = (desk: ServedIssueDesk, rendererFolder: string, port = 0): Promise<Served> =>
  serveCounter(ownCounter(desk), rendererFolder, port, newToken())

const newToken = (): string => randomBytes(24).toString('base64url')

async function serveCounter(counter: Counter, rendererFolder: string, port: number, token: string): Promise<Served> {
  let taken = port
  const gate = openGate(() => taken, token)
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    if (!gate.isOurHost(request)) response.writeHead(403, HEADERS).end()
    else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, HEADERS).end()
    else if (!path.startsWith(FACES)) sendFile(resolve(rendererFolder), path, response)
    else if (!gate.mayFetch(request)) response.writeHead(403, HEADERS).end()
    else sendFace(counter.fetchFace, path, request, response).catch(() => response.destroy())
  })
  const sockets = acceptSockets(server, gate, counter)
  const stopLooking = endWhatIsGone(sockets)
  await listen(server, port)
  taken = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${taken}/#token=${token}`,
    port: taken,
    async close() {
      stopLooking()
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
      await counter.close()
    },
  }
}

export interface IssueOrder {
  readonly file: string
  /** 0: where this issue was served last, else any that is free. */
  readonly port?: number
  /** The built renderer; beside the running code where it is not said. */
  readonly folder?: string
}

/**
 * Opens an issue file and serves it, or joins the host that has it and serves that one's desk. Refusals are those of the
 * office (file.missing, file.busy ...), or `usage` where the port is taken.
 */
export async function serveIssue({ file, port = 0, folder = rendererFolder() }: IssueOrder): Promise<Outcome<Served>> {
  const counter = await openCounter(file)
  if (isFault(counter)) return counter
  try {
    const served = await listenSomewhere(counter, folder, port, await maybeAddress(file))
    counter.onOwn(() => void keepAddress(file, served))
    return served
  } catch (error) {
    await counter.close()
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      return fault('usage', { problem: `port ${port} is taken` })
    throw error
  }
}

/**
 * At the port that is asked for; else at the last one with its secret, so that windows find it again; else at any, with a
 * new secret, since somebody else may have heard the old one at that port.
 */
async function listenSomewhere(
  counter: Counter,
  folder: string,
  port: number,
  last: { readonly port: number; readonly token: string } | null,
): Promise<ServedAt> {
  const at = async (place: number, token: string): Promise<ServedAt> => ({
    ...(await serveCounter(counter, folder, place, token)),
    token,
  })
  if (last && (port === 0 || port === last.port)) {
    try {
      return await at(last.port, last.token)
    } catch (error) {
      if (port !== 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  return at(port, newToken())
}

type ServedAt = Served & { readonly token: string }

/** Milliseconds in which a window answers a ping; browsers do so by themselves, however far behind the window is. */
const PING = 4_000

/** Ends sockets at whose other end nobody answers, so that others see that the window is gone. Gives back its end. */
function endWhatIsGone(sockets: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>()
  sockets.on('connection', (socket: WebSocket) => socket.on('pong', () => silent.delete(socket)))
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) socket.terminate()
      else {
        silent.add(socket)
        socket.ping()
      }
    }
  }, PING)
  return () => clearInterval(timer)
}

/** The built renderer, beside the running code: of a checkout (out/renderer) or of the packaged application. */
const rendererFolder = (): string =>
  [resolve(import.meta.dirname, '../../out/renderer'), resolve(import.meta.dirname, '../renderer')].find((folder) =>
    existsSync(folder),
  ) ?? resolve(import.meta.dirname, '../../out/renderer')

function acceptSockets(server: Server, gate: Gate, counter: Counter): WebSocketServer {
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
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request)
      counter.serve(socketWire(opened), () => opened.terminate())
    })
  })
  return sockets
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((done, refuse) => {
    server.once('error', refuse)
    server.listen(port, '127.0.0.1', () => done())
  })
}
