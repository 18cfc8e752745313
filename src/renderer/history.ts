/**
 * Undo and redo over text and geometry, in the order in which they were done in this window. Text is undone by
 * ProseMirror's own history, which knows how to carry a change past the steps of other windows; this list only
 * remembers whose turn it is. One entry is one event of a story's history, one edit of a dummy, or what was done to
 * several stories as one.
 */
import { closeHistory, redo, redoDepth, undo, undoDepth } from 'prosemirror-history'
import type { EditorState, Transaction } from 'prosemirror-state'
import type { DummyDiff } from '#contract/dummy.ts'
import type { StoryId } from '#contract/ids.ts'
import { invertDiffs } from '#grid/diffs.ts'
import type { History, OpenStory } from './session.ts'
import { makeStore } from './store.ts'

type Entry =
  | { readonly kind: 'text'; readonly story: StoryId }
  /** One event of each story's history, in the order in which they were made; a story may stand there twice. */
  | { readonly kind: 'texts'; readonly stories: readonly StoryId[] }
  | { readonly kind: 'dummy'; readonly page: number; readonly diffs: readonly DummyDiff[] }

export interface KeptHistory extends History {
  /** Many stories are being changed as one, or changed back: none of them is what the user turns to. */
  readonly isOfMany: boolean
  /** Starts a new event where the last entry was not typing in this story, so that entries and events stay in step. */
  beforeText(story: StoryId, transaction: Transaction): void
  afterText(story: OpenStory, before: EditorState): void
  /** Gives back the entry's removal, for an edit that the desk refuses. */
  noteDummy(page: number, diffs: readonly DummyDiff[]): () => void
}

export interface HistoryPorts {
  maybeOpen(story: StoryId): OpenStory | null
  /** Edits a dummy without making an entry. */
  replay(page: number, diffs: readonly DummyDiff[]): void
}

export function keepHistory(ports: HistoryPorts): KeptHistory {
  const texts = openTexts(ports)
  const entries = keepEntries((entry, isUndo) => {
    if (entry.kind === 'text') return texts.replay(entry.story, isUndo)
    if (entry.kind === 'texts') return texts.replayMany(isUndo ? entry.stories.toReversed() : entry.stories, isUndo)
    ports.replay(entry.page, isUndo ? invertDiffs(entry.diffs) : entry.diffs)
    return true
  })
  /** Stories whose events are gathered into one entry; null where each makes its own. */
  let gathered: StoryId[] | null = null

  return {
    ...entries.shown,
    get isOfMany() {
      return gathered !== null || texts.isOfMany()
    },
    undo: entries.undo,
    redo: entries.redo,
    asOne(act) {
      if (gathered) return act()
      const stories: StoryId[] = (gathered = [])
      try {
        act()
      } finally {
        gathered = null
        if (stories.length > 0) entries.note({ kind: 'texts', stories })
      }
    },
    beforeText(story, transaction) {
      if (texts.isReplaying() || !transaction.docChanged) return
      const last = entries.last()
      if (gathered || last?.kind !== 'text' || last.story !== story) closeHistory(transaction)
    },
    afterText(story, before) {
      if (texts.isReplaying()) return
      const isEvent = undoDepth(story.state) > undoDepth(before)
      if (isEvent && gathered) gathered.push(story.id)
      else if (isEvent) entries.note({ kind: 'text', story: story.id })
      else if (story.state.doc !== before.doc) entries.endRedo()
    },
    noteDummy(page, diffs) {
      const entry: Entry = { kind: 'dummy', page, diffs }
      entries.note(entry)
      return () => entries.strike(entry)
    },
  }
}

/** Undo and redo of stories' own histories. */
function openTexts(ports: Pick<HistoryPorts, 'maybeOpen'>) {
  let isReplaying = false
  let isOfMany = false
  const replay = (id: StoryId, isUndo: boolean): boolean => {
    const story = ports.maybeOpen(id)
    const depth = isUndo ? undoDepth : redoDepth
    if (!story || depth(story.state) === 0) return false
    isReplaying = true
    try {
      return (isUndo ? undo : redo)(story.state, story.dispatch)
    } finally {
      isReplaying = false
    }
  }
  return {
    replay,
    /** Whether any of them had something to go back to. */
    replayMany(stories: readonly StoryId[], isUndo: boolean): boolean {
      isOfMany = true
      try {
        return stories.map((story) => replay(story, isUndo)).includes(true)
      } finally {
        isOfMany = false
      }
    },
    isReplaying: () => isReplaying,
    isOfMany: () => isOfMany,
  }
}

/** The two lists: what was done, and what was undone since. `replay` says whether an entry still had something to change. */
function keepEntries(replay: (entry: Entry, isUndo: boolean) => boolean) {
  const done: Entry[] = []
  const undone: Entry[] = []
  const shown = makeStore({ mayUndo: false, mayRedo: false })
  const show = (): void => {
    const next = { mayUndo: done.length > 0, mayRedo: undone.length > 0 }
    const known = shown.get()
    if (next.mayUndo !== known.mayUndo || next.mayRedo !== known.mayRedo) shown.put(next)
  }
  /** Goes back (or forth) one entry; one whose change has since vanished is passed over. */
  const move = (from: Entry[], to: Entry[], isUndo: boolean): boolean => {
    for (let entry = from.pop(); entry; entry = from.pop()) {
      if (!replay(entry, isUndo)) continue
      to.push(entry)
      show()
      return true
    }
    show()
    return false
  }
  return {
    shown,
    last: () => done.at(-1),
    undo: () => move(done, undone, true),
    redo: () => move(undone, done, false),
    note(entry: Entry) {
      done.push(entry)
      undone.length = 0
      show()
    },
    strike(entry: Entry) {
      for (const list of [done, undone]) if (list.includes(entry)) list.splice(list.indexOf(entry), 1)
      show()
    },
    endRedo() {
      if (undone.length === 0) return
      undone.length = 0
      show()
    },
  }
}
