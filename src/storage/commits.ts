/**
 * The commit group: every write of an issue goes through here. What is asked for in one turn of the event loop is
 * committed in one transaction (one sync of the disk), and each caller hears of it after the commit. A job refuses with
 * a Fault before it has written anything. When a job throws, nothing of its group stands, and each job is tried again
 * alone, so that one cannot spoil another's.
 */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { Clock } from '#desk/ports.ts'
import { faultOf } from './refusals.ts'
import type { Reserve } from './reserve.ts'
import type { Writable } from './sqlite.ts'

/** A write: `now` is the group's time, ISO 8601. May be run more than once, each time on the state of that moment. */
export type Job<T> = (now: string) => Outcome<T>

/** What a job may use when the disk is full: the reserve is for what a user cannot do without. */
export type Need = 'spare' | 'vital'

export interface Commits {
  run<T>(job: Job<T>, need?: Need): Promise<Outcome<T>>
  /** Commits what is queued and takes no more. */
  close(): void
}

interface Waiting {
  readonly need: Need
  /** Runs the job; true when it wrote. */
  apply(now: string): boolean
  acknowledge(): void
  /** Nothing of the job stands. */
  refuse(error: unknown): void
}

export function openCommits(db: Writable, path: string, clock: Clock, reserve: Reserve): Commits {
  const markSaved = db.change<[at: string]>('UPDATE saved SET at = ? WHERE one = 1')
  let queue: Waiting[] = []
  let isClosed = false

  function commit(group: readonly Waiting[]): void {
    db.transact(() => {
      const now = clock.now()
      const wrote = group.map((waiting) => waiting.apply(now))
      if (wrote.includes(true)) markSaved.run(now)
    })
  }

  function commitAlone(waiting: Waiting): void {
    try {
      commit([waiting])
      waiting.acknowledge()
    } catch (error) {
      const isFull = faultOf(error, path)?.code === 'file.full'
      if (isFull && waiting.need === 'vital' && reserve.release()) commitAlone(waiting)
      else waiting.refuse(error)
    }
  }

  function flush(): void {
    const group = queue
    queue = []
    if (group.length > 1 && succeeds(() => commit(group))) for (const waiting of group) waiting.acknowledge()
    else for (const waiting of group) commitAlone(waiting)
  }

  return {
    run(job, need = 'vital') {
      if (isClosed) return Promise.reject(new RangeError('the issue is closed'))
      return new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(flush)
        queue.push(waitFor(job, need, path, resolve, reject))
      })
    },
    close() {
      isClosed = true
      flush()
    },
  }
}

function waitFor<T>(
  job: Job<T>,
  need: Need,
  path: string,
  resolve: (outcome: Outcome<T>) => void,
  reject: (error: unknown) => void,
): Waiting {
  let outcome: Outcome<T>
  return {
    need,
    apply(now) {
      outcome = job(now)
      return !isFault(outcome)
    },
    acknowledge: () => resolve(outcome),
    refuse(error) {
      const refusal = faultOf(error, path)
      if (refusal === null) reject(error)
      else resolve(refusal)
    },
  }
}

function succeeds(work: () => void): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
