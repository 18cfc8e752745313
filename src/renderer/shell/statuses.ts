/** Status of stories: what a paper has, and sending a story on. */
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { StorySummary } from '#contract/requests.ts'
import { statusesOf } from '#contract/version.ts'
import { tellFault } from './speak.ts'
import type { Workspace } from './workspace.tsx'

/** Names of the paper's statuses, in order. */
export const statusNames = ({ session }: Workspace): readonly string[] =>
  statusesOf(session.issue.get().stylebook).map(({ name }) => name)

/** The status so many steps on from where a story is; null beyond the first and the last. */
export function statusFrom(workspace: Workspace, story: StoryId | null, by: 1 | -1): string | null {
  const status = story === null ? undefined : workspace.session.issue.maybeStory(story)?.status
  const names = statusNames(workspace)
  return status === undefined ? null : (names[names.indexOf(status) + by] ?? null)
}

/** Sends a story to a status, and says where it cannot go there. */
export async function changeStatus(workspace: Workspace, story: StoryId, status: string): Promise<void> {
  const { session, settings } = workspace
  const outcome = await session.versions.changeStatus(story, status, settings.get().person.trim())
  if (isFault(outcome)) tellFault(workspace, outcome)
}

/** The status of the story on a page that has the longest way to go; null where none has gone any yet. */
export function leastStatus(names: readonly string[], stories: readonly StorySummary[], page: number): string | null {
  const ranks = stories
    .filter(({ kind, isSpiked, pages }) => kind !== 'ad' && !isSpiked && pages.includes(page))
    .map(({ status }) => names.indexOf(status))
  return ranks.some((rank) => rank > 0) ? (names[Math.min(...ranks)] ?? null) : null
}
