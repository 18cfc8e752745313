import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(findBrowser() === null)(`versions of a story in a window (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1500, height: 950 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+1')
    await page.locator('[role=listitem] [data-row-focus]').first().click()
    await editor().waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const editor = () => page.locator('.ProseMirror')
  const history = () => page.getByRole('list', { name: '经过' })
  const row = (name: RegExp) => history().getByRole('button', { name }).first()
  const banner = () => page.getByRole('status').filter({ hasText: /到|只读/ })
  const text = () => page.evaluate(() => window.banmianSession!.stories.maybeOpen(chosen())!.state.doc.textContent)
  const addChosen = () =>
    page.evaluate(() => {
      Object.assign(window, { chosen: () => window.banmianSession!.selection.get().story! })
    })
  /** Types at the end of the byline, with real keys: a line that the page does not break. */
  const typeInByline = async (words: string) => {
    await page.locator('.ProseMirror .line-byline').first().click()
    await page.keyboard.press('End')
    await page.keyboard.type(words)
  }
  /** What axe finds in the copy pane. */
  const violations = async (): Promise<string[]> => {
    await page.evaluate(axe)
    const { violations: found } = await page.evaluate<AxeResults>('axe.run("section[aria-label=文字]")')
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  }

  it('keeps a version by its key, with what was just typed in it, and gives the focus back to the copy', async () => {
    await addChosen()
    await page.keyboard.press('Control+Alt+v')
    await row(/来稿/).waitFor()
    await typeInByline('了')
    await page.keyboard.press('Control+Alt+s')
    await page.keyboard.type('送审前')
    await page.keyboard.press('Enter')
    await row(/送审前/).waitFor()
    expect(await editor().evaluate((dom) => dom.contains(document.activeElement))).toBe(true)
  })

  it('sends the story on by its key, and the pool says so', async () => {
    await page.keyboard.press('Control+Alt+Period')
    await row(/送一审/).waitFor()
    await expect.poll(() => page.locator('[role=listitem]', { hasText: '一审' }).count()).toBeGreaterThan(0)
  })

  it('compares with as filed in place of the editor, walks through the differences and goes back by Escape', async () => {
    await typeInByline('今天')
    await page.keyboard.press('Control+Alt+v')
    await page.keyboard.press('Control+Alt+v')
    await row(/来稿/).click()
    await banner().waitFor()
    expect(await editor().count()).toBe(0)
    await page.getByRole('button', { name: '与现在比较' }).first().click()
    const inserted = page.locator('ins')
    await expect.poll(() => inserted.allTextContents()).toEqual(['了今天'])
    expect(await banner().textContent()).toContain('+3 −0 字')
    await page.keyboard.press('F4')
    expect(await inserted.evaluate((ins) => ins.parentElement === document.activeElement)).toBe(true)
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await editor().waitFor()
    expect(await page.locator('ins').count()).toBe(0)
    await row(/来稿/).focus()
    await page.keyboard.press('Enter')
    await banner().waitFor()
    await page.keyboard.press('Escape')
    await editor().waitFor()
  })

  it('restores a version as a step that undo takes back', async () => {
    const before = await text()
    await row(/来稿/).click()
    await page.getByRole('button', { name: '恢复此版' }).click()
    await editor().waitFor()
    const restored = await text()
    expect([before.includes('了今天'), restored.includes('了今天')]).toEqual([true, false])
    await page.keyboard.press('Control+z')
    expect(await text()).toBe(before)
  })

  it('renames a version, takes it off the list and puts it back', async () => {
    await row(/送审前/).hover()
    await page.getByRole('button', { name: '改名' }).click()
    await page.keyboard.type('送周以南审')
    await page.keyboard.press('Enter')
    await row(/送周以南审/).hover()
    await page.getByRole('button', { name: '去掉这个版本' }).click()
    await row(/已去掉/).waitFor()
    await page.getByRole('button', { name: '放回' }).click()
    await row(/送周以南审/).waitFor()
    expect(await violations()).toEqual([])
  })
})

declare const chosen: () => NonNullable<ReturnType<import('#renderer/session.ts').SelectionStore['get']>['story']>
