/** The commands of the copy desk. Each acts on the open story, whichever of its editors has the focus. */
import type { Command } from 'prosemirror-state'
import type { OpenStory } from '../session.ts'
import type { Deed } from '../shell/commands.ts'
import type { Workspace } from '../shell/workspace.tsx'
import { SIDES } from './sides/sides.ts'
import { versionDeeds } from './versions/deeds.ts'

/** Every command of the copy desk. */
export const copyDeeds = (workspace: Workspace): Deed[] => [...sideDeeds(workspace), ...versionDeeds(workspace)]

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

function sideDeeds({ settings }: Workspace): Deed[] {
  return SIDES.map(({ name, words, keys }) => ({
    id: `copy.side.${name}`,
    group: 'view',
    words,
    keys,
    run: () => settings.change({ copySide: settings.get().copySide === name ? '' : name }),
  }))
}
