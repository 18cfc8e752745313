/** The window's engine in a real browser, on a real desk: what is set, painted, typed, dragged and spoken. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import { findBrowser, launchBrowser, NO_BROWSER } from './chromium.ts'
import { openHarness, serveHarness, type ServedHarness } from './served.ts'

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

const hasBrowser = findBrowser() !== null
if (!hasBrowser) console.error(NO_BROWSER)

describe.skipIf(!hasBrowser)('the engine of a window in the browser', () => {
  let served: ServedHarness
  let browser: Browser
  let page: Page
  /** The story with most body on page 1. */
  let lead: StoryId

  const textOf = async (story: StoryId): Promise<string> =>
    JSON.stringify(must(await served.desk.handlers.fetchStory({ story })).doc)
  const areaOf = async (id: RecordId) => {
    const { pages } = must(await served.desk.handlers.describeIssue({}))
    return pages[0]?.records.find((record) => record.id === id)?.areas[0]
  }
  const deskPage = async () => must(await served.desk.handlers.setPage({ page: 1 }))
  const windowDump = () => page.evaluate(async () => (await window.harness).watched.dump())
  const edit = () => page.evaluate(async (story) => void (await (await window.harness).edit(story)), lead)
  /** The lead's block: its record, its area and the middle of its place on the screen. */
  const leadBlock = () =>
    page.evaluate(async (story) => {
      const { session } = await window.harness
      const record = session.issue.page(1).records.find((each) => each.item === story)!
      const box = document.querySelector(`[data-record="${record.id}"]`)!.getBoundingClientRect()
      return { id: record.id, area: record.areas[0]!, x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }, lead)
  const saved = () =>
    page.evaluate(async () => {
      const { session } = await window.harness
      while (session.issue.saving.get().state !== 'saved') await new Promise((next) => setTimeout(next, 10))
    })

  beforeAll(async () => {
    served = await serveHarness('yuntang')
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1300, height: 1000 } })
    await openHarness(page, served.url)
    lead = await page.evaluate(async () => {
      const { fit } = (await window.harness).watched.get().set!
      return fit.toSorted((a, b) => b.characters - a.characters)[0]!.item
    })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  it('sets the page with the stamp and the galley text of the desk, byte for byte', async () => {
    const stamp = await page.evaluate(async () => (await window.harness).watched.stamp())
    const desk = await deskPage()
    expect(stamp).toBe(desk.stamp)
    expect(await windowDump()).toBe(desk.dump)
  })

  it('paints what the proof shows', async () => {
    const proof = must(await served.desk.handlers.pullProof({ page: 1, dpi: 72 }))
    const likeness = await page.evaluate(async (png) => (await window.harness).compareWith(png), [...proof.bytes])
    expect(likeness).toBeGreaterThan(0.95)
  }, 60_000)

  it('brings keys into the step log and back onto the page', async () => {
    await edit()
    await page.keyboard.type('Typed by hand 1,250')
    await saved()
    expect(await textOf(lead)).toContain('Typed by hand 1,250')
    const dump = await windowDump()
    expect(dump).toContain('1,250')
    expect(dump).toBe((await deskPage()).dump)
  })

  it('takes a composition of an input method once, when it is committed', async () => {
    const input = await page.context().newCDPSession(page)
    await edit()
    for (const text of ['z', 'zi', 'zi m', 'zi mu']) {
      await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    }
    await input.send('Input.insertText', { text: '字幕' })
    await saved()
    const text = await textOf(lead)
    expect(text.split('字幕')).toHaveLength(2)
    expect(text).not.toContain('zi mu')
  })

  it('moves a block by the grid when it is dragged, and takes it back with undo', async () => {
    const block = await leadBlock()
    await page.mouse.move(block.x, block.y)
    await page.mouse.down()
    await page.mouse.move(block.x + 5, block.y + 40, { steps: 4 })
    await page.mouse.move(block.x + 5, block.y + 60, { steps: 4 })
    await page.mouse.up()
    await saved()
    const area = (await areaOf(block.id))!
    expect(area.line).toBeGreaterThan(block.area.line)
    expect(area.column).toBe(block.area.column)
    await page.evaluate(async () => (await window.harness).session.history.undo())
    await saved()
    expect(await areaOf(block.id)).toEqual(block.area)
  })

  it('sets the page again while a drag lasts, and Escape leaves nothing behind', async () => {
    const block = await leadBlock()
    await page.mouse.move(block.x, block.y)
    await page.mouse.down()
    await page.mouse.move(block.x, block.y + 80, { steps: 6 })
    const isTentative = await page.evaluate(async () => {
      const { watched } = await window.harness
      for (let i = 0; i < 200 && !watched.get().isTentative; i++) await new Promise((next) => setTimeout(next, 10))
      return watched.get().isTentative
    })
    expect(isTentative).toBe(true)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await saved()
    expect(await areaOf(block.id)).toEqual(block.area)
    expect(await windowDump()).toBe((await deskPage()).dump)
  })

  it('names every block to a screen reader, gives it the focus, and moves it with the arrow keys', async () => {
    const block = await leadBlock()
    const object = page.locator(`[role="listbox"] [data-record="${block.id}"]`)
    expect(await object.getAttribute('aria-label')).toMatch(/\S/)
    await object.focus()
    expect(await object.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowDown')
    await saved()
    expect((await areaOf(block.id))!.line).toBe(block.area.line + 1)
    await page.keyboard.press('ArrowUp')
    await saved()
    expect(await areaOf(block.id)).toEqual(block.area)
  })

  it('keeps the focus on a block that the keyboard moves past another', async () => {
    const ids = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-record]')].map((object) => object.dataset['record']!),
    )
    const last = ids.at(-1)!
    await page.locator(`[data-record="${last}"]`).focus()
    for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowUp')
    await saved()
    const now = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement
      return { focused: focused.dataset['record'], isLast: focused.parentElement?.lastElementChild === focused }
    })
    expect(now).toEqual({ focused: last, isLast: false })
    await page.evaluate(async () => {
      const { session } = await window.harness
      for (let i = 0; i < 60; i++) session.history.undo()
    })
    await saved()
  })

  it('enters a story by double click, at the gap between glyphs that is nearest', async () => {
    const spot = await page.evaluate(async (story) => {
      const { watched, spotOf } = await window.harness
      const frame = watched.get().set!.frames.find((each) => each.item === story && each.part === 'body')!
      const line = frame.lines[1]!
      return { ...spotOf({ x: line.x + line.size * 0.3, y: line.y - line.size / 3 }), from: line.from }
    }, lead)
    await page.mouse.dblclick(spot.x, spot.y)
    const entered = await page.evaluate(async () => (await window.harness).entered)
    expect(entered).toEqual({ story: lead, place: spot.from })
  })

  it('puts a story dragged from the pool on the page, and Delete takes it off', async () => {
    const before = await page.evaluate(async () => (await window.harness).session.issue.page(1).records.length)
    await page.evaluate(async (story) => {
      const { spotOf, STORY_DRAG } = await window.harness
      const data = new DataTransfer()
      data.setData(STORY_DRAG, story)
      const { x, y } = spotOf({ x: 1_000_000, y: 9_000_000 })
      const init = { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true }
      const target = document.querySelector('canvas')!.parentElement!
      target.dispatchEvent(new DragEvent('dragover', init))
      target.dispatchEvent(new DragEvent('drop', init))
    }, lead)
    await saved()
    const dropped = await page.evaluate(async () => (await window.harness).session.selection.get().records[0]!)
    expect(await areaOf(dropped)).toBeDefined()
    await page.locator(`[data-record="${dropped}"]`).focus()
    await page.keyboard.press('Delete')
    await saved()
    expect(await areaOf(dropped)).toBeUndefined()
    expect(await page.evaluate(async () => (await window.harness).session.issue.page(1).records.length)).toBe(before)
  })

  it('starts another composer when its worker dies, and sets the page alike', async () => {
    const before = await windowDump()
    const after = await page.evaluate(async (story) => {
      const { killWorker, session, watched } = await window.harness
      killWorker()
      const open = await session.stories.open(story)
      if (!('dispatch' in open)) throw new Error(open.code)
      open.dispatch(open.state.tr.insertText('续', open.state.doc.content.size - 1))
      const changed = await watched.dump()
      session.history.undo()
      return { changed, undone: await watched.dump() }
    }, lead)
    expect(after.changed).not.toBe(before)
    expect(after.undone).toBe(before)
  }, 60_000)
})
