/** WebContents: one tab of the browser, its preload in a real isolated world, and the messages between it and main. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright-core'
import { preventable } from './app.ts'
import { makeCodec } from './codec.ts'
import { settlePermissions } from './permissions.ts'
import { printed, printer, type PrintOptions } from './printer.ts'
import { toApp, toWeb } from './schemes.ts'
import { decidePopup, newTab } from './tabs.ts'
import { worldScripts } from './worlds.ts'

const WORLD = 'standin-preload'
const BINDING = 'standinPost'
const codec = makeCodec()

export interface Preferences {
  /** A window that only shows something has none. */
  readonly preload?: string
  readonly sandbox: boolean
  readonly contextIsolation: boolean
  readonly nodeIntegration: boolean
}

type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: 'deny' | 'allow' }

export class WebContents extends EventEmitter {
  /** Hears this window alone. */
  readonly ipc = new EventEmitter()
  readonly ready: Promise<Page>
  readonly #preferences: Preferences
  #page: Page | null = null
  #cdp: CDPSession | null = null
  /** The preload's world in the top frame; null between two documents. */
  #world: number | null = null
  #outgoing: Promise<unknown> = Promise.resolve()
  #mayOpen: WindowOpenHandler = () => ({ action: 'allow' })
  /** Where main itself sends the page: not a navigation of the page's own. */
  #loading = ''

  constructor(preferences: Preferences) {
    super()
    this.#preferences = preferences
    this.ready = this.#open()
  }

  async #open(): Promise<Page> {
    const page = await newTab()
    this.#page = page
    this.#cdp = await page.context().newCDPSession(page)
    await page.route('**/*', async (route) => {
      const request = route.request()
      const isTop = request.isNavigationRequest() && request.frame() === page.mainFrame()
      if (isTop && this.#isRefused(toApp(request.url()))) await route.abort('aborted')
      else await route.fallback()
    })
    page.on('close', () => this.emit('destroyed'))
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    page.on('load', () => this.emit('did-finish-load'))
    await this.#hear(this.#cdp)
    if (this.#preferences.preload !== undefined) await this.#injectWorlds(this.#cdp, this.#preferences.preload)
    return page
  }

  /** Whether main prevents a navigation of the top frame. */
  #isRefused(url: string): boolean {
    if (url === this.#loading) return false
    const event = { ...preventable(), url, isMainFrame: true, isSameDocument: false }
    this.emit('will-frame-navigate', event)
    this.emit('will-navigate', event, url)
    return event.isPrevented
  }

  async #hear(cdp: CDPSession): Promise<void> {
    const { frameTree } = await cdp.send('Page.getFrameTree')
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId: string }
      if (context.name === WORLD && frameId === frameTree.frame.id) this.#world = context.id
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (this.#world === executionContextId) this.#world = null
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) this.#receive(payload)
    })
    cdp.on('Page.windowOpen', ({ url }) => decidePopup(this.#mayOpen({ url: toApp(url) }).action === 'allow'))
    await cdp.send('Runtime.enable')
    await cdp.send('Page.enable')
  }

  async #injectWorlds(cdp: CDPSession, preload: string): Promise<void> {
    const scripts = worldScripts(readFileSync(preload, 'utf8'))
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName: WORLD })
  }

  #receive(payload: string): void {
    const { channel, args } = codec.decode(payload) as { channel: string; args: unknown[] }
    const senderFrame = { url: this.getURL(), parent: null }
    this.ipc.emit(channel, { sender: this, senderFrame }, ...args)
  }

  send(channel: string, ...args: unknown[]): void {
    const text = codec.encode({ channel, args })
    this.#outgoing = this.#outgoing.then(() => this.ready).then(() => this.#deliver(text))
  }

  async #deliver(text: string): Promise<void> {
    if (this.#world === null) return
    const call = { functionDeclaration: '(text) => standinDeliver(text)', executionContextId: this.#world }
    await this.#cdp?.send('Runtime.callFunctionOn', { ...call, arguments: [{ value: text }] }).catch(() => undefined)
  }

  reload(): void {
    void this.ready.then((page) => page.reload()).catch(() => undefined)
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.ready
    await settlePermissions(page.context(), new URL(toWeb(url)).origin)
    this.#loading = url
    // Electron only warns where a window is closed while it loads.
    await page.goto(toWeb(url)).catch((error: unknown) => {
      if (!page.isClosed()) throw error
    })
    this.#loading = ''
  }

  /** No dialog: the paper is a PDF that a test reads from `printed`; `printer.answer` is what the user did. */
  print(options: PrintOptions, done: (isDone: boolean, problem: string) => void): void {
    const { answer } = printer
    if (answer !== 'printed') return done(false, answer)
    void this.#cdp?.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }).then(
      ({ data }) => {
        printed.push({ options, pdf: data })
        done(true, '')
      },
      (problem: unknown) => done(false, String(problem)),
    )
  }

  getURL(): string {
    return toApp(this.#page?.url() ?? '')
  }
  isDestroyed(): boolean {
    return this.#page?.isClosed() ?? false
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#mayOpen = handler
  }
  getLastWebPreferences(): Preferences {
    return this.#preferences
  }
}
