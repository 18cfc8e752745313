/** Hosts and windows that die while somebody types: nothing typed is lost, nobody is locked out. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build.ts'
import { findBrowser, launchBrowser, NO_BROWSER } from '../browser/chromium.ts'
import { openRoom, root, type Room } from './issues.ts'
import { storyLog } from './stories.ts'

/** Time for a window to come up, or a host to be found, on a machine that does other things too; milliseconds. */
const PATIENT = { timeout: 15_000 }

/** A browser host in a process of its own, which can be killed as a crash would end it. */
interface Host {
  readonly url: string
  kill(): Promise<void>
}

async function startHost(file: string, state: string): Promise<Host> {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'banmian', 'serve', file], {
    cwd: root,
    env: { ...process.env, XDG_STATE_HOME: state },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(String(text).trim()))
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe.skipIf(findBrowser() === null)(
  `hosts and windows that die (${findBrowser() ? 'Chromium' : NO_BROWSER})`,
  () => {
    let room: Room
    let browser: Browser
    let file: string
    let context: BrowserContext
    const hosts: Host[] = []

    beforeAll(async () => {
      buildIfStale()
      browser = await launchBrowser()
    }, 120_000)
    afterEach(async () => {
      await Promise.all(hosts.splice(0).map((host) => host.kill()))
      await context?.close()
      room?.close()
    })
    afterAll(() => browser?.close())

    async function begin(): Promise<Host> {
      room = openRoom()
      file = await room.sample('yuntang', 'issue.banmian')
      context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      return host()
    }
    async function host(): Promise<Host> {
      const started = await startHost(file, room.inside('state'))
      hosts.push(started)
      return started
    }
    async function openWindow(url: string): Promise<Page> {
      const page = await context.newPage()
      await page.goto(url)
      await page.locator('[role=listitem] [data-row-focus]').first().waitFor({ timeout: 60_000 })
      return page
    }
    async function openLead(url: string): Promise<Page> {
      const page = await openWindow(url)
      await page.locator('[role=listitem] [data-row-focus]').first().click()
      await page.locator('.line-paragraph').first().waitFor()
      return page
    }
    const saving = (page: Page) => page.locator('header [role=status]').getAttribute('data-state')
    const chosen = (page: Page) =>
      page.evaluate(() => {
        const { story, anchor } = window.banmianSession!.selection.get()
        return { story, anchor }
      })
    const text = (page: Page) =>
      page.evaluate(() => {
        const session = window.banmianSession!
        return session.stories.maybeOpen(session.selection.get().story!)?.state.doc.textContent ?? ''
      })
    const kept = async (page: Page) => storyLog(file, (await chosen(page)).story!)
    const lettersOf = (words: string) => [...words]

    test('a host killed while one types: the window waits, finds it again by itself and saves all', async () => {
      const first = await begin()
      const page = await openLead(first.url)
      await page.locator('.line-paragraph').first().click()
      await page.keyboard.type('甲乙丙', { delay: 20 })
      await first.kill()
      await page.keyboard.type('丁戊己', { delay: 20 })
      await expect.poll(() => saving(page), PATIENT).toBe('offline')
      const again = await host()
      expect(again.url).toBe(first.url)
      await expect.poll(() => saving(page), PATIENT).toBe('saved')
      expect(await text(page)).toContain('甲乙丙丁戊己')
      const log = await kept(page)
      for (const letter of lettersOf('甲乙丙丁戊己')) expect(log, letter).toContain(letter)
    }, 90_000)

    test('a window that crashes: the next one has the same text, and stands at the same caret', async () => {
      const { url } = await begin()
      const page = await openLead(url)
      await page.locator('.line-paragraph').nth(1).click()
      await page.keyboard.type('子丑寅卯', { delay: 20 })
      await expect.poll(() => saving(page), PATIENT).toBe('saved')
      await page.waitForTimeout(400)
      const [before, stood] = [await text(page), await chosen(page)]
      const protocol = await context.newCDPSession(page)
      void protocol.send('Page.crash').catch(() => undefined)
      await new Promise((crashed) => page.once('crash', crashed))
      await page.close()
      const next = await openWindow(url)
      await expect.poll(() => chosen(next), PATIENT).toEqual(stood)
      await expect.poll(() => text(next), PATIENT).toBe(before)
    }, 90_000)

    test('a window that crashes while its host is dead: what it had typed is saved by the next window', async () => {
      const first = await begin()
      const page = await openLead(first.url)
      await page.locator('.line-paragraph').first().click()
      await first.kill()
      await page.keyboard.type('辰巳午未', { delay: 20 })
      await expect.poll(() => saving(page), PATIENT).toBe('offline')
      await page.waitForTimeout(200)
      const protocol = await context.newCDPSession(page)
      void protocol.send('Page.crash').catch(() => undefined)
      await new Promise((crashed) => page.once('crash', crashed))
      await page.close()
      await host()
      const next = await openWindow(first.url)
      await expect
        .poll(() => next.getByText('上次没存完的').or(next.getByText('from the last session')).count(), PATIENT)
        .toBe(1)
      await expect.poll(() => text(next), PATIENT).toContain('辰巳午未')
      const log = await kept(next)
      for (const letter of lettersOf('辰巳午未')) expect(log, letter).toContain(letter)
    }, 90_000)

    test('a second host on the file joins the first, and takes the file when the first is killed', async () => {
      const first = await begin()
      const second = await host()
      expect(second.url).not.toBe(first.url)
      const [one, two] = [await openLead(first.url), await openLead(second.url)]
      await one.locator('.line-paragraph').first().click()
      await two.locator('.line-paragraph').last().click()
      await Promise.all([one.keyboard.type('甲乙丙', { delay: 15 }), two.keyboard.type('子丑寅', { delay: 15 })])
      for (const page of [one, two]) await expect.poll(() => saving(page), PATIENT).toBe('saved')
      await expect.poll(() => text(two), PATIENT).toBe(await text(one))
      await expect.poll(() => two.locator('.caret-of').count(), PATIENT).toBe(1)
      await first.kill()
      await expect.poll(() => saving(one), PATIENT).toBe('offline')
      await two.keyboard.type('卯辰巳', { delay: 15 })
      await expect.poll(() => saving(two), PATIENT).toBe('saved')
      const log = await kept(two)
      for (const letter of lettersOf('甲丙子寅卯巳')) expect(log, letter).toContain(letter)
      await expect.poll(() => two.locator('.caret-of').count(), PATIENT).toBe(0)
    }, 90_000)

    test('a part that somebody checked out is free again when his window crashes', async () => {
      const { url } = await begin()
      const one = await openLead(url)
      const two = await openLead(url)
      await one.locator('.line-paragraph').first().click()
      await one.keyboard.press('Control+Alt+o')
      await two.locator('.line-paragraph').first().click()
      await expect.poll(() => two.locator('[data-held=elsewhere]').count(), PATIENT).toBeGreaterThan(0)
      const before = await text(two)
      await two.keyboard.type('蘑菇')
      expect(await text(two)).toBe(before)
      const protocol = await context.newCDPSession(one)
      void protocol.send('Page.crash').catch(() => undefined)
      await new Promise((crashed) => one.once('crash', crashed))
      await one.close()
      await expect.poll(() => two.locator('[data-held]').count(), PATIENT).toBe(0)
      await two.keyboard.type('蘑菇')
      expect(await text(two)).toContain('蘑菇')
    }, 90_000)
  },
)
