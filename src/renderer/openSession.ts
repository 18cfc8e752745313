/** Opens a session: puts stores, stories, pages and history together over one wire. */
import type { EditorState } from 'prosemirror-state'
import { isHistoryTransaction } from 'prosemirror-history'
import type { DummyDiff } from '#contract/dummy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import { trackTransaction } from '#story/changes/transactions.ts'
import { placeAt } from '#story/places.ts'
import { callDesk, type DeskCalls, type Wire } from '#wire/wire.ts'
import { keepChecks } from './checking/checks.ts'
import { openRegistry } from './commands/registry.ts'
import { openSetPages } from './composer/setPages.ts'
import { keepHistory, type KeptHistory } from './history.ts'
import { newRecordId, queueDummies, type DummyQueue } from './issue/dummies.ts'
import { keepHouse } from './issue/house.ts'
import { keepIssue, type KeptIssue } from './issue/issueStore.ts'
import { keepMarks } from './issue/marks.ts'
import { keepVersions } from './issue/versions.ts'
import { keepPresence, type KeptPresence } from './presence.ts'
import { keepSelection } from './selection.ts'
import type {
  IssueStore,
  OpenStory,
  Saving,
  SelectionStore,
  Session,
  SessionOptions,
  StoryChange,
  Unsaved,
} from './session.ts'
import { makeStore, type Store, type WritableStore } from './store.ts'
import { keepStories } from './typing/openStories.ts'
import type { StorySurroundings } from './typing/openStory.ts'
import { recover } from './typing/recovery.ts'

/**
 * Opens a session on an issue that a host serves at the other end of `wire`. Faults: whatever describeIssue refuses;
 * cancelled when the wire is closed.
 */
export async function openSession(wire: Wire, options: SessionOptions): Promise<Outcome<Session>> {
  const desk = callDesk(wire)
  const { client, editor = () => ({ by: '', at: '' }) } = options
  const saving = makeStore<Saving>({ state: 'saved', unsaved: 0, savedAt: '', fault: null })
  const issue = await openIssue(desk, saving)
  if (isFault(issue)) return issue

  const selection = keepSelection(issue)
  const journal = options.journal?.(issue.get()) ?? null
  const queue = queueDummies(desk, client, issue, journal?.keepDummy)
  const stories = keepStories(desk, () => surroundings, journal)
  const history: KeptHistory = keepHistory({
    maybeOpen: (story) => stories.maybeOpen(story),
    replay: (page, diffs) => {
      selection.showPage(page)
      void queue.edit(page, diffs)
    },
  })
  const surroundings: StorySurroundings = {
    desk,
    client,
    beforeLocal(story, state, transaction) {
      // What undo brings back was tracked when it was made.
      const local = isHistoryTransaction(transaction) ? transaction : trackTransaction(state, transaction, editor())
      history.beforeText(story, local)
      return local
    },
    plugins: (story) => [...(options.plugins?.() ?? []), presence.guard(story)],
    afterChange(story, change, before) {
      if (!change.isRemote) afterLocal(story, change, before, { history, selection })
    },
    noteSaved: (savedAt) => issue.noteSaved(savedAt),
  }
  const pages = openSetPages({ desk, issue, stories, makeWorker: options.makeWorker, fetchFace: options.fetchFace })
  const checks = keepChecks({ desk, issue, stories, pages, selection })
  const marks = keepMarks(desk, stories)
  const house = keepHouse(desk)
  const versions = keepVersions(desk, stories)
  const presence = keepPresence({ desk, client, stories, selection, person: options.person ?? makeStore('') })
  const stopResuming = resumeOn(wire, [issue, marks, house, versions], [stories, queue], presence)
  keepSaving(saving, { wire, issue, queue, unsavedText: stories.unsaved })

  return {
    client,
    desk,
    issue,
    stories,
    pages,
    selection,
    dummies: { edit: (page, diffs) => editUndoably(queue, history, page, diffs), newRecordId },
    checks,
    marks,
    house,
    versions,
    presence,
    history,
    commands: openRegistry(),
    recover: async () =>
      journal
        ? recover(journal, { surroundings: () => surroundings, editDummy: (page, diffs) => queue.edit(page, diffs) })
        : 0,
    keepNow() {
      stories.keepNow()
      presence.leave()
    },
    async close() {
      stopResuming()
      presence.close()
      await Promise.all([stories.flush(), queue.flush()])
      for (const part of [checks, stories, marks, house, versions, pages, issue]) part.close()
    },
  }
}

/** Reads the issue, and reads it again where something changed while it was on its way. */
async function openIssue(desk: DeskCalls, saving: WritableStore<Saving>): Promise<Outcome<KeptIssue>> {
  let isStale = false
  const stops = (['dummyEdited', 'stepsSubmitted', 'storiesChanged', 'photosChanged', 'signOffsChanged'] as const).map(
    (name) =>
      desk.onNotice(name, () => {
        isStale = true
      }),
  )
  const state = await desk.call('describeIssue', {})
  for (const stop of stops) stop()
  if (isFault(state)) return state
  saving.put({ ...saving.get(), savedAt: state.savedAt })
  const issue = keepIssue(desk, state, saving)
  const again = isStale ? await issue.readAgain() : null
  return isFault(again) ? again : issue
}

async function editUndoably(
  queue: DummyQueue,
  history: KeptHistory,
  page: number,
  diffs: readonly DummyDiff[],
): Promise<Outcome<null>> {
  const strike = history.noteDummy(page, diffs)
  const outcome = await queue.edit(page, diffs)
  if (isFault(outcome)) strike()
  return outcome
}

/** What this window changed enters its history, and where it was done is what is selected: but for one of many stories. */
function afterLocal(
  story: OpenStory,
  { transaction }: StoryChange,
  before: EditorState,
  { history, selection }: { readonly history: KeptHistory; readonly selection: SelectionStore },
): void {
  history.afterText(story, before)
  const isElsewhere = history.isOfMany && story.id !== selection.get().story
  if (!isElsewhere && (transaction.docChanged || transaction.selectionSet)) selectIn(story, selection)
}

/** The editor's selection as places of the copy, which is what pages and findings speak of. */
function selectIn(story: OpenStory, selection: SelectionStore): void {
  const { doc, selection: range } = story.state
  selection.selectText(story.id, placeAt(doc, range.anchor), placeAt(doc, range.head))
}

/** What is done when the wire is back: what others did is read, what was kept is sent, and the window says that it is there. */
function resumeOn(
  wire: Wire,
  read: readonly { readAgain(): unknown }[],
  kept: readonly { resume(): void }[],
  presence: KeptPresence,
): () => void {
  const resume = (): void => {
    for (const part of read) part.readAgain()
    for (const part of kept) part.resume()
    presence.meetAgain()
  }
  return wire.onReopen?.(resume) ?? (() => undefined)
}

interface SavingSources {
  readonly wire: Wire
  readonly issue: IssueStore
  readonly queue: DummyQueue
  readonly unsavedText: Store<Unsaved>
}

/** Keeps `saving` true: saved only while the desk has confirmed everything that was done. */
function keepSaving(saving: WritableStore<Saving>, { wire, issue, queue, unsavedText }: SavingSources): void {
  let isOffline = false
  const update = (): void => {
    const { steps, fault } = unsavedText.get()
    const unsaved = steps + queue.unsaved.get()
    const refused = isOffline ? null : fault
    const state = isOffline ? 'offline' : refused ? 'refused' : unsaved > 0 ? 'saving' : 'saved'
    const next: Saving = { state, unsaved, savedAt: issue.savedAt.get(), fault: refused }
    const known = saving.get()
    const isSame = next.state === known.state && unsaved === known.unsaved && next.savedAt === known.savedAt
    if (!isSame || next.fault !== known.fault) saving.put(next)
  }
  wire.onClose(() => {
    isOffline = true
    update()
  })
  wire.onReopen?.(() => {
    isOffline = false
    update()
  })
  issue.savedAt.subscribe(update)
  queue.unsaved.subscribe(update)
  unsavedText.subscribe(update)
}
