/** Short messages at the window's foot: what happened, that nothing was lost, what to do. */
import { makeStore, type Store } from '../store.ts'

export type Tone = 'plain' | 'good' | 'warning' | 'error'

export interface Toast {
  readonly id: number
  readonly tone: Tone
  readonly title: string
  readonly detail: string
}

export interface Toasts extends Store<readonly Toast[]> {
  show(tone: Tone, title: string, detail?: string): void
  dismiss(id: number): void
}

const MOST = 4

/** `later` schedules the dismissal of what needs no answer; errors stay until they are dismissed. */
export function makeToasts(later: (act: () => void, milliseconds: number) => void): Toasts {
  const store = makeStore<readonly Toast[]>([])
  let last = 0
  const dismiss = (id: number): void => store.put(store.get().filter((toast) => toast.id !== id))
  return {
    get: store.get,
    subscribe: store.subscribe,
    dismiss,
    show(tone, title, detail = '') {
      const id = ++last
      store.put([...store.get().slice(1 - MOST), { id, tone, title, detail }])
      if (tone !== 'error') later(() => dismiss(id), 6000)
    },
  }
}
