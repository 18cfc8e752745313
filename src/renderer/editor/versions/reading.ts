/** What is read in place of the editor: opening moments, comparing them, and going back into one. */
import { closeHistory } from 'prosemirror-history'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { SETTLES } from '#story/changes/transactions.ts'
import { restoringSteps } from '#story/diff/restore.ts'
import { sayInterface } from '#words/interface.ts'
import type { OpenStory, Reading, VersionsStore } from '#renderer/session.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

/** A moment by itself; now is what the editor shows. */
export const openOf = (story: StoryId, at: number | null): Reading | null =>
  at === null ? null : { kind: 'moment', story, at }

/** Two moments, the earlier first; null is now and later than any. The same twice is that moment. */
export function comparisonOf(story: StoryId, a: number | null, b: number | null): Reading | null {
  if (a === b) return openOf(story, a)
  const [before, after] = a === null || (b !== null && b < a) ? [b, a] : [a, b]
  return before === null ? null : { kind: 'comparison', story, before, after }
}

/** Compares a moment with the one that is open: of two that are compared, the later; with none, now. */
export function compareOpenWith({ reading, read }: VersionsStore, story: StoryId, at: number | null): void {
  const open = reading.get()
  const other = open?.story !== story ? null : open.kind === 'moment' ? open.at : open.after
  read(comparisonOf(story, other, at))
}

/** Makes the story what it was at a version, as one new step that undo takes back; `name` is what the version is called. */
export async function restore(workspace: Workspace, story: OpenStory, at: number, name: string): Promise<void> {
  const { session, settings, toasts } = workspace
  const { language } = settings.get()
  const then = await session.versions.moment(story.id, at)
  if (isFault(then)) return tellFault(workspace, then)
  const steps = restoringSteps(story.state.doc, then)
  session.versions.read(null)
  if (steps.length === 0) return toasts.show('plain', sayInterface('reading.nothingToRestore', language))
  const { tr } = story.state
  for (const step of steps) tr.step(step)
  // Tracked or not, the story shall be that version; and whatever is typed next is a change of its own.
  story.dispatch(closeHistory(tr.setMeta(SETTLES, true)))
  story.dispatch(closeHistory(story.state.tr))
  const detail = sayInterface('reading.restoredDetail', language)
  toasts.show('good', sayInterface('reading.restored', language, { name }), detail)
}
