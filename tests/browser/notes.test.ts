import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

/** Whole windows on a busy machine take their time. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 8_000 })

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.skipIf(findBrowser() === null)(`notes in the copy (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  let input: CDPSession

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await openCopy()
    input = await page.context().newCDPSession(page)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** A window on the copy desk with the first story open. */
  const openCopy = async (): Promise<Page> => {
    const next = await browser.newPage({ viewport: { width: 1500, height: 950 }, reducedMotion: 'reduce' })
    next.setDefaultTimeout(8_000)
    await openWindow(next, served.url)
    await next.keyboard.press('Alt+1')
    await next.locator('[role=listitem] [data-row-focus]').first().click()
    await next.locator('.ProseMirror').waitFor()
    return next
  }
  /** Puts the selection into the first paragraph, from one character to another, and the focus with it. */
  const choose = async (from: number, to: number) => {
    await page.locator('.ProseMirror').focus()
    await page.evaluate(
      ([anchor, head]) => {
        const { selection, stories } = window.banmianSession!
        const story = stories.maybeOpen(selection.get().story!)!
        let start = 0
        story.state.doc.forEach((line, pos) => (start ||= line.type.name === 'paragraph' ? pos + 1 : 0))
        const { tr, selection: now, doc } = story.state
        const range = now.constructor as unknown as { create(...at: unknown[]): never }
        story.dispatch(tr.setSelection(range.create(doc, start + anchor!, start + head!)))
      },
      [from, to],
    )
    await settle()
  }
  const settle = () => page.waitForTimeout(150)
  const notes = (from = page) =>
    from.evaluate(() =>
      window
        .banmianSession!.marks.get()
        .map(({ page: on, stamp, kind, words, wordsNow, text, state, standing, person }) => ({
          page: on,
          stamp,
          kind,
          words,
          wordsNow,
          text,
          state,
          standing,
          person,
        })),
    )
  const tinted = () => page.locator('.ProseMirror .noted').allTextContents()
  const chosen = () => page.evaluate(() => window.banmianSession!.marks.chosen.get())
  const field = () => page.getByRole('textbox', { name: '批注', exact: true })
  const hasCopyFocus = () => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))

  it('are begun by key on the chosen words, ask once who writes, and give the focus back to the copy', async () => {
    await choose(4, 8)
    await page.keyboard.press('Control+Alt+m')
    await field().waitFor()
    await page.keyboard.type('这里再核一遍')
    await page.keyboard.press('Enter')
    await page.getByLabel('你的姓名').fill('陈一宁')
    await page.keyboard.press('Enter')
    await eventually(async () => (await notes()).length).toBe(1)
    const [note] = await notes()
    expect(note).toMatchObject({
      page: null,
      stamp: '',
      kind: 'note',
      text: '这里再核一遍',
      person: '陈一宁',
      state: 'open',
    })
    expect([...note!.words]).toHaveLength(4)
    expect(await tinted()).toEqual([note!.words])
    expect(await hasCopyFocus()).toBe(true)
  })

  it('without chosen words stand on the paragraph of the caret', async () => {
    await choose(12, 12)
    await page.keyboard.press('Control+Alt+m')
    await page.keyboard.type('能不能再短一点？')
    await page.keyboard.press('Enter')
    await eventually(async () => (await notes()).length).toBe(2)
    const { words } = (await notes())[1]!
    expect(words).toBe(await page.evaluate(() => document.querySelector('.ProseMirror .line-paragraph')!.textContent))
  })

  it('are let go of with Escape, and nothing is made', async () => {
    await choose(2, 3)
    await page.keyboard.press('Control+Alt+m')
    await page.keyboard.type('没写完')
    await page.keyboard.press('Escape')
    await field().waitFor({ state: 'detached' })
    expect(await notes()).toHaveLength(2)
    expect(await hasCopyFocus()).toBe(true)
  })

  it('are chosen as the caret comes to their words, the shorter of two, and walked through by key', async () => {
    await choose(6, 6)
    await eventually(chosen).toBe(1)
    await choose(20, 20)
    await eventually(chosen).toBe(2)
    const walked: (number | null)[] = []
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Control+F7')
      await settle()
      walked.push(await chosen())
    }
    expect(walked).toEqual([1, 2, 1])
    expect(await page.locator('[aria-current=true] b').first().textContent()).toBe('陈一宁')
  })

  it('move along with what is typed before them, at once', async () => {
    const { words } = (await notes())[0]!
    await choose(0, 0)
    await page.keyboard.type('abc')
    expect((await tinted()).join('')).toContain(words)
    await settle()
    expect((await page.locator('.noted-1').allTextContents()).join('')).toBe(words)
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
  })

  it('leave an input method alone that works inside their words', async () => {
    const before = (await notes())[0]!.wordsNow
    await choose(6, 6)
    for (const text of ['y', 'yu', 'yun']) {
      await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      await settle()
    }
    await input.send('Input.insertText', { text: '云' })
    await eventually(async () => (await notes())[0]!.wordsNow).toBe(`${before.slice(0, 2)}云${before.slice(2)}`)
    expect((await page.locator('.noted-1').allTextContents()).join('')).toContain('云')
    await page.keyboard.press('Control+z')
    await eventually(async () => (await notes())[0]!.wordsNow).toBe(before)
  })

  it('say that their words are gone when they are deleted, and stand again when that is undone', async () => {
    await choose(2, 10)
    await page.keyboard.press('Delete')
    await page.getByText('文字已不在').first().waitFor()
    expect(await page.locator('.noted-1').count()).toBe(0)
    await page.locator('.ProseMirror').focus()
    await page.keyboard.press('Control+z')
    await eventually(async () => (await notes())[0]!.standing).toBe('stands')
    await eventually(() => page.locator('.noted-1').count()).toBeGreaterThan(0)
  })

  it('are answered and resolved by key, and opened again', async () => {
    await choose(6, 6)
    await eventually(chosen).toBe(1)
    await page.keyboard.press('Control+Shift+F8')
    await page.waitForTimeout(300)
    await page.keyboard.type('核过了')
    await page.keyboard.press('Enter')
    await eventually(async () => (await notes())[0]!.state).toBe('answered')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+F8')
    await eventually(async () => (await notes())[0]!.state).toBe('done')
    await page.keyboard.press('Alt+F8')
    await eventually(async () => (await notes())[0]!.state).toBe('open')
  })

  it('are changed by whoever wrote them, and say so', async () => {
    await choose(6, 6)
    await eventually(chosen).toBe(1)
    await page.getByRole('button', { name: '改写', exact: true }).last().click()
    await page.getByRole('textbox', { name: '改写' }).fill('这里再核两遍')
    await page.keyboard.press('Enter')
    await page.getByText('这里再核两遍').first().waitFor()
    await page.getByText('改写过').first().waitFor()
  })

  it('are seen in another window as they are made there', async () => {
    const other = await openCopy()
    expect((await notes(other)).map(({ text }) => text)).toEqual((await notes()).map(({ text }) => text))
    await eventually(() => other.locator('.ProseMirror .noted').count()).toBeGreaterThan(1)
    await other.evaluate(() => window.banmianSession!.marks.answer(2, '周以南', '不能再短了'))
    await page.getByText('1 条回复').first().waitFor()
    await other.close()
  })

  it('show the one at the caret at the foot where their sheet is not open, and open it by their sign', async () => {
    await choose(6, 6)
    await page.keyboard.press('Control+Shift+m')
    await page.getByRole('note', { name: '光标处的批注' }).waitFor()
    expect(await page.getByRole('note').textContent()).toContain('这里再核两遍')
    await page
      .getByRole('button', { name: /^\d 条批注：/ })
      .first()
      .click()
    await page.getByRole('list', { name: '本篇的批注' }).waitFor()
    expect(await page.getByRole('note').count()).toBe(0)
  })

  it.each(['light', 'dark'] as const)('keep nobody out, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(axe)
    await settle()
    const found = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
    const grave = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual(
      [],
    )
  })
})
