/** BrowserWindow: what main says of its windows is kept; what it shows is a tab of the browser. */
import { EventEmitter, once } from 'node:events'
import { app, preventable } from './app.ts'
import { WebContents, type Preferences } from './contents.ts'

/** A tab may be closed while it is still opening; then there is nothing left to do. */
const ignoreClosed = (): void => {}

interface Options {
  readonly width?: number
  readonly height?: number
  readonly title?: string
  readonly show?: boolean
  readonly webPreferences: Preferences
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>()

  readonly webContents: WebContents
  #isVisible: boolean
  readonly #title: string
  readonly #size: { readonly width: number; readonly height: number }

  constructor({ width = 800, height = 600, title = '', show = true, webPreferences }: Options) {
    super()
    if (!webPreferences.contextIsolation || webPreferences.nodeIntegration || !webPreferences.sandbox)
      throw new Error('stand-in: only windows with contextIsolation and sandbox, and without nodeIntegration')
    this.#isVisible = show
    this.#title = title
    this.#size = { width, height }
    BrowserWindow.#all.add(this)
    this.webContents = new WebContents(webPreferences)
    app.emit('web-contents-created', {}, this.webContents)
    this.webContents.on('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('destroyed', () => this.#noteClosed())
    void this.webContents.ready.then((page) => page.setViewportSize({ width, height })).catch(ignoreClosed)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all]
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  show(): void {
    this.#isVisible = true
  }
  isVisible(): boolean {
    return this.#isVisible
  }
  isDestroyed(): boolean {
    return !BrowserWindow.#all.has(this)
  }
  /** A tab stands nowhere on a screen: it has the size that main gave it. */
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 0, y: 0, ...this.#size }
  }
  getTitle(): string {
    return this.#title
  }
  setRepresentedFilename(): void {}

  /** Asks main (`close` may be prevented) and then ends the tab; tells whether it will. */
  close(): boolean {
    const event = preventable()
    this.emit('close', event)
    if (!event.isPrevented) void this.webContents.ready.then((page) => page.close())
    return !event.isPrevented
  }

  /** Ends the tab, asking nobody. */
  destroy(): void {
    void this.webContents.ready.then((page) => page.close()).catch(ignoreClosed)
  }

  #noteClosed(): void {
    if (!BrowserWindow.#all.delete(this)) return
    this.emit('closed')
    if (BrowserWindow.#all.size === 0) app.noteAllClosed()
  }
}

app.closeWindows = async () => {
  const closing = BrowserWindow.getAllWindows().map((window) => {
    const closed = once(window, 'closed')
    return window.close() ? closed : null
  })
  if (closing.includes(null)) return false
  await Promise.all(closing)
  return true
}
