/**
 * `npm run screenshots [-- NAMES]`: every desk and sheet of the window on the sample issue, light and dark, Chinese and
 * English, into .cache/screenshots; and docs/banmian.png, the picture of the README. Needs a build (`npm run build`).
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import sharp from 'sharp'
import { isFault } from '#contract/faults.ts'
import { serveIssue } from '#loopback/serveIssue.ts'
import { QUIET_FLAGS, findBrowser } from './browser.ts'
import { sampleIssue } from './samples.ts'

const root = resolve(import.meta.dirname, '..')
const README_PICTURE = join(root, 'docs/banmian.png')

export interface Look {
  readonly theme: 'light' | 'dark'
  readonly language: 'zh' | 'en'
  readonly width: number
  readonly height: number
}

/** One screen: the desk to show and what to do there before the picture is taken. */
export interface Shot {
  readonly name: string
  readonly desk: 'copy' | 'page' | 'photo' | 'night' | 'proof'
  prepare?(page: Page): Promise<void>
}

const chooseLead = (page: Page): Promise<void> => page.locator('[role=listitem] [data-row-focus]').first().click()
const poolTab = (index: number) => async (page: Page) => page.locator('aside [role=tab]').nth(index).click()

const pullButton = (page: Page) => page.getByRole('button', { name: /^打样$|^Pull$/ }).first()
const drawn = (page: Page): Promise<void> =>
  page
    .waitForFunction(() => document.querySelectorAll('[aria-label] img[src^="blob:"]').length > 0)
    .then(() => undefined)

/** Pulls a proof of the first story's page, or of the kind at an index of the choice. */
const pullProof = (kind?: number) => async (page: Page) => {
  await page.evaluate('banmianSession.selection.selectStory(banmianSession.issue.stories.get()[0].id)')
  if (kind === undefined) await pullButton(page).click()
  else await page.locator('section header [role=radio]').nth(kind).click()
  await drawn(page)
}

/** An edit in the first story's longest paragraph. */
const EDIT = `(async () => {
  const { issue, stories } = banmianSession
  const story = await stories.open(issue.stories.get()[0].id)
  let at = 0, most = 0
  story.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent.length > most) [at, most] = [pos + 20, node.textContent.length]
  })
  story.dispatch(story.state.tr.insertText('（已经通车）', at))
  await story.flush()
})()`

/** Two proofs with an edit between them. */
async function compareProofs(page: Page): Promise<void> {
  await pullProof()(page)
  await page.evaluate(EDIT)
  await pullButton(page).click()
  await page.waitForTimeout(3000)
  await page.getByRole('button', { name: /与另一样比较|Compare with another/ }).click()
  await page.locator('section ol button').first().click()
}

/** Marks of three kinds on the shown page, where it has none yet; the first is chosen. */
const MARK = `(async () => {
  const { issue, marks, pages, selection } = banmianSession
  const watched = pages.watch(selection.get().page)
  const stamp = await watched.stamp()
  const frames = watched.get().set.frames.filter(({ part, lines }) => part === 'body' && lines.length > 4)
  const make = ({ item, record, id, lines }, line, kind, words) => {
    const from = lines[line].from
    const version = issue.maybeStory(item).version
    const spot = { on: 'story', story: item, version, from, to: { ...from, offset: from.offset + 2 }, record, frame: id }
    return marks.make({ page: watched.page, stamp, person: '陈一宁', kind, spot, text: '', proposed: '', ...words })
  }
  if (marks.get().length === 0) {
    await make(frames[0], 2, 'correct', { proposed: '步行' })
    await make(frames[1], 3, 'delete', {})
    await make(frames[frames.length - 1], 4, 'note', { text: '请再核对' })
  }
  marks.choose(marks.get()[0].id)
  watched.close()
})()`

async function markProof(page: Page): Promise<void> {
  await pullProof()(page)
  await page.evaluate(MARK)
  await poolTab(4)(page)
}

/** Runs commands of the copy desk on the first story, its caret in the body. */
const onCopy =
  (...commands: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await chooseLead(page)
    await page.locator('.ProseMirror').focus()
    for (const command of commands) {
      await page.evaluate(`banmianSession.commands.run('${command}')`)
      await page.waitForTimeout(400)
    }
  }

/** Two notes on the first story, where it has none yet: one answered, one resolved; the first is chosen. */
const NOTE = `(async () => {
  const { issue, marks, selection } = banmianSession
  // The caret of a focused editor chooses the note that it stands in, and no other.
  document.activeElement.blur()
  const { story } = selection.get()
  const { version } = issue.maybeStory(story)
  const place = (paragraph, offset) => ({ part: 'body', paragraph, offset })
  const make = (paragraph, from, to, text) => {
    const spot = { on: 'story', story, version, from: place(paragraph, from), to: place(paragraph, to), record: null, frame: null }
    return marks.make({ kind: 'note', page: null, stamp: '', spot, person: '陈一宁', text, proposed: '' })
  }
  const own = marks.get().filter(({ page, spot }) => page === null && spot.story === story)
  if (own.length === 0) {
    const asked = await make(0, 12, 18, '请 @周以南 再核一遍全称')
    await marks.answer(asked.id, '周以南', '核过了，见文件。')
    await make(1, 0, 12, '这一段能不能再短一点？')
    own.push(asked)
  }
  marks.choose(own[0].id)
})()`

async function noteCopy(page: Page): Promise<void> {
  await onCopy('copy.side.notes')(page)
  await page.evaluate(NOTE)
}

async function compareCopy(page: Page): Promise<void> {
  await page.evaluate(EDIT)
  await onCopy('version.compareFiled')(page)
}

export const SHOTS: readonly Shot[] = [
  { name: 'page', desk: 'page', prepare: chooseLead },
  { name: 'copy', desk: 'copy', prepare: chooseLead },
  { name: 'copy-story', desk: 'copy', prepare: onCopy('view.galley') },
  { name: 'copy-notes', desk: 'copy', prepare: noteCopy },
  { name: 'copy-note-new', desk: 'copy', prepare: onCopy('note.new') },
  { name: 'copy-versions', desk: 'copy', prepare: onCopy('copy.side.versions') },
  { name: 'copy-compare', desk: 'copy', prepare: compareCopy },
  { name: 'copy-find', desk: 'copy', prepare: onCopy('find.replace', 'copy.side.find') },
  { name: 'copy-people', desk: 'copy', prepare: onCopy('view.people') },
  { name: 'photo', desk: 'photo', prepare: poolTab(1) },
  { name: 'night', desk: 'night' },
  { name: 'proof', desk: 'proof', prepare: pullProof() },
  { name: 'proof-dummy', desk: 'proof', prepare: pullProof(1) },
  { name: 'proof-galley', desk: 'proof', prepare: pullProof(0) },
  { name: 'proof-none', desk: 'proof' },
  { name: 'proof-compare', desk: 'proof', prepare: compareProofs },
  { name: 'marks', desk: 'proof', prepare: markProof },
  { name: 'findings', desk: 'page', prepare: poolTab(2) },
  { name: 'repairs', desk: 'page', prepare: poolTab(3) },
  { name: 'palette', desk: 'page', prepare: (page) => page.keyboard.press('Control+k') },
]

/** Opens the window at `url` in a look and takes one shot of it. */
export async function shoot(browser: Browser, url: string, shot: Shot, look: Look, file: string): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    reducedMotion: 'reduce',
  })
  const settings = { theme: look.theme, language: look.language, desk: shot.desk }
  await context.addInitScript((kept) => localStorage.setItem('banmian.settings.1', kept), JSON.stringify(settings))
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && console.error(`${shot.name}: ${message.text()}`))
  page.on('pageerror', (error) => console.error(`${shot.name}: ${error.message}`))
  await page.goto(url)
  await settle(page)
  await shot.prepare?.(page)
  await settle(page)
  await page.screenshot({ path: file })
  await context.close()
}

/** Waits until the page is set, the faces are there and nothing moves. */
async function settle(page: Page): Promise<void> {
  await page.locator('main#centre').waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.locator('[data-setting]').waitFor({ state: 'detached', timeout: 20_000 })
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(600)
}

export const launch = (): Promise<Browser> => {
  const executablePath = findBrowser()
  if (executablePath === null)
    throw new Error('screenshots: no Chromium, Chrome or Edge was found; set CHROMIUM to one')
  return chromium.launch({
    executablePath,
    args: [...QUIET_FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}

const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['zh', 'en'] as const).map((language) => ({ theme, language, width: 1440, height: 900 })),
)

async function main(names: readonly string[]): Promise<void> {
  const folder = join(root, '.cache/screenshots')
  const work = mkdtempSync(join(tmpdir(), 'banmian-screens-'))
  mkdirSync(folder, { recursive: true })
  mkdirSync(join(root, 'docs'), { recursive: true })
  const file = join(work, 'sample.banmian')
  copyFileSync(await sampleIssue('yuntang'), file)
  const served = await serveIssue({ file })
  if (isFault(served)) throw new Error(`screenshots: ${served.code}`)
  const browser = await launch()
  try {
    for (const shot of SHOTS.filter(({ name }) => names.length === 0 || names.includes(name))) {
      for (const look of LOOKS) {
        await shoot(browser, served.url, shot, look, join(folder, `${shot.name}.${look.theme}.${look.language}.png`))
      }
    }
    if (names.length > 0) return
    const wide: Look = { theme: 'light', language: 'zh', width: 1920, height: 1080 }
    const picture = join(folder, 'readme.png')
    await shoot(browser, served.url, SHOTS[0]!, wide, picture)
    await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toFile(README_PICTURE)
  } finally {
    await browser.close()
    await served.close()
    rmSync(work, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2))
