/**
 * One editor on an open story. ProseMirror alone, no framework: nothing stands between a key and the page. The state is
 * the session's, which also tells every pane what is selected; this view draws it and labels its parts.
 */
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { TextSelection, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view'
import type { Place } from '#contract/copy.ts'
import type { SetPage } from '#contract/setPage.ts'
import {
  eraseDown,
  eraseUp,
  joinDown,
  joinUp,
  splitLine,
  toggleEmphasis,
  toggleLeadIn,
  toggleStrong,
} from '#story/commands.ts'
import { maybePosAt } from '#story/places.ts'
import { lineTypeOf, storyAttrs, type LineType } from '#story/schema.ts'
import type { OpenStory, StoryChange } from '../session.ts'
import { galleyLines } from './galleyLines.ts'

export interface CopyViewOptions {
  /** What a line is called in the margin and, while it is empty, in its place. */
  label(line: LineType): string
  /** Name of the editor for a screen reader. */
  readonly name: string
}

export interface CopyView {
  /** Draws again with other words. */
  setOptions(options: CopyViewOptions): void
  /** The page whose line ends are shown; null shows the copy as it runs. */
  showLines(page: SetPage | null): void
  /** Puts the selection where another pane wants it; does nothing where it stands there already. */
  select(anchor: Place, head: Place): void
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
  'Mod-b': toggleStrong,
  'Mod-Alt-i': toggleEmphasis,
  'Mod-Shift-d': toggleLeadIn,
})
const joins = keymap({ Backspace: joinUp, Delete: joinDown })

export function mountCopyView(host: HTMLElement, story: OpenStory, first: CopyViewOptions): CopyView {
  let options = first
  let page: SetPage | null = null
  let galley = DecorationSet.empty

  const view = new EditorView(host, {
    state: story.state,
    plugins: [joins, keys],
    dispatchTransaction: (transaction) => story.dispatch(transaction),
    attributes: () => ({
      'aria-label': options.name,
      'aria-multiline': 'true',
      role: 'textbox',
      tabindex: '0',
      spellcheck: 'false',
    }),
    decorations: (state) => galley.add(state.doc, labelsOf(state, options)),
    // Undo is the window's, over copy and page together; the browser's own would lose that order.
    handleDOMEvents: {
      beforeinput: (_, event) => {
        if (!event.inputType.startsWith('history')) return false
        event.preventDefault()
        return true
      },
    },
  })
  const takeChange = ({ transaction }: StoryChange): void => {
    if (transaction.docChanged) galley = galley.map(transaction.mapping, transaction.doc)
    view.updateState(story.state)
  }
  const stop = story.subscribe(takeChange)
  const redraw = (): void => {
    if (!view.composing) view.setProps({})
  }

  return {
    view,
    setOptions(next) {
      options = next
      redraw()
    },
    showLines(next) {
      // An input method at work keeps the text nodes it began with; the lines come with the page after it.
      if (view.composing || next === page) return
      page = next
      galley = page ? galleyLines(view.state.doc, story.id, page) : DecorationSet.empty
      redraw()
    },
    select: (anchor, head) => selectIn(view, story, anchor, head),
    focus: () => view.focus(),
    close() {
      stop()
      view.destroy()
    },
  }
}

function selectIn(view: EditorView, story: OpenStory, anchor: Place, head: Place): void {
  const { doc, selection } = view.state
  const [from, to] = [maybePosAt(doc, anchor), maybePosAt(doc, head)]
  if (from === null || to === null || (selection.anchor === from && selection.head === to)) return
  story.dispatch(view.state.tr.setSelection(TextSelection.create(doc, from, to)).scrollIntoView())
  // ProseMirror scrolls only to a selection that the browser has, which an editor without the focus has not.
  if (!view.hasFocus()) scrollTo(view, to)
}

/** Brings a position into sight, in the middle of whatever scrolls the editor. */
function scrollTo(view: EditorView, pos: number): void {
  let scroller = view.dom.parentElement
  while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
  if (!scroller) return
  const { top, bottom } = view.coordsAtPos(pos)
  const window = scroller.getBoundingClientRect()
  if (top >= window.top && bottom <= window.bottom) return
  scroller.scrollTop += (top + bottom - window.top - window.bottom) / 2
}

/** The first line of each part is labelled in the margin; an empty line says what it wants. */
function labelsOf(state: EditorState, options: CopyViewOptions): Decoration[] {
  const labels: Decoration[] = []
  let last: LineType | null = null
  const { lang } = storyAttrs(state.doc)
  state.doc.forEach((line, start) => {
    const type = lineTypeOf(line)
    const attributes: Record<string, string> = { lang }
    if (type !== last) attributes['data-label'] = options.label(type)
    if (line.content.size === 0) attributes['data-empty'] = options.label(type)
    if (state.selection.$head.parent === line) attributes['data-current'] = ''
    labels.push(Decoration.node(start, start + line.nodeSize, attributes))
    last = type
  })
  return labels
}
