/** A story as the issue file has it on disk, read past any desk that holds the file. */
import type { StoryId } from '#contract/ids.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { openIssues } from '#storage/issues.ts'
import { granted } from './issues.ts'

/** The story's last snapshot and the steps since, as text. */
export async function storyLog(file: string, story: StoryId): Promise<string> {
  const reader = granted(await openIssues({ clock: openPorts().clock }).openForReading(file))
  try {
    const snapshot = granted(await reader.readSnapshot(story))
    const { steps } = granted(await reader.readSteps(story, snapshot.version))
    return JSON.stringify([snapshot.doc, steps])
  } finally {
    await reader.close()
  }
}
