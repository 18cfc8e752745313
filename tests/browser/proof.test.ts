import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

const SOON = { timeout: 20_000 }

describe.skipIf(findBrowser() === null)(`the proof desk as a user drives it (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+5')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const pull = () => page.getByRole('button', { name: '打样', exact: true }).first()
  const kind = (name: string) =>
    page.getByRole('radiogroup', { name: '种类' }).getByRole('radio', { name, exact: true })
  const pictures = () => page.locator('img[src^="blob:"]')
  const loaded = () =>
    pictures().evaluateAll((all) => all.map((each) => [(each as HTMLImageElement).naturalWidth, each.clientWidth]))
  const choose = async (label: string, option: string) => {
    await page.getByRole('button', { name: label }).last().click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  it('says what a proof is before the first is pulled, and pulls the page', async () => {
    await expect.poll(() => page.getByText('还没有打样').count()).toBe(1)
    await pull().click()
    await expect.poll(() => pictures().count(), SOON).toBe(1)
    expect(await page.getByText(/1 版 · 一审/).count()).toBe(1)
  })

  it('has as many dots as the screen shows at twice the natural size', async () => {
    // A3 is 297 mm wide: 192 dots an inch.
    await expect.poll(async () => (await loaded())[0]?.[0], SOON).toBe(2245)
    await choose('缩放', '200 %')
    await expect.poll(async () => (await loaded())[0]?.[1]).toBe(2245)
    await choose('缩放', '适合宽度')
  })

  it('pulls each kind as soon as it is chosen, a galley when there is a story', async () => {
    await kind('版样').click()
    await expect.poll(() => page.getByText('还没有打样').count()).toBe(0)
    await expect.poll(() => pictures().count(), SOON).toBe(1)
    await kind('小样').click()
    await expect.poll(() => page.getByText('先选一篇稿件').count()).toBe(1)
    await page.evaluate(() => {
      const { issue, selection } = window.banmianSession!
      selection.selectStory(issue.stories.get()[0]!.id)
    })
    await pull().click()
    await expect.poll(() => pictures().count(), SOON).toBeGreaterThan(0)
    await kind('大样').click()
    await expect.poll(() => pictures().count(), SOON).toBe(1)
  })

  it('saves the proof as PDF and as PNG under a name that tells it from others', async () => {
    const save = async (name: string) => {
      const coming = page.waitForEvent('download', SOON)
      await page.getByRole('button', { name, exact: true }).click()
      const file = await coming
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
    }
    const pdf = await save('存为 PDF')
    expect(pdf.name).toMatch(/^yuntang-tabloid-2026-11-24-01-page-[0-9a-f]{8}\.pdf$/)
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const png = await save('存为 PNG')
    expect(png.name).toMatch(/-page-[0-9a-f]{8}\.png$/)
    expect((await sharp(png.bytes).metadata()).width).toBe(2245)
  })

  it('prints by the browser’s own dialog: the sheet at its true size on paper of that size', async () => {
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe[data-print]')
        if (!frame?.contentWindow) return
        seen.disconnect()
        const { contentWindow: inner, contentDocument: doc } = frame
        inner.print = () => {
          const picture = doc?.querySelector('img')
          Object.assign(window, {
            printed: {
              width: picture?.style.width,
              height: picture?.style.height,
              dots: picture?.naturalWidth,
              rules: [...(doc?.adoptedStyleSheets[0]?.cssRules ?? [])].map((rule) => rule.cssText),
            },
          })
          inner.dispatchEvent(new Event('afterprint'))
        }
      })
      seen.observe(document.body, { childList: true })
    })
    await page.keyboard.press('Control+p')
    const printed = () =>
      page.evaluate(() => (window as unknown as { printed?: Record<string, unknown> }).printed ?? null)
    await expect.poll(printed, SOON).toMatchObject({ width: '297mm', height: '420mm', dots: 3508 })
    expect(String((await printed())?.['rules'])).toMatch(/@page\s*{[^}]*297mm 420mm/)
    await expect.poll(() => page.locator('iframe[data-print]').count()).toBe(0)
  })

  it('says that a proof is stale once the page has changed, and shows what differs from the next', async () => {
    await page.evaluate(async () => {
      const { issue, stories } = window.banmianSession!
      const story = await stories.open(issue.stories.get()[0]!.id)
      if ('isFault' in story) throw new Error(story.code)
      let at = 0
      story.state.doc.descendants((node, pos) => {
        if (at === 0 && node.isTextblock && node.textContent.length > 60) at = pos + 20
      })
      story.dispatch(story.state.tr.insertText('甲乙丙丁', at))
      await story.flush()
    })
    await expect.poll(() => page.getByText('打样后有改动').count(), SOON).toBe(1)
    await page.getByRole('button', { name: '与另一样比较' }).click()
    await pull().click()
    await expect.poll(() => page.getByText(/\d+ 处差别/).count(), SOON).toBe(1)
    expect(await page.getByText('打样后有改动').count()).toBe(0)
    const list = page.getByRole('region', { name: '差别' }).getByRole('button')
    await expect.poll(async () => (await list.allInnerTexts()).join()).toContain('甲乙丙丁')
    await list.filter({ hasText: '甲乙丙丁' }).click()
    expect(await page.locator('[data-focused][data-kind="changed"]').count()).toBeGreaterThan(1)
    await page.getByRole('radio', { name: '重叠' }).click()
    expect(await pictures().count()).toBe(2)
  })

  it('presses PDF/X-4 by the profile that the plant sent, and says of another file what it is not', async () => {
    const press = () => page.getByRole('button', { name: '付印本版', exact: true })
    const bring = async (name: string, buffer: Buffer) => {
      const asking = page.waitForEvent('filechooser', SOON)
      await page.locator('[aria-label="付印"] button:has(svg.lucide-palette)').click()
      await (await asking).setFiles({ name, mimeType: 'application/vnd.iccprofile', buffer })
      await expect.poll(() => page.getByRole('button', { name, exact: true }).count()).toBe(1)
    }
    await choose('规格', 'PDF/X-4')
    const profile = readFileSync(new URL('../../resources/icc/SNAP_TR002_newsprint.icc', import.meta.url))
    await bring('plant.icc', profile)
    const coming = page.waitForEvent('download', SOON)
    await press().click()
    const pdf = readFileSync(await (await coming).path()).toString('latin1')
    expect(pdf).toContain('/GTS_PDFXVersion (PDF/X-4)')
    expect(pdf).toContain('/DestOutputProfile')
    await bring('notes.icc', Buffer.from('no profile at all'))
    await press().click()
    await expect.poll(() => page.getByText(/不是完整的 ICC/).count(), SOON).toBeGreaterThan(0)
    await page.getByRole('button', { name: '改用本报特性文件' }).click()
    await expect.poll(() => page.getByRole('button', { name: '选印厂特性文件' }).count()).toBe(1)
  })
})
