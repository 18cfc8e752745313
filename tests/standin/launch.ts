/**
 * launchApp(): real Electron through playwright's `_electron` where the runtime is installed, the stand-in elsewhere; one
 * spec serves both.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron, chromium, type Page } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')
const electron = join(root, 'node_modules/electron')

/** Electron's executable where its runtime is on this machine; never `require('electron')`, which would download. */
function findRuntime(): string | null {
  const named = join(electron, 'path.txt')
  const executable = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron'
  const file = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist'), executable)
  return existsSync(file) ? file : null
}
export const runtime = findRuntime()

/** The main process's module, of either kind. */
export type Electron = typeof import('electron')

export interface AppHandle {
  readonly kind: 'electron' | 'standin'
  readonly process: ChildProcess
  /** The pages that are open now, pop-ups among them. */
  pages(): readonly Page[]
  firstPage(): Promise<Page>
  /** Runs a function in the main process, with the electron module; it names nothing outside itself. */
  evaluate<R, A = undefined>(act: (electron: Electron, argument: A) => R, argument?: A): Promise<Awaited<R>>
  /** Ends it, also where the application would not. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** A folder of this run, for profile and user data; the caller removes it. */
  readonly home: string
  /** The built main bundle. */
  readonly main?: string
  /** What follows it on the command line. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built main bundle. */
export const launchApp = (options: LaunchOptions): Promise<AppHandle> =>
  runtime ? launchElectron(runtime, options) : launchStandin(options)

const bundle = join(root, 'out/main/index.js')

async function launchElectron(
  executablePath: string,
  { home, main = bundle, args = [] }: LaunchOptions,
): Promise<AppHandle> {
  const flags = [`--user-data-dir=${home}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const app = await _electron.launch({ executablePath, args: [main, ...flags, ...args] })
  return {
    kind: 'electron',
    process: app.process(),
    pages: () => app.windows(),
    firstPage: () => app.firstWindow(),
    evaluate: (act, argument) => app.evaluate(act as never, argument as never),
    close: () => app.close(),
  }
}

async function launchStandin({ home, main = bundle, args = [], env = {} }: LaunchOptions): Promise<AppHandle> {
  const child = fork(main, [...args], {
    execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
    env: { ...process.env, STANDIN_HOME: home, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const line = talkTo(child)
  const browser = await chromium.connectOverCDP(await line.endpoint)
  const context = browser.contexts()[0]
  if (!context) throw new Error('the stand-in has no browser context')
  return {
    kind: 'standin',
    process: child,
    pages: () => context.pages(),
    firstPage: async () => context.pages()[0] ?? context.waitForEvent('page'),
    evaluate: (act, argument) => line.ask(act.toString(), argument) as never,
    async close() {
      await browser.close()
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      if (child.connected) child.disconnect()
      await gone
    },
  }
}

interface Answer {
  readonly id?: number
  readonly endpoint?: string
  readonly value?: unknown
  readonly problem?: string
}

interface Line {
  /** Where the browser listens. */
  readonly endpoint: Promise<string>
  ask(act: string, argument: unknown): Promise<unknown>
}

interface Waiting {
  resolve(value: unknown): void
  reject(problem: Error): void
}

/** Questions to the child, each answered once; its death answers them all. */
function talkTo(child: ChildProcess): Line {
  const waiting = new Map<number, Waiting>()
  let last = 0
  const endpoint = new Promise<string>((resolve, reject) => {
    child.on('message', ({ endpoint }: Answer) => endpoint !== undefined && resolve(endpoint))
    child.on('exit', (code) => {
      const died = new Error(`main exited ${code}`)
      reject(died)
      for (const question of waiting.values()) question.reject(died)
      waiting.clear()
    })
  })
  child.on('message', ({ id = 0, value, problem }: Answer) => {
    const question = waiting.get(id)
    waiting.delete(id)
    if (problem === undefined) question?.resolve(value)
    else question?.reject(new Error(problem))
  })
  return {
    endpoint,
    ask: (act, argument) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject })
        child.send({ id: last, act, argument })
      }),
  }
}
