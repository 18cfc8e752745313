/** Commands of what typing corrects. */
import { sayInterface } from '#words/interface.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { mayRunOnCopy, runOnCopy } from '../chosenStory.ts'
import type { Command } from 'prosemirror-state'

/** Begins a code: the list of snippets opens at the caret. */
const beginCode: Command = (state, dispatch) => {
  if (state.selection.$head.depth === 0) return false
  dispatch?.(state.tr.insertText('\\').scrollIntoView())
  return true
}

export function typedDeeds(workspace: Workspace): Deed[] {
  const { settings, toasts } = workspace
  return [
    {
      id: 'copy.snippets',
      group: 'story',
      words: 'do.snippets',
      keys: ['$mod+Alt+Backslash'],
      isEnabled: () => mayRunOnCopy(workspace, beginCode),
      run() {
        document.querySelector<HTMLElement>('.ProseMirror')?.focus()
        runOnCopy(workspace, beginCode)
      },
    },
    {
      id: 'copy.autocorrect',
      group: 'story',
      words: 'do.autocorrect',
      run() {
        const { isAutocorrecting, language } = settings.get()
        settings.change({ isAutocorrecting: !isAutocorrecting })
        toasts.show('plain', sayInterface(isAutocorrecting ? 'toast.autocorrectOff' : 'toast.autocorrectOn', language))
      },
    },
  ]
}
