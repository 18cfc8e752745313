import { isFault } from '#contract/faults.ts'
import type { Present } from '#contract/presence.ts'
import { placeAt } from '#story/places.ts'
import { showCopy } from '../acts.ts'
import type { Workspace } from '../workspace.tsx'

/** Goes where somebody is: to the page, into the story, to the caret. */
export async function goToPerson(workspace: Workspace, { page, story, caret }: Present): Promise<void> {
  const { selection, stories } = workspace.session
  selection.showPage(page)
  if (story === null) return
  selection.selectStory(story)
  showCopy(workspace)
  const open = caret && (await stories.open(story))
  if (!caret || !open || isFault(open)) return
  const pos = open.fromLog({ version: caret.version, pos: caret.head })
  const place = pos === null ? null : placeAt(open.state.doc, pos)
  if (place) selection.selectText(story, place, place)
}
