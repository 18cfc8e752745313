/** A manuscript into an open story, as a paste is. */
import { closeHistory } from 'prosemirror-history'
import type { Manuscript } from '#contract/manuscript.ts'
import { putIn } from '#story/putIn.ts'
import type { OpenStory } from '../../session.ts'
import type { Workspace } from '../../shell/workspace.tsx'
import { broughtIn, normalise, type Range } from './normalise.ts'
import { tellPasted } from './tellPasted.ts'

/** An open story and the window around it. */
export interface Desk {
  readonly story: OpenStory
  readonly workspace: Workspace
}

/**
 * Puts a manuscript in at the selection and then makes its widths and quotes those of the house, as two acts that undo takes
 * back one by one; false where it holds nothing.
 */
export function pasteManuscript({ story, workspace }: Desk, manuscript: Manuscript, isAsItIs: boolean): boolean {
  const made = putIn(story.state, manuscript)
  if (!made) return false
  let ranges: Range[] = []
  // What is put in may have become a tracked change on its way: where it stands is told by what was done.
  const stop = story.subscribe(({ transaction }) => (ranges = broughtIn(transaction)))
  story.dispatch(closeHistory(made.setMeta('paste', true).setMeta('uiEvent', 'paste')))
  stop()
  const tidy = isAsItIs ? null : normalise(story.state, ranges)
  if (tidy) story.dispatch(closeHistory(tidy))
  tellPasted(workspace, manuscript.omissions, tidy !== null)
  return true
}
