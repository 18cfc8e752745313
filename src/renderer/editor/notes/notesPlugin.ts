/**
 * Notes in the editor: their words tinted, a sign beside the line where each begins, and the one at the caret chosen. None
 * of it is on the path of a key: an edit only carries along what is drawn; the rest comes after the frame that shows the
 * edit, or once an input method has ended.
 */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isPending, type KeptMark } from '#contract/mark.ts'
import type { OpenStory } from '#renderer/session.ts'
import { afterPaint, type AfterPaint } from '#renderer/shell/afterPaint.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import type { ViewPlugin } from '../viewPlugin.ts'
import { DrawnNotes, type DrawnNote } from './drawnNotes.ts'
import { notesOf, spotNow, stretchOf } from './notes.ts'
import { mountNoteSigns, type NoteSigns } from './noteSigns.ts'

/** ProseMirror takes composed text in shortly after the input method says that it has ended. */
const AFTER_COMPOSING_MS = 60

/** Notes drawn into one view of a story. */
export const notesPlugin: ViewPlugin = (story, workspace) => {
  const drawn = new DrawnNotes()
  let layer: NotesLayer | null = null
  return new Plugin({
    props: {
      decorations: () => drawn.decorations,
      handleDOMEvents: {
        compositionend: () => {
          setTimeout(() => layer?.update(), AFTER_COMPOSING_MS)
          return false
        },
      },
    },
    view: (view) => (layer = new NotesLayer(view, story, workspace, drawn)),
  })
}

class NotesLayer {
  /** Looks where notes and caret stand: they may have moved, or the desk may have spoken. */
  readonly update: AfterPaint
  private readonly view: EditorView
  private readonly story: OpenStory
  private readonly workspace: Workspace
  private readonly drawn: DrawnNotes
  private readonly signs: NoteSigns
  private readonly stops: readonly (() => void)[]

  constructor(view: EditorView, story: OpenStory, workspace: Workspace, drawn: DrawnNotes) {
    this.view = view
    this.story = story
    this.workspace = workspace
    this.drawn = drawn
    this.signs = mountNoteSigns(view, workspace)
    this.update = afterPaint(() => this.look())
    const { marks } = workspace.session
    this.stops = [
      // Before the view draws the edit: it subscribes later.
      story.subscribe(({ transaction }) => drawn.map(transaction)),
      ...[story.unsaved, marks, marks.chosen, workspace.settings].map((store) => store.subscribe(this.update)),
    ]
    this.update()
  }

  destroy(): void {
    this.update.cancel()
    for (const stop of this.stops) stop()
    this.signs.close()
  }

  private look(): void {
    // An input method at work keeps the text nodes it began with.
    if (this.view.isDestroyed || this.view.composing) return
    this.chooseAtCaret()
    if (this.drawn.draw(this.view.state.doc, this.wanted())) this.view.setProps({})
    this.signs.show(this.drawn.notes)
  }

  private wanted(): DrawnNote[] {
    const { marks } = this.workspace.session
    const chosen = marks.chosen.get()
    const known = new Map(this.drawn.notes.map((note) => [note.id, note]))
    return notesOf(marks.get(), this.story.id)
      .filter((mark) => isPending(mark) || mark.id === chosen)
      .flatMap((mark): DrawnNote[] => {
        const stretch = this.isNewsOf(mark) ? stretchOf(this.view.state.doc, mark) : known.get(mark.id)
        const look = mark.kind === 'note' ? 'note' : 'mark'
        return stretch ? [{ id: mark.id, from: stretch.from, to: stretch.to, look, isChosen: mark.id === chosen }] : []
      })
  }

  /** The desk speaks of a version: while other steps are on their way, what was carried along is nearer to the truth. */
  private isNewsOf(mark: KeptMark): boolean {
    const spot = spotNow(mark)
    return spot === null || (spot.version === this.story.copy.version && this.story.unsaved.get().steps === 0)
  }

  private chooseAtCaret(): void {
    const { marks } = this.workspace.session
    const { selection } = this.view.state
    if (!this.view.hasFocus()) return
    const at = this.drawn.at(selection.head)
    const chosen = marks.chosen.get()
    if (at !== null && at !== chosen) marks.choose(at)
    // A mark on another story, or one whose words are gone, was chosen elsewhere and stays so.
    else if (at === null && this.drawn.notes.some(({ id }) => id === chosen)) marks.choose(null)
  }
}
