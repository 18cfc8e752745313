/**
 * One editor on an open story. ProseMirror alone, no framework: nothing stands between a key and the page. The state is
 * the session's, which also tells every pane what is selected; this view draws it, with the printed line ends in it.
 */
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { Plugin, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view'
import type { Place } from '#contract/copy.ts'
import type { SetPage } from '#contract/setPage.ts'
import { eraseDown, eraseUp, joinDown, joinUp, splitLine } from '#story/commands.ts'
import { maybePosAt } from '#story/places.ts'
import type { OpenStory, StoryChange } from '../session.ts'
import { galleyOf, type Galley } from './galley/galley.ts'
import { GalleyBreaks } from './galley/galleyBreaks.ts'
import { mountGutter, type GutterWords } from './galley/gutter.ts'

export interface CopyViewOptions {
  /** Name of the editor for a screen reader. */
  readonly name: string
  readonly gutter: GutterWords
  /** Which set lines are numbered: 0 none, 1 all, 5 every fifth. */
  readonly numbersEvery: number
}

export interface CopyView {
  /** Draws again with other words. */
  setOptions(options: CopyViewOptions): void
  /** The page whose line ends are shown; null shows the copy as it runs. */
  showLines(page: SetPage | null): void
  /** Puts the selection where another pane wants it; does nothing where it stands there already. */
  select(anchor: Place, head: Place): void
  /** Keeps what stands in the middle of the sight there while `change` lays the copy out otherwise. */
  keepInSight(change: () => void): void
  focus(): void
  readonly view: EditorView
  close(): void
}

const keys = keymap({
  ...baseKeymap,
  Enter: splitLine,
  Backspace: eraseUp,
  'Mod-Backspace': eraseUp,
  Delete: eraseDown,
  'Mod-Delete': eraseDown,
})
/** The line of the caret is told, so that its label in the margin may show it. */
const currentLine = new Plugin({
  props: {
    decorations({ doc, selection: { $head } }) {
      if ($head.depth === 0) return null
      return DecorationSet.create(doc, [Decoration.node($head.before(1), $head.after(1), { 'data-current': '' })])
    },
  },
})
/** A focus that comes by key or from another pane finds the caret where the story has it, not where the browser last saw it. */
function caretOnFocus(): Plugin {
  let isPointed = false
  return new Plugin({
    props: {
      handleDOMEvents: {
        // The pointer brings the focus itself, and the browser puts the caret under it.
        mousedown: () => {
          isPointed = true
          setTimeout(() => (isPointed = false))
          return false
        },
        focus: (view) => {
          if (!isPointed) view.focus()
          return false
        },
      },
    },
  })
}

const joins = keymap({ Backspace: joinUp, Delete: joinDown })

/** `plugins` are the view's own (decorations of changes, notes ...), asked before the keys. */
export function mountCopyView(
  host: HTMLElement,
  story: OpenStory,
  first: CopyViewOptions,
  plugins: readonly Plugin[] = [],
): CopyView {
  let options = first
  let page: SetPage | null = null
  /** A page came while an input method was at work: its lines are drawn when it has ended. */
  let isBehind = false
  const breaks = new GalleyBreaks()

  const view = new EditorView(host, {
    state: story.state,
    plugins: [...plugins, currentLine, caretOnFocus(), joins, keys],
    dispatchTransaction: (transaction) => story.dispatch(transaction),
    attributes: () => ({
      'aria-label': options.name,
      'aria-multiline': 'true',
      role: 'textbox',
      tabindex: '0',
      spellcheck: 'false',
    }),
    decorations: () => breaks.decorations,
    handleDOMEvents: {
      // Undo is the window's, over copy and page together; the browser's own would lose that order.
      beforeinput: (_, event) => {
        if (!event.inputType.startsWith('history')) return false
        event.preventDefault()
        return true
      },
      compositionend: () => {
        // ProseMirror takes the composed text in after this event.
        if (isBehind) setTimeout(drawLines, 50)
        return false
      },
    },
  })
  const gutter = mountGutter(host, view)
  const takeChange = ({ transaction }: StoryChange): void => {
    breaks.map(transaction)
    view.updateState(story.state)
    if (transaction.docChanged) gutter.redraw()
  }
  const stop = story.subscribe(takeChange)
  const redraw = (): void => {
    if (!view.composing) view.setProps({})
  }
  const drawLines = (): void => {
    if (view.isDestroyed) return
    // An input method at work keeps the text nodes it began with; the lines come with the page after it.
    isBehind = view.composing
    if (isBehind) return
    const galley: Galley | null = page && galleyOf(page, story.id)
    if (breaks.show(view.state.doc, story.copy, galley)) redraw()
    host.dataset['galley'] = galley ? 'set' : 'free'
    gutter.show(galley, options.gutter, options.numbersEvery)
  }

  return {
    view,
    setOptions(next) {
      options = next
      redraw()
      drawLines()
    },
    showLines(next) {
      if (next === page && !isBehind) return
      page = next
      drawLines()
    },
    select: (anchor, head) => selectIn(view, story, anchor, head),
    keepInSight: (change) => keepInSight(view, change),
    focus: () => view.focus(),
    close() {
      stop()
      gutter.close()
      view.destroy()
    },
  }
}

function selectIn(view: EditorView, story: OpenStory, anchor: Place, head: Place): void {
  // The story's own state: news of a selection may come while this view has not heard of it yet.
  const { doc, selection, tr } = story.state
  const [from, to] = [maybePosAt(doc, anchor), maybePosAt(doc, head)]
  if (from === null || to === null || (selection.anchor === from && selection.head === to)) return
  story.dispatch(tr.setSelection(TextSelection.create(doc, from, to)).scrollIntoView())
  // ProseMirror scrolls only to a selection that the browser has, which an editor without the focus has not.
  if (!view.hasFocus()) scrollTo(view, to)
}

/** What scrolls the editor; null where all of it is in sight. */
function scrollerOf(view: EditorView): HTMLElement | null {
  let scroller = view.dom.parentElement
  while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
  return scroller
}

/** Brings a position into sight, in the middle of whatever scrolls the editor. */
function scrollTo(view: EditorView, pos: number): void {
  const scroller = scrollerOf(view)
  if (!scroller) return
  const { top, bottom } = view.coordsAtPos(pos)
  const window = scroller.getBoundingClientRect()
  if (top >= window.top && bottom <= window.bottom) return
  scroller.scrollTop += (top + bottom - window.top - window.bottom) / 2
}

/** Holds on to the caret where it is in sight, else to what stands in the middle. */
function keepInSight(view: EditorView, change: () => void): void {
  const before = scrollerOf(view)?.getBoundingClientRect()
  if (!before) return change()
  const caret = view.state.selection.head
  const isInSight = (top: number): boolean => top >= before.top && top <= before.bottom
  const middle = { left: view.dom.getBoundingClientRect().left + 40, top: (before.top + before.bottom) / 2 }
  const held = isInSight(view.coordsAtPos(caret).top) ? caret : (view.posAtCoords(middle)?.pos ?? caret)
  const { top } = view.coordsAtPos(held)
  change()
  const scroller = scrollerOf(view)
  if (scroller) scroller.scrollTop += view.coordsAtPos(held).top - top
}
