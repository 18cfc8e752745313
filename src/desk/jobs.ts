/** Long work: what is done, how much there is, and whether somebody has cancelled it. */
import type { NoticeBoard } from './notices.ts'

export interface Job {
  isCancelled(): boolean
  progress(done: number, total: number): void
  end(): void
}

export interface Jobs {
  begin(name: string): Job
  cancel(name: string): void
}

export function openJobs(notices: NoticeBoard): Jobs {
  const running = new Map<string, { isCancelled: boolean }>()
  return {
    begin(name) {
      const state = { isCancelled: false }
      running.set(name, state)
      return {
        isCancelled: () => state.isCancelled,
        progress: (done, total) => notices.post('jobProgressed', { job: name, done, total }),
        end: () => void (running.get(name) === state && running.delete(name)),
      }
    },
    cancel(name) {
      const state = running.get(name)
      if (state) state.isCancelled = true
    },
  }
}
