/**
 * Picture children, several side by side. A job goes to a child that is free; what a window waits for goes before plates.
 * A child that takes too long is ended and its picture refused; one that dies by itself loses its job to another, once.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { OVER_MEMORY, type PictureAnswer, type PictureJob, type Refusal } from './pictureJobs.ts'

export interface PicturePool {
  /** Null where the job was cancelled before its turn came; one under way is ended no more. */
  run(job: PictureJob, order?: { isUrgent?: boolean; isCancelled?: () => boolean }): Promise<PictureAnswer | null>
}

export interface PoolOptions {
  /** The child's module. */
  readonly module: string
  /** Children at work at the same time. */
  readonly size: number
  /** Milliseconds that one picture may take. */
  readonly patience: number
}

interface Waiting {
  readonly job: PictureJob
  readonly isCancelled: () => boolean
  readonly settle: (answer: PictureAnswer | null) => void
}

/** glibc keeps what was freed, a store for each thread: pixels (above 256 KB) shall go back to the system. */
const GLIBC = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' }

/** Milliseconds after which a child that nobody needs is let go. */
const IDLE = 15_000

export function openPool({ module, size, patience }: PoolOptions): PicturePool {
  const urgent: Waiting[] = []
  const plates: Waiting[] = []
  const free: ChildProcess[] = []
  let working = 0
  let number = 0

  function start(): ChildProcess {
    const child = fork(module, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ...GLIBC },
    })
    const forget = (): void => void (free.includes(child) && free.splice(free.indexOf(child), 1))
    child.on('exit', forget).on('error', forget)
    child.unref()
    return child
  }

  function next(): void {
    while (working < size) {
      const waiting = urgent.shift() ?? plates.shift()
      if (!waiting) return
      if (waiting.isCancelled()) {
        waiting.settle(null)
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

  async function serve(job: PictureJob): Promise<PictureAnswer> {
    const answer = await once(job)
    return answer === 'died' ? refusedAfter(await once(job)) : answer
  }

  async function once(job: PictureJob): Promise<PictureAnswer | 'died'> {
    const child = free.pop() ?? start()
    // Between jobs a child keeps nobody's process alive; during one it must.
    child.channel?.ref()
    const answer = await ask(child, { number: ++number, job }, patience)
    child.channel?.unref()
    if (answer !== 'died' && child.connected) keepFree(child)
    return answer
  }

  function keepFree(child: ChildProcess): void {
    free.push(child)
    const letGo = (): void => {
      const at = free.indexOf(child)
      if (at >= 0) free.splice(at, 1)[0]?.disconnect()
    }
    const timer = setTimeout(letGo, IDLE).unref()
    child.once('message', () => clearTimeout(timer))
  }

  return {
    run: (job, { isUrgent = false, isCancelled = () => false } = {}) =>
      new Promise((settle) => {
        const waiting = { job, isCancelled, settle }
        if (isUrgent) urgent.push(waiting)
        else plates.push(waiting)
        next()
      }),
  }
}

const refusedAfter = (answer: PictureAnswer | 'died'): PictureAnswer =>
  answer === 'died' ? { number: 0, refusal: unreadable() } : answer

const unreadable = (): Refusal => ({ code: 'picture.unreadable', where: {} })

/** One question and its answer. A child that is too slow or too large answers for the picture; one that dies otherwise has none. */
function ask(
  child: ChildProcess,
  request: { number: number; job: PictureJob },
  patience: number,
): Promise<PictureAnswer | 'died'> {
  const { number } = request
  return new Promise((resolve) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, patience)
    const finish = (answer: PictureAnswer | 'died'): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      resolve(answer)
    }
    const onMessage = (message: unknown): void => {
      const answer = message as PictureAnswer
      if (answer.number === number) finish(answer)
    }
    const onExit = (code: number | null): void => {
      if (code === OVER_MEMORY) finish({ number, refusal: { code: 'picture.tooLarge', where: {} } })
      else finish(isLate ? { number, refusal: unreadable() } : 'died')
    }
    const onError = (): void => finish('died')
    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    child.send(request, (error) => {
      if (error) onError()
    })
  })
}
