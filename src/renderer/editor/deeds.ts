/** The commands of the copy desk. Each acts on the open story, whichever of its editors has the focus. */
import type { Command } from 'prosemirror-state'
import { toggleEmphasis, toggleLeadIn, toggleStrong } from '#story/commands.ts'
import type { InterfaceKey } from '#words/interface.ts'
import type { Deed } from '../shell/commands.ts'
import type { Workspace } from '../shell/workspace.tsx'
import { changesDeeds } from './changes/deeds.ts'
import { fileDeeds } from './files/deeds.ts'
import { findDeeds } from './find/deeds.ts'
import { noteDeeds } from './notes/deeds.ts'
import { languageDeeds } from './language/deeds.ts'
import { partDeeds } from './parts/deeds.ts'
import { pasteDeeds } from './paste/deeds.ts'
import { mayRunOnCopy, runOnCopy } from './chosenStory.ts'
import { SIDES } from './sides/sides.ts'
import { spellingDeeds } from './spelling/deeds.ts'
import { togetherDeeds } from './together/deeds.ts'
import { typedDeeds } from './typed/deeds.ts'
import { versionDeeds } from './versions/deeds.ts'
import { wordingDeeds } from './wording/deeds.ts'

/** Every command of the copy desk. */
export const copyDeeds = (workspace: Workspace): Deed[] => [
  ...changesDeeds(workspace),
  ...partDeeds(workspace),
  ...pasteDeeds(workspace),
  ...languageDeeds(workspace),
  ...fileDeeds(workspace),
  ...findDeeds(workspace),
  ...noteDeeds(workspace),
  ...viewDeeds(workspace),
  ...formatDeeds(workspace),
  ...wordingDeeds(workspace),
  ...typedDeeds(workspace),
  ...spellingDeeds(workspace),
  ...sideDeeds(workspace),
  ...togetherDeeds(workspace),
  ...versionDeeds(workspace),
]

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

function formatDeeds(workspace: Workspace): Deed[] {
  const deed = (id: string, words: InterfaceKey, keys: string, command: Command): Deed => ({
    id,
    group: 'story',
    words,
    keys: [keys],
    isEnabled: () => mayRunOnCopy(workspace, command),
    run: () => void runOnCopy(workspace, command),
  })
  return [
    deed('copy.strong', 'copy.strong', '$mod+b', toggleStrong),
    deed('copy.emphasis', 'copy.emphasis', '$mod+Alt+i', toggleEmphasis),
    deed('copy.leadIn', 'copy.leadIn', '$mod+Shift+d', toggleLeadIn),
  ]
}
