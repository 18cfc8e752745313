/**
 * The window in a browser: from a keystroke to the painted page, and what the window's process holds. The page is the
 * sample daily's whole copy on one broadsheet page; each keystroke is one random character typed or erased in its body.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { isFault, type Outcome } from '#contract/faults.ts'
import { newIssue } from '#office/openDeskOn.ts'
import { launchBrowser } from '../browser/chromium.ts'
import { openHarness, serveDeskAt, type ServedHarness } from '../browser/served.ts'
import type { Samples } from './figures.ts'

const KEYSTROKES = 500
const SEED = 20_261_124

/** Figures of the window; throws with the words of NO_BROWSER on a machine without a browser. */
export async function measureBrowser(): Promise<readonly Samples[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-bench-'))
  const browser = await launchBrowser()
  let served: ServedHarness | null = null
  try {
    served = await serveBroadsheet(folder)
    const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
    await openHarness(page, served.url)
    const paint = await measureTyping(page)
    return [
      { name: 'keystroke.paint', unit: 'ms', samples: paint },
      { name: 'memory.page', unit: 'MB', samples: [await measureMemory(browser, page)] },
    ]
  } finally {
    await browser.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function serveBroadsheet(folder: string): Promise<ServedHarness> {
  const sample = resolve(import.meta.dirname, '../../resources/samples/yuntang')
  const issue = { stylebook: 'yuntang-broadsheet', date: '2026-11-24', number: 1024, edition: '', pages: 1 }
  const desk = must(await newIssue(join(folder, 'bench.banmian'), issue))
  const names = (await readdir(sample)).filter((name) => name.endsWith('.txt')).toSorted()
  for (const name of names) {
    const bytes = new Uint8Array(await readFile(join(sample, name)))
    must(await desk.handlers.importFile({ name, bytes, page: 1 }))
  }
  must(await desk.handlers.placeStories({ page: 1, plan: null }))
  return serveDeskAt(desk, folder)
}

function measureTyping(page: Page): Promise<number[]> {
  return page.evaluate(
    async ([count, seed]) => {
      const harness = await window.harness
      const { fit } = harness.watched.get().set!
      const lead = fit.toSorted((a, b) => b.characters - a.characters)[0]!.item
      const story = await harness.edit(lead)
      return (await harness.measureKeystrokes(harness, story, count!, seed!)).paint
    },
    [KEYSTROKES, SEED],
  )
}

/** Megabytes that the page's process holds: its resident set where the system tells it (Linux), else its JavaScript heap. */
async function measureMemory(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[]
  }
  const resident = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMegabytes(id))
  const most = Math.max(0, ...resident)
  if (most > 0) return most
  const client = await page.context().newCDPSession(page)
  const { usedSize } = (await client.send('Runtime.getHeapUsage')) as { usedSize: number }
  return usedSize / 2 ** 20
}

function residentMegabytes(pid: number): number {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) / 1024 : 0
  } catch {
    return 0
  }
}

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`measureBrowser: ${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}
