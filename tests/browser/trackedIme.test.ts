/** Input methods and keys while changes are tracked, by Chromium's own composition events: what is composed stands in its mark at once. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

describe.skipIf(findBrowser() === null)(`tracked typing in the copy pane (${findBrowser() ?? NO_BROWSER})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  let keyboard: CDPSession

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.setDefaultTimeout(10_000)
    await page.addInitScript(() => {
      const kept = { language: 'zh', theme: 'light', desk: 'copy', person: '梁知远', isGalleyView: false }
      if (!localStorage.getItem('banmian.settings.1')) localStorage.setItem('banmian.settings.1', JSON.stringify(kept))
    })
    await openWindow(page, served.url)
    keyboard = await page.context().newCDPSession(page)
    await page.evaluate(openLongest)
    await page.locator('.ProseMirror').waitFor()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })
  beforeEach(async () => {
    await page.evaluate(putParagraph, '甲乙丙丁')
    await page.waitForTimeout(80)
  })

  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const commit = (text: string) => keyboard.send('Input.insertText', { text })
  const pinyin = async (...steps: string[]) => {
    for (const step of steps) {
      await compose(step)
      await page.waitForTimeout(30)
    }
  }
  const select = async (from: number, to = from) => {
    await page.evaluate(putSelection, [from, to])
    await page.waitForTimeout(60)
  }
  const tracked = () => page.evaluate(writeParagraph)
  const drawn = () =>
    page.evaluate(() => {
      const line = document.querySelector('.line-paragraph')!.cloneNode(true) as HTMLElement
      for (const del of line.querySelectorAll('del')) del.textContent = `[${del.textContent}]`
      for (const ins of line.querySelectorAll('ins')) ins.textContent = `{${ins.textContent}}`
      return line.textContent.replaceAll(/[\u200b\ufeff]/g, '')
    })

  it('composes a word in the middle of the copy inside of its mark, in one text node from the second letter on', async () => {
    await select(2)
    await pinyin('y', 'yu')
    await page.evaluate(() => Object.assign(window, { composed: getSelection()!.anchorNode }))
    await pinyin('yun', 'yunt', 'yuntang')
    expect(await drawn()).toBe('甲乙{yuntang}丙丁')
    expect(
      await page.evaluate(() => (window as { composed?: Node }).composed === getSelection()!.anchorNode),
      'the text node that the input method began with',
    ).toBe(true)
    await commit('云塘')
    await page.waitForTimeout(60)
    expect(await tracked()).toBe('甲乙{云塘}|丙丁')
    expect(await drawn()).toBe('甲乙{云塘}丙丁')
  })

  it('goes on with the next words in the same mark', async () => {
    await select(2)
    for (const [letters, word] of [
      ['da', '大'],
      ['qiao', '桥'],
      ['tong', '通'],
    ] as const) {
      await pinyin(letters[0]!, letters)
      await commit(word)
      await page.waitForTimeout(40)
    }
    expect(await tracked()).toBe('甲乙{大桥通}|丙丁')
  })

  it('strikes the words that were selected and composes in their place', async () => {
    await select(1, 3)
    await pinyin('x', 'xi', 'xin')
    await commit('新')
    await page.waitForTimeout(60)
    expect(await tracked()).toBe('甲{新}|[乙丙]丁')
    expect(await drawn()).toBe('甲{新}[乙丙]丁')
  })

  it('leaves the copy as it was when the composition is given up', async () => {
    await select(2)
    await pinyin('b', 'bu', 'buy')
    await compose('')
    await page.waitForTimeout(60)
    expect(await tracked()).toBe('甲乙|丙丁')
    await page.keyboard.press('x')
    expect(await tracked()).toBe('甲乙{x}|丙丁')
  })

  it('types, erases and walks by key as the hand expects', async () => {
    await select(3)
    await page.keyboard.type('ab')
    expect(await tracked()).toBe('甲乙丙{ab}|丁')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    expect(await tracked()).toBe('甲乙丙|丁')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(40)
    expect(await tracked()).toBe('甲|[乙丙]丁')
    await page.keyboard.press('Delete')
    await page.waitForTimeout(40)
    expect(await tracked()).toBe('甲[乙丙丁]|')
    expect(await drawn()).toBe('甲[乙丙丁]')
  })

  it('keeps the caret free where deleted text is hidden: an arrow passes it, and typing goes where the caret shows', async () => {
    await select(1, 3)
    await page.keyboard.press('Delete')
    await page.evaluate(() => window.banmianSession!.commands.run('changes.view.final'))
    await select(0)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('z')
    expect(await page.evaluate(finalParagraph)).toBe('甲丁z')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Backspace')
    expect(await page.evaluate(finalParagraph)).toBe('丁z')
    await page.evaluate(() => window.banmianSession!.commands.run('changes.view.original'))
    await page.waitForTimeout(40)
    expect(await page.locator('.ProseMirror').getAttribute('contenteditable')).toBe('false')
    await page.evaluate(() => window.banmianSession!.commands.run('changes.view.show'))
  })

  it('accepts and rejects by key, goes from change to change, and undo takes a decision back', async () => {
    await select(1, 2)
    await page.keyboard.type('z')
    await page.keyboard.press('Control+F9')
    expect(await page.evaluate(finalParagraph)).toBe('甲z丙丁')
    expect((await tracked()).replace('|', '')).toBe('甲z丙丁')
    await page.keyboard.press('Control+z')
    expect((await tracked()).replace('|', '')).toBe('甲[乙]{z}丙丁')
    await page.keyboard.press('F9')
    await page.keyboard.press('Control+Shift+F9')
    expect((await tracked()).replace('|', '')).toBe('甲乙丙丁')
  })
})

declare global {
  function chosen(): never
}

/** Chooses the longest story of the first page, tracks it, and names it for the other functions. */
async function openLongest(): Promise<void> {
  const session = window.banmianSession!
  const watched = session.pages.watch(1)
  while (!watched.get().set) await new Promise((next) => setTimeout(next, 20))
  const [longest] = watched.get().set!.fit.toSorted((a, b) => b.characters - a.characters)
  Object.assign(globalThis, { chosen: () => longest!.item })
  watched.close()
  await session.stories.open(chosen())
  session.selection.selectStory(chosen())
  session.commands.run('changes.track')
}

/** Makes the first paragraph of these words, with no change in the story. */
function putParagraph(text: string): void {
  const story = window.banmianSession!.stories.maybeOpen(chosen())!
  let start = -1
  story.state.doc.forEach((line, at) => {
    if (start === -1 && line.type.name === 'paragraph') start = at
  })
  const { size } = story.state.doc.nodeAt(start)!.content
  const { tr, schema } = story.state
  story.dispatch(tr.replaceWith(start + 1, start + 1 + size, schema.text(text)).setMeta('settlesChanges', true))
}

function putSelection([from, to]: readonly number[]): void {
  const session = window.banmianSession!
  ;(document.querySelector('.ProseMirror') as HTMLElement).blur()
  const place = (offset: number) => ({ part: 'body', paragraph: 0, offset }) as const
  session.selection.selectText(chosen(), place(from!), place(to!))
  ;(document.querySelector('.ProseMirror') as HTMLElement).focus()
}

/** The first paragraph with its changes: `[deleted]`, `{inserted}`, the caret as a bar. */
function writeParagraph(): string {
  const { doc, selection } = window.banmianSession!.stories.maybeOpen(chosen())!.state
  let written = ''
  let isDone = false
  doc.forEach((line, start) => {
    if (isDone || line.type.name !== 'paragraph') return
    isDone = true
    line.forEach((node, offset) => {
      const names = node.marks.map((mark) => mark.type.name)
      const [open, close] = names.includes('deleted') ? ['[', ']'] : names.includes('inserted') ? ['{', '}'] : ['', '']
      const caret = selection.head - start - 1 - offset
      const words = node.text!
      if (caret === 0) written += '|'
      written +=
        open + (caret > 0 && caret < words.length ? `${words.slice(0, caret)}|${words.slice(caret)}` : words) + close
    })
    if (selection.head === start + 1 + line.content.size) written += '|'
  })
  return written
}

const finalParagraph = (): string => window.banmianSession!.stories.maybeOpen(chosen())!.copy.parts.body[0]!.text
