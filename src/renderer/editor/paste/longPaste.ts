/**
 * A paste that takes longer than a frame: it goes in by instalments, the window drawn between them, as one entry of undo.
 * What it has put in is told by a job that can be cancelled; then nothing of it stays.
 */
import { closeHistory } from 'prosemirror-history'
import type { Transaction } from 'prosemirror-state'
import { instalmentsOf, putInstalment, type Instalments } from '#story/instalments.ts'
import { sayInterface } from '#words/interface.ts'
import type { OpenStory } from '#renderer/session.ts'
import { painted } from '#renderer/shell/afterPaint.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { broughtIn, type Range } from './normalise.ts'

/** Characters of an instalment: what a window takes in within a few frames. */
const INSTALMENT = 50_000

/**
 * Puts in what `made` brings where it is long; null where it is short and goes in at once. Resolves to where the words stand,
 * or to null where the user cancelled.
 */
export function maybePutLong(
  story: OpenStory,
  workspace: Workspace,
  made: Transaction,
): Promise<readonly Range[] | null> | null {
  const instalments = instalmentsOf(story.state, made, INSTALMENT)
  return instalments && putAll(story, workspace, instalments)
}

async function putAll(
  story: OpenStory,
  workspace: Workspace,
  instalments: Instalments,
): Promise<readonly Range[] | null> {
  const { jobs, settings, session } = workspace
  const { first, rest } = instalments
  const total = first.doc.content.size - story.state.doc.content.size + rest.reduce((sum, each) => sum + each.size, 0)
  const follow = followPut(story)
  const job = jobs.begin(sayInterface('job.paste', settings.get().language), total)
  try {
    follow.dispatch(closeHistory(first.setMeta('paste', true).setMeta('uiEvent', 'paste')))
    for (const instalment of rest) {
      await painted()
      if (jobs.isCancelled(job.id)) {
        if (follow.isAlone()) session.history.undo()
        return null
      }
      // A later part of the same act: undo takes all of them back at once.
      follow.dispatch(putInstalment(story.state, instalment, follow.end()).setMeta('appendedTransaction', first))
      jobs.report({ job: job.id, done: total - left(rest, instalment), total })
    }
    return [follow.range()]
  } finally {
    jobs.end(job.id)
    follow.close()
  }
}

const left = (rest: Instalments['rest'], put: Instalments['rest'][number]): number =>
  rest.slice(rest.indexOf(put) + 1).reduce((sum, each) => sum + each.size, 0)

interface Followed {
  /** Puts a part in. */
  dispatch(transaction: Transaction): void
  /** Where the words end so far: the next part goes in there. */
  end(): number
  range(): Range
  /** Whether nobody has changed the story meanwhile in this window. */
  isAlone(): boolean
  close(): void
}

/** Keeps hold of what is put in while others may write elsewhere; tracked, it may stand where it was not sent. */
function followPut(story: OpenStory): Followed {
  let range: Range | null = null
  let end = 0
  let isOwn = false
  let isAlone = true
  const stop = story.subscribe(({ transaction, isRemote }) => {
    if (!transaction.docChanged) return
    // What is put in at the end moves it along, what others write there does not.
    end = transaction.mapping.map(end, isOwn ? 1 : -1)
    if (range) range = { from: transaction.mapping.map(range.from, 1), to: transaction.mapping.map(range.to, -1) }
    if (!isOwn) return void (isAlone &&= isRemote)
    for (const { from, to } of broughtIn(transaction))
      range = range ? { from: Math.min(range.from, from), to: Math.max(range.to, to) } : { from, to }
  })
  return {
    dispatch(transaction) {
      isOwn = true
      const isFirst = range === null
      story.dispatch(transaction)
      isOwn = false
      if (isFirst) end = story.state.selection.to
    },
    end: () => end,
    range: () => range ?? { from: 0, to: 0 },
    isAlone: () => isAlone,
    close: stop,
  }
}
