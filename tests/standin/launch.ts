/**
 * launchApp(): real Electron through playwright's `_electron` where the runtime is installed, the stand-in elsewhere; one
 * spec serves both.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { _electron, chromium, type Page } from 'playwright-core'

const electron = resolve(import.meta.dirname, '../../node_modules/electron')

/** Electron's executable where its runtime is on this machine; never `require('electron')`, which would download. */
function findRuntime(): string | null {
  const named = join(electron, 'path.txt')
  const executable = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron'
  const file = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electron, 'dist'), executable)
  return existsSync(file) ? file : null
}
export const runtime = findRuntime()

// oxlint-disable-next-line typescript/no-explicit-any -- what crosses is the electron module of either kind
type Electron = any

export interface AppHandle {
  readonly kind: 'electron' | 'standin'
  firstWindow(): Promise<Page>
  /** Runs a function in the main process, with the electron module. */
  evaluate<R, A>(act: (electron: Electron, argument: A) => R, argument?: A): Promise<Awaited<R>>
  close(): Promise<void>
}

/** Starts the built main bundle; `args` follow it as a command line's words would. */
export async function launchApp(
  home: string,
  main = 'out/main/index.js',
  more: { env?: Readonly<Record<string, string>>; args?: readonly string[] } = {},
): Promise<AppHandle> {
  const args = more.args ?? []
  return runtime ? launchElectron(runtime, home, main, args) : launchStandin(home, main, args, more.env ?? {})
}

async function launchElectron(executablePath: string, home: string, main: string, args: readonly string[]): Promise<AppHandle> {
  const flags = [`--user-data-dir=${home}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const app = await _electron.launch({ executablePath, args: [main, ...flags, ...args] })
  return {
    kind: 'electron',
    firstWindow: () => app.firstWindow(),
    evaluate: (act, argument) => app.evaluate(act as never, argument as never),
    close: () => app.close(),
  }
}

async function launchStandin(
  home: string,
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<AppHandle> {
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
    firstWindow: async () => context.pages()[0] ?? context.waitForEvent('page'),
    evaluate: (act, argument) => line.ask(act.toString(), argument) as never,
    close: async () => {
      await browser.close().catch(() => {})
      const gone = new Promise((done) => child.once('exit', done))
      if (child.connected) child.disconnect()
      await gone
    },
  }
}

interface Answer {
  readonly id?: number
  readonly endpoint?: string
  readonly ok?: unknown
  readonly err?: string
}

/** Questions to the child, each answered once; its death answers them all. */
function talkTo(child: ChildProcess): { endpoint: Promise<string>; ask(source: string, argument: unknown): Promise<unknown> } {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const endpoint = Promise.withResolvers<string>()
  let last = 0
  child.on('exit', (code) => {
    const died = new Error(`main exited ${code}`)
    endpoint.reject(died)
    for (const question of waiting.values()) question.reject(died)
  })
  child.on('message', (answer: Answer) => {
    if (answer.endpoint) endpoint.resolve(answer.endpoint)
    const question = waiting.get(answer.id ?? -1)
    waiting.delete(answer.id ?? -1)
    if (answer.err === undefined) question?.resolve(answer.ok)
    else question?.reject(new Error(answer.err))
  })
  return {
    endpoint: endpoint.promise,
    ask(source, argument) {
      const question = Promise.withResolvers<unknown>()
      waiting.set(++last, question)
      child.send({ id: last, fn: source, arg: argument })
      return question.promise
    },
  }
}
