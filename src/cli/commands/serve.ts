/** `serve`: the browser host, until it is told to end. */
import { dirname } from 'node:path'
import { fault, isFault } from '#contract/faults.ts'
import { findShipped } from '#darkroom/places.ts'
import { serveIssue as serve } from '#loopback/serveIssue.ts'
import { argument, maybeNumber, type Command } from '../call.ts'

export const serveIssue: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const port = maybeNumber(call, 'port', 0, 65_535) ?? 0
  const page = findShipped('out/renderer/index.html')
  if (page === null) return fault('file.missing', { file: 'out/renderer' })
  const served = await serve({ file, port, folder: dirname(page) })
  if (isFault(served)) return served
  // The address is wanted at once, not when the host ends: it goes to standard output as the one document.
  const isJson = call.options['json'] === true
  process.stdout.write(isJson ? `${JSON.stringify({ url: served.url, port: served.port })}\n` : `${served.url}\n`)
  await new Promise<void>((end) => {
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
  await served.close()
  return null
}
