/** Input methods in the copy pane, by Chromium's own composition events: what is composed stays whole while pages are set around it. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

describe.skipIf(findBrowser() === null)(`input methods in the copy pane (${findBrowser() ?? NO_BROWSER})`, () => {
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
    await page.evaluate(openLongest)
    await page.locator('[data-galley="set"] .line-end').first().waitFor({ state: 'attached' })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** Each test types into a paragraph of its own words. */
  beforeEach(async () => {
    await page.evaluate(putParagraph, '甲乙丙丁')
    await settled()
  })

  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const commit = (text: string) => keyboard.send('Input.insertText', { text })
  const paragraph = () =>
    page.evaluate(() => window.banmianSession!.stories.maybeOpen(chosen())!.copy.parts.body[0]!.text)
  const shown = () => page.locator('.line-paragraph').first().innerText()
  /** The page is set from the copy in hand. */
  const settled = () =>
    page.evaluate(async () => {
      const session = window.banmianSession!
      const watched = session.pages.watch(session.selection.get().page)
      await watched.stamp()
      watched.close()
      await new Promise((next) => setTimeout(next, 120))
    })
  /** ProseMirror gives a focused editor its selection a moment after the focus. */
  const select = async (from: number, to: number) => {
    await page.evaluate(putSelection, [from, to])
    await page.waitForTimeout(60)
  }
  const caret = (offset: number) => select(offset, offset)
  const pinyin = async (...steps: string[]) => {
    for (const step of steps) {
      await compose(step)
      await page.waitForTimeout(30)
    }
  }

  it('takes a word in that is composed letter by letter, the page set again at each letter', async () => {
    await caret(2)
    const versions = page.evaluate(countPages)
    await pinyin('y', 'yu', 'yun', 'yunt', 'yuntang')
    expect(await shown()).toContain('甲乙yuntang丙丁')
    await commit('云塘')
    expect(await versions, 'pages that were set while the word was composed').toBeGreaterThan(2)
    expect(await paragraph()).toBe('甲乙云塘丙丁')
    await settled()
    expect((await shown()).replaceAll('\n', '')).toBe('甲乙云塘丙丁')
  })

  it('keeps the caret behind the word, so that the next goes there', async () => {
    await caret(4)
    for (const [letters, word] of [
      ['da', '大'],
      ['qiao', '桥'],
      ['tong', '通'],
      ['che', '车'],
    ] as const) {
      await pinyin(letters[0]!, letters)
      await commit(word)
    }
    expect(await paragraph()).toBe('甲乙丙丁大桥通车')
  })

  it('loses nothing at a printed line end, where the galley has a break', async () => {
    await page.evaluate(putParagraph, '一二三四五六七八九十'.repeat(6))
    await settled()
    const at = await page.evaluate(firstLineEnd)
    await caret(at)
    await pinyin('q', 'qi', 'qia', 'qiao')
    await commit('桥')
    await pinyin('d', 'du', 'dun')
    await commit('墩')
    const text = '一二三四五六七八九十'.repeat(6)
    expect(await paragraph()).toBe(`${text.slice(0, at)}桥墩${text.slice(at)}`)
    await settled()
    expect((await shown()).replaceAll(/\n/g, '')).toBe(`${text.slice(0, at)}桥墩${text.slice(at)}`)
  })

  it('replaces the words that were selected', async () => {
    await select(1, 3)
    await pinyin('x', 'xin')
    await commit('新')
    expect(await paragraph()).toBe('甲新丁')
  })

  it('leaves the copy as it was when the composition is given up', async () => {
    await caret(2)
    await pinyin('b', 'bu', 'buy')
    await compose('')
    await page.waitForTimeout(50)
    expect(await paragraph()).toBe('甲乙丙丁')
    await page.keyboard.press('x')
    expect(await paragraph()).toBe('甲乙x丙丁')
  })

  it('goes on undisturbed while another window types above it and below it', async () => {
    await caret(2)
    await pinyin('s', 'sh')
    await page.evaluate(typeElsewhere, '别处')
    await pinyin('shu', 'shui')
    await page.evaluate(typeElsewhere, '又来')
    await pinyin('shui', 'shuiw')
    await commit('水位')
    expect(await paragraph()).toBe('甲乙水位丙丁')
    await settled()
    const [own, desk] = await page.evaluate(async () => {
      const session = window.banmianSession!
      const story = session.stories.maybeOpen(session.selection.get().story!)!
      await story.flush()
      const state = await session.desk.call('fetchStory', { story: story.id })
      return [JSON.stringify(story.state.doc.toJSON()), JSON.stringify((state as { doc: unknown }).doc)]
    })
    expect(own).toBe(desk)
    expect(own).toContain('又来')
  })

  it('draws the line ends right after it, though pages came while it was at work', async () => {
    await page.evaluate(putParagraph, '一二三四五六七八九十'.repeat(5))
    await settled()
    await caret(3)
    await pinyin('c', 'ch', 'cha', 'chang')
    await commit('长长长长长长长长')
    await settled()
    const ends = await page.evaluate(lineEnds)
    expect(ends.drawn).toEqual(ends.set)
  })
})

declare global {
  interface Window {
    countedPages?: number
  }
  function chosen(): never
}

/** Chooses the longest story of the shown page, and names it for the other functions. */
async function openLongest(): Promise<void> {
  const session = window.banmianSession!
  const watched = session.pages.watch(1)
  while (!watched.get().set) await new Promise((next) => setTimeout(next, 20))
  const [longest] = watched.get().set!.fit.toSorted((a, b) => b.characters - a.characters)
  Object.assign(globalThis, { chosen: () => longest!.item })
  session.selection.selectStory(longest!.item)
  watched.close()
}

/** Makes the first paragraph of these words, the caret in it and the focus on the editor. */
function putParagraph(text: string): void {
  const story = window.banmianSession!.stories.maybeOpen(chosen())!
  let start = -1
  story.state.doc.forEach((line, at) => {
    if (start === -1 && line.type.name === 'paragraph') start = at
  })
  const { size } = story.state.doc.nodeAt(start)!.content
  story.dispatch(story.state.tr.insertText(text, start + 1, start + 1 + size))
  ;(document.querySelector('.ProseMirror') as HTMLElement).focus()
}

function putSelection([from, to]: readonly number[]): void {
  const session = window.banmianSession!
  ;(document.querySelector('.ProseMirror') as HTMLElement).blur()
  const place = (offset: number) => ({ part: 'body', paragraph: 0, offset }) as const
  session.selection.selectText(chosen(), place(from!), place(to!))
  ;(document.querySelector('.ProseMirror') as HTMLElement).focus()
}

/** Counts pages that are set within the next half second. */
async function countPages(): Promise<number> {
  const session = window.banmianSession!
  const watched = session.pages.watch(session.selection.get().page)
  let count = 0
  const stop = watched.subscribe(() => count++)
  await new Promise((next) => setTimeout(next, 500))
  stop()
  watched.close()
  return count
}

function firstLineEnd(): number {
  const end = document.querySelector('.line-paragraph .line-end')!
  const before = document.createRange()
  before.setStart(end.closest('.line-paragraph')!, 0)
  before.setEndBefore(end)
  return before.toString().length
}

/** Steps of another client, at the head and at the end of the story. */
async function typeElsewhere(text: string): Promise<void> {
  const { desk, stories } = window.banmianSession!
  const story = stories.maybeOpen(chosen())!
  await story.flush()
  const state = await desk.call('fetchStory', { story: chosen() })
  const { version, doc } = state as unknown as { version: number; doc: { content: { content?: { text: string }[] }[] } }
  const sizes = doc.content.map((line) => 2 + (line.content ?? []).reduce((sum, each) => sum + each.text.length, 0))
  const end = sizes.reduce((sum, size) => sum + size, 0) - 1
  const steps = [end, 1].map((at) => ({
    stepType: 'replace',
    from: at,
    to: at,
    slice: { content: [{ type: 'text', text }] },
  }))
  await desk.call('submitSteps', { story: chosen(), version, client: 'another', steps })
}

/** Line ends of the first paragraph: as drawn, and as the page has them. */
function lineEnds(): { drawn: number[]; set: number[] } {
  const session = window.banmianSession!
  const watched = session.pages.watch(session.selection.get().page)
  const lines = watched
    .get()
    .set!.frames.filter((frame) => frame.item === chosen() && frame.part === 'body')
    .flatMap((frame) => frame.lines)
    .filter((line) => line.from?.paragraph === 0 && !line.isParagraphEnd)
  watched.close()
  const first = document.querySelector('.line-paragraph')!
  const drawn = [...first.querySelectorAll('.line-end')].map((end) => {
    const before = document.createRange()
    before.setStart(first, 0)
    before.setEndBefore(end)
    return before.toString().length
  })
  return { drawn, set: lines.map((line) => line.to!.offset) }
}
