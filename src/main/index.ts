/** The Electron host's start: one instance, the issue files that it is asked to open, an orderly end. */
import { app, BrowserWindow, dialog } from 'electron'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import { sayMenu, type Locale } from '#words/menu.ts'
import { resourcesFolder } from '#office/shelf.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { registerScheme, serveRenderer } from './appProtocol.ts'
import { installMenu } from './menus.ts'
import { openIssueFiles, type OpenIssues } from './openIssues.ts'
import { guardPages } from './windows.ts'

const EXTENSION = 'banmian'
const here = import.meta.dirname

registerScheme()
app.enableSandbox()
if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  const asked = filesIn(process.argv)
  app.on('open-file', (event, file) => {
    event.preventDefault()
    asked.push(file)
  })
  await app.whenReady()
  const locale: Locale = app.getLocale().startsWith('zh') ? 'zh-CN' : 'en'
  const issues = openIssueFiles(openDeskOn)
  const open = (file: string): void => void openOrSay(issues, file, locale)
  guardPages()
  serveRenderer(join(here, '../renderer'))
  installMenu(
    locale,
    {
      open: () => void askAndOpen(open, locale),
      openSample: () => void sampleIssue(locale).then(open),
      openAnother: (window) => issues.openAnother(window),
    },
    process.platform === 'darwin',
  )
  app.on('second-instance', (_event, argv) => filesIn(argv).forEach(open))
  app.on('open-file', (_event, file) => open(file))
  endInOrder(issues)
  if (asked.length === 0) asked.push(await sampleIssue(locale))
  asked.forEach(open)
}

/** Issue files among a command line's words; a Chromium switch or a script is none. */
const filesIn = (argv: readonly string[]): string[] =>
  argv.slice(1).filter((word) => word.endsWith(`.${EXTENSION}`) && existsSync(word))

async function openOrSay(issues: OpenIssues, file: string, locale: Locale): Promise<void> {
  const refused = await issues.open(file)
  if (!refused) {
    app.addRecentDocument(file)
    return
  }
  say(refused, locale)
  if (BrowserWindow.getAllWindows().length === 0) app.quit()
}

function say(refused: Fault, locale: Locale): void {
  const { message, hint } = sayFault(refused, locale)
  dialog.showErrorBox(sayMenu('fileRefused', locale), `${message}\n${hint}`)
}

async function askAndOpen(open: (file: string) => void, locale: Locale): Promise<void> {
  const chosen = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: sayMenu('issueFiles', locale), extensions: [EXTENSION] }],
  })
  if (!chosen.canceled) chosen.filePaths.forEach(open)
}

/** Quitting waits for the desks to close their files. */
function endInOrder(issues: OpenIssues): void {
  let isEnding = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (isEnding) return
    isEnding = true
    event.preventDefault()
    void issues.closeAll().finally(() => app.exit(0))
  })
}

/** The sample paper in the user's own folder, made at the first use; the county weekly for a reader of English. */
async function sampleIssue(locale: Locale): Promise<string> {
  const name = locale === 'zh-CN' ? 'yuntang' : 'millhaven'
  const file = join(app.getPath('userData'), `${name}.${EXTENSION}`)
  if (existsSync(file)) return file
  await mkdir(app.getPath('userData'), { recursive: true })
  const refused = await makeSample(join(resourcesFolder(), 'samples', name), file)
  if (refused) say(refused, locale)
  return file
}
