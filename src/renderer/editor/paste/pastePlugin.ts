/**
 * Paste, copy, cut and drop in the editor. ProseMirror's own reading of markup is never asked: every transfer goes through
 * the readers of exchange. Pictures go to the pool; what is dragged inside the editor stays ProseMirror's.
 */
import { closeHistory } from 'prosemirror-history'
import { Fragment, Slice, type Node } from 'prosemirror-model'
import { Plugin, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Manuscript } from '#contract/manuscript.ts'
import { isDeleted } from '#story/final.ts'
import { isBlank, putIn } from '#story/putIn.ts'
import { importFiles } from '../../shell/acts.ts'
import type { Workspace } from '../../shell/workspace.tsx'
import type { ViewPlugin } from '../plugins.ts'
import { isCopyFile, maybeReadCopyFile } from './copyFiles.ts'
import { normalise } from './normalise.ts'
import { tellPasted } from './tellPasted.ts'
import { readTransfer, transferOf } from './transfer.ts'

/** Puts a manuscript in at the selection and then makes its widths and quotes those of the house, as two acts that undo takes back one by one. */
export function pasteManuscript(
  view: EditorView,
  workspace: Workspace,
  manuscript: Manuscript,
  isOwn: boolean,
): boolean {
  const made = putIn(view.state, manuscript)
  if (!made) return false
  const hasChanges = manuscript.lines.some(({ runs }) =>
    runs.some(({ marks }) => marks.some(({ type }) => type === 'inserted' || type === 'deleted')),
  )
  view.dispatch(closeHistory(made.tr.setMeta('paste', true).setMeta('uiEvent', 'paste')))
  const tidy = isOwn || hasChanges ? null : normalise(view.state, made.from, made.to)
  if (tidy) view.dispatch(closeHistory(tidy))
  tellPasted(workspace, manuscript.omissions, tidy !== null)
  return true
}

export const pastePlugin: ViewPlugin = (_, workspace) => {
  let isShifted = false
  const take = (view: EditorView, data: DataTransfer, isPlain: boolean): boolean => {
    const received = readTransfer(transferOf(data), isBlank(view.state.doc), isPlain)
    if (pasteManuscript(view, workspace, received.manuscript, received.isOwn)) return true
    const files = [...data.files]
    if (files.length > 0) void takeFiles(view, workspace, files)
    else tellPasted(workspace, received.manuscript.omissions, false)
    return true
  }
  return new Plugin({
    props: {
      clipboardTextSerializer: ({ content }) => textOfCopied(content),
      transformCopied: (slice) => new Slice(standing(slice.content), slice.openStart, slice.openEnd),
      handleDOMEvents: {
        keydown: (_view, event) => {
          isShifted = event.shiftKey
          // The browser's own plain paste brings the event below; the window's command would ask for the clipboard again.
          if (isShifted && (event.ctrlKey || event.metaKey) && event.code === 'KeyV') event.stopPropagation()
          return false
        },
        paste: (view, event) => {
          if (!event.clipboardData) return false
          event.preventDefault()
          return take(view, event.clipboardData, isShifted)
        },
        drop: (view, event) => {
          const data = event.dataTransfer
          if (!data || view.dragging || isOfDesk(data)) return false
          event.preventDefault()
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))))
          view.focus()
          return take(view, data, false)
        },
      },
    },
  })
}

/** Stories and pictures of the pool are dragged onto pages, not into copy. */
const isOfDesk = (data: DataTransfer): boolean => data.types.some((type) => type.startsWith('application/x-banmian'))

/** Documents go in at the caret, everything else to the pool. */
async function takeFiles(view: EditorView, workspace: Workspace, files: readonly File[]): Promise<void> {
  const [documents, others] = [files.filter(isCopyFile), files.filter((file) => !isCopyFile(file))]
  for (const file of documents) {
    const manuscript = await maybeReadCopyFile(workspace, file, isBlank(view.state.doc))
    if (manuscript && !view.isDestroyed) pasteManuscript(view, workspace, manuscript, false)
  }
  if (others.length > 0) await importFiles(workspace, others)
}

/** What is copied is the final text: deleted words stay where they are, and nobody's changes go along. */
function standing(content: Fragment): Fragment {
  const kept: Node[] = []
  content.forEach((node) => {
    if (!node.isText) kept.push(node.type.create({ ...node.attrs, seam: null, was: null }, standing(node.content)))
    else if (!isDeleted(node)) kept.push(node.mark(node.marks.filter(({ type }) => type.spec.group !== 'change')))
  })
  return Fragment.fromArray(kept)
}

function textOfCopied(content: Fragment): string {
  const lines: string[] = []
  content.forEach((node) => lines.push(node.isText ? (node.text ?? '') : node.textContent))
  return lines.join('\n')
}
