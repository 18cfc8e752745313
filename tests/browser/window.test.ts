import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

describe.skipIf(findBrowser() === null)(`the window as a user drives it (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    await openWindow(page, served.url)
    await page.locator('[role=listitem] [data-row-focus]').first().click()
    await page.locator('.ProseMirror').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const paragraph = () => page.locator('.line-paragraph').first()
  const lineEnds = () => page.locator('.line-end').count()

  it('shows the ends of the printed lines in the copy', async () => {
    await expect.poll(lineEnds).toBeGreaterThan(10)
  })

  it('puts what is typed into the copy, saves it, and takes it back on Ctrl Z', async () => {
    const before = await paragraph().innerText()
    await paragraph().click()
    await page.keyboard.press('End')
    await page.keyboard.insertText('甲乙丙丁')
    await expect.poll(async () => (await paragraph().innerText()).includes('甲乙丙丁')).toBe(true)
    await expect.poll(() => page.locator('header [role=status]').getAttribute('data-state')).toBe('saved')
    await page.keyboard.press('Control+z')
    await expect
      .poll(async () => (await paragraph().innerText()).replaceAll(/\s/g, ''))
      .toBe(before.replaceAll(/\s/g, ''))
  })

  it('says where the caret stands on the page', async () => {
    await paragraph().click()
    await expect.poll(() => page.locator('footer').innerText()).toMatch(/第 \d+ 栏 \d+ 行/)
  })

  it('reads arithmetic in a field, reshapes the block at once, and undoes it', async () => {
    await page.keyboard.press('Alt+2')
    const deep = page.getByLabel('行深', { exact: true })
    const before = Number(await deep.inputValue())
    await deep.fill(`${before}-1-1`)
    await deep.press('Enter')
    await expect.poll(() => deep.inputValue()).toBe(String(before - 2))
    await page.locator('.ProseMirror').focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => deep.inputValue()).toBe(String(before))
  })

  it('moves a border between panes by the arrow keys', async () => {
    const border = page.getByRole('separator').first()
    const before = Number(await border.getAttribute('aria-valuenow'))
    await border.focus()
    await page.keyboard.press('ArrowRight')
    expect(Number(await border.getAttribute('aria-valuenow'))).toBe(before + 16)
  })

  it('runs a command from the palette, found by its name in either language', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').last().fill('night desk')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByRole('radio', { name: '夜班', exact: true }).getAttribute('aria-checked'))
      .toBe('true')
  })

  it('changes its language at once, the labels in the margin of the copy too', async () => {
    await page.keyboard.press('Alt+1')
    await page.getByRole('radio', { name: 'EN', exact: true }).click()
    await expect
      .poll(() =>
        page
          .locator('.line-headline')
          .first()
          .evaluate((line) => getComputedStyle(line, '::after').content),
      )
      .toBe('"Headline"')
    expect(await page.getByRole('radio', { name: 'Copy', exact: true }).count()).toBe(1)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})
