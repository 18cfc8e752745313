/** The renderer's files over HTTP, each with the headers that keep the page to itself. */
import { createReadStream, statSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { fileAt, HEADERS, typeOf } from '#office/pageFiles.ts'

/** Sends a file of the renderer; 404 where there is none. Built assets carry their hash in their name. */
export function sendFile(root: string, urlPath: string, response: ServerResponse): void {
  const file = fileAt(root, urlPath)
  const found = file === null ? null : statSync(file, { throwIfNoEntry: false })
  if (!file || !found?.isFile()) {
    response.writeHead(404, HEADERS).end()
    return
  }
  const isHashed = urlPath.startsWith('/assets/')
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': typeOf(file),
    'Content-Length': found.size,
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  createReadStream(file).pipe(response)
}
