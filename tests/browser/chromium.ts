/** A browser for tests and measurements: the machine's own Chromium, Chrome or Edge, never a downloaded one. */
import { chromium, type Browser } from 'playwright-core'
import { findBrowser, QUIET_FLAGS } from '../../scripts/browser.ts'

export { findBrowser } from '../../scripts/browser.ts'

/** What a test says where it must be skipped. */
export const NO_BROWSER =
  'skipped: no Chromium, Chrome or Edge on this machine (install one, or name it in CHROMIUM; on Debian: apt-get install chromium)'

/** Starts the machine's browser without a window; playwright gives it a fresh profile. Throws where there is none. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error(NO_BROWSER)
  const args = QUIET_FLAGS.filter((flag) => flag !== '--headless')
  return chromium.launch({ executablePath, args: [...args, ...flags, '--force-color-profile=srgb'] })
}
