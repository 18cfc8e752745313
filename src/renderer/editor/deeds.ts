/** The commands of the copy desk. Each acts on the open story, whichever of its editors has the focus. */
import type { Command } from 'prosemirror-state'
import type { InterfaceKey } from '#words/interface.ts'
import type { OpenStory } from '../session.ts'
import type { Deed } from '../shell/commands.ts'
import type { Workspace } from '../shell/workspace.tsx'
import { changesDeeds } from './changes/deeds.ts'
import { findDeeds } from './find/deeds.ts'
import { SIDES } from './sides/sides.ts'

/** Every command of the copy desk. */
export const copyDeeds = (workspace: Workspace): Deed[] => [
  ...changesDeeds(workspace),
  ...findDeeds(workspace),
  ...viewDeeds(workspace),
  ...sideDeeds(workspace),
]

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

const ZOOM_STEPS: readonly number[] = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300]

function viewDeeds({ settings }: Workspace): Deed[] {
  const zoom = (): number => settings.get().copyZoom
  const zoomTo = (copyZoom: number | undefined): void => {
    if (copyZoom !== undefined) settings.change({ copyZoom })
  }
  const deed = (id: string, words: InterfaceKey, keys: string, run: () => void): Deed => ({
    id,
    group: 'view',
    words,
    keys: [keys],
    run,
  })
  return [
    deed('copy.zoomIn', 'copy.zoomIn', '$mod+Alt+Equal', () => zoomTo(ZOOM_STEPS.find((step) => step > zoom()))),
    deed('copy.zoomOut', 'copy.zoomOut', '$mod+Alt+Minus', () => zoomTo(ZOOM_STEPS.findLast((step) => step < zoom()))),
    deed('copy.zoomNone', 'copy.zoomNone', '$mod+Alt+0', () => zoomTo(100)),
    deed('copy.lineNumbers', 'copy.lineNumbers', '$mod+Alt+l', () => {
      const every = settings.get().lineNumbers
      settings.change({ lineNumbers: every === 5 ? 1 : every === 1 ? 0 : 5 })
    }),
  ]
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
