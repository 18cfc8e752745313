/**
 * Edits of the dummy on their way to the desk: shown at once, sent one at a time a page, confirmed by the answer or by
 * the notice, whichever comes first; taken back when the record had changed meanwhile.
 */
import type { DummyDiff } from '#contract/dummy.ts'
import { isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { ClientId, RecordId } from '#contract/ids.ts'
import { applyDiffs } from '#grid/diffs.ts'
import type { DeskCalls } from '#wire/wire.ts'
import { makeStore, type Store } from '../store.ts'
import type { KeptIssue } from './issueStore.ts'

interface Pending {
  readonly diffs: readonly DummyDiff[]
  settle(outcome: Outcome<null>): void
}

export interface DummyQueue {
  /** As Dummies.edit, without the history. */
  edit(page: number, diffs: readonly DummyDiff[]): Promise<Outcome<null>>
  /** Edits that are not confirmed. */
  readonly unsaved: Store<number>
  /** Resolves when nothing is under way. */
  flush(): Promise<void>
  /** The wire is back: sends what was kept. */
  resume(): void
}

/** `keep` is told what is pending of a page, whenever that changes. */
export function queueDummies(
  desk: DeskCalls,
  client: ClientId,
  issue: KeptIssue,
  keep: (page: number, pending: readonly (readonly DummyDiff[])[]) => void = () => undefined,
): DummyQueue {
  const queues = new Map<number, Pending[]>()
  const underWay = new Map<number, Promise<void>>()
  const unsaved = makeStore(0)

  const show = (page: number): void => {
    const pending = queueOf(page).map((each) => each.diffs)
    issue.showPending(page, pending)
    keep(page, pending)
    unsaved.put([...queues.values()].reduce((sum, queue) => sum + queue.length, 0))
  }
  const queueOf = (page: number): Pending[] => {
    const queue = queues.get(page) ?? []
    queues.set(page, queue)
    return queue
  }
  const take = (page: number, pending: Pending, outcome: Outcome<null>): void => {
    const queue = queueOf(page)
    queue.splice(queue.indexOf(pending), 1)
    show(page)
    pending.settle(outcome)
  }
  const sendFirst = async (page: number, pending: Pending): Promise<boolean> => {
    const { version } = issue.confirmedPage(page)
    const answer = await desk.call('editDummy', { page, version, client, diffs: [...pending.diffs] })
    if (!isFault(answer)) {
      issue.takeDummy({ page, ...answer, diffs: pending.diffs })
      take(page, pending, null)
      return true
    }
    if (answer.code === 'cancelled') return false
    if (answer.code === 'record.conflict') return reconcile(page, version, pending, answer)
    take(page, pending, answer)
    return true
  }
  /** Another window was quicker. What still fits its records is sent again, the rest is taken back. */
  const reconcile = async (page: number, sentAt: number, pending: Pending, refusal: Fault): Promise<boolean> => {
    const read = await issue.readAgain()
    if (isFault(read)) return false
    const state = issue.confirmedPage(page)
    const mayRetry = state.version !== sentAt && !isFault(applyDiffs(state.records, pending.diffs))
    if (!mayRetry) take(page, pending, refusal)
    return true
  }
  const pump = async (page: number): Promise<void> => {
    for (let first = queueOf(page)[0]; first; first = queueOf(page)[0]) {
      if (!(await sendFirst(page, first))) break
    }
    underWay.delete(page)
  }

  return {
    unsaved,
    edit(page, diffs) {
      const applied = applyDiffs(issue.page(page).records, diffs)
      if (isFault(applied)) return Promise.resolve(applied)
      return new Promise((settle) => {
        queueOf(page).push({ diffs, settle })
        show(page)
        if (!underWay.has(page)) underWay.set(page, pump(page))
      })
    },
    async flush() {
      await Promise.all(underWay.values())
    },
    resume() {
      for (const [page, queue] of queues) if (queue.length > 0 && !underWay.has(page)) underWay.set(page, pump(page))
    },
  }
}

/** A new record's id; only this window's user can have made it, so the window names it. */
export const newRecordId = (): RecordId => `r${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}` as RecordId
