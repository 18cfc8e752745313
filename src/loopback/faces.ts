/**
 * Faces over HTTP. A Chinese face has 15 MB, and a browser reads a WebSocket's messages at a tenth of the speed at which
 * it reads a response; as responses they also come side by side, and stay in the browser's cache by their hash.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isFault } from '#contract/faults.ts'
import { faceIdSchema } from '#contract/ids.ts'
import type { ServedDesk } from '#contract/requests.ts'
import { HEADERS } from '#office/pageFiles.ts'

export const FACES = '/faces/'

/** Sends the face that the path names, or 304 where the browser has it; 404 with the Fault as JSON where there is none. */
export async function sendFace(
  fetchFace: ServedDesk['handlers']['fetchFace'],
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const face = faceIdSchema.safeParse(path.slice(FACES.length))
  const answer = face.success ? await fetchFace({ face: face.data }) : null
  if (!answer || isFault(answer)) {
    response.writeHead(404, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
    return
  }
  const tag = `"${answer.sha256}"`
  const headers = { ...HEADERS, ETag: tag, 'Cache-Control': 'private, no-cache' }
  if (request.headers['if-none-match'] === tag) response.writeHead(304, headers).end()
  else {
    response.writeHead(200, { ...headers, 'Content-Type': 'font/sfnt', 'Content-Length': answer.bytes.length })
    response.end(answer.bytes)
  }
}
