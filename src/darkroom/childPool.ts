/**
 * Child processes that may be thrown away: they are given what strangers made, and cost themselves, not the desk, where
 * that is a bomb or finds a flaw. Several work side by side; a job goes to one that is free, and what a window waits for
 * goes first. A child that takes too long is ended; one that dies by itself loses its job to another, once.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Exit code of a child that grew over its memory. */
export const OVER_MEMORY = 77

/** What a child says of a job; `number` tells which. */
export interface ChildAnswer {
  readonly number: number
}

/** How a job ends that no child answers: its child grew too large, died or was too slow, or nobody wants it any more. */
export type ChildEnd = 'overMemory' | 'dead' | 'cancelled'

export interface ChildPool<Job, Answer extends ChildAnswer> {
  /** A job that is cancelled before its turn comes is dropped; one under way is done. */
  run(
    job: Job,
    order?: { readonly isUrgent?: boolean; readonly isCancelled?: () => boolean },
  ): Promise<Answer | ChildEnd>
}

export interface PoolOptions {
  /** The children's module. */
  readonly module: string
  /** Children at work at the same time. */
  readonly size: number
  /** Milliseconds that one job may take. */
  readonly patience: number
}

/** The module `name` beside `from`, source or bundle. A child inside an archive is run from its unpacked twin. */
export function siblingChild(name: string, from: string): string {
  const ending = fileURLToPath(from).endsWith('.ts') ? 'ts' : 'js'
  return fileURLToPath(new URL(`./${name}.${ending}`, from)).replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked')
}

interface Waiting<Job, Answer> {
  readonly job: Job
  readonly isCancelled: () => boolean
  readonly settle: (answer: Answer | ChildEnd) => void
}

/** glibc keeps what was freed, a store for each thread: pixels (above 256 KB) shall go back to the system. */
const GLIBC = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' }

/** Milliseconds after which a child that nobody needs is let go. */
const IDLE = 15_000

/** No child starts before there is a job. */
export function openChildPool<Job, Answer extends ChildAnswer>({
  module,
  size,
  patience,
}: PoolOptions): ChildPool<Job, Answer> {
  const urgent: Waiting<Job, Answer>[] = []
  const others: Waiting<Job, Answer>[] = []
  const free = new FreeChildren(module)
  let working = 0
  let number = 0

  function next(): void {
    while (working < size) {
      const waiting = urgent.shift() ?? others.shift()
      if (!waiting) return
      if (waiting.isCancelled()) {
        waiting.settle('cancelled')
        continue
      }
      working++
      void serve(waiting.job).then((answer) => {
        working--
        waiting.settle(answer)
        next()
      })
    }
  }

  async function serve(job: Job): Promise<Answer | ChildEnd> {
    const first = await once(job)
    const answer = first === 'died' ? await once(job) : first
    return answer === 'died' || answer === 'tooSlow' ? 'dead' : answer
  }

  async function once(job: Job): Promise<Answer | Lost> {
    const child = free.take()
    // Between jobs a child keeps nobody's process alive; during one it must.
    child.channel?.ref()
    const answer = await ask<Job, Answer>(child, { number: ++number, job }, patience)
    child.channel?.unref()
    if (child.connected) free.give(child)
    return answer
  }

  return {
    run: (job, { isUrgent = false, isCancelled = () => false } = {}) =>
      new Promise((settle) => {
        const waiting = { job, isCancelled, settle }
        if (isUrgent) urgent.push(waiting)
        else others.push(waiting)
        next()
      }),
  }
}

/** Children without a job; each is let go after a while. */
class FreeChildren {
  private readonly module: string
  private readonly free = new Map<ChildProcess, NodeJS.Timeout>()

  constructor(module: string) {
    this.module = module
  }

  /** The one that was busy last, or a new one. */
  take(): ChildProcess {
    const child = [...this.free.keys()].at(-1)
    if (!child) return this.start()
    this.forget(child)
    return child
  }

  give(child: ChildProcess): void {
    const letGo = (): void => {
      this.forget(child)
      child.disconnect()
    }
    this.free.set(child, setTimeout(letGo, IDLE).unref())
  }

  private forget(child: ChildProcess): void {
    clearTimeout(this.free.get(child))
    this.free.delete(child)
  }

  private start(): ChildProcess {
    const child = fork(this.module, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ...GLIBC },
    })
    const forget = (): void => this.forget(child)
    child.on('exit', forget).on('error', forget)
    child.unref()
    return child
  }
}

type Lost = 'overMemory' | 'died' | 'tooSlow'

/** One question and its answer. */
function ask<Job, Answer extends ChildAnswer>(
  child: ChildProcess,
  request: { number: number; job: Job },
  patience: number,
): Promise<Answer | Lost> {
  return new Promise((resolve) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, patience)
    const finish = (answer: Answer | Lost): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      resolve(answer)
    }
    const onMessage = (message: unknown): void => {
      const answer = message as Answer
      if (answer.number === request.number) finish(answer)
    }
    const onExit = (code: number | null): void =>
      finish(code === OVER_MEMORY ? 'overMemory' : isLate ? 'tooSlow' : 'died')
    const onError = (): void => finish('died')
    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    child.send(request, (error) => {
      if (error) onError()
    })
  })
}
