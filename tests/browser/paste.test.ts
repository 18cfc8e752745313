/** Pastes and drops as Chromium brings them to the copy pane. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { HOSTILE } from './hostilePastes.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

describe.skipIf(findBrowser() === null)(`pastes into the copy (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  let isServed = false
  const asked: string[] = []

  beforeAll(async () => {
    served = await serveWindow()
    isServed = true
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(served.url).origin)) asked.push(request.url())
    })
    await openWindow(page, served.url)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    if (isServed) await served.close()
  })
  beforeEach(async () => {
    await page.keyboard.press('Control+Alt+n')
    await expect
      .poll(() =>
        page
          .locator('.ProseMirror')
          .innerText()
          .then((text) => text.trim()),
      )
      .toBe('')
    await page.locator('.line-paragraph').last().click()
  })

  /** Pastes what a clipboard holds into the focused editor. */
  const paste = (html: string, text = '', isShifted = false) =>
    page.evaluate(
      ([html, text, isShifted]) => {
        const data = new DataTransfer()
        if (html !== '') data.setData('text/html', html)
        data.setData('text/plain', text)
        const editor = document.querySelector('.ProseMirror')!
        const keys = { code: 'KeyV', key: 'v', ctrlKey: true, shiftKey: isShifted, bubbles: true }
        editor.dispatchEvent(new KeyboardEvent('keydown', keys))
        const started = performance.now()
        editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        return performance.now() - started
      },
      [html, text, isShifted] as const,
    )
  const lines = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.ProseMirror > *')]
        .map((line) => `${(line as HTMLElement).dataset['line']}: ${line.textContent}`)
        .filter((line) => !line.endsWith(': ')),
    )
  const undo = () => page.keyboard.press('Control+z')

  it('runs and loads nothing of a hostile paste, and keeps its words', async () => {
    for (const [tries, html] of HOSTILE) {
      await page.evaluate(() => Object.assign(window, { harm: '' }))
      await paste(`<html><body>${html}</body></html>`, '云')
      const found = await page.evaluate(() => {
        const editor = document.querySelector('.ProseMirror')!
        const odd = editor.querySelector(
          'script,style,iframe,object,embed,svg,math,form,input,video,audio,link,meta,base,template,img[src]',
        )
        const handlers = [...editor.querySelectorAll('*')]
          .flatMap((each) => [...each.attributes])
          .filter(({ name, value }) => /^on/i.test(name) || /javascript:|data:text|vbscript:|url\(/i.test(value))
        return {
          harm: (window as unknown as { harm: string }).harm,
          odd: odd?.outerHTML ?? null,
          handlers: handlers.map(({ name }) => name),
          text: editor.textContent,
        }
      })
      expect({ ...found, text: null }, tries).toEqual({ harm: '', odd: null, handlers: [], text: null })
      expect(found.text, tries).toContain('云')
      expect(found.text, tries).not.toMatch(/HIDDEN|[\u0001-\u001f\u202a-\u202e\u2066-\u2069\ud800]|\udb40/)
      await undo()
    }
    await page.waitForTimeout(300)
    expect(asked).toEqual([])
  }, 60_000)

  it('takes an article of the web into an empty story with its head, byline and subheads, and says what stays out', async () => {
    await paste(
      '<article><h1>新桥今起通车</h1><h2>双向六车道</h2><p>本报记者 林一苇 周渡 文/图</p><p>本报讯 昨日,云塘新桥<b>正式</b>通车。</p><img src="a.jpg"><h3>两岸设步道</h3><p>市民说:"很方便"。</p></article>',
    )
    expect(await lines()).toEqual([
      'headline: 新桥今起通车',
      'deck: 双向六车道',
      'byline: 本报记者 林一苇 周渡 文/图',
      'paragraph: 本报讯 昨日，云塘新桥正式通车。',
      'subhead: 两岸设步道',
      'paragraph: 市民说：“很方便”。',
    ])
    await page.getByText('未带入：1 张图片').waitFor()
    expect(await page.locator('.line-byline [data-role]').allTextContents()).toEqual(['本报记者', '文/图'])
    await undo()
    expect(await lines()).toContain('paragraph: 市民说:"很方便"。')
    await undo()
    expect(await lines()).toEqual([])
  })

  it('takes 200,000 characters in less than a second', async () => {
    const paragraph = '云塘区新桥昨日通车，沿线居民前来观看，管理单位表示车流平稳。'.repeat(7)
    const count = Math.ceil(200_000 / paragraph.length)
    const took = await paste(`<p>${Array(count).fill(paragraph).join('</p><p>')}</p>`)
    console.log(`paste of 200,000 characters of markup: ${Math.round(took)} ms`)
    const plain = await (await undo(), paste('', Array(count).fill(paragraph).join('\n')))
    console.log(`paste of 200,000 characters of text: ${Math.round(plain)} ms`)
    expect(Math.max(took, plain)).toBeLessThan(1000)
    await undo()
  }, 60_000)
})
