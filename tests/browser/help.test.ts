/** House help with real keys: corrections, snippets, spelling, keys of one's own, the menu of the copy. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

describe.skipIf(findBrowser() === null)(`house help in a Chinese paper (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  let keyboard: CDPSession

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+1')
    keyboard = await page.context().newCDPSession(page)
    await page.evaluate(chooseFirst)
    await page.locator('.ProseMirror').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })
  beforeEach(() => put(''))

  const put = (text: string) => page.evaluate(putParagraph, text)

  const paragraph = () => page.evaluate(firstParagraph)
  const list = () => page.getByRole('listbox', { name: '常用语' })

  it('makes words of a code at the second backslash, and Backspace brings the code back', async () => {
    await page.keyboard.type('昨天,\\szq\\')
    expect(await paragraph()).toBe('昨天，云塘区区长沈知秋')
    await page.keyboard.press('Backspace')
    expect(await paragraph()).toBe('昨天，\\szq\\')
  })

  it('lists what a code may be, chosen by arrows and put in by Enter, and Escape closes the list alone', async () => {
    await page.keyboard.type('\\y')
    await list().waitFor()
    const first = await list().getByRole('option').first().innerText()
    expect(first).toContain('yqh')
    expect(await page.locator('.ProseMirror').getAttribute('aria-activedescendant')).toBe('snippet-list-0')
    await page.keyboard.press('ArrowDown')
    expect(await list().locator('[aria-selected=true]').innerText()).toContain('ytqw')
    await page.keyboard.press('Enter')
    expect(await paragraph()).toBe('中共云塘区委')
    expect(await list().count()).toBe(0)
    await page.keyboard.type('\\y')
    await list().waitFor()
    await page.keyboard.press('Escape')
    expect(await list().count()).toBe(0)
    expect(await paragraph()).toBe('中共云塘区委\\y')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('ProseMirror')
  })

  it('corrects marks and quotes behind Han; undo takes back the correction alone', async () => {
    await page.keyboard.type('他说:"通车了!"')
    expect(await paragraph()).toBe('他说：“通车了！”')
    await page.keyboard.press('Control+z')
    expect(await paragraph()).toBe('他说：“通车了！"')
    await page.keyboard.press('Control+Shift+z')
    expect(await paragraph()).toBe('他说：“通车了！”')
  })

  it('leaves typing alone where correcting is off', async () => {
    await page.evaluate(() => window.banmianSession!.commands.run('copy.autocorrect'))
    await page.keyboard.type('通车,')
    expect(await paragraph()).toBe('通车,')
    await page.evaluate(() => window.banmianSession!.commands.run('copy.autocorrect'))
  })

  it('never corrects inside of a composition, and looks at its words when it has ended', async () => {
    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    for (const letters of ['z', 'zh', 'zhang,', "zhang'hao"]) await compose(letters)
    expect(await paragraph()).toBe("zhang'hao")
    await keyboard.send('Input.insertText', { text: '帐号' })
    await expect.poll(paragraph).toBe('账号')
    await page.keyboard.press('Backspace')
    expect(await paragraph()).toBe('帐号')
  })

  it('gives a command the keys that are pressed, names whose they were, and shows them', async () => {
    await page.keyboard.press('F1')
    const sheet = page.getByRole('dialog', { name: '快捷键' })
    await sheet.getByRole('searchbox').fill('加粗')
    await sheet.getByLabel('更改“加粗”的快捷键').focus()
    await page.keyboard.press('Control+g')
    expect(await sheet.getByRole('alert').innerText()).toContain('小样或通稿')
    await sheet.getByRole('button', { name: '改给“加粗”' }).click()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.waitForTimeout(100)
    await put('大桥')
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Control+g')
    expect(await page.locator('.line-paragraph strong').first().innerText()).toBe('大桥')
    expect(await page.evaluate(() => window.banmianSession!.commands.maybeCommand('view.galley')!.keys)).toEqual([])
    await page.reload()
    await page.locator('main#centre').waitFor()
    expect(await page.evaluate(() => window.banmianSession!.commands.maybeCommand('copy.strong')!.keys)).toEqual([
      '$mod+g',
    ])
  })
})

describe.skipIf(findBrowser() === null)('spelling in an English paper', () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveWindow('millhaven')
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    await openWindow(page, served.url)
    await page.keyboard.press('Alt+1')
    await page.evaluate(chooseFirst)
    await page.locator('.ProseMirror').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const put = (text: string) => page.evaluate(putParagraph, text)
  const unknown = () => page.locator('.line-paragraph').first().locator('[data-unknown]').allInnerTexts()

  it('underlines what neither the dictionary nor the house book has, the word at the caret not yet', async () => {
    await put('')
    await page.keyboard.type('The harbr held in Millhaven, said Oyelaran of the brigde')
    await expect.poll(unknown).toEqual(['harbr'])
    await page.keyboard.type('.')
    await expect.poll(unknown).toEqual(['harbr', 'brigde'])
  })

  it('puts the right word in from the menu of the copy, opened by keys', async () => {
    await put('The brigde.')
    await expect.poll(unknown).toEqual(['brigde'])
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft')
    const caret = () => page.evaluate(() => window.banmianSession!.selection.get().head?.offset)
    await expect.poll(caret).toBe('The brigd'.length)
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'bridge', exact: true }).click()
    expect(await page.evaluate(firstParagraph)).toBe('The bridge.')
    await expect.poll(unknown).toEqual([])
  })

  it('lists unknown words beside the copy, and the house book takes one in for every window', async () => {
    await put('The grobnik of Grobnik.')
    await page.evaluate(() => window.banmianSession!.commands.run('copy.side.spelling'))
    await page.locator('button[aria-expanded]', { hasText: 'grobnik' }).first().click()
    await page.getByRole('button', { name: /加入词表|Add to the house book/ }).click()
    await expect.poll(unknown).toEqual([])
    const entries = await page.evaluate(() => window.banmianSession!.house.get().entries)
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'word', word: 'grobnik' }))
  })
})

/** Chooses the first story of the shown page. */
function chooseFirst(): void {
  const { issue, selection } = window.banmianSession!
  selection.selectStory(issue.stories.get().find(({ kind }) => kind === 'story')!.id)
}

/** Makes the first paragraph of these words, the caret behind them and the focus on the editor. */
async function putParagraph(text: string): Promise<void> {
  const { stories, selection } = window.banmianSession!
  const id = selection.get().story!
  const story = stories.maybeOpen(id)!
  let start = -1
  story.state.doc.forEach((line, at) => {
    if (start === -1 && line.type.name === 'paragraph') start = at
  })
  const { size } = story.state.doc.nodeAt(start)!.content
  story.dispatch(story.state.tr.insertText(text, start + 1, start + 1 + size))
  const editor = document.querySelector<HTMLElement>('.ProseMirror')!
  editor.blur()
  const place = { part: 'body', paragraph: 0, offset: text.length } as const
  selection.selectText(id, place, place)
  editor.focus()
  // The editor puts its selection into the page a moment after it has the focus.
  await new Promise((next) => setTimeout(next, 80))
}

function firstParagraph(): string {
  const { stories, selection } = window.banmianSession!
  const story = stories.maybeOpen(selection.get().story!)!
  let text: string | null = null
  story.state.doc.forEach((line) => {
    if (text === null && line.type.name === 'paragraph') text = line.textContent
  })
  return text ?? ''
}
