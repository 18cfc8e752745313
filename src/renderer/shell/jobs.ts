/** Long work under way: what it is, how much of it is done, and its cancel. */
import type { Notices } from '#contract/requests.ts'
import { makeStore, type Store } from '../store.ts'

export interface Job {
  readonly id: string
  readonly label: string
  readonly done: number
  /** 0 while it is not known. */
  readonly total: number
  readonly isCancelled: boolean
}

export interface Jobs extends Store<readonly Job[]> {
  begin(label: string, total: number): Job
  report(progress: Notices['jobProgressed']): void
  cancel(id: string): void
  isCancelled(id: string): boolean
  end(id: string): void
}

/** `stop` tells the desk to cancel a job that it runs. */
export function makeJobs(newId: () => string, stop: (job: string) => void): Jobs {
  const store = makeStore<readonly Job[]>([])
  const change = (id: string, part: Partial<Job>): void =>
    store.put(store.get().map((job) => (job.id === id ? { ...job, ...part } : job)))
  return {
    get: store.get,
    subscribe: store.subscribe,
    begin(label, total) {
      const job: Job = { id: newId(), label, done: 0, total, isCancelled: false }
      store.put([...store.get(), job])
      return job
    },
    report: ({ job, done, total }) => change(job, { done, total }),
    cancel(id) {
      change(id, { isCancelled: true })
      stop(id)
    },
    isCancelled: (id) => store.get().find((job) => job.id === id)?.isCancelled ?? false,
    end: (id) => store.put(store.get().filter((job) => job.id !== id)),
  }
}
