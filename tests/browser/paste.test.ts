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

  it('reads what Word, Google Docs, WeChat and a spreadsheet put on the clipboard', async () => {
    const word = `<html xmlns:o="urn:x"><head><style><!-- p.MsoNormal {margin:0} --></style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body><!--StartFragment--><p class=MsoTitle>新桥通车<o:p></o:p></p><p class=MsoNormal style='text-indent:21pt'><b><span style='mso-bidi-font-size:10pt'>本报讯</span></b><span>　昨日，云塘新桥
通车。</span></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span><![endif]>步道</p><p class=MsoListParagraph><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>公交</p><p class=MsoNormal>市民<del cite="mailto:a" datetime="2026-11-23T10:00">说</del><ins cite="mailto:a">表示</ins>方便。<st1:place w:st="on">云塘</st1:place></p><!--EndFragment--></body></html>`
    await paste(word)
    expect(await lines()).toEqual([
      'headline: 新桥通车',
      'paragraph: 本报讯\u3000昨日，云塘新桥通车。',
      'paragraph: • 步道',
      'paragraph: 2. 公交',
      'paragraph: 市民表示方便。云塘',
    ])
    await undo()
    const docs = `<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-weight:700">桥</span></h1><p dir="ltr"><span style="font-weight:400">甲</span><span style="font-weight:700">乙</span><span style="font-style:italic">丙</span></p><ol><li dir="ltr"><p role="presentation"><span>一</span></p></li><li><p><span>二</span></p></li></ol></b>`
    await paste(docs)
    expect(await lines()).toEqual(['headline: 桥', 'paragraph: 甲乙丙', 'paragraph: 1. 一', 'paragraph: 2. 二'])
    expect(await page.locator('.line-paragraph strong').allTextContents()).toEqual(['乙'])
    expect(await page.locator('.line-paragraph em').allTextContents()).toEqual(['丙'])
    await undo()
    const wechat = `<section data-tool="x" style="font-size:0"><section style="display:inline-block;font-size:16px"><p style="visibility:visible"><span leaf="">第一段。</span></p></section><section><img data-src="https://mmbiz.invalid/1" src="https://mmbiz.invalid/1"></section><mp-common-profile data-id="1"></mp-common-profile><section><p><strong><span leaf="">第二段</span></strong><br></p></section><p style="display:none">藏</p></section>`
    await paste(wechat)
    expect(await lines()).toEqual(['paragraph: 第一段。', 'paragraph: 第二段'])
    await undo()
    const sheet = `<google-sheets-html-origin><style></style><table><colgroup><col><col></colgroup><tbody><tr><td>线路</td><td>班次</td></tr><tr><td>12 路</td><td>8 <br>分钟</td></tr></tbody></table></google-sheets-html-origin>`
    await paste(sheet, '线路\t班次\n12 路\t8 分钟')
    expect(await lines()).toEqual(['row: 线路\t班次', 'row: 12 路\t8 分钟'])
    await undo()
  }, 30_000)

  it('pastes plain text by its own key, heals lines that a page broke, and keeps the parts of its own copy', async () => {
    await paste('<p><b>甲</b></p>', '甲', true)
    expect(await page.locator('.ProseMirror strong').count()).toBe(0)
    await undo()
    const column =
      '本报讯 昨日上午，云塘新桥正式通\n车，沿线居民纷纷前来观看，管理\n单位表示，通车首日车流平稳，没\n有发生拥堵，请市民注意限速标志\n，文明出行。'
    await page.keyboard.type('前文。')
    await paste('', column)
    expect((await lines()).join('')).toContain('正式通车，沿线居民纷纷前来观看，管理单位表示')
    await undo()
    await undo()
    await page.locator('.line-headline').click()
    await page.keyboard.type('桥')
    await page.locator('.line-paragraph').last().click()
    await page.keyboard.type('甲乙')
    await page.keyboard.press('Control+a')
    const copied = await page.evaluate(() => {
      const data = new DataTransfer()
      const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true })
      document.querySelector('.ProseMirror')!.dispatchEvent(event)
      return [data.getData('text/html'), data.getData('text/plain')] as const
    })
    expect(copied[1]).toBe('桥\n\n甲乙')
    await page.keyboard.press('Control+Alt+n')
    await expect.poll(lines).toEqual([])
    await page.locator('.line-paragraph').last().click()
    await paste(...copied)
    expect(await lines()).toEqual(['headline: 桥', 'paragraph: 甲乙'])
  }, 30_000)

  it('takes a document that is dropped on the copy in at the caret, and files nothing twice', async () => {
    const before = await page.locator('[role=listitem]').count()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['# 桥\n\n通车。\n'], 'a.md'))
      const editor = document.querySelector('.ProseMirror')!
      const box = editor.getBoundingClientRect()
      const at = { clientX: box.left + 100, clientY: box.top + 20 }
      editor.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, ...at }))
    })
    await expect.poll(lines).toEqual(['headline: 桥', 'paragraph: 通车。'])
    expect(await page.locator('[role=listitem]').count()).toBe(before)
  }, 30_000)

  it('makes a table by keys alone, and turns a line into another part', async () => {
    await page.keyboard.press('Control+Alt+t')
    for (const [index, words] of ['线路', '起点', '班次', '12 路'].entries()) {
      if (index > 0) await page.keyboard.press('Tab')
      await page.keyboard.type(words)
    }
    expect((await lines()).slice(0, 2)).toEqual(['row: 线路\t起点\t班次', 'row: 12 路\t\t'])
    await page.keyboard.press('Control+Alt+Shift+ArrowRight')
    expect((await lines())[0]).toBe('row: 线路\t\t起点\t班次')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+Alt+5')
    expect((await lines())[1]).toBe('paragraph: 12 路\t\t')
  }, 30_000)

  it('takes 200,000 characters in less than a second, to the last line', async () => {
    const paragraph = '云塘区新桥昨日通车，沿线居民前来观看，管理单位表示车流平稳。'.repeat(7)
    const count = Math.ceil(200_000 / paragraph.length)
    /** Milliseconds until the last line stands in the editor. */
    const timed = (html: string, text: string) =>
      page.evaluate(
        async ([html, text, count]) => {
          const data = new DataTransfer()
          if (html !== '') data.setData('text/html', html)
          data.setData('text/plain', text)
          const editor = document.querySelector('.ProseMirror')!
          const started = performance.now()
          editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
          while (editor.querySelectorAll('.line-paragraph').length < count) await new Promise(requestAnimationFrame)
          return performance.now() - started
        },
        [html, text, count] as const,
      )
    const markup = await timed(`<p>${Array(count).fill(paragraph).join('</p><p>')}</p>`, '')
    await undo()
    await expect.poll(lines).toEqual([])
    const plain = await timed('', Array(count).fill(paragraph).join('\n'))
    console.log(`200,000 characters: markup ${Math.round(markup)} ms, text ${Math.round(plain)} ms`)
    expect(Math.max(markup, plain)).toBeLessThan(1000)
    await undo()
  }, 60_000)
})
