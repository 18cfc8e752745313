/** A manuscript into an open story, as a paste is. */
import { closeHistory } from 'prosemirror-history'
import type { Transaction } from 'prosemirror-state'
import type { Manuscript } from '#contract/manuscript.ts'
import { putIn } from '#story/putIn.ts'
import type { OpenStory } from '#renderer/session.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { leftOut } from './leftOut.ts'
import { maybePutLong } from './longPaste.ts'
import { broughtIn, normalise, type Range } from './normalise.ts'
import { tellCancelled, tellPasted } from './tellPasted.ts'

/** An open story and the window around it. */
export interface Desk {
  readonly story: OpenStory
  readonly workspace: Workspace
}

/**
 * Puts a manuscript in at the selection and then makes its widths and quotes those of the house, as two acts that undo takes
 * back one by one; false where it holds nothing. A long one goes in by instalments, after this has answered.
 */
export function pasteManuscript(desk: Desk, manuscript: Manuscript, isAsItIs: boolean): boolean {
  const { story, workspace } = desk
  const made = putIn(story.state, manuscript)
  if (!made) return false
  const long = maybePutLong(story, workspace, made)
  if (long) void long.then((ranges) => (ranges ? tidyUp(desk, ranges, manuscript, isAsItIs) : tellCancelled(workspace)))
  else tidyUp(desk, putAtOnce(story, made), manuscript, isAsItIs)
  return true
}

/** Where the words stand: what is put in may have become a tracked change on its way, so it is told by what was done. */
function putAtOnce(story: OpenStory, made: Transaction): readonly Range[] {
  let ranges: readonly Range[] = []
  const stop = story.subscribe(({ transaction }) => (ranges = broughtIn(transaction)))
  story.dispatch(closeHistory(made.setMeta('paste', true).setMeta('uiEvent', 'paste')))
  stop()
  return ranges
}

function tidyUp({ story, workspace }: Desk, ranges: readonly Range[], manuscript: Manuscript, isAsItIs: boolean): void {
  const tidy = isAsItIs ? null : normalise(story.state, ranges)
  if (tidy) story.dispatch(closeHistory(tidy))
  tellPasted(workspace, leftOut(manuscript), tidy !== null)
}
