/**
 * A child process that may be thrown away: it is given what strangers made, and costs itself, not the desk, where that is
 * a bomb or finds a flaw. One child serves job after job; it is ended when it takes too long, and the next job starts
 * another.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Exit code of a child that grew over its memory. */
export const OVER_MEMORY = 77

/** What a child says of a job; `number` tells which. */
export interface ChildAnswer {
  readonly number: number
}

/** A child that died or was too slow answers for its job. */
export type ChildEnd = 'overMemory' | 'dead'

export interface Child<Job, Answer extends ChildAnswer> {
  /** Runs a job after those before it. */
  run(job: Job): Promise<Answer | ChildEnd>
}

/** The module `name` beside `from`, source or bundle. A child inside an archive is run from its unpacked twin. */
export function siblingChild(name: string, from: string): string {
  const own = fileURLToPath(from)
  const ending = own.endsWith('.ts') ? 'ts' : 'js'
  return fileURLToPath(new URL(`./${name}.${ending}`, from)).replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked')
}

/** `patience`: milliseconds that one job may take. The process starts with the first job. */
export function openChild<Job, Answer extends ChildAnswer>(module: string, patience: number): Child<Job, Answer> {
  let live: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  let number = 0

  function start(): ChildProcess {
    const child = fork(module, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('exit', () => (live = live === child ? null : live))
    child.on('error', () => (live = live === child ? null : live))
    child.unref()
    return child
  }

  async function runNow(job: Job): Promise<Answer | ChildEnd> {
    const child = (live ??= start())
    // Between jobs the child keeps nobody's process alive; during one it must.
    child.channel?.ref()
    const answer = await ask<Job, Answer>(child, { number: ++number, job }, patience)
    child.channel?.unref()
    return answer
  }

  return {
    run(job) {
      const answered = last.then(() => runNow(job))
      last = answered.catch(() => null)
      return answered
    },
  }
}

/** One question and its answer. */
function ask<Job, Answer extends ChildAnswer>(
  child: ChildProcess,
  request: { number: number; job: Job },
  patience: number,
): Promise<Answer | ChildEnd> {
  const { number } = request
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    const finish = (answer: Answer | ChildEnd): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      resolve(answer)
    }
    const onMessage = (message: unknown): void => {
      const answer = message as Answer
      if (answer.number === number) finish(answer)
    }
    const onExit = (code: number | null): void => finish(code === OVER_MEMORY ? 'overMemory' : 'dead')
    const onError = (): void => finish('dead')
    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    child.send(request, (error) => {
      if (error) onError()
    })
  })
}
