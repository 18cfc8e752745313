/** A long paste in the window: it comes by instalments, undo takes it back as one, and cancelled nothing of it stays. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const SENTENCE = '桥面去年冬天换过一次排水管,今年雨水多,工人每周来看两回。'
const LINES = 7_000

describe.skipIf(findBrowser() === null)(`a long paste (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(30_000)
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+1')
    await page.evaluate(openLongest)
    await page.locator('.ProseMirror .line-paragraph').nth(1).click()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const copy = () => page.evaluate(textOfStory)
  const count = (sentence: string) => page.evaluate(countLines, sentence)
  const paste = () => page.evaluate(pasteLines, [SENTENCE, LINES] as const)
  const house = SENTENCE.replaceAll(',', '，')

  it('brings every line in, its punctuation made the house’s, and undo takes both back one by one', async () => {
    const before = await copy()
    await paste()
    await expect.poll(() => count(house), { timeout: 60_000 }).toBe(LINES)
    await page.keyboard.press('Control+z')
    expect(await count(SENTENCE)).toBe(LINES)
    await page.keyboard.press('Control+z')
    expect(await copy()).toBe(before)
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const before = await copy()
    await page.evaluate(cancelWhenOffered)
    await paste()
    await page.getByText('粘贴已取消，稿件如旧').waitFor()
    expect(await copy()).toBe(before)
  })
})

/** Chooses the longest story of the shown page. */
async function openLongest(): Promise<void> {
  const session = window.banmianSession!
  const watched = session.pages.watch(1)
  while (!watched.get().set) await new Promise((next) => setTimeout(next, 20))
  const [longest] = watched.get().set!.fit.toSorted((a, b) => b.characters - a.characters)
  session.selection.selectStory(longest!.item)
  watched.close()
}

function textOfStory(): string {
  const session = window.banmianSession!
  const { parts } = session.stories.maybeOpen(session.selection.get().story!)!.copy
  return Object.values(parts)
    .flatMap((paragraphs) => paragraphs.map(({ text }) => text))
    .join('\n')
}

/** How often a sentence stands in the body. */
function countLines(sentence: string): number {
  const session = window.banmianSession!
  const { body } = session.stories.maybeOpen(session.selection.get().story!)!.copy.parts
  return body.filter(({ text }) => text.includes(sentence)).length
}

/** Pastes a sentence as so many lines. */
function pasteLines([sentence, count]: readonly [string, number]): void {
  const data = new DataTransfer()
  data.setData('text/plain', Array.from({ length: count }, () => sentence).join('\n'))
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  document.querySelector('.ProseMirror')!.dispatchEvent(event)
}

/** Presses the job's cancel as soon as it is there. */
function cancelWhenOffered(): void {
  const watch = new MutationObserver(() => {
    const cancel = [...document.querySelectorAll('button')].find((button) => button.textContent === '取消')
    if (!cancel) return
    watch.disconnect()
    cancel.click()
  })
  watch.observe(document.body, { subtree: true, childList: true })
}
