/**
 * `npm start`: opens the sample issue (or the file that is named) in Electron where its runtime is installed or can be
 * fetched, else in this machine's browser as an application window, else serves it and prints the address.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isFault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import { findBrowser } from './browser.ts'
import { buildIfStale } from './build.ts'

const root = resolve(import.meta.dirname, '..')
const electron = join(root, 'node_modules/electron')

/** Electron's executable, where its runtime is on this machine; never `require('electron')`, which would download. */
function electronRuntime(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist')
  const named = join(electron, 'path.txt')
  const file = join(folder, existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron')
  return existsSync(file) ? file : null
}

/** Tries Electron's own installer once; quick where the network refuses. */
function fetchElectron(): string | null {
  const installer = join(electron, 'install.js')
  if (existsSync(installer)) spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: 300_000 })
  return electronRuntime()
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

const isRoot = (): boolean => process.getuid?.() === 0

function openElectron(runtime: string, file: string): void {
  const flags = isRoot() ? ['--no-sandbox'] : []
  spawn(runtime, [...flags, root, file], { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 0))
}

function openBrowser(browser: string, url: string): void {
  const profile = join(root, '.cache/browser')
  mkdirSync(profile, { recursive: true })
  const flags = [`--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--window-size=1440,900']
  spawn(browser, [...flags, ...(isRoot() ? ['--no-sandbox'] : [])], { stdio: 'ignore' }).on('exit', () =>
    process.exit(0),
  )
}

async function start(): Promise<void> {
  buildIfStale()
  const { sampleIssue } = await import('./samples.ts')
  const file = process.argv[2] ?? (await sampleIssue())
  const runtime = hasDisplay() ? (electronRuntime() ?? fetchElectron()) : null
  if (runtime) {
    openElectron(runtime, file)
    return
  }
  const { serveIssue } = await import('#loopback/serveIssue.ts')
  const served = await serveIssue({ file })
  if (isFault(served)) throw new Error(sayFault(served, 'en').message)
  const browser = hasDisplay() ? findBrowser() : null
  if (browser) openBrowser(browser, served.url)
  console.log(browser ? `Opened in ${browser}` : `Open this address in a browser of this machine:\n${served.url}`)
}

await start()
