/** Cut, copy, paste and select all from a menu: the ways of the keys, asked for by hand. */
import { AllSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { sayInterface } from '#words/interface.ts'
import { isMac, writeKeys } from '#renderer/shell/keys.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

/** Acts on the editor, which takes the focus. Where the clipboard may not be read, the keys are named instead. */
export async function clip(
  workspace: Workspace,
  view: EditorView,
  act: 'cut' | 'copy' | 'paste' | 'selectAll',
): Promise<void> {
  view.focus()
  if (act === 'selectAll') return view.dispatch(view.state.tr.setSelection(new AllSelection(view.state.doc)))
  if (act !== 'paste') return void document.execCommand(act)
  const clipped = await readClipboard()
  if (clipped?.html) view.pasteHTML(clipped.html)
  else if (clipped) view.pasteText(clipped.text)
  else {
    const { language } = workspace.settings.get()
    const keys = writeKeys('$mod+v', isMac())
    const detail = sayInterface('copyMenu.pasteByKeysDetail', language, { keys })
    workspace.toasts.show('plain', sayInterface('copyMenu.pasteByKeys', language), detail)
  }
}

/** What is in the clipboard; null where it may not be read. */
async function readClipboard(): Promise<{ readonly html: string; readonly text: string } | null> {
  try {
    const [item] = await navigator.clipboard.read()
    const read = async (type: string): Promise<string> =>
      item?.types.includes(type) ? (await item.getType(type)).text() : ''
    return { html: await read('text/html'), text: await read('text/plain') }
  } catch {
    return null
  }
}
