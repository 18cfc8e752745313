/** The chosen story, and editing commands on it: what the commands of the copy desk act on. */
import type { Command } from 'prosemirror-state'
import type { OpenStory } from '../session.ts'
import type { Workspace } from '../shell/workspace.tsx'

/** The chosen story where it is open; what commands of the copy desk act on. */
export function chosenStory({ session }: Workspace): OpenStory | null {
  const { story } = session.selection.get()
  return story === null ? null : session.stories.maybeOpen(story)
}

/** Runs an editing command on the chosen story; tells whether it applied. */
export function runOnCopy(workspace: Workspace, command: Command): boolean {
  const story = chosenStory(workspace)
  return story !== null && command(story.state, (transaction) => story.dispatch(transaction))
}

/** Whether an editing command would apply to the chosen story. */
export function mayRunOnCopy(workspace: Workspace, command: Command): boolean {
  const story = chosenStory(workspace)
  return story !== null && command(story.state)
}
