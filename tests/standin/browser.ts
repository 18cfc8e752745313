/** The browser behind the stand-in: started once, and ended with this process however that dies. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { chromium, type BrowserContext } from 'playwright-core'
import { findBrowser, QUIET_FLAGS } from '../../scripts/browser.ts'

export interface BootedBrowser {
  readonly context: BrowserContext
  /** Where a test attaches to the same browser. */
  readonly endpoint: string
  end(): Promise<void>
}

/** Starts the machine's browser on a profile in `home`. Throws where there is none. */
export async function bootBrowser(home: string): Promise<BootedBrowser> {
  const executable = findBrowser()
  if (executable === null) throw new Error('the stand-in needs a browser')
  const profile = join(home, 'profile')
  mkdirSync(profile, { recursive: true })
  // The browser ends when the other end of its debugging pipe does: also when this process is killed.
  const flags = [
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
  ]
  const child = spawn(executable, [...QUIET_FLAGS, ...flags], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  process.on('exit', () => child.kill('SIGKILL'))
  const endpoint = await endpointOf(child)
  const browser = await chromium.connectOverCDP(endpoint)
  const context = browser.contexts()[0]
  if (!context) throw new Error('the browser has no context')
  return {
    context,
    endpoint,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Reads the address that Chromium prints when it listens. Its words are read to their end: a full pipe would stop it. */
function endpointOf(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stderr as Readable })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1]
      if (address !== undefined) resolve(`http://${address}`)
    })
    child.once('exit', () => reject(new Error('the browser ended before it listened')))
  })
}
