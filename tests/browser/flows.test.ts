import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const PAGE_TEXT = `城东菜场换新颜
■本报记者 安同
  本报讯 昨日上午,城东菜场重新开门,摊位排成六行。开门前,管理处请居民试走了三天。
  “路宽了,灯也亮了。”家住桥头的老人说。管理处说,明年再修北门(含停车棚)。
`

describe.skipIf(findBrowser() === null)(`the day's work in a window (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  let isServed = false

  beforeAll(async () => {
    served = await serveWindow()
    isServed = true
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    await openWindow(page, served.url)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    if (isServed) await served.close()
  })

  const pool = () => page.getByRole('complementary').first()
  const tab = (name: RegExp) => pool().getByRole('tab', { name })
  const choose = async (words: string) => {
    await tab(/^稿件/).click()
    await pool().getByRole('searchbox').fill(words)
    await pool().locator('[role=listitem] [data-row-focus]').first().click()
  }
  const copy = async () => (await page.locator('.ProseMirror').innerText()).replaceAll(/\s/g, '')
  /** Chooses a story of the shown page that has a body. */
  const choosePlaced = async () => {
    await tab(/^稿件/).click()
    await pool().getByRole('searchbox').fill('')
    await pool().getByRole('radio', { name: '本版', exact: true }).click()
    for (const row of await pool().locator('[role=listitem] [data-row-focus]').all()) {
      await row.click()
      await page.locator('.ProseMirror').waitFor()
      if ((await page.locator('.line-paragraph').count()) > 1) return
    }
  }
  const isSaved = () =>
    expect
      .poll(() => page.locator('header [role=status]').getAttribute('data-state'), { timeout: 10_000 })
      .toBe('saved')
  const run = async (command: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').last().fill(command)
    await page.keyboard.press('Enter')
  }

  it('imports a page of text that is dropped on it, and shows its stories', async () => {
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'east.txt', { type: 'text/plain' }))
      return transfer
    }, PAGE_TEXT)
    await page.dispatchEvent('main#centre', 'drop', { dataTransfer: data })
    await page
      .getByText(/^收到 1 篇稿件/)
      .first()
      .waitFor()
    await choose('城东')
    await expect.poll(copy).toContain('昨日上午，城东菜场重新开门')
  }, 30_000)

  it('takes a whole group of repairs back in the open editor, which stays the desk’s copy', async () => {
    await tab(/^修补/).click()
    await pool().getByRole('radio', { name: '本篇', exact: true }).click()
    await pool()
      .getByRole('button', { name: /^全部退回/ })
      .first()
      .click()
    await page
      .getByText(/^退回 \d+ 处$/)
      .first()
      .waitFor()
    await expect.poll(copy).toContain('昨日上午,城东菜场重新开门')
    await page.locator('.line-paragraph').first().click()
    await page.keyboard.press('End')
    await page.keyboard.insertText('甲乙丙')
    await isSaved()
    await page.locator('.line-paragraph').first().click()
    await page.keyboard.press('Control+z')
    await expect.poll(copy).not.toContain('甲乙丙')
    await isSaved()
    const here = await copy()
    await page.reload()
    await choose('城东')
    await expect.poll(copy).toBe(here)
  }, 30_000)

  it('lists what preflight remarks, page by page, and leads from a remark to its place', async () => {
    await page.keyboard.press('Alt+2')
    await tab(/^检查/).click()
    const rows = pool().locator('[role=listitem] [data-row-focus]')
    await pool()
      .getByRole('radio', { name: /^提醒 [1-9]/ })
      .click()
    await pool().getByRole('radio', { name: '全期', exact: true }).click()
    await pool().getByText('全期已检查').waitFor({ timeout: 90_000 })
    expect(await pool().getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('A1')]),
    )
    await pool().getByRole('radio', { name: /^备注/ }).click()
    const picture = rows.filter({ hasText: '图片是 RGB' })
    await picture.last().click()
    await expect.poll(() => page.locator('section[aria-current=true]').innerText()).toContain('图片')
    const chosen = await page.evaluate(() => window.banmianSession?.selection.get())
    expect(chosen?.picture).not.toBeNull()
    expect(chosen?.page).toBeGreaterThan(1)
    await pool().getByRole('radio', { name: /^提醒/ }).click()
    await rows.filter({ hasText: '这一行太松' }).first().click()
    const placed = await page.evaluate(() => window.banmianSession?.selection.get())
    expect(placed).toMatchObject({ page: 1, picture: null, head: { part: 'body' } })
    await page.waitForFunction(() => window.banmianSession?.checks.page.get().findings)
    const place = () =>
      page.evaluate(() => {
        const selection = window.banmianSession?.selection.get()
        return [selection?.story, selection?.head]
      })
    const first = await place()
    await page.keyboard.press('F8')
    await expect.poll(place).not.toEqual(first)
    await page.keyboard.press('Shift+F8')
    await expect.poll(place).toEqual(first)
    await pool().getByRole('radio', { name: '本版', exact: true }).click()
  }, 120_000)

  it('tells lines and characters on both sides of the caret, and what a cut would save', async () => {
    await choosePlaced()
    const meter = page.getByRole('group', { name: '行数与字数' })
    await page.locator('.line-paragraph').nth(1).click()
    await expect.poll(() => meter.innerText()).toMatch(/全文 \d+ 行 \d+ 字/)
    const before = Number(/全文 \d+ 行 (\d+) 字/.exec(await meter.innerText())?.[1])
    await page.keyboard.insertText('春夏秋冬')
    await expect.poll(() => meter.innerText()).toContain(`${before + 4} 字`)
    expect(await meter.innerText()).toMatch(/到光标 .*光标后 /s)
    await page.keyboard.press('Control+z')
    await isSaved()
  }, 30_000)

  it('shows a page that changed since it was signed in head, flatplan and rounds, from another page too', async () => {
    await page.keyboard.press('Alt+4')
    const person = page.getByLabel('签样人')
    await person.fill('值班甲')
    await person.press('Enter')
    await page.getByRole('button', { name: /^签 / }).first().click()
    const tabOf = (state: string) => page.getByRole('radio', { name: `A1：${state}` })
    await tabOf('已签').waitFor({ timeout: 10_000 })
    await page.keyboard.press('Alt+1')
    await choosePlaced()
    await page.locator('.line-paragraph').first().click()
    await page.keyboard.insertText('改')
    await tabOf('签后有改动').waitFor({ timeout: 10_000 })
    await page.keyboard.press('Alt+4')
    await page.locator('[data-standing=changed]').filter({ hasText: '签后有改动' }).waitFor()
    await page.getByRole('radio', { name: /^A2：/ }).click()
    expect(await tabOf('签后有改动').count()).toBe(1)
    await page.getByRole('radio', { name: /^A1：/ }).click()
  }, 30_000)

  it('gives the pressed page as a PDF file, and refuses what changed since signing in plain words', async () => {
    await run('付印本版')
    await page.getByText('签样之后又改过').first().waitFor()
    await page.getByRole('radio', { name: /^A2：/ }).click()
    const download = page.waitForEvent('download', { timeout: 25_000 })
    await run('付印本版')
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.pdf$/)
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }, 30_000)

  it('says at once that the desk is gone, and what is not saved', async () => {
    isServed = false
    await served.close()
    await page.getByRole('status').filter({ hasText: '连接断了' }).waitFor({ timeout: 5000 })
    await expect.poll(() => page.locator('header [role=status]').getAttribute('data-state')).toBe('offline')
  }, 30_000)
})
