/**
 * The journal: edits that the desk has not confirmed, kept on the window's side, so that neither a crash of the window nor
 * its closing while the desk is away loses one. An entry is written a moment after an edit that is still unconfirmed then,
 * and goes with its confirmation: as long as the desk answers, nothing is ever written.
 *
 *     banmian.unsaved.1 / issue / window / story or page
 *
 * Entries of a window that is gone are taken over by the next one that opens the issue.
 */
import type { DummyDiff } from '#contract/dummy.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import { keptDummySchema, keptStepsSchema } from '#contract/kept.ts'
import type { IssueState, Json } from '#contract/requests.ts'

const KEY = 'banmian.unsaved.1'

/** Steps on top of a version of the log, as they are stored and sent. */
export interface PendingSteps {
  readonly version: number
  readonly steps: readonly Json[]
}

/** What a window left behind: steps of a story as that window would have sent them, or edits of a page. */
export type Left =
  | (PendingSteps & { readonly kind: 'steps'; readonly client: ClientId; readonly story: StoryId; forget(): void })
  | {
      readonly kind: 'dummy'
      readonly page: number
      readonly edits: readonly (readonly DummyDiff[])[]
      forget(): void
    }

export interface Journal {
  /** Keeps what is pending of a story; null: nothing is. */
  keepSteps(story: StoryId, pending: PendingSteps | null): void
  keepDummy(page: number, edits: readonly (readonly DummyDiff[])[]): void
  /** What windows left that are gone. Each is left to one window alone, which forgets it when it is saved. */
  left(): Promise<readonly Left[]>
}

/** The part of `localStorage` that is used. */
export type JournalShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export interface JournalOptions {
  readonly shelf: JournalShelf
  readonly client: ClientId
  /** Whether the window of this id is gone; true to one asker alone as long as he lives. */
  isGone(client: ClientId): Promise<boolean>
}

/** The issue's own name in the journal. */
export const issueKey = ({ name, issue }: IssueState): string =>
  encodeURIComponent([name, issue.date, issue.number, issue.edition].join(' '))

export function openJournal(issue: string, { shelf, client, isGone }: JournalOptions): Journal {
  const prefix = `${KEY}/${issue}/`
  const put = (key: string, value: object | null): void => {
    const whole = `${prefix}${client}/${key}`
    try {
      if (value) shelf.setItem(whole, JSON.stringify(value))
      else if (shelf.getItem(whole) !== null) shelf.removeItem(whole)
    } catch {
      // A full or forbidden shelf: what was typed is in the window still, and on its way.
      return
    }
  }
  const keys = (): string[] =>
    Array.from({ length: shelf.length }, (_, i) => shelf.key(i) ?? '').filter((key) => key.startsWith(prefix))
  return {
    keepSteps: (story, pending) => put(`story/${story}`, pending && { story, ...pending }),
    keepDummy: (page, edits) => put(`page/${page}`, edits.length > 0 ? { page, edits } : null),
    async left() {
      const found: Left[] = []
      const gone = new Map<ClientId, boolean>([[client, false]])
      for (const key of keys()) {
        const owner = key.slice(prefix.length).split('/')[0] ?? ''
        if (!gone.has(owner)) gone.set(owner, await isGone(owner))
        const entry = gone.get(owner) ? read(shelf, key, owner) : null
        if (entry) found.push(entry)
      }
      return found
    },
  }
}

/** An entry that no longer reads is left where it is. */
function read(shelf: JournalShelf, key: string, client: ClientId): Left | null {
  const forget = (): void => shelf.removeItem(key)
  let value: unknown
  try {
    value = JSON.parse(shelf.getItem(key) ?? 'null')
  } catch {
    return null
  }
  const steps = keptStepsSchema.safeParse(value)
  if (steps.success) return { kind: 'steps', client, ...steps.data, forget }
  const dummy = keptDummySchema.safeParse(value)
  return dummy.success ? { kind: 'dummy', ...dummy.data, forget } : null
}
