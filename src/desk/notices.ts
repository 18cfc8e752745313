/** Notices: what the desk tells every window after a commit. */
import type { NoticeName, Notices, ServedDesk } from '#contract/requests.ts'

type Listener = Parameters<ServedDesk['onNotice']>[0]

export interface NoticeBoard {
  post<N extends NoticeName>(name: N, body: Notices[N]): void
  onNotice(listener: Listener): () => void
}

export function openNoticeBoard(): NoticeBoard {
  const listeners = new Set<Listener>()
  return {
    post: (name, body) => {
      for (const listener of listeners) listener(name, body)
    },
    onNotice: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
