/**
 * Where one was: page, story and caret of an issue, kept as one works, so that a window that is opened again (after a crash,
 * a restart, a slip) stands there. A tab of a browser has its own place; a new one begins at the last place of any.
 */
import { isFault } from '#contract/faults.ts'
import { keptPlaceSchema, type KeptPlace } from '#contract/kept.ts'
import type { Session } from './session.ts'

const KEY = 'banmian.place.1'
/** Milliseconds of rest after which a place is written down. */
const REST = 250

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** Goes where the issue was left, on the first of the shelves that knows; then keeps the place on all of them. */
export async function reopen(session: Session, issue: string, shelves: readonly Shelf[]): Promise<void> {
  const key = `${KEY}/${issue}`
  const stood = shelves.map((shelf) => read(shelf.getItem(key))).find((each) => each !== null)
  if (stood) await goTo(session, stood)
  keepPlace(session, (place) => {
    for (const shelf of shelves) write(shelf, key, place)
  })
}

async function goTo({ issue, selection, stories }: Session, stood: KeptPlace): Promise<void> {
  const { page, story, anchor, head } = stood
  if (issue.get().pages.some((each) => each.page === page)) selection.showPage(page)
  if (story === null || issue.maybeStory(story) === null) return
  selection.selectStory(story)
  const opened = anchor && head ? await stories.open(story) : null
  // Somebody may have chosen otherwise while the story came.
  if (opened && !isFault(opened) && selection.get().story === story) selection.selectText(story, anchor, head)
}

function keepPlace({ selection }: Session, keep: (place: string) => void): void {
  let rest: ReturnType<typeof setTimeout> | undefined
  const keepNow = (): void => {
    const { page, story, anchor, head } = selection.get()
    keep(JSON.stringify({ page, story, anchor, head }))
  }
  selection.subscribe(() => {
    clearTimeout(rest)
    rest = setTimeout(keepNow, REST)
  })
  addEventListener('pagehide', keepNow)
}

function read(text: string | null): KeptPlace | null {
  try {
    const stood = keptPlaceSchema.safeParse(JSON.parse(text ?? 'null'))
    return stood.success ? stood.data : null
  } catch {
    return null
  }
}

/** A full or forbidden shelf only means that the window forgets. */
function write(shelf: Shelf, key: string, place: string): void {
  try {
    shelf.setItem(key, place)
  } catch {
    return
  }
}
