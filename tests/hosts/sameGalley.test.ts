import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveOpenDesk } from '#loopback/serveIssue.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { buildIfStale } from '../../scripts/build.ts'
import { findBrowser, launchBrowser, NO_BROWSER } from '../browser/chromium.ts'
import { banmian } from '../cli/terminal.ts'
import { launchApp } from '../standin/launch.ts'
import { granted, openRoom, root, type Room } from './issues.ts'

/** One issue file, three hosts, one galley: the terminal's desk, a window's own composer, and the desk behind it. */
const seed = resolve(root, '../shared/seed/front-page.txt')

let room: Room
beforeAll(() => {
  if (findBrowser() !== null) buildIfStale()
  room = openRoom()
}, 60_000)
afterAll(() => room?.close())

interface Galleys {
  readonly worker: string
  readonly desk: string
  readonly stamps: readonly string[]
}

/** What the window's worker set, and what its desk answers. */
async function galleysIn(page: Page): Promise<Galleys> {
  await page.waitForFunction(() => window.banmianSession !== undefined, undefined, { timeout: 60_000 })
  return page.evaluate(async () => {
    const { pages, desk } = window.banmianSession!
    const watched = pages.watch(1)
    const worker = await watched.dump()
    const stamp = await watched.stamp()
    watched.close()
    const set = await desk.call('setPage', { page: 1 })
    if ('isFault' in set) throw new Error(set.code)
    return { worker, desk: set.dump, stamps: [stamp, set.stamp] }
  })
}

async function inBrowser(file: string): Promise<Galleys> {
  const served = await serveOpenDesk(granted(await openDeskOn(file)), join(root, 'out/renderer'))
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(served.url)
    return await galleysIn(page)
  } finally {
    await browser.close()
    await served.close()
  }
}

async function inElectron(file: string, home: string): Promise<Galleys> {
  const app = await launchApp({ home, args: [file] })
  try {
    return await galleysIn(await app.firstPage())
  } finally {
    await app.close()
  }
}

function inTerminal(file: string): string {
  const { code, out, err } = banmian(['galley', file, '--page', '1'])
  if (code !== 0) throw new Error(err)
  return out
}

async function expectSame(file: string): Promise<void> {
  const terminal = inTerminal(file)
  expect(terminal.split('\n').length).toBeGreaterThan(50)
  const browser = await inBrowser(file)
  const electron = await inElectron(file, room.inside(`home-${Math.random()}`))
  // The terminal ends what it prints with a line end of its own.
  for (const galleys of [browser, electron]) {
    expect(`${galleys.worker}\n`).toBe(terminal)
    expect(`${galleys.desk}\n`).toBe(terminal)
    expect(new Set([...browser.stamps, ...electron.stamps]).size).toBe(1)
  }
}

describe.skipIf(findBrowser() === null)(
  `the same galley in every host (${findBrowser() ? 'Chromium' : NO_BROWSER})`,
  () => {
    test.each(['yuntang', 'millhaven'] as const)(
      'the sample page of %s is set byte for byte alike in terminal, browser and Electron',
      async (name) => expectSame(await room.sample(name, `${name}.banmian`)),
      120_000,
    )

    test.skipIf(!existsSync(seed))(
      `a real front page is set byte for byte alike in every host${existsSync(seed) ? '' : ' (skipped: no page beside the checkout)'}`,
      async () => {
        const file = join(room.folder, 'seed.banmian')
        for (const words of [
          ['new', file, '--stylebook', 'yuntang-broadsheet', '--date', '2026-11-24', '--number', '1', '--pages', '1'],
          ['import', file, seed],
          ['place', file, '--page', '1'],
        ]) {
          const { code, err } = banmian(words)
          if (code !== 0) throw new Error(err)
        }
        await expectSame(file)
      },
      120_000,
    )
  },
)
