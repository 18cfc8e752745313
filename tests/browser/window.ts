/** The whole window on a sample issue, as the browser host serves it, for tests that drive it as a user would. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { isFault } from '#contract/faults.ts'
import { serveOpenDesk } from '#loopback/serveIssue.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn } from '#office/openDeskOn.ts'

const root = resolve(import.meta.dirname, '../..')

export interface ServedWindow {
  readonly url: string
  close(): Promise<void>
}

/** Builds the renderer and serves it on a new sample issue. */
export async function serveWindow(sample: 'yuntang' | 'millhaven' = 'yuntang'): Promise<ServedWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-window-'))
  const file = join(folder, 'issue.banmian')
  const refused = await makeSample(join(root, 'resources/samples', sample), file)
  if (refused) throw new Error(`serveWindow: ${refused.code} ${JSON.stringify(refused.where)}`)
  const desk = await openDeskOn(file)
  if (isFault(desk)) throw new Error(`serveWindow: ${desk.code}`)
  const outDir = join(folder, 'renderer')
  await build({
    root: join(root, 'src/renderer'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4096 },
  })
  const served = await serveOpenDesk(desk, outDir)
  return {
    url: served.url,
    async close() {
      await served.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Opens the window in Chinese with the theme of the system, and waits until the page is set. */
export async function openWindow(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => {
    if (localStorage.getItem('banmian.settings.1') === null) {
      localStorage.setItem('banmian.settings.1', JSON.stringify({ language: 'zh', theme: 'system', desk: 'page' }))
    }
  })
  await page.goto(url)
  await page.locator('main#centre').waitFor()
  await page.locator('[data-setting]').waitFor({ state: 'detached', timeout: 60_000 })
}
