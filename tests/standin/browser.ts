/** The browser behind the stand-in: started once, and ended with this process however that dies. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { findBrowser, QUIET_FLAGS } from '../../scripts/browser.ts'

export interface BootedBrowser {
  readonly context: BrowserContext
  /** Where a test attaches to the same browser. */
  readonly endpoint: string
  end(): Promise<void>
}

/**
 * Starts the machine's browser on a profile in `home`. Throws where there is none.
 *
 * It is driven over a pipe: the browser ends when that breaks, also when this process is killed; and Chromium takes
 * seconds for a message of 15 MB (a face) over the socket, on which only the test listens.
 */
export async function bootBrowser(home: string): Promise<BootedBrowser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('the stand-in needs a browser')
  const profile = join(home, 'profile')
  const args = [
    ...QUIET_FLAGS.filter((flag) => flag !== '--headless'),
    '--remote-debugging-port=0',
    '--disable-popup-blocking',
  ]
  const context = await chromium.launchPersistentContext(profile, { executablePath, args, viewport: null })
  return { context, endpoint: await endpointIn(profile), end: () => context.close() }
}

/** The address that Chromium writes into its profile when it listens. */
async function endpointIn(profile: string): Promise<string> {
  const [port = ''] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')
  return `http://127.0.0.1:${port}`
}
