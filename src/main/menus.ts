/** The application menu. Items that belong to the page are sent to its command registry; the rest are the window's own. */
import { Menu, type BaseWindow, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import { sayMenu, type Locale, type MenuWord } from '#words/menu.ts'

export interface MenuActs {
  open(): void
  openSample(): void
  openAnother(window: BrowserWindow): void
}

export function installMenu(locale: Locale, acts: MenuActs, isMac: boolean): void {
  const say = (word: MenuWord): string => sayMenu(word, locale)
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: say('file'), submenu: fileItems(say, acts, isMac) },
    { label: say('edit'), submenu: editItems(say) },
    {
      label: say('view'),
      submenu: [
        pageItem('palette', say('palette'), 'view.palette', 'CmdOrCtrl+K'),
        { role: 'togglefullscreen', label: say('fullScreen') },
      ],
    },
    { label: say('window'), role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

type Say = (word: MenuWord) => string

function fileItems(say: Say, acts: MenuActs, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    { id: 'open', label: say('open'), accelerator: 'CmdOrCtrl+O', click: () => acts.open() },
    { id: 'openSample', label: say('openSample'), click: () => acts.openSample() },
    {
      id: 'newWindow',
      label: say('newWindow'),
      accelerator: 'CmdOrCtrl+Shift+N',
      click: (_item, window) => window && acts.openAnother(window as BrowserWindow),
    },
    { type: 'separator' },
    pageItem('import', say('import'), 'file.import'),
    pageItem('press', say('press'), 'press.page', 'CmdOrCtrl+E'),
    pageItem('print', say('print'), 'proof.print', 'CmdOrCtrl+P'),
    { type: 'separator' },
    { role: 'close', label: say('close') },
    ...(isMac ? [] : [{ role: 'quit' as const, label: say('quit') }]),
  ]
}

/** Undo and redo are the page's: one history over text and geometry, which the native roles know nothing of. */
const editItems = (say: Say): MenuItemConstructorOptions[] => [
  pageItem('undo', say('undo'), 'edit.undo', 'CmdOrCtrl+Z'),
  pageItem('redo', say('redo'), 'edit.redo', 'CmdOrCtrl+Shift+Z'),
  { type: 'separator' },
  { role: 'cut', label: say('cut') },
  { role: 'copy', label: say('copy') },
  { role: 'paste', label: say('paste') },
  { role: 'selectAll', label: say('selectAll') },
]

/** The page handles its own keys, so the accelerator is shown and not registered. */
const pageItem = (id: string, label: string, command: string, key?: string): MenuItemConstructorOptions => ({
  id,
  label,
  ...(key ? { accelerator: key, registerAccelerator: false } : {}),
  click: (_item, window) => choose(window, command),
})

function choose(window: BaseWindow | undefined, command: string): void {
  const contents = (window as BrowserWindow | undefined)?.webContents
  contents?.send('wire', { kind: 'notice', name: 'commandChosen', body: { command } })
}
