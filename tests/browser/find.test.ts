/** Finding and replacing as an editor does it, by keyboard alone, in the whole window. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The copy of every story of the issue, as the window's desk has it. */
const COPY = `(async () => {
  const { desk, issue } = banmianSession
  const all = await Promise.all(issue.stories.get().map(({ id }) => desk.call('fetchStory', { story: id })))
  return JSON.stringify(all.map(({ doc }) => doc))
})()`
const countOf = (copy: string, words: string): number => copy.split(words).length - 1

describe.skipIf(findBrowser() === null)(`find and replace (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+1')
    await page.locator('[role=listitem] [data-row-focus]').first().click()
    await page.locator('.ProseMirror').click()
    await page.keyboard.press('Control+Home')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const bar = () => page.getByRole('search')
  const count = () => bar().getByRole('status').innerText()
  const selected = () => page.evaluate('getSelection().toString()')
  const saved = () => expect.poll(() => page.locator('header [role=status]').getAttribute('data-state')).toBe('saved')
  const copy = async (): Promise<string> => {
    await saved()
    return page.evaluate<string>(COPY)
  }

  it('goes from match to match while the field keeps the focus, and Escape leads back to the match', async () => {
    await page.keyboard.press('Control+f')
    await page.keyboard.insertText('望塘桥')
    await expect.poll(count).toBe('3 处')
    expect(await page.locator('.found').count()).toBe(3)
    await page.keyboard.press('Enter')
    await expect.poll(count).toBe('1 / 3')
    await page.keyboard.press('F3')
    await expect.poll(count).toBe('2 / 3')
    await page.keyboard.press('Shift+Enter')
    await expect.poll(count).toBe('1 / 3')
    expect(await page.locator('.found-chosen').innerText()).toBe('望塘桥')
    await page.keyboard.press('Escape')
    await expect.poll(() => bar().count()).toBe(0)
    await expect.poll(selected).toBe('望塘桥')
    expect(await page.locator('.found').count()).toBe(0)
  })

  it('takes selected words, remembers what was looked for and follows every key in the copy', async () => {
    await page.keyboard.press('Control+f')
    await expect.poll(count).toBe('1 / 3')
    await page.keyboard.press('Escape')
    await expect.poll(selected).toBe('望塘桥')
    await page.keyboard.press('ArrowRight')
    await expect.poll(selected).toBe('')
    await page.keyboard.insertText('望塘桥')
    await page.keyboard.press('F3')
    await expect.poll(count).toBe('3 / 4')
    await page.keyboard.press('Control+z')
    await expect.poll(count).toMatch(/3$|3 处/)
  })

  it('replaces in the whole issue but for what is unticked, and one undo takes all of it back', async () => {
    const before = await copy()
    await page.keyboard.press('Control+Shift+f')
    await expect.poll(count).toMatch(/12/)
    await page.keyboard.press('Control+h')
    const replacement = bar().getByRole('textbox', { name: '替换为' })
    await replacement.focus()
    await page.keyboard.insertText('南溪桥')
    await page.getByRole('checkbox', { name: '替换这一处：望塘桥' }).nth(1).press('Space')
    await replacement.focus()
    await page.keyboard.press('Control+Enter')
    await expect.poll(count).toMatch(/^1 处|1 \/ 1$/)
    const after = await copy()
    expect(countOf(before, '望塘桥') - countOf(after, '望塘桥')).toBe(11)
    expect(countOf(after, '南溪桥') - countOf(before, '南溪桥')).toBe(11)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expect.poll(copy).toBe(before)
    await page.keyboard.press('Control+y')
    await expect.poll(copy).toBe(after)
    await page.keyboard.press('Control+z')
    await expect.poll(copy).toBe(before)
  })

  it('stops a regular expression that would never end, and the window goes on', async () => {
    await page.keyboard.press('Control+f')
    await page.keyboard.press('Alt+r')
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('(')
    await expect.poll(count).toBe('正则不完整')
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('(.*.*)*x$')
    await expect.poll(count, { timeout: 15_000 }).toBe('太慢，已停')
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('望(.)桥')
    await expect.poll(count, { timeout: 15_000 }).toMatch(/12/)
    await page.keyboard.press('Alt+r')
  })

  it('keeps nobody out', async () => {
    await page.evaluate(axe)
    const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
    const grave = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
  })

  it('finds in the pool’s copy, and shows where', async () => {
    await page.getByRole('searchbox').fill('旧书 换')
    await expect.poll(() => page.locator('aside mark').first().innerText()).toMatch(/旧书|换/)
  })
})
