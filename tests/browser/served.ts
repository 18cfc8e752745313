/** Serves the harness page on a real desk: a sample issue in a temporary folder, over the browser host. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { isFault } from '#contract/faults.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { serveOpenDesk } from '#loopback/serveIssue.ts'
import { makeSample } from '#office/makeSample.ts'
import { openWindowDesk } from '#office/openDeskOn.ts'

const root = resolve(import.meta.dirname, '../..')

export interface ServedHarness {
  readonly url: string
  readonly desk: OpenDesk
  close(): Promise<void>
}

/** Builds the harness and serves it on a new sample issue (`yuntang`, `millhaven`). */
export async function serveHarness(sample: 'yuntang' | 'millhaven' = 'yuntang'): Promise<ServedHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-browser-'))
  const file = join(folder, 'issue.banmian')
  const refused = await makeSample(join(root, 'resources/samples', sample), file)
  if (refused) throw new Error(`serveHarness: ${refused.code} ${JSON.stringify(refused.where)}`)
  const desk = await openWindowDesk(file)
  if (isFault(desk)) throw new Error(`serveHarness: ${desk.code}`)
  const served = await serveDeskAt(desk, folder)
  return {
    ...served,
    async close() {
      await served.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Builds the harness into `folder` and serves it on an open desk, which is closed with it. */
export async function serveDeskAt(desk: OpenDesk, folder: string): Promise<ServedHarness> {
  const pages = join(folder, 'pages')
  await buildHarness(pages)
  const { url, close } = await serveOpenDesk(desk, pages)
  return { url, desk, close }
}

function buildHarness(outDir: string): Promise<unknown> {
  return build({
    root: join(import.meta.dirname, 'harness'),
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4096, target: 'esnext' },
  })
}

/** Opens the harness in a page and waits until the page is set and painted. */
export async function openHarness(page: Page, url: string, number = 1): Promise<void> {
  await page.goto(url.replace('/#', `/?page=${number}#`))
  await page.evaluate(async () => {
    const { watched, canvas } = await window.harness
    const isShown = (): boolean => watched.get().set !== null && canvas.painted.get() > 0
    while (!isShown()) await new Promise((next) => setTimeout(next, 20))
  })
}
