/** The application object: its events, its folders, and quitting in Electron's order. */
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootBrowser, type BootedBrowser } from './browser.ts'
import { answerRoute } from './schemes.ts'

/** The folder of this run: the browser's profile and the user's data; whoever starts the stand-in removes it. */
const home = process.env['STANDIN_HOME'] ?? join(tmpdir(), `standin-${process.pid}`)

const booted: Promise<BootedBrowser> = bootBrowser(home).then(async (browser) => {
  await browser.context.route('**/*', answerRoute)
  return browser
})

/** The browser, once it runs. */
export const browserOf = (): Promise<BootedBrowser> => booted

export interface Preventable {
  isPrevented: boolean
  preventDefault(): void
}

/** An event that a listener may prevent. */
export const preventable = (): Preventable => ({
  isPrevented: false,
  preventDefault() {
    this.isPrevented = true
  },
})

class App extends EventEmitter {
  readonly isPackaged = false
  #isQuitting = false
  /** Closes every window; set by windows.ts, which knows them. Tells whether all of them closed. */
  closeWindows: () => Promise<boolean> = async () => true

  async whenReady(): Promise<void> {
    await booted
  }
  getLocale(): string {
    return process.env['STANDIN_LOCALE'] ?? 'zh-CN'
  }
  getPath(name: string): string {
    return join(home, name)
  }
  requestSingleInstanceLock(): boolean {
    return true
  }
  /** Switches of Chromium; the stand-in's browser is started without them. */
  readonly commandLine = { appendSwitch(_name: string, _value?: string): void {} }
  addRecentDocument(): void {}
  enableSandbox(): void {}

  /** before-quit, then the windows, then will-quit, which main may prevent to end things first. */
  quit(): void {
    if (this.#isQuitting) return
    this.#isQuitting = true
    void this.#quit().then((isGone) => void (this.#isQuitting = isGone))
  }

  async #quit(): Promise<boolean> {
    const before = preventable()
    this.emit('before-quit', before)
    if (before.isPrevented || !(await this.closeWindows())) return false
    const will = preventable()
    this.emit('will-quit', will)
    if (will.isPrevented) return false
    await this.exit(0)
    return true
  }

  /** Ends at once, asking nobody. */
  async exit(code = 0): Promise<void> {
    this.#isQuitting = true
    this.emit('quit', {}, code)
    await booted.then(
      (browser) => browser.end(),
      () => undefined,
    )
    process.exit(code)
  }

  /** Every window is gone: main decides, and where it does not listen the application ends. */
  noteAllClosed(): void {
    if (this.#isQuitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }
}

export const app = new App()
