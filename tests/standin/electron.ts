// Stand-in for the 'electron' module, main-process side, for tests where Electron's runtime is absent.
// BrowserWindow -> a page of Debian Chromium over CDP; preload runs in a real isolated world; see README gaps at the end.
import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type CDPSession, type Page, type Route } from 'playwright-core'
import { findBrowser, QUIET_FLAGS } from '../../scripts/browser.ts'
import { enc, dec, rendererSource } from './renderer.ts'
/* eslint-disable */
type Any = any
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms))
const profile = mkdtempSync(path.join(os.tmpdir(), 'standin-'))
const log: Any = {
  menu: null,
  dialogs: [],
  dialogQueue: [],
  opened: [],
  shown: [],
  permission: null,
  permissionCheck: null,
  childWindows: [],
}
let ctx: BrowserContext, proc: ReturnType<typeof spawn>
const schemes = new Map<string, Any>(),
  privileged = new Map<string, Any>()
const toWeb = (u: string) => {
  const m = /^([a-z][\w+.-]*):\/\/([^/]*)(.*)$/i.exec(u)
  return m && privileged.has(m[1]!) ? `https://${m[2]}.${m[1]}.standin${m[3] || '/'}` : u
}
const toApp = (u: string) => {
  const m = /^https:\/\/([^/]*)\.([\w+-]+)\.standin(.*)$/.exec(u)
  return m ? `${m[2]}://${m[1]}${m[3]}` : u
}
const pages = new Map<Page, WebContents>()
async function boot() {
  const browser = findBrowser()
  if (browser === null) throw new Error('the stand-in needs a browser')
  const flags = [...QUIET_FLAGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-startup-window']
  proc = spawn(browser, flags, { stdio: 'ignore' })
  const f = path.join(profile, 'DevToolsActivePort')
  for (let i = 0; i < 400 && !existsSync(f); i++) await sleep(25)
  await sleep(20)
  const endpoint = `http://127.0.0.1:${readFileSync(f, 'utf8').split('\n')[0]}`
  const b = await chromium.connectOverCDP(endpoint)
  ctx = b.contexts()[0]!
  await ctx.route('**/*', route)
  ctx.on('page', (p) => {
    void popup(p)
  })
  process.send?.({ endpoint })
}
async function route(r: Route) {
  const q = r.request(),
    url = toApp(q.url()),
    u = new URL(url)
  let wc: WebContents | undefined
  try {
    wc = pages.get(q.frame().page())
  } catch {
    await r.abort('aborted')
    return
  } // a popup's first request: it has no frame yet
  if (q.isNavigationRequest() && q.frame().parentFrame() === null && wc && wc.expect !== url) {
    let stop = false
    const ev = {
      preventDefault() {
        stop = true
      },
      url,
      get defaultPrevented() {
        return stop
      },
    }
    wc.emit('will-navigate', ev, url)
    if (stop) {
      await r.abort('aborted')
      return
    }
  }
  const h = schemes.get(u.protocol.slice(0, -1))
  if (!h) {
    if (u.protocol === 'data:' || u.protocol === 'blob:') return r.continue()
    return r.abort('internetdisconnected')
  } // tests are offline
  const res: Response = await h(
    new Request(url.replace(/^[\w+-]+:/, 'http:'), {
      method: q.method(),
      headers: await q.allHeaders(),
      body: q.postDataBuffer() as Any,
    } as Any),
    url,
  )
  await r.fulfill({
    status: res.status,
    headers: Object.fromEntries(res.headers),
    body: Buffer.from(await res.arrayBuffer()),
  })
}
let creating = 0
async function popup(p: Page) {
  // window.open / target=_blank: the decision is taken on CDP Page.windowOpen (see WebContents), here only the tab is closed
  if (creating > 0) {
    creating--
    return
  }
  await p.close().catch(() => {})
}
class WebContents extends EventEmitter {
  page!: Page
  cdp!: CDPSession
  ready: Promise<void>
  worlds = new Map<number, string>()
  top?: number
  openHandler: Any
  expect?: string
  static n = 0
  readonly id = ++WebContents.n
  session = session.defaultSession
  private q: Promise<unknown> = Promise.resolve()
  mainFrame: Any = { url: '', parent: null }
  win: BrowserWindow
  constructor(win: BrowserWindow, prefs: Any) {
    super()
    this.win = win
    if (prefs.contextIsolation === false || prefs.nodeIntegration === true || prefs.sandbox === false)
      throw new Error('stand-in: only contextIsolation+sandbox windows')
    app.emit('web-contents-created', {}, this)
    this.ready = booted.then(async () => {
      creating++
      this.page = await ctx.newPage()
      pages.set(this.page, this)
      this.cdp = await ctx.newCDPSession(this.page)
      this.cdp.on('Runtime.executionContextCreated', (e) => {
        const c = e.context as Any
        if (c.name === 'standin-preload') {
          this.worlds.set(c.id, c.auxData.frameId)
          if (c.auxData.frameId === this.topFrame) this.top = c.id
        }
      })
      this.cdp.on('Runtime.executionContextDestroyed', (e) => {
        this.worlds.delete(e.executionContextId)
        if (this.top === e.executionContextId) this.top = undefined as Any
      })
      this.cdp.on('Runtime.bindingCalled', (e) => {
        if (e.name === '__standin') void this.onIpc(e.executionContextId, dec(e.payload))
      })
      this.cdp.on('Page.windowOpen', (e) => {
        const d = this.openHandler?.({
          url: toApp(e.url),
          frameName: e.windowName,
          features: e.windowFeatures.join(','),
          disposition: 'foreground-tab',
          referrer: { url: this.getURL() },
        }) ?? { action: 'allow' }
        if (d.action === 'allow') log.childWindows.push(toApp(e.url))
      })
      await this.cdp.send('Page.enable')
      await this.cdp.send('Runtime.enable')
      this.topFrame = (await this.cdp.send('Page.getFrameTree')).frameTree.frame.id
      await this.cdp.send('Runtime.addBinding', { name: '__standin', executionContextName: 'standin-preload' })
      const nonce = Math.random().toString(36).slice(2)
      const [main, iso] = rendererSource(nonce, prefs.preload ? readFileSync(prefs.preload, 'utf8') : '')
      await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: main }) // listener first,
      await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: iso, worldName: 'standin-preload' }) // then preload
      this.page.on('close', () => {
        this.emit('destroyed')
        win._closed()
      })
      this.page.on('domcontentloaded', () => this.emit('dom-ready'))
      this.page.on('load', () => {
        this.emit('did-finish-load')
        win.emit('ready-to-show')
      })
      this.page.on('console', (m) => this.emit('console-message', { level: m.type(), message: m.text() }))
      this.page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
      if (win.opts.width) await this.page.setViewportSize({ width: win.opts.width, height: win.opts.height ?? 600 })
    })
  }
  topFrame = ''
  private async onIpc(cid: number, m: Any) {
    const frame =
      this.page.frames().find((f) => f === this.page.mainFrame() && this.worlds.get(cid) === this.topFrame) ??
      this.page.frames()[1]
    const event: Any = {
      sender: this,
      frameId: cid,
      processId: 1,
      senderFrame: {
        url: toApp(frame?.url() ?? ''),
        parent: this.worlds.get(cid) === this.topFrame ? null : this.mainFrame,
        origin: toApp(frame?.url() ?? ''),
      },
      reply: (ch: string, ...a: unknown[]) => this.send(ch, ...a),
    }
    if (m.t === 'send') {
      ipcMain.emit(m.ch, event, ...m.args)
      return
    }
    const h = ipcMain._h.get(m.ch)
    let out: Any
    try {
      if (!h) throw new Error(`No handler registered for '${m.ch}'`)
      out = { id: m.id, ok: structuredClone(await h(event, ...m.args)) }
    } catch (e: Any) {
      out = { id: m.id, err: `Error invoking remote method '${m.ch}': ${String(e)}` }
    }
    await this.deliver(cid, out)
  }
  private async deliver(cid: number | undefined, m: unknown) {
    if (cid !== undefined)
      await this.cdp
        .send('Runtime.evaluate', {
          contextId: cid,
          expression: `globalThis.__standinDeliver(${JSON.stringify(enc(m))})`,
        })
        .catch(() => {})
  }
  send(ch: string, ...args: unknown[]) {
    const c = structuredClone(args)
    this.q = this.q.then(() => this.ready).then(() => this.deliver(this.top, { ch, args: c }))
  }
  async loadURL(url: string) {
    await this.ready
    this.expect = url
    await this.page.goto(toWeb(url))
    this.mainFrame.url = url
  }
  getURL() {
    return toApp(this.page?.url() ?? '')
  }
  setWindowOpenHandler(f: Any) {
    this.openHandler = f
  }
  async executeJavaScript(s: string) {
    await this.ready
    return this.page.evaluate(s)
  }
  async printToPDF(o: Any = {}) {
    const S: Any = {
        A3: [11.69, 16.54],
        A4: [8.27, 11.69],
        A5: [5.83, 8.27],
        Letter: [8.5, 11],
        Legal: [8.5, 14],
        Tabloid: [11, 17],
      },
      z = typeof o.pageSize === 'object' ? [o.pageSize.width, o.pageSize.height] : S[o.pageSize ?? 'Letter'],
      g = o.margins ?? {}
    const r = await this.cdp.send('Page.printToPDF', {
      landscape: !!o.landscape,
      printBackground: !!o.printBackground,
      preferCSSPageSize: !!o.preferCSSPageSize,
      paperWidth: z[0],
      paperHeight: z[1],
      scale: o.scale ?? 1,
      pageRanges: o.pageRanges ?? '',
      marginTop: g.top ?? 0.4,
      marginBottom: g.bottom ?? 0.4,
      marginLeft: g.left ?? 0.4,
      marginRight: g.right ?? 0.4,
      displayHeaderFooter: !!o.displayHeaderFooter,
      ...(o.headerTemplate ? { headerTemplate: o.headerTemplate } : {}),
      ...(o.footerTemplate ? { footerTemplate: o.footerTemplate } : {}),
      generateTaggedPDF: !!o.generateTaggedPDF,
      generateDocumentOutline: !!o.generateDocumentOutline,
    })
    return Buffer.from(r.data, 'base64')
  }
  async capturePage() {
    const b = await this.page.screenshot()
    return { toPNG: () => b }
  }
  isDestroyed() {
    return this.page?.isClosed() ?? false
  }
  openDevTools() {}
  setZoomFactor() {}
  reload() {
    this.expect = this.getURL()
    return this.page.reload()
  }
}
export class BrowserWindow extends EventEmitter {
  static all = new Set<BrowserWindow>()
  static n = 0
  readonly id = ++BrowserWindow.n
  webContents: WebContents
  visible: boolean
  title = ''
  bounds: Any
  doc = { edited: false, file: '' }
  opts: Any
  constructor(opts: Any = {}) {
    super()
    this.opts = opts
    this.visible = opts.show !== false
    this.bounds = { x: 0, y: 0, width: opts.width ?? 800, height: opts.height ?? 600 }
    BrowserWindow.all.add(this)
    this.webContents = new WebContents(this, opts.webPreferences ?? {})
    app.emit('browser-window-created', {}, this)
  }
  static getAllWindows() {
    return [...BrowserWindow.all]
  }
  static getFocusedWindow() {
    return [...BrowserWindow.all].at(-1) ?? null
  }
  static fromWebContents(w: Any) {
    return [...BrowserWindow.all].find((b) => b.webContents === w) ?? null
  }
  loadURL(u: string) {
    return this.webContents.loadURL(u)
  }
  show() {
    this.visible = true
    this.emit('show')
  }
  hide() {
    this.visible = false
  }
  focus() {
    this.emit('focus')
  }
  isVisible() {
    return this.visible
  }
  isDestroyed() {
    return !BrowserWindow.all.has(this)
  }
  isMinimized() {
    return false
  }
  restore() {}
  maximize() {}
  isMaximized() {
    return false
  }
  setTitle(t: string) {
    this.title = t
  }
  getTitle() {
    return this.title
  }
  getBounds() {
    return this.bounds
  }
  setBounds(b: Any) {
    this.bounds = { ...this.bounds, ...b }
  }
  setDocumentEdited(b: boolean) {
    this.doc.edited = b
  }
  setRepresentedFilename(f: string) {
    this.doc.file = f
  }
  setProgressBar() {}
  setMenuBarVisibility() {}
  close() {
    let stop = false
    this.emit('close', {
      preventDefault() {
        stop = true
      },
    })
    if (!stop) void this.webContents.ready.then(() => this.webContents.page.close({ runBeforeUnload: true }))
  }
  destroy() {
    void this.webContents.ready.then(() => this.webContents.page.close())
  }
  _closed() {
    if (BrowserWindow.all.delete(this)) {
      this.emit('closed')
      if (BrowserWindow.all.size === 0) {
        if (app.listenerCount('window-all-closed')) app.emit('window-all-closed')
        else app.quit()
      }
    }
  }
}
class Main extends EventEmitter {
  _h = new Map<string, Any>()
  handle(c: string, f: Any) {
    if (this._h.has(c)) throw new Error(`Attempted to register a second handler for '${c}'`)
    this._h.set(c, f)
  }
  removeHandler(c: string) {
    this._h.delete(c)
  }
}
export const ipcMain = new Main()
class App extends EventEmitter {
  isPackaged = false
  name = 'standin'
  paths: Any = {}
  recent: string[] = []
  commandLine = { appendSwitch() {}, hasSwitch: () => false }
  quitting = false
  whenReady() {
    return booted
  }
  isReady() {
    return true
  }
  getVersion() {
    return '0.0.0'
  }
  getName() {
    return this.name
  }
  setName(n: string) {
    this.name = n
  }
  getLocale() {
    return process.env.STANDIN_LOCALE ?? 'zh-CN'
  }
  getAppPath() {
    return process.cwd()
  }
  setAppUserModelId() {}
  getPath(k: string) {
    return this.paths[k] ?? path.join(process.env.STANDIN_HOME ?? profile, k)
  }
  setPath(k: string, v: string) {
    this.paths[k] = v
  }
  requestSingleInstanceLock() {
    return true
  }
  addRecentDocument(f: string) {
    this.recent.push(f)
  }
  clearRecentDocuments() {
    this.recent = []
  }
  setAsDefaultProtocolClient() {
    return true
  }
  enableSandbox() {}
  quit() {
    if (this.quitting) return
    let stop = false
    const ev = {
      preventDefault() {
        stop = true
      },
    }
    this.emit('before-quit', ev)
    if (stop) return
    this.quitting = true
    this.emit('will-quit', ev)
    void this.exit(0)
  }
  async exit(c = 0) {
    this.emit('quit', {}, c)
    proc?.kill('SIGKILL')
    await sleep(50)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    process.exit(c)
  }
}
export const app = new App()
const ses: Any = {
  setPermissionRequestHandler: (f: Any) => {
    log.permission = f
  },
  setPermissionCheckHandler: (f: Any) => {
    log.permissionCheck = f
  },
  webRequest: { onBeforeRequest() {}, onHeadersReceived() {} },
  setSpellCheckerLanguages(l: string[]) {
    log.spell = l
  },
  availableSpellCheckerLanguages: ['en-US', 'en-GB'],
  on() {},
  clearCache: async () => {},
  setCertificateVerifyProc() {},
}
export const session: Any = { defaultSession: ses, fromPartition: () => ses }
export const protocol = {
  registerSchemesAsPrivileged(l: Any[]) {
    for (const s of l) privileged.set(s.scheme, s.privileges)
  },
  handle(s: string, f: (r: Request) => Any) {
    schemes.set(s, (q: Request, url: string) =>
      f(
        new Proxy(q, {
          get: (t, k) => (k === 'url' ? url : ((v) => (typeof v === 'function' ? v.bind(t) : v))((t as Any)[k])),
        }),
      ),
    )
  },
  unhandle(s: string) {
    schemes.delete(s)
  },
  isProtocolHandled: (s: string) => schemes.has(s),
}
ses.protocol = protocol
const ask =
  (kind: string, none: Any) =>
  async (...a: Any[]) => {
    const o = a.at(-1)
    log.dialogs.push({ kind, options: o })
    const i = log.dialogQueue.findIndex((d: Any) => d.kind === kind)
    if (i < 0) return none
    return log.dialogQueue.splice(i, 1)[0].result
  }
export const dialog = {
  showOpenDialog: ask('open', { canceled: true, filePaths: [] }),
  showSaveDialog: ask('save', { canceled: true, filePath: '' }),
  showMessageBox: ask('message', { response: 0, checkboxChecked: false }),
  showErrorBox: (t: string, c: string) => {
    log.dialogs.push({ kind: 'error', options: { title: t, content: c } })
  },
}
export class MenuItem {
  constructor(o: Any) {
    Object.assign(this, { enabled: true, visible: true, checked: false, type: o.submenu ? 'submenu' : 'normal' }, o)
    if (o.submenu && !(o.submenu instanceof Menu)) (this as Any).submenu = Menu.buildFromTemplate(o.submenu)
  }
}
export class Menu {
  items: Any[] = []
  append(i: Any) {
    this.items.push(i)
  }
  popup() {
    log.shown.push(this)
  }
  static buildFromTemplate(t: Any[]) {
    const m = new Menu()
    for (const x of t) m.append(x instanceof MenuItem ? x : new MenuItem(x))
    return m
  }
  static setApplicationMenu(m: Any) {
    log.menu = m
  }
  static getApplicationMenu() {
    return log.menu
  }
  getMenuItemById(id: string): Any {
    for (const i of this.items) {
      if (i.id === id) return i
      const s = i.submenu?.getMenuItemById(id)
      if (s) return s
    }
    return null
  }
}
export const shell = {
  openExternal: async (u: string) => {
    log.opened.push(u)
  },
  openPath: async (p: string) => {
    log.opened.push(p)
    return ''
  },
  showItemInFolder: (p: string) => {
    log.opened.push(p)
  },
  trashItem: async (p: string) => {
    log.opened.push('trash:' + p)
  },
}
export const nativeTheme: Any = Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' })
let clip = ''
export const clipboard = {
  readText: () => clip,
  writeText: (t: string) => {
    clip = t
  },
}
export const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (s: string) => Buffer.from('enc:' + s),
  decryptString: (b: Buffer) => b.toString().slice(4),
}
export const screen: Any = {
  getPrimaryDisplay: () => ({ workAreaSize: { width: 1920, height: 1080 }, scaleFactor: 1 }),
  getAllDisplays: () => [screen.getPrimaryDisplay()],
}
export const powerMonitor: Any = new EventEmitter(),
  crashReporter = { start() {} }
export class Notification extends EventEmitter {
  o: Any
  constructor(o: Any) {
    super()
    this.o = o
  }
  show() {
    log.shown.push(this.o)
  }
  static isSupported() {
    return true
  }
}
const booted = boot()
const self = {
  app,
  BrowserWindow,
  ipcMain,
  session,
  protocol,
  dialog,
  Menu,
  shell,
  nativeTheme,
  clipboard,
  safeStorage,
  screen,
  log,
}
process.on('message', async (m: Any) => {
  // playwright-like evaluate(): runs in this (main) process
  try {
    process.send?.({ id: m.id, ok: (await (0, eval)(`(${m.fn})`)(self, m.arg)) ?? null })
  } catch (e: Any) {
    process.send?.({ id: m.id, err: String(e?.stack ?? e) })
  }
})
process.on('exit', () => {
  proc?.kill('SIGKILL')
}) // a crashed main must not leave its browser behind
process.on('disconnect', () => {
  void app.exit(0)
})
export default self
