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
  const done: Entry[] = []
  const undone: Entry[] = []
  const shown = makeStore({ mayUndo: false, mayRedo: false })
  let isReplaying = false
  /** Stories whose events are gathered into one entry; null where each makes its own. */
  let gathered: StoryId[] | null = null
  let isOfMany = false

  const show = (): void => {
    const next = { mayUndo: done.length > 0, mayRedo: undone.length > 0 }
    const known = shown.get()
    if (next.mayUndo !== known.mayUndo || next.mayRedo !== known.mayRedo) shown.put(next)
  }
  const note = (entry: Entry): void => {
    done.push(entry)
    undone.length = 0
    show()
  }
  const strike = (entry: Entry): void => {
    for (const list of [done, undone]) if (list.includes(entry)) list.splice(list.indexOf(entry), 1)
    show()
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
  const replay = (entry: Entry, isUndo: boolean): boolean => {
    if (entry.kind === 'dummy') {
      ports.replay(entry.page, isUndo ? invertDiffs(entry.diffs) : entry.diffs)
      return true
    }
    if (entry.kind === 'text') return replayText(entry.story, isUndo)
    const order = isUndo ? entry.stories.toReversed() : entry.stories
    isOfMany = true
    try {
      return order.map((story) => replayText(story, isUndo)).includes(true)
    } finally {
      isOfMany = false
    }
  }
  const replayText = (id: StoryId, isUndo: boolean): boolean => {
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
    ...shown,
    get isOfMany() {
      return isOfMany || gathered !== null
    },
    undo: () => move(done, undone, true),
    redo: () => move(undone, done, false),
    asOne(act) {
      if (gathered) return act()
      const stories: StoryId[] = (gathered = [])
      try {
        act()
      } finally {
        gathered = null
        if (stories.length > 0) note({ kind: 'texts', stories })
      }
    },
    beforeText(story, transaction) {
      if (isReplaying || !transaction.docChanged) return
      const last = done.at(-1)
      if (gathered || last?.kind !== 'text' || last.story !== story) closeHistory(transaction)
    },
    afterText(story, before) {
      if (isReplaying) return
      if (undoDepth(story.state) > undoDepth(before)) {
        if (gathered) gathered.push(story.id)
        else note({ kind: 'text', story: story.id })
      } else if (undone.length > 0 && story.state.doc !== before.doc) {
        undone.length = 0
        show()
      }
    },
    noteDummy(page, diffs) {
      const entry: Entry = { kind: 'dummy', page, diffs }
      note(entry)
      return () => strike(entry)
    },
  }
}
