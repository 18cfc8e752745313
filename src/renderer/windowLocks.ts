/**
 * Which windows of this browser live: each holds a lock of its own name for as long as its page does, and the browser lets
 * go of it however the page ends. Without the browser's locks no window is known to live but this one.
 */
import type { ClientId } from '#contract/ids.ts'

const nameOf = (client: ClientId): string => `banmian.window.${client}`
const forever = (): Promise<never> => new Promise(() => {})

/** Says from now on that this window lives. */
export function holdWindow(client: ClientId, locks: LockManager | undefined): void {
  void locks?.request(nameOf(client), forever)
}

/** Whether that window is gone: true for one asker alone, who stands in for it as long as he lives. */
export function isWindowGone(client: ClientId, locks: LockManager | undefined): Promise<boolean> {
  if (!locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    void locks.request(nameOf(client), { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : forever()
    })
  })
}
