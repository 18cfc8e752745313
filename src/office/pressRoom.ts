/**
 * The press room of a host with windows: a child process that sets, checks and writes pages, so that the desk answers every key
 * meanwhile. A child that dies costs its order and nothing else; where none can be started, the desk presses itself.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fault, type Outcome } from '#contract/faults.ts'
import type { Job } from '#desk/jobs.ts'
import type { PressRoom } from '#desk/ports.ts'
import type { PressOrder, PressReport, PressResults } from './pressJobs.ts'

/** How often a job is asked whether somebody has cancelled it, milliseconds. */
const LOOK_EVERY = 50

export interface PressRoomOptions {
  /** The issue file. */
  readonly file: string
  /** The child's module; beside this one unless a test has another. */
  readonly child?: string
}

export function openPressRoom({ file, child = siblingChild() }: PressRoomOptions): PressRoom {
  let live: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  const folders: string[] = []

  const start = (): ChildProcess => {
    const started = fork(child, [], {
      serialization: 'advanced',
      // Pages come and go: little room for what is young keeps an issue in 270 MB instead of 390, at no loss of time.
      execArgv: ['--max-semi-space-size=8'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.on('exit', () => (live = live === started ? null : live))
    started.on('error', () => (live = live === started ? null : live))
    started.unref()
    return started
  }
  const askNow = async <K extends keyof PressResults>(
    order: PressOrder & { readonly kind: K },
    job: Job,
  ): Promise<Outcome<PressResults[K]> | null> => {
    const working = (live ??= start())
    working.channel?.ref()
    const outcome = await ask(working, order, job)
    working.channel?.unref()
    return outcome as Outcome<PressResults[K]> | null
  }
  /** One order after the other: the child has one issue open at a time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => null)
    return done
  }
  return {
    press: (order, job) =>
      inTurn(async () => {
        const folder = await mkdtemp(join(tmpdir(), 'banmian-press-'))
        folders.push(folder)
        return askNow<'press'>({ kind: 'press', file, folder, order }, job)
      }),
    check: (order, job) => inTurn(() => askNow<'check'>({ kind: 'check', file, order }, job)),
    pullSheets: (order, job) => inTurn(() => askNow<'sheets'>({ kind: 'sheets', file, order }, job)),
    async close() {
      live?.disconnect()
      live = null
      await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
    },
  }
}

/** `pressChild` beside this module, source or bundle. */
function siblingChild(): string {
  const own = fileURLToPath(import.meta.url)
  return fileURLToPath(new URL(`./pressChild.${own.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url))
}

type PressOutcome = Outcome<PressResults[keyof PressResults]>

/** One order and its end. Null where the child ended before it said a word: this machine cannot start it. */
function ask(child: ChildProcess, order: PressOrder, job: Job): Promise<PressOutcome | null> {
  return new Promise((resolve) => {
    let hasSpoken = false
    const watch = setInterval(() => {
      if (!job.isCancelled()) return
      clearInterval(watch)
      child.send({ kind: 'cancel' } satisfies PressOrder, () => undefined)
    }, LOOK_EVERY)
    const finish = (outcome: PressOutcome | null): void => {
      clearInterval(watch)
      child.off('message', onMessage).off('exit', onEnd).off('error', onEnd)
      resolve(outcome)
    }
    const onMessage = (message: unknown): void => {
      hasSpoken = true
      const report = message as PressReport
      if (report.kind === 'done') finish(report.outcome)
      else job.progress(report.done, report.total)
    }
    const onEnd = (): void => finish(hasSpoken ? fault('internal', { problem: 'the press room ended' }) : null)
    child.on('message', onMessage).on('exit', onEnd).on('error', onEnd)
    child.send(order, (error) => {
      if (error) onEnd()
    })
  })
}
