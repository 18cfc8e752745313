/** The Electron host's start: one instance, the issue files that it is asked to open, an orderly end. */
import { app, BrowserWindow, dialog, type Rectangle } from 'electron'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Fault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import { sayMenu, type Locale } from '#words/menu.ts'
import { resourcesFolder } from '#office/shelf.ts'
import { makeSample } from '#office/makeSample.ts'
import { openWindowDesk } from '#office/openDeskOn.ts'
import { registerScheme, serveRenderer, type ServedFile } from './appProtocol.ts'
import { installMenu } from './menus.ts'
import { openLastWindows } from './lastWindows.ts'
import { openIssueFiles, type OpenIssues } from './openIssues.ts'
import { openPrinter } from './printing.ts'
import { guardPages } from './windows.ts'

const EXTENSION = 'banmian'
const here = import.meta.dirname

async function start(): Promise<void> {
  const asked = filesIn(process.argv, process.cwd())
  // The system may name files before there is anything to open them with.
  let open = (file: string): void => void asked.push(file)
  app.on('open-file', (event, file) => {
    event.preventDefault()
    open(file)
  })
  app.on('second-instance', (_event, argv, folder) => filesIn(argv, folder).forEach((file) => open(file)))
  await app.whenReady()
  const locale: Locale = app.getLocale().startsWith('zh') ? 'zh-CN' : 'en'
  const memory = new Map<string, ServedFile>()
  const printer = openPrinter(memory)
  const last = openLastWindows()
  const issues = openIssueFiles((file) => openWindowDesk(file, printer), last.keep)
  open = (file) => void openOrSay(issues, file, locale)
  guardPages()
  serveRenderer(join(here, '../renderer'), memory)
  installMenu(
    locale,
    {
      open: () => void askAndOpen(open, locale),
      openSample: () => void openSample(issues, locale),
      openAnother: (window) => issues.openAnother(window),
    },
    process.platform === 'darwin',
  )
  endInOrder(issues)
  const left = last.left.filter(({ file }) => existsSync(file) && !asked.includes(file))
  for (const { file, bounds } of left) await openOrSay(issues, file, locale, bounds)
  if (asked.length + left.length === 0) await openSample(issues, locale)
  asked.forEach(open)
}

/** Issue files among a command line's words, as whole paths; a Chromium switch or a script is none. */
const filesIn = (argv: readonly string[], folder: string): string[] =>
  argv
    .slice(1)
    .filter((word) => word.endsWith(`.${EXTENSION}`))
    .map((word) => resolve(folder, word))
    .filter((file) => existsSync(file))

async function openOrSay(issues: OpenIssues, file: string, locale: Locale, bounds?: Rectangle): Promise<void> {
  const refused = await issues.open(file, bounds)
  if (refused) refuse(refused, locale)
  else app.addRecentDocument(file)
}

/** Says why; an application that shows nothing at all ends. */
function refuse(refused: Fault, locale: Locale): void {
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
async function openSample(issues: OpenIssues, locale: Locale): Promise<void> {
  const name = locale === 'zh-CN' ? 'yuntang' : 'millhaven'
  const folder = app.getPath('userData')
  const file = join(folder, `${name}.${EXTENSION}`)
  const refused = existsSync(file) ? null : await makeWhole(join(resourcesFolder(), 'samples', name), file)
  if (refused) refuse(refused, locale)
  else await openOrSay(issues, file, locale)
}

/** Makes the sample beside its place, so that one that was cut short is never taken for a whole one. */
async function makeWhole(source: string, file: string): Promise<Fault | null> {
  const folder = await mkdtemp(join(await madeFolder(dirname(file)), 'sample-'))
  try {
    const refused = await makeSample(source, join(folder, basename(file)))
    if (!refused) await rename(join(folder, basename(file)), file)
    return refused
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function madeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  return folder
}

registerScheme()
app.enableSandbox()
/**
 * V8 places what survives at first, as all lines of a new page do, among the old objects from then on; what each key then
 * throws away would wait there for a long collection. Without that, a collection between two keys takes 2-4 ms instead of
 * 20-30 (compose/RESEARCH.md, "Weak tables and old garbage").
 */
app.commandLine.appendSwitch('js-flags', '--no-allocation-site-pretenuring')
if (app.requestSingleInstanceLock()) void start()
else app.quit()
