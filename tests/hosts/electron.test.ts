import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StorySummary } from '#contract/requests.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { POLICY } from '#office/pageFiles.ts'
import { findBrowser } from '../../scripts/browser.ts'
import { buildIfStale } from '../../scripts/build.ts'
import { ask, lacks } from '../press/tools.ts'
import { launchApp, runtime, type AppHandle } from '../standin/launch.ts'
import { granted, openRoom, type Room } from './issues.ts'
import { storyLog } from './stories.ts'

/** The built main and preload bundles, driven: in real Electron where its runtime is here, else in the stand-in. */
const host = runtime
  ? 'in Electron'
  : findBrowser()
    ? 'in the stand-in; skipped: no Electron runtime'
    : 'skipped: no browser'

/** Faces of 100 MB go through the stand-in before a window's first answers. */
const SOON = { timeout: 20_000 }

/** Another main bundle, to try whether a test notices that a guard is gone. */
const main = process.env['BANMIAN_MAIN']

describe.skipIf(!runtime && findBrowser() === null)(`the Electron host (${host})`, () => {
  let room: Room
  let app: AppHandle
  let page: Page
  let file: string

  beforeAll(async () => {
    if (main === undefined) buildIfStale()
    room = openRoom()
    file = await room.sample('yuntang', 'first.banmian')
    app = await launchApp({ home: room.inside('home'), args: [file], ...(main === undefined ? {} : { main }) })
    page = await app.firstPage()
    page.setDefaultTimeout(20_000)
    await page.locator('[role=listitem] [data-row-focus]').first().waitFor({ timeout: 60_000 })
  }, 120_000)
  afterAll(async () => {
    await app?.close()
    room?.close()
  })

  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  /** Sends a message to the first window's wire as if `frame` had sent it; whether the desk answered it. */
  const isHeard = (frame: { url: string; parent: object | null } | null, name: unknown = 'describeIssue') =>
    app.evaluate(
      async ({ BrowserWindow }, { frame, name }) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents
        const id = Math.floor(Math.random() * 1e9)
        const send = contents.send
        const answered = new Promise<boolean>((resolve) => {
          contents.send = (channel: string, message: { id?: number }) => {
            if (message.id === id) resolve(true)
            else send.call(contents, channel, message)
          }
          setTimeout(() => resolve(false), 400)
        })
        contents.ipc.emit('wire', { senderFrame: frame }, { kind: 'request', id, name, body: {} })
        return answered.finally(() => (contents.send = send))
      },
      { frame, name },
    )

  test('opens the issue file of its command line, in one window that bears its path', async () => {
    expect(await windows()).toBe(1)
    const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())
    expect(runtime ? file : title).toBe(file)
    expect(await page.locator('[role=listitem]').count()).toBeGreaterThan(3)
  })

  test('shows the window only when it has something to show', async () => {
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())).toBe(true)
  })

  const click = (id: string) =>
    app.evaluate(({ BrowserWindow, Menu }, id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id)
      item?.click(item, BrowserWindow.getAllWindows()[0], {})
    }, id)

  test('what is typed reaches the log in the file, and another window on the same issue', async () => {
    await page.locator('[role=listitem] [data-row-focus]').first().click()
    await page.locator('.line-paragraph').first().click()
    await page.keyboard.insertText('甲乙丙丁')
    await expect.poll(() => page.locator('header [role=status]').getAttribute('data-state'), SOON).toBe('saved')
    const story = await page.evaluate(() => window.banmianSession?.selection.get().story ?? null)
    expect(await storyLog(file, story!)).toContain('甲乙丙丁')

    await click('newWindow')
    await expect.poll(windows, SOON).toBe(2)
    await expect.poll(() => app.pages().length, SOON).toBe(2)
    const second = app.pages()[1]!
    await second.waitForFunction(() => window.banmianSession !== undefined)
    await second.evaluate((story) => void window.banmianSession!.stories.open(story), story!)
    const copy = () =>
      second.evaluate(
        (story) => JSON.stringify(window.banmianSession?.stories.maybeOpen(story)?.state.doc.toJSON() ?? null),
        story!,
      )
    await expect.poll(copy, SOON).toContain('甲乙丙丁')
    await second.close()
    await expect.poll(windows, SOON).toBe(1)
  }, 60_000)

  test.skipIf(runtime !== null || lacks('pdfinfo'))(
    'prints a proof at its true size from a window of its own, which then is gone',
    async () => {
      const before = await windows()
      const order = { kind: 'dummy', page: 1, story: null, paper: 'a4', stage: null, zone: 0, job: 'print' } as const
      const print = (): Promise<unknown> =>
        page.evaluate((order) => window.banmianSession!.desk.call('printSheets', order), order)
      expect(await print()).toEqual({ isPrinted: true })
      const printed = await app.evaluate(
        (electron) => (electron as unknown as { printed: { options: object; pdf: string }[] }).printed,
      )
      expect(printed.map(({ options }) => options)).toMatchObject([{ pageSize: { width: 210_000, height: 297_000 } }])
      const paper = ask('pdfinfo', Buffer.from(printed[0]!.pdf, 'base64'), ['FILE'])
      expect(paper).toMatch(/Pages:\s+1\n/)
      expect(paper).toMatch(/Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)? pts/)
      await expect.poll(windows, SOON).toBe(before)
      await app.evaluate((electron) => {
        Object.assign((electron as unknown as { printer: object }).printer, { answer: 'Print job canceled' })
      })
      expect(await print()).toEqual({ isPrinted: false })
      await app.evaluate((electron) => {
        Object.assign((electron as unknown as { printer: object }).printer, { answer: 'no paper' })
      })
      expect(await print()).toMatchObject({ code: 'printer.refused', where: { problem: 'no paper' } })
      await expect.poll(windows, SOON).toBe(before)
    },
    120_000,
  )

  test('gives the page one frozen wire, and neither Node nor Electron', async () => {
    const seen = await page.evaluate(() => ({
      keys: Object.keys(window.banmianWire ?? {}).toSorted(),
      isFrozen: Object.isFrozen(window.banmianWire),
      isFixed: !Reflect.set(window, 'banmianWire', null) && window.banmianWire !== null,
      foreign: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }))
    expect(seen).toEqual({ keys: ['onClose', 'onMessage', 'send'], isFrozen: true, isFixed: true, foreign: [] })
  })

  test('hands a listener of the page the message alone, no event and no sender', async () => {
    const counted = page.evaluate(
      () => new Promise<number>((resolve) => window.banmianWire?.onMessage((...all) => resolve(all.length))),
    )
    await page.evaluate(() =>
      window.banmianWire?.send({ kind: 'request', id: 900_001, name: 'describeIssue', body: {} }),
    )
    expect(await counted).toBe(1)
  })

  test('runs the page in a sandbox, isolated, without Node', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const { sandbox, contextIsolation, nodeIntegration } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  })

  test('hears the top frame of its own page', async () => {
    expect(await isHeard({ url: 'banmian://desk/index.html', parent: null })).toBe(true)
  })

  test.each([
    ['a frame within the page', { url: 'banmian://desk/index.html', parent: {} }],
    ['a page of another site', { url: 'https://example.com/', parent: null }],
    ['another host of the scheme', { url: 'banmian://other/index.html', parent: null }],
    ['a host whose name begins like ours', { url: 'banmian://desk.example.com/', parent: null }],
    ['a frame that is gone', null],
  ])('does not hear %s', async (_who, frame) => {
    expect(await isHeard(frame)).toBe(false)
  })

  test('does not hear a request without a name', async () => {
    expect(await isHeard({ url: 'banmian://desk/index.html', parent: null }, 5)).toBe(false)
  })

  test.each(['https://example.com/', 'file:///etc/hosts', 'banmian://other/'])(
    'refuses that a page goes to %s',
    async (url) => {
      const here = page.url()
      const isPrevented = await app.evaluate(({ BrowserWindow }, url) => {
        const event = { url, isPrevented: false, preventDefault: () => void (event.isPrevented = true) }
        BrowserWindow.getAllWindows()[0]!.webContents.emit('will-frame-navigate', event)
        return event.isPrevented
      }, url)
      expect(isPrevented).toBe(true)
      await page.evaluate((url) => void (location.href = url), url)
      await page.waitForTimeout(200)
      expect(page.url()).toBe(here)
    },
  )

  test('stays when a server sends it elsewhere', async () => {
    const isPrevented = await app.evaluate(({ BrowserWindow }) => {
      const event = {
        url: 'https://example.com/',
        isPrevented: false,
        preventDefault: () => void (event.isPrevented = true),
      }
      BrowserWindow.getAllWindows()[0]!.webContents.emit('will-redirect', event)
      return event.isPrevented
    })
    expect(isPrevented).toBe(true)
  })

  test('opens no window for a page; a link to the web goes to the system’s browser, any other nowhere', async () => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = async (url) => void opened.push(url)
    })
    const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
    await page.evaluate(() => {
      window.open('file:///etc/hosts')
      window.open('https://example.com/story', '_blank', 'noopener')
    })
    await expect.poll(opened, SOON).toEqual(['https://example.com/story'])
    // Time for a pop-up that was allowed to come, and for one that was refused to go.
    await page.waitForTimeout(700)
    expect(app.pages()).toHaveLength(1)
    expect(await windows()).toBe(1)
  })

  test('runs no inline script, no inline handler and no text as code', async () => {
    const ran = await page.evaluate(async () => {
      const marks = window as unknown as Record<string, unknown>
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.head.append(script)
      const picture = document.createElement('div')
      picture.innerHTML = '<img src="data:," onerror="window.handlerRan = true">'
      document.body.append(picture)
      // Out of the debugger's own call, which the policy does not bind.
      await new Promise((next) =>
        setTimeout(() => {
          try {
            marks['evalRan'] = (0, eval)('true')
          } catch {
            marks['evalRefused'] = true
          }
          setTimeout(next, 200)
        }),
      )
      script.remove()
      picture.remove()
      return ['inlineRan', 'handlerRan', 'evalRan', 'evalRefused'].filter((name) => name in marks)
    })
    expect(ran).toEqual(['evalRefused'])
  })

  test('serves its pages with the policy of every host', async () => {
    const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'))
    expect(policy).toBe(POLICY)
    expect(POLICY).not.toMatch(/unsafe-(inline|eval')(?<!wasm-unsafe-eval')/)
  })

  test.each([
    ['/..%2f..%2fpackage.json', 403],
    ['/%2e%2e%2f%2e%2e%2fpackage.json', 403],
    ['/assets%2f..%2f..%2f..%2fpackage.json', 403],
    ['/..%2frenderer-other/x', 403],
    ['/%00', 403],
    ['/nothing.js', 404],
    ['/index.html', 200],
  ])('answers %s with %i', async (path, status) => {
    expect(await page.evaluate(async (path) => (await fetch(path)).status, path)).toBe(status)
  })

  test('serves nothing under another host name', async () => {
    const status = await app.evaluate(async ({ net }) => (await net.fetch('banmian://other/index.html')).status)
    expect(status).toBe(403)
  })

  test.each(['geolocation', 'notifications', 'camera', 'microphone'])('denies the page %s', async (name) => {
    const state = await page.evaluate(
      async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      name,
    )
    expect(state).not.toBe('granted')
  })

  /** Clicks an item of the menu; the command that the page was told of. */
  const choose = async (id: string) => {
    await page.evaluate(() => {
      const chosen = new Promise<string>((resolve) => {
        const stop = window.banmianWire?.onMessage((message) => {
          if (message.kind !== 'notice' || message.name !== 'commandChosen') return
          stop?.()
          resolve((message.body as { command: string }).command)
        })
      })
      Object.assign(window, { chosen })
    })
    await click(id)
    return page.evaluate(() => (window as unknown as { chosen: Promise<string> }).chosen)
  }

  test.each([
    ['palette', 'view.palette'],
    ['undo', 'edit.undo'],
    ['redo', 'edit.redo'],
    ['import', 'file.import'],
    ['press', 'press.page'],
  ])('tells the page that the menu chose %s, which the page knows as %s', async (id, command) => {
    // What a command does is the window's own matter; here none runs.
    await page.evaluate(() => {
      const { commands } = window.banmianSession!
      Object.assign(window, { run: commands.run })
      Object.assign(commands, { run: () => true })
    })
    expect(await choose(id)).toBe(command)
    await page.evaluate(() => {
      const { run } = window as unknown as { run: unknown }
      Object.assign(window.banmianSession!.commands, { run })
    })
    const isKnown = await page.evaluate(
      (command) => window.banmianSession!.commands.maybeCommand(command) !== null,
      command,
    )
    expect(isKnown).toBe(true)
  })

  test('a file that the system names opens in a window of its own, and again once it was closed', async () => {
    const other = await room.sample('millhaven', 'second.banmian')
    const openFile = () =>
      app.evaluate(({ app }, other) => void app.emit('open-file', { preventDefault() {} }, other), other)
    for (const _time of [1, 2]) {
      await openFile()
      await expect.poll(() => app.pages().length, SOON).toBe(2)
      const second = app.pages()[1]!
      await expect.poll(() => second.title(), SOON).toContain('2')
      const stories = await second.evaluate(() => window.banmianSession?.issue.stories.get() ?? [])
      expect((stories as StorySummary[]).every(({ lang }) => lang === 'en')).toBe(true)
      await second.close()
    }
    await expect.poll(windows, SOON).toBe(1)
  })

  test('a second start hands its files over, by paths of its own folder', async () => {
    await room.sample('yuntang', 'third.banmian')
    await app.evaluate(
      ({ app }, folder) =>
        void app.emit('second-instance', {}, ['banmian', '--flag', 'third.banmian', 'no.banmian'], folder),
      room.folder,
    )
    await expect.poll(windows, SOON).toBe(2)
    await expect.poll(() => app.pages().length, SOON).toBe(2)
    const third = app.pages()[1]!
    await third.waitForFunction(() => window.banmianSession !== undefined)
    await third.close()
    await expect.poll(windows, SOON).toBe(1)
  })

  test('a file that is no issue is refused in a dialog, in words, and stays as it was', async () => {
    const bad = join(room.folder, 'bad.banmian')
    writeFileSync(bad, 'no issue at all\n'.repeat(300))
    const before = readFileSync(bad)
    await app.evaluate(({ dialog }) => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      dialog.showErrorBox = (title, content) => void said.push(title, content)
    })
    await app.evaluate(({ app }, bad) => void app.emit('open-file', { preventDefault() {} }, bad), bad)
    const said = () => app.evaluate(() => (globalThis as unknown as { said: string[] }).said)
    await expect.poll(said, SOON).toHaveLength(2)
    const [title = '', content = ''] = await said()
    expect(title.length).toBeGreaterThan(3)
    expect(content).not.toMatch(/file\.notIssue|undefined|\[object/)
    expect(content.split('\n').length).toBeGreaterThan(1)
    expect(readFileSync(bad)).toEqual(before)
    expect(await windows()).toBe(1)
  })

  test('quitting closes the desks first: the file is free, whole, and holds every word', async () => {
    const story = await page.evaluate(() => window.banmianSession?.selection.get().story ?? null)
    const gone = new Promise<number | null>((resolve) => app.process.once('exit', resolve))
    await app.evaluate(({ app }) => app.quit()).catch(() => undefined)
    expect(await gone).toBe(0)
    expect(existsSync(`${file}-wal`)).toBe(false)
    const desk = granted(await openDeskOn(file))
    await desk.close()
    expect(await storyLog(file, story!)).toContain('甲乙丙丁')
  })
})

describe.skipIf(!runtime && findBrowser() === null)(`the Electron host after a crash (${host})`, () => {
  const room = openRoom()
  afterAll(() => room.close())

  const open = async (args: readonly string[]): Promise<{ app: AppHandle; page: Page }> => {
    const app = await launchApp({ home: room.inside('home'), args, ...(main === undefined ? {} : { main }) })
    const page = await app.firstPage()
    await page.locator('[role=listitem] [data-row-focus]').first().waitFor({ timeout: 60_000 })
    return { app, page }
  }
  const fileOf = (app: AppHandle): Promise<string> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())

  test('opens the files that were open, and the sample after an orderly end', async () => {
    if (main === undefined) buildIfStale()
    const file = await room.sample('millhaven', 'open.banmian')
    const first = await open([file])
    first.app.process.kill('SIGKILL')
    await first.app.close().catch(() => undefined)
    const second = await open([])
    if (!runtime) expect(await fileOf(second.app)).toBe(file)
    const kept = join(await second.app.evaluate(({ app }) => app.getPath('userData')), 'windows.json')
    expect(readFileSync(kept, 'utf8')).toContain('open.banmian')
    await second.app.evaluate(({ app }) => app.quit())
    await expect.poll(() => readFileSync(kept, 'utf8'), SOON).toBe('[]')
    await second.app.close().catch(() => undefined)
  }, 120_000)
})
