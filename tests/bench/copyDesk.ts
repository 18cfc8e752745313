/**
 * The copy desk in a browser, by real key events: from a key to its glyph on the screen, opening a story, a long paste, and
 * what an hour at the desk leaves in memory. The story has 20,000 characters and fills a broadsheet page; galley view, meter
 * and track changes are on. Chromium draws a frame as soon as it can (no frame rate limit), else every figure would hold the wait for
 * the display.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { build } from 'vite'
import { isFault, type Outcome } from '#contract/faults.ts'
import { serveOpenDesk } from '#loopback/serveIssue.ts'
import { newIssue } from '#office/openDeskOn.ts'
import { launchBrowser } from '../browser/chromium.ts'
import { openWindow } from '../browser/window.ts'
import type { Samples } from './figures.ts'

const CHARACTERS = 20_000
const KEYS = 400
/** Somebody sits there: changes are tracked in a name. */
const SETTINGS = JSON.stringify({ language: 'zh', theme: 'light', desk: 'copy', person: '安同' })
const OPENINGS = 12
const PASTED = 200_000
/** Ten minutes of a fast typist. */
const LONG = 3_000

const SENTENCES = [
  '云塘区昨天在望塘桥东头开了第三次看现场会，区里几个部门的人都到了桥下。',
  '桥面去年冬天换过一次排水管，今年雨水多，工人每周来看两回，记下水位和沉降。',
  '住在桥北的居民说，修路的时候绕行要多走十二分钟，如今早上送孩子上学又顺了。',
  '管理所的记录里，这一段每天过车两万一千辆，高峰时每分钟三十二辆。',
  '“先修水，再修路”，会上定了下来，明年开春以前把四个路口的雨水口全部清一遍。',
]

export async function measureCopyDesk(): Promise<readonly Samples[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-bench-'))
  const browser = await launchBrowser(['--disable-frame-rate-limit', '--disable-gpu-vsync'])
  let close = async (): Promise<void> => undefined
  try {
    const served = await serveStories(folder)
    close = served.close
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' })
    await page.addInitScript((settings) => localStorage.setItem('banmian.settings.1', settings), SETTINGS)
    await openWindow(page, served.url)
    return await measureAll(page)
  } finally {
    await browser.close()
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureAll(page: Page): Promise<Samples[]> {
  const inspector = await page.context().newCDPSession(page)
  await page.evaluate(watchKeys)
  const openings = await measureOpenings(page)
  await putCaret(page)
  await page.keyboard.press('Control+Alt+r')
  await page.getByText('修订已开').first().waitFor()
  await putCaret(page)
  const keys = await measureKeys(page, KEYS)
  const heap = await measureHeap(page, inspector)
  const paste = await measurePaste(page)
  return [
    { name: 'copy.key', unit: 'ms', samples: keys },
    { name: 'copy.open', unit: 'ms', samples: openings },
    { name: 'copy.heap', unit: 'MB', samples: [heap] },
    { name: 'copy.paste', unit: 'ms', samples: paste },
  ]
}

/** An issue with one long story, laid out, and a short one beside it. */
export async function serveStories(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const issue = { stylebook: 'yuntang-broadsheet', date: '2026-11-24', number: 1024, edition: '', pages: 1 }
  const desk = must(await newIssue(join(folder, 'bench.banmian'), issue))
  const bytes = new TextEncoder().encode(longStory())
  must(await desk.handlers.importFile({ name: 'long.txt', bytes, page: 1 }))
  must(await desk.handlers.placeStories({ page: 1, plan: null }))
  must(await desk.handlers.createStory({ kind: 'story' }))
  const pages = join(folder, 'renderer')
  const root = resolve(import.meta.dirname, '../../src/renderer')
  const outDir = {
    outDir: pages,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    minify: process.env['NOMIN'] !== '1',
  }
  await build({ root, configFile: false, logLevel: 'error', base: './', worker: { format: 'es' }, build: outDir })
  return serveOpenDesk(desk, pages)
}

function longStory(): string {
  const paragraphs: string[] = []
  let length = 0
  for (let i = 0; length < CHARACTERS; i++) {
    const text = Array.from({ length: 3 }, (_, k) => SENTENCES[(i * 2 + k) % SENTENCES.length]).join('')
    paragraphs.push(`  ${text}`)
    length += text.length
  }
  return `望塘桥修了三年\n■本报记者 安同\n${paragraphs.join('\n')}\n`
}

/** From the choice of the story to the frame that shows its galley. */
async function measureOpenings(page: Page): Promise<number[]> {
  const samples: number[] = []
  for (let i = 0; i < OPENINGS; i++) {
    samples.push(await page.evaluate(openLong))
    await page.evaluate(openOther)
  }
  await page.evaluate(openLong)
  return samples
}

export async function putCaret(page: Page): Promise<void> {
  await page.locator('.ProseMirror .line-paragraph').nth(12).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
}

/** Types, and now and then erases, with the pauses of a fast typist: some twelve keys a second. */
export async function measureKeys(page: Page, count: number, pause = 65): Promise<number[]> {
  await page.evaluate(forgetKeys)
  for (let i = 0; i < count + 20; i++) {
    if (i === 20) await page.evaluate(forgetKeys)
    await page.keyboard.press(i % 7 === 6 ? 'Backspace' : 'abcdefghij'.charAt(i % 10))
    await page.waitForTimeout(pause)
  }
  return page.evaluate(takeKeys)
}

/** Heap that long typing leaves behind beyond what its undo keeps, which is measured after undo was let go. */
async function measureHeap(page: Page, inspector: CDPSession): Promise<number> {
  const used = async (): Promise<number> => {
    await inspector.send('HeapProfiler.collectGarbage')
    const { usedSize } = await inspector.send('Runtime.getHeapUsage')
    return usedSize / 2 ** 20
  }
  await measureKeys(page, 200, 0)
  const before = await used()
  for (let i = 0; i < LONG; i++) await page.keyboard.press(i % 2 === 1 ? 'Backspace' : 'k')
  await page.waitForTimeout(500)
  return (await used()) - before
}

/** A paste of plain text: from the event to the frame that shows the caret behind it. */
async function measurePaste(page: Page): Promise<number[]> {
  const samples: number[] = []
  for (let i = 0; i < 3; i++) {
    samples.push(await page.evaluate(pasteText, [SENTENCES.join(''), PASTED] as const))
    await page.keyboard.press('Control+z')
    await page.waitForTimeout(400)
  }
  return samples
}

interface KeyWatch {
  samples: number[]
}
declare global {
  interface Window {
    keyWatch?: KeyWatch
  }
}

/** Notes for each key the time from the event until the frame with its change was handed to the screen. */
export function watchKeys(): void {
  const watch: KeyWatch = (window.keyWatch = { samples: [] })
  const length = (): number => document.querySelector('.ProseMirror')?.textContent.length ?? 0
  const channel = new MessageChannel()
  let waiting: { at: number; length: number }[] = []
  channel.port1.onmessage = () => {
    const now = performance.now()
    const shown = length()
    const done = waiting.filter((key) => key.length !== shown)
    waiting = waiting.filter((key) => key.length === shown)
    for (const key of done) watch.samples.push(now - key.at)
    if (waiting.length > 0) requestAnimationFrame(() => channel.port2.postMessage(0))
  }
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      waiting.push({ at: timeStamp, length: length() })
      requestAnimationFrame(() => channel.port2.postMessage(0))
    },
    true,
  )
}

function forgetKeys(): void {
  window.keyWatch!.samples = []
}

function takeKeys(): number[] {
  return window.keyWatch!.samples
}

export async function openLong(): Promise<number> {
  const session = window.banmianSession!
  const [long] = session.issue.stories.get().toSorted((a, b) => b.characters - a.characters)
  const started = performance.now()
  session.selection.selectStory(long!.id)
  const isShown = (): boolean => document.querySelectorAll('[data-galley="set"] .line-end').length > 100
  while (!isShown()) await new Promise((next) => requestAnimationFrame(next))
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
  return performance.now() - started
}

export async function openOther(): Promise<void> {
  const session = window.banmianSession!
  const [short] = session.issue.stories.get().toSorted((a, b) => a.characters - b.characters)
  session.selection.selectStory(short!.id)
  while (document.querySelector('.line-end')) await new Promise((next) => requestAnimationFrame(next))
}

async function pasteText([text, size]: readonly [string, number]): Promise<number> {
  const transfer = new DataTransfer()
  transfer.setData('text/plain', text.repeat(Math.ceil(size / text.length)).slice(0, size))
  const editor = document.querySelector('.ProseMirror')!
  const length = (): number => editor.textContent.length
  const before = length()
  const started = performance.now()
  editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  while (length() < before + size / 2) await new Promise((next) => requestAnimationFrame(next))
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
  return performance.now() - started
}

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`measureCopyDesk: ${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}
