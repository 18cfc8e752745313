/** The copy desk by the keyboard alone, from an empty story to a restored version; and an audit of each of its states. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_BROWSER, findBrowser, launchBrowser } from './chromium.ts'
import { openWindow, serveWindow, type ServedWindow } from './window.ts'

/** Whole windows on a busy machine take their time. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 8_000 })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const hasNoBrowser = findBrowser() === null
const name = findBrowser() ?? NO_BROWSER

async function openCopyDesk(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(8_000)
  await openWindow(page, url)
  await page.keyboard.press('Alt+1')
  return page
}

const settle = (page: Page) => page.waitForTimeout(200)
const isInCopy = (page: Page) => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror') ?? false)

/** The chosen story as the window has it: its parts, lines of a part parted by a stroke. */
const copyOf = (page: Page) =>
  page.evaluate(() => {
    const { selection, stories } = window.banmianSession!
    const parts = stories.maybeOpen(selection.get().story!)?.copy.parts ?? {}
    const lines = Object.entries(parts as Record<string, readonly { readonly text: string }[]>).map(([part, each]) => [
      part,
      each.map(({ text }) => text).join('|'),
    ])
    return Object.fromEntries(lines.filter(([, text]) => text !== '')) as Record<string, string>
  })

/** Waits until the desk has everything. */
const saved = (page: Page) =>
  eventually(() => page.evaluate(() => window.banmianSession!.issue.saving.get().state)).toBe('saved')

describe.skipIf(hasNoBrowser)(`the copy desk by the keyboard alone (${name})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  let input: CDPSession

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await openCopyDesk(browser, served.url)
    input = await page.context().newCDPSession(page)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    await settle(page)
  }
  /** Tab leads to the field of a name within a few presses. */
  const tabTo = async (label: string) => {
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
    for (let i = 0; i < 6 && !(await focused()).startsWith(label); i++) await page.keyboard.press('Tab')
    expect(await focused()).toContain(label)
  }
  /** As an input method does: letters that are composed, then the word. */
  const compose = async (letters: string, word: string) => {
    for (let i = 1; i <= letters.length; i++)
      await input.send('Input.imeSetComposition', { text: letters.slice(0, i), selectionStart: i, selectionEnd: i })
    await input.send('Input.insertText', { text: word })
    await settle(page)
  }

  it('makes a story and is in it, ready to write', async () => {
    await press('Control+Alt+n')
    await eventually(() => isInCopy(page)).toBe(true)
  })

  it('writes headline, byline and body, the body by an input method', async () => {
    await compose('yuntang', '云塘')
    await compose('daqiao', '大桥')
    await press('ArrowDown')
    await page.keyboard.type('记者 林知夏')
    await press('ArrowDown')
    await compose('benbaoxun', '本报讯')
    await compose('daqiaotongche', '大桥昨日通车。')
    await press('Enter')
    await compose('qiaochang', '桥长两千米。')
    await saved(page)
    expect(await copyOf(page)).toEqual({
      headline: '云塘大桥',
      byline: '记者 林知夏',
      body: '本报讯大桥昨日通车。|桥长两千米。',
    })
  })

  it('takes words back and forth by undo and redo', async () => {
    const before = await copyOf(page)
    await press('Control+z')
    expect(await copyOf(page)).not.toEqual(before)
    await press('Control+y')
    expect(await copyOf(page)).toEqual(before)
  })

  it('changes between galley and story view and keeps the caret', async () => {
    const place = () => page.evaluate(() => window.banmianSession!.selection.get().head)
    const before = await place()
    await press('Control+g')
    expect([await place(), await isInCopy(page)]).toEqual([before, true])
    await press('Control+g')
    expect([await place(), await isInCopy(page)]).toEqual([before, true])
  })

  it('notes the paragraph, answers and resolves the note', async () => {
    await press('Control+Alt+m')
    await page.keyboard.type('是公里还是米？')
    await press('Enter')
    // The name is asked for once, in a field that has the focus then.
    await page.keyboard.type('陈一宁')
    await press('Enter')
    const notes = () => page.evaluate(() => window.banmianSession!.marks.get().map(({ text, state }) => [text, state]))
    await eventually(notes).toEqual([['是公里还是米？', 'open']])
    await eventually(() => isInCopy(page)).toBe(true)
    await press('Control+Shift+F8')
    await page.keyboard.type('是米')
    await press('Enter')
    await eventually(notes).toEqual([['是公里还是米？', 'answered']])
    await press('Escape')
    expect(await isInCopy(page)).toBe(true)
    await press('Alt+F8')
    await eventually(notes).toEqual([['是公里还是米？', 'done']])
  })

  it('keeps a version by name, writes on, and compares with it', async () => {
    await press('Control+Alt+s')
    await page.keyboard.type('二稿')
    await press('Enter')
    await settle(page)
    await page.locator('.ProseMirror').focus()
    await press('Control+End')
    await page.keyboard.type('两岸往来十二分钟。')
    await saved(page)
    await press('Control+Alt+c')
    await page.getByText('两岸往来十二分钟。').first().waitFor()
    await page.locator('ins').first().waitFor()
    await press('F4', 'Escape')
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
  })

  it('finds and replaces all, which one undo takes back', async () => {
    await page.locator('.ProseMirror').focus()
    const before = await copyOf(page)
    await press('Control+h')
    await page.keyboard.type('大桥')
    await tabTo('替换为')
    await page.keyboard.type('老桥')
    await press('Control+Enter')
    await eventually(async () => (await copyOf(page))['headline']).toBe('云塘老桥')
    await press('Escape')
    await page.locator('.ProseMirror').focus()
    await press('Control+z')
    expect(await copyOf(page)).toEqual(before)
  })

  it('makes lines kicker, deck and subhead by their keys, where the trade puts them', async () => {
    await page.locator('.ProseMirror').focus()
    await press('Control+End', 'Enter')
    await page.keyboard.type('水利先行')
    await press('Control+Alt+1')
    await press('Control+End', 'Enter')
    await page.keyboard.type('三处路口同修')
    await press('Control+Alt+3')
    await press('Control+End', 'Enter')
    await page.keyboard.type('桥下的人')
    await press('Control+Alt+6')
    const copy = await copyOf(page)
    expect([copy['kicker'], copy['deck']]).toEqual(['水利先行', '三处路口同修'])
    expect(copy['body']?.split('|').at(-1)).toBe('桥下的人')
    expect(await page.locator('.line-subhead').last().innerText()).toBe('桥下的人')
  })

  it('puts a name in by its code, and fills a table cell by cell', async () => {
    await press('Control+End', 'Enter')
    await page.keyboard.type('\\szq\\')
    await eventually(async () => (await copyOf(page))['body']).toContain('沈知秋')
    await press('Control+End', 'Enter', 'Control+Alt+t')
    for (const cell of ['路口', '车道', '东桥头', '四']) {
      await page.keyboard.type(cell)
      await press('Tab')
    }
    const rows = async () => (await copyOf(page))['body']?.split('|').filter((line) => line.includes('\t'))
    expect((await rows())?.join('|')).toContain('路口\t车道')
    await saved(page)
  })

  it('tracks what is typed, refuses it, takes it back and accepts it', async () => {
    const body = async () => (await copyOf(page))['body'] ?? ''
    await press('Control+Alt+r', 'Control+Home', 'End')
    const before = await copyOf(page)
    await page.keyboard.type('新')
    await press('Backspace', 'Backspace')
    await page.keyboard.type('貌')
    expect(await page.locator('.ProseMirror del').count()).toBeGreaterThan(0)
    const tracked = await copyOf(page)
    expect(tracked).not.toEqual(before)
    await press('Control+Shift+F9')
    await eventually(() => copyOf(page)).toEqual(before)
    await press('Control+z')
    await eventually(() => copyOf(page)).toEqual(tracked)
    await press('Control+F9')
    expect(await page.locator('.ProseMirror del, .ProseMirror ins').count()).toBe(0)
    expect(await copyOf(page)).toEqual(tracked)
    await press('Control+Alt+r')
    expect(await body()).not.toBe('')
  })

  it('goes back to the version that was kept, which undo takes back', async () => {
    const before = await copyOf(page)
    await saved(page)
    const kept = page.getByText('二稿', { exact: true }).first()
    if (!(await kept.isVisible())) await press('Control+Alt+v')
    await kept.waitFor()
    await focusRow(kept)
    await press('Enter')
    await page.getByRole('button', { name: '恢复此版' }).first().focus()
    await press('Enter')
    await eventually(async () => (await copyOf(page))['kicker'] ?? '').toBe('')
    await press('Control+z')
    await eventually(() => copyOf(page)).toEqual(before)
    await press('Control+Alt+v')
  })

  it('finds a command’s key by pressing F1', async () => {
    await press('F1')
    const sheet = page.getByRole('dialog', { name: '快捷键' })
    await sheet.waitFor()
    await sheet.getByRole('searchbox').focus()
    await page.keyboard.type('修订')
    await settle(page)
    const listed = await sheet.innerText()
    expect([listed.includes('记录或停止记录修订'), listed.includes('撤消')]).toEqual([true, false])
    // The first Escape empties the field, the second leaves.
    await press('Escape', 'Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  it('reaches every command by the palette, its key beside it', async () => {
    await press('Control+k')
    await page.keyboard.type('切换到英文')
    await press('Enter')
    await page
      .getByRole('button', { name: 'Copy', exact: true })
      .or(page.getByRole('radio', { name: 'Copy' }))
      .first()
      .waitFor()
    await press('Control+k')
    await page.keyboard.type('Note on')
    await page.getByText('Ctrl Alt M', { exact: true }).waitFor()
    await press('Escape')
  })

  it('gives no key to two commands that may both be run', async () => {
    const doubled = await page.evaluate(() => {
      const keys = window
        .banmianSession!.commands.get()
        .flatMap((command) => command.keys.map((key) => [key, command.id]))
      return keys.filter(([key, id]) => keys.some(([other, its]) => other === key && its !== id))
    })
    expect(doubled).toEqual([])
  })
})

/** The focus on the row that shows a text, as the arrow keys bring it. */
const focusRow = (text: Locator) =>
  text.evaluate((element) => element.closest<HTMLElement>('button, [tabindex], [role=row]')?.focus())

interface State {
  readonly name: string
  enter(page: Page): Promise<void>
  leave?(page: Page): Promise<void>
}

const run = (page: Page, command: string) => page.evaluate((id) => window.banmianSession!.commands.run(id), command)
const runs = (command: string) => async (page: Page) => void (await run(page, command))

/** Every state of the copy desk, each entered from the plain one and left again. */
const STATES: readonly State[] = [
  { name: 'the galley', enter: async () => undefined },
  { name: 'story view', enter: runs('view.galley'), leave: runs('view.galley') },
  { name: 'notes', enter: runs('copy.side.notes'), leave: runs('copy.side.notes') },
  {
    name: 'a new note',
    enter: runs('note.new'),
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await run(page, 'copy.side.notes')
    },
  },
  { name: 'versions', enter: runs('copy.side.versions'), leave: runs('copy.side.versions') },
  { name: 'find and replace', enter: runs('find.replace'), leave: async (page) => page.keyboard.press('Escape') },
  { name: 'the list of what was found', enter: runs('copy.side.find'), leave: runs('copy.side.find') },
  { name: 'who is there', enter: runs('view.people'), leave: async (page) => page.keyboard.press('Escape') },
  { name: 'the palette', enter: runs('view.palette'), leave: async (page) => page.keyboard.press('Escape') },
]

describe.skipIf(hasNoBrowser)(`the copy desk keeps nobody out (${name})`, () => {
  let served: ServedWindow
  let browser: Browser
  let page: Page
  const errors: string[] = []

  beforeAll(async () => {
    served = await serveWindow()
    browser = await launchBrowser()
    page = await openCopyDesk(browser, served.url)
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.evaluate(axe)
    await page.locator('[role=listitem] [data-row-focus]').first().click()
    await page.locator('.ProseMirror').focus()
    await page.evaluate(markFirstWords)
    await settle(page)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  for (const language of ['中', 'EN']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it.each(STATES)(`with $name, in ${colorScheme}, ${language}`, async ({ enter, leave }) => {
        await page.emulateMedia({ colorScheme })
        await page.getByRole('radio', { name: language, exact: true }).click()
        await page.locator('.ProseMirror').focus()
        await enter(page)
        await page.waitForTimeout(350)
        const grave = await graveViolations(page)
        await leave?.(page)
        await settle(page)
        expect(grave).toEqual([])
      })
    }
  }

  it('shows where the focus is, wherever Tab leads it', async () => {
    await run(page, 'copy.side.notes')
    await page.locator('.ProseMirror').focus()
    const unseen: string[] = []
    for (let i = 0; i < 24; i++) {
      await page.keyboard.press(i < 12 ? 'Shift+Tab' : 'Tab')
      const element = await page.evaluate(focusWithoutSign)
      if (element !== null) unseen.push(element)
    }
    await run(page, 'copy.side.notes')
    expect(unseen).toEqual([])
  })

  it('and writes no error to the console', () => {
    expect(errors).toEqual([])
  })
})

/** A note on the first words of the chosen story's body, answered. */
async function markFirstWords(): Promise<void> {
  const { marks, selection, issue } = window.banmianSession!
  const story = selection.get().story!
  const place = (offset: number) => ({ part: 'body' as const, paragraph: 0, offset })
  const { version } = issue.maybeStory(story)!
  const spot = { on: 'story' as const, story, version, from: place(4), to: place(8), record: null, frame: null }
  const made = await marks.make({
    kind: 'note',
    page: null,
    stamp: '',
    spot,
    person: '陈一宁',
    text: '请 @周以南 再核一遍',
    proposed: '',
  })
  if ('id' in made) await marks.answer(made.id, '周以南', '核过了')
}

/** What has the focus, where nothing about it says so; the copy says it by its caret. */
function focusWithoutSign(): string | null {
  const focused = document.activeElement
  if (!focused || focused === document.body || focused.classList.contains('ProseMirror')) return null
  const signs = [focused, focused.parentElement].filter((each) => each !== null)
  const isSeen = signs.some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
    // A splitter shows it by its own line.
    const line = each.role === 'separator' ? getComputedStyle(each, '::after').backgroundColor : 'rgba(0, 0, 0, 0)'
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || line !== 'rgba(0, 0, 0, 0)'
  })
  return isSeen ? null : focused.outerHTML.slice(0, 160)
}

/** Violations that keep somebody out, each with the elements it was found at. */
async function graveViolations(page: Page): Promise<string[]> {
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`)
      return `${id}: ${places.join(' | ')}`
    })
}
