import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(findBrowser() === null)(`marks on a proof in a window (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1500, height: 950 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+5')
    await page.getByRole('button', { name: '打样', exact: true }).first().click()
    await layer().waitFor({ timeout: 30_000 })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const layer = () => page.getByRole('group', { name: '大样上的批注' })
  const form = () => page.getByRole('form', { name: '批注' })
  const rows = () => page.getByRole('complementary').first().locator('[role=listitem] [data-row-focus]')

  /** Where the first characters of the longest story's body stand in the window, from one to another. */
  const stretch = (from: number, to: number) =>
    page.evaluate(
      ([first, last]) => {
        const { pages } = window.banmianSession!
        const set = pages.watch(1).get().set!
        const frame = set.frames.find(({ part, lines }) => part === 'body' && lines.length > 4)!
        const line = frame.lines[2]!
        const em = line.size
        const at = (offset: number) => ({ x: line.x + offset * em, y: line.y - em / 3 })
        return { from: at(first!), to: at(last!), trim: set.trim.width }
      },
      [from, to],
    )
  /** The page's point in the window: the layer covers the sheet, and its signs tell where the trim begins. */
  const dragOver = async (from: number, to: number) => {
    const points = await stretch(from, to)
    const box = (await layer().boundingBox())!
    const frame = await page.evaluate(() => {
      const svg = document.querySelector<HTMLElement>('[data-trim]')!.dataset['trim']!
      return svg.split(' ').map(Number)
    })
    const [x, y, unit] = frame as [number, number, number]
    const spot = (point: { x: number; y: number }) => ({ x: box.x + x + point.x * unit, y: box.y + y + point.y * unit })
    const [start, end] = [spot(points.from), spot(points.to)]
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 5 })
    await page.mouse.up()
  }
  const marked = () =>
    page.evaluate(() =>
      window.banmianSession!.marks.get().map(({ kind, words, proposed, state, person }) => ({
        kind,
        words,
        proposed,
        state,
        person,
      })),
    )

  it('are made by a drag over words: the form comes with them, asks once who marks, and Enter makes it', async () => {
    await dragOver(2, 4)
    await form().waitFor()
    const field = form().getByLabel('改为')
    const words = await field.inputValue()
    expect([...words]).toHaveLength(2)
    await field.fill('甲乙')
    await form().getByLabel('批注人').fill('陈一宁')
    await page.keyboard.press('Enter')
    await form().waitFor({ state: 'detached' })
    expect(await marked()).toEqual([{ kind: 'correct', words, proposed: '甲乙', state: 'open', person: '陈一宁' }])
    expect(await layer().getByRole('button').count()).toBe(1)
    expect(await page.getByRole('radio', { name: /1 处批注待处理/ }).count()).toBe(1)
  })

  it('are let go of with Escape, and nothing is made', async () => {
    await dragOver(6, 8)
    await form().waitFor()
    await page.keyboard.press('Escape')
    await form().waitFor({ state: 'detached' })
    expect(await marked()).toHaveLength(1)
  })

  it('are chosen by a click on the sign, and lead to their words in the copy', async () => {
    await page.evaluate(() => window.banmianSession!.marks.choose(null))
    await dragOver(3, 3)
    await expect.poll(() => page.evaluate(() => window.banmianSession!.marks.chosen.get())).toBe(1)
    const { anchor, head } = await page.evaluate(() => window.banmianSession!.selection.get())
    expect(head!.offset - anchor!.offset).toBe(2)
    expect(await rows().first().getAttribute('aria-current')).toBe('true')
  })

  it('are carried out in one act, and undo takes the edit back', async () => {
    await page.getByRole('button', { name: '照改' }).click()
    await expect.poll(async () => (await marked())[0]?.state).toBe('done')
    const wordsNow = () => page.evaluate(() => window.banmianSession!.marks.get()[0]!.wordsNow)
    await expect.poll(wordsNow).not.toBe((await marked())[0]?.words)
    await page.keyboard.press('Control+z')
    await expect.poll(wordsNow).toBe((await marked())[0]?.words)
    await page.getByText('照改后又撤回了').waitFor()
  })

  it('are walked through by F7, and keep nobody out', async () => {
    await page.getByRole('button', { name: '打样', exact: true }).first().click()
    await page.waitForTimeout(1500)
    for (const [from, to] of [
      [1, 3],
      [5, 7],
    ] as const) {
      await dragOver(from, to)
      await form().getByLabel('改为').fill('丙')
      await page.keyboard.press('Enter')
      await form().waitFor({ state: 'detached' })
    }
    const chosen = () => page.evaluate(() => window.banmianSession!.marks.chosen.get())
    const walked: (number | null)[] = []
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('F7')
      walked.push(await chosen())
    }
    expect(walked).toEqual([2, 3, 2])
    await page.evaluate(axe)
    const found = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
    const grave = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
  })
})
