/**
 * Signs of notes beside the copy, each at the line where its words begin, and a quiet line at the foot with the note at the
 * caret where the list of notes is not shown. Drawn after the text stands; no part of the editor's own document.
 */
import type { EditorView } from 'prosemirror-view'
import { markText } from '#contract/mark.ts'
import { sayInterface } from '#words/interface.ts'
import { afterPaint } from '#renderer/shell/afterPaint.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { SIDE_NAME, goToNote } from './going.ts'
import type { DrawnNote } from './drawnNotes.ts'
import styles from './noteSigns.module.css'

export interface NoteSigns {
  show(notes: readonly DrawnNote[]): void
  close(): void
}

/** Notes that begin on one line of the screen. */
interface Line {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly notes: DrawnNote[]
}

export function mountNoteSigns(view: EditorView, workspace: Workspace): NoteSigns {
  const sheet = view.dom.parentElement!
  const layer = document.createElement('div')
  layer.className = styles['layer']!
  sheet.append(layer)
  const foot = document.createElement('div')
  foot.className = styles['foot']!
  let notes: readonly DrawnNote[] = []
  const draw = (): void => {
    if (view.isDestroyed) return
    layer.replaceChildren(...linesOf(view, notes).map((line) => signOf(line, workspace)))
    drawFoot(foot, sheet, workspace, notes)
  }
  const redraw = afterPaint(draw)
  const sizes = new ResizeObserver(redraw)
  sizes.observe(sheet)
  sizes.observe(view.dom)
  return {
    show(next) {
      if (next.length === 0 && notes.length === 0) return
      notes = next
      draw()
    },
    close() {
      redraw.cancel()
      sizes.disconnect()
      layer.remove()
      foot.remove()
    },
  }
}

function linesOf(view: EditorView, notes: readonly DrawnNote[]): Line[] {
  const sheet = view.dom.parentElement!.getBoundingClientRect()
  const left = view.dom.getBoundingClientRect().right - sheet.left
  const lines: Line[] = []
  for (const note of notes) {
    const { top, bottom } = view.coordsAtPos(Math.min(note.from, view.state.doc.content.size), 1)
    const last = lines.at(-1)
    const own = { top: top - sheet.top, left, height: bottom - top, notes: [note] }
    if (last && Math.abs(last.top - own.top) < 4) last.notes.push(note)
    else lines.push(own)
  }
  return lines
}

function signOf({ top, left, height, notes }: Line, workspace: Workspace): HTMLElement {
  const { session, settings } = workspace
  const sign = document.createElement('button')
  const [first] = notes
  const mark = first && session.marks.maybeMark(first.id)
  sign.type = 'button'
  // The keys go from note to note; the signs are for the pointer.
  sign.tabIndex = -1
  sign.className = styles['sign']!
  sign.style.left = `${Math.round(left)}px`
  sign.style.top = `${Math.round(top)}px`
  sign.style.height = `${Math.round(height)}px`
  sign.dataset['count'] = notes.length > 1 ? String(notes.length) : ''
  if (notes.some(({ isChosen }) => isChosen)) sign.dataset['chosen'] = ''
  const values = { n: notes.length, text: mark ? markText(mark) : '' }
  sign.title = sayInterface('notes.sign', settings.get().language, values)
  sign.ariaLabel = sign.title
  // The caret stays where it is until the note takes it to its words.
  sign.onmousedown = (event) => event.preventDefault()
  sign.onclick = () => {
    if (!mark) return
    settings.change({ copySide: SIDE_NAME })
    goToNote(workspace, mark)
  }
  return sign
}

/** The note at the caret, in one line; nothing where the list of notes shows it. */
function drawFoot(foot: HTMLElement, sheet: HTMLElement, workspace: Workspace, notes: readonly DrawnNote[]): void {
  const { session, settings } = workspace
  const chosen = notes.find(({ isChosen }) => isChosen)
  const mark = chosen && session.marks.maybeMark(chosen.id)
  if (!mark || settings.get().copySide === SIDE_NAME) return foot.remove()
  const name = document.createElement('b')
  name.textContent = mark.person
  const text = document.createElement('span')
  text.textContent = markText(mark).replaceAll('\n', ' ')
  foot.replaceChildren(name, text)
  foot.role = 'note'
  foot.ariaLabel = sayInterface('notes.foot', settings.get().language)
  if (!foot.isConnected) sheet.parentElement?.append(foot)
}
