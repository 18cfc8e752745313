/** Windows: what a page may not do is refused here, once, for every window. */
import { app, BrowserWindow, screen, session, shell, type Rectangle } from 'electron'
import { join } from 'node:path'
import { ORIGIN } from './appProtocol.ts'

/** Opens a window on the renderer, where it stood before if that is still on a screen; shown when it has something to show. */
export function openWindow(title: string, file: string, bounds: Rectangle | null = null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...(bounds && isOnScreen(bounds) ? bounds : {}),
    minWidth: 960,
    minHeight: 600,
    show: false,
    title,
    backgroundColor: '#e8e8ea',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  window.setRepresentedFilename(file)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${ORIGIN}/index.html`)
  return window
}

/** Whether the middle of a window's upper edge, by which it is moved, can be reached. */
function isOnScreen({ x, y, width }: Rectangle): boolean {
  const middle = x + width / 2
  return screen
    .getAllDisplays()
    .some(
      ({ workArea: area }) =>
        middle >= area.x && middle < area.x + area.width && y >= area.y && y < area.y + area.height,
    )
}

/** Refuses, for every page that is ever made: leaving our origin, new windows, permissions, web views. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }): void => {
      if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (/^(https|mailto):/.test(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}
