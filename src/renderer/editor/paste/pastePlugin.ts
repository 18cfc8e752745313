/**
 * Paste, copy, cut and drop in the editor. ProseMirror's own reading of markup is never asked: every transfer goes through
 * the readers of exchange. Pictures go to the pool; what is dragged inside the editor stays ProseMirror's.
 */
import { Fragment, Slice, type Node } from 'prosemirror-model'
import { Plugin, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Manuscript } from '#contract/manuscript.ts'
import { isDeleted } from '#story/final.ts'
import { isBlank } from '#story/putIn.ts'
import { importFiles } from '#renderer/shell/acts.ts'
import type { ViewPlugin } from '../viewPlugin.ts'
import { isCopyFile, maybeReadCopyFile } from './copyFiles.ts'
import { pasteManuscript, type Desk } from './pasteManuscript.ts'
import { tellPasted } from './tellPasted.ts'
import { readTransfer, transferOf } from './transfer.ts'

export const pastePlugin: ViewPlugin = (story, workspace) => {
  const desk: Desk = { story, workspace }
  let isShifted = false
  const take = (view: EditorView, data: DataTransfer, isPlain: boolean): boolean => {
    const received = readTransfer(transferOf(data), isBlank(view.state.doc), isPlain)
    if (pasteManuscript(desk, received.manuscript, received.isOwn)) return true
    const files = [...data.files]
    if (files.length > 0) void takeFiles(desk, files)
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
async function takeFiles(desk: Desk, files: readonly File[]): Promise<void> {
  const { story, workspace } = desk
  const [documents, others] = [files.filter(isCopyFile), files.filter((file) => !isCopyFile(file))]
  for (const file of documents) {
    const manuscript = await maybeReadCopyFile(workspace, file, isBlank(story.state.doc))
    // A document that came with tracked changes keeps to the letter.
    if (manuscript) pasteManuscript(desk, manuscript, isTracked(manuscript))
  }
  if (others.length > 0) await importFiles(workspace, others)
}

const isTracked = ({ lines }: Manuscript): boolean =>
  lines.some(({ runs }) =>
    runs.some(({ marks }) => marks.some(({ type }) => type === 'inserted' || type === 'deleted')),
  )

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
