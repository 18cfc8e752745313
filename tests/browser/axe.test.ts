import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DESKS = ['copy', 'page', 'photo', 'night', 'proof'] as const

/** Violations that keep somebody out, each with the elements it was found at. */
async function graveViolations(page: Page): Promise<string[]> {
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 4)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    )
}

describe.skipIf(findBrowser() === null)(`the window keeps nobody out (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  const errors: string[] = []

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await openWindow(page, served.url)
    await page.evaluate(axe)
    await page.locator('[role=listitem] [data-row-focus]').first().click()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  for (const language of ['中', 'EN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it.each(DESKS)(`on the %s desk in ${colorScheme}, ${language}`, async (desk) => {
        await page.emulateMedia({ colorScheme })
        await page.getByRole('radio', { name: language, exact: true }).click()
        await page.keyboard.press(`Alt+${DESKS.indexOf(desk) + 1}`)
        await page.waitForTimeout(250)
        expect(await graveViolations(page)).toEqual([])
      })
    }
  }

  it('nor do its checks, its repairs or its palette', async () => {
    await page.keyboard.press('Alt+2')
    for (const index of [1, 2, 3]) {
      await page.locator('aside [role=tab]').nth(index).click()
      await page.waitForTimeout(300)
      expect(await graveViolations(page)).toEqual([])
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').last().fill('page')
    expect(await graveViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('and writes no error to the console', () => {
    expect(errors).toEqual([])
  })
})
