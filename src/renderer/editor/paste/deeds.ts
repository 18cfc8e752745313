/** Commands of the clipboard that a browser has no key of its own for. */
import { readPlain } from '#exchange/manuscripts/readPlain.ts'
import { sayInterface } from '#words/interface.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import { isMac, writeKeys } from '#renderer/shell/keys.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory } from '../chosenStory.ts'
import { pasteManuscript } from './pasteManuscript.ts'

const PLAIN_KEYS = '$mod+Shift+v'

export function pasteDeeds(workspace: Workspace): Deed[] {
  return [
    {
      id: 'edit.pastePlain',
      group: 'story',
      words: 'paste.plain',
      keys: [PLAIN_KEYS],
      isEnabled: () => chosenStory(workspace) !== null,
      run: () => pastePlain(workspace),
    },
  ]
}

/** Reads the clipboard's words; where the host does not let it, says which key does. */
async function pastePlain(workspace: Workspace): Promise<void> {
  const story = chosenStory(workspace)
  if (!story) return
  try {
    const text = await navigator.clipboard.readText()
    pasteManuscript({ story, workspace }, readPlain(text), false)
  } catch {
    const { language } = workspace.settings.get()
    const keys = writeKeys(PLAIN_KEYS, isMac())
    workspace.toasts.show(
      'warning',
      sayInterface('paste.denied', language),
      sayInterface('paste.deniedDetail', language, { keys }),
    )
  }
}
