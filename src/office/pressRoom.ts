/**
 * The press room of a host with windows: a child process that sets and writes pages, so that the desk answers every key
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
import type { Pressed } from '#desk/presses.ts'
import type { PressOrder, PressReport } from './pressJobs.ts'

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
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.on('exit', () => (live = live === started ? null : live))
    started.on('error', () => (live = live === started ? null : live))
    started.unref()
    return started
  }
  const pressNow = async (order: Parameters<PressRoom['press']>[0], job: Job): Promise<Outcome<Pressed> | null> => {
    const folder = await mkdtemp(join(tmpdir(), 'banmian-press-'))
    folders.push(folder)
    const working = (live ??= start())
    working.channel?.ref()
    const outcome = await ask(working, { kind: 'press', file, folder, order }, job)
    working.channel?.unref()
    return outcome
  }
  return {
    press(order, job) {
      const pressed = last.then(() => pressNow(order, job))
      last = pressed.catch(() => null)
      return pressed
    },
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

/** One order and its end. Null where the child ended before it said a word: this machine cannot start it. */
function ask(child: ChildProcess, order: PressOrder, job: Job): Promise<Outcome<Pressed> | null> {
  return new Promise((resolve) => {
    let hasSpoken = false
    const watch = setInterval(() => {
      if (!job.isCancelled()) return
      clearInterval(watch)
      child.send({ kind: 'cancel' } satisfies PressOrder, () => undefined)
    }, LOOK_EVERY)
    const finish = (outcome: Outcome<Pressed> | null): void => {
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
