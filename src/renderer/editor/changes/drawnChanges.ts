/**
 * Tracked changes in the editor: how they are shown, whose colour they have, what Backspace does beside them, the card of the
 * one that is pointed at, and input methods, which compose inside of the mark that their words will have.
 */
import { Plugin } from 'prosemirror-state'
import { keydownHandler } from 'prosemirror-keymap'
import type { EditorView } from 'prosemirror-view'
import { changesIn } from '#story/changes/changes.ts'
import { eraseBefore, eraseBehind } from '#story/changes/erasing.ts'
import { isTracking } from '#story/changes/transactions.ts'
import { schema } from '#story/schema.ts'
import { minuteNow } from '#renderer/shell/times.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import type { ViewPlugin } from '../viewPlugin.ts'
import { openCard } from './card.ts'
import { ChangedLines } from './changedLines.ts'
import './changes.css'
import { handRules } from './hands.ts'

const onKey = keydownHandler({
  Backspace: eraseBefore,
  'Mod-Backspace': eraseBefore,
  Delete: eraseBehind,
  'Mod-Delete': eraseBehind,
})

export const drawnChanges: ViewPlugin = (story, workspace) => {
  const { settings } = workspace
  const lines = new ChangedLines(story.state.doc)
  const stop = story.subscribe(({ transaction }) => lines.take(transaction))
  const shown = (): string => settings.get().changesView
  return new Plugin({
    props: {
      attributes: () => ({ 'data-changes': shown() }),
      editable: () => shown() !== 'original',
      decorations: () => lines.decorations,
      handleKeyDown: (view, event) => onKey(view, event),
      handleDOMEvents: {
        compositionstart(view) {
          if (isTracking(view.state)) composeInMark(view, workspace)
          return false
        },
      },
    },
    view(view) {
      const colours = colourHands(view, () => story.state.doc)
      const card = openCard(view, story, workspace)
      const stopFollowing = settings.subscribe(() => {
        if (!view.composing && view.dom.dataset['changes'] !== shown()) view.setProps({})
      })
      return {
        update(_, before) {
          if (before.doc !== view.state.doc) colours.follow()
          card.follow(before)
        },
        destroy() {
          stop()
          stopFollowing()
          colours.close()
          card.close()
        },
      }
    },
  })
}

/**
 * Before the input method begins: what is selected is struck, the caret stays before it, where the browser has counted on it,
 * and the mark that composed words will have is stored, so that ProseMirror opens it before the first letter and need not
 * draw the text again under the input method.
 */
function composeInMark(view: EditorView, { settings }: Workspace): void {
  if (!view.state.selection.empty) view.dispatch(view.state.tr.deleteSelection())
  const { $head } = view.state.selection
  const marks = (view.state.storedMarks ?? $head.marks()).filter((mark) => mark.type.spec.group !== 'change')
  const by = settings.get().person.trim()
  const own = [$head.nodeBefore, $head.nodeAfter]
    .map((node) => (node ? schema.marks.inserted.isInSet(node.marks) : undefined))
    .find((mark) => mark?.attrs['by'] === by && mark.attrs['move'] === '')
  const inserted = own ?? schema.mark('inserted', { by, at: minuteNow(), move: '' })
  view.dispatch(view.state.tr.setStoredMarks(inserted.addToSet(marks)))
}

interface Colours {
  follow(): void
  close(): void
}

/** Gives hands their colours by a sheet of rules, so that no character is drawn for its colour's sake. */
function colourHands(view: EditorView, doc: () => Parameters<typeof changesIn>[0]): Colours {
  const sheet = new CSSStyleSheet()
  const owner = view.dom.ownerDocument
  let rules = ''
  const follow = (): void => {
    const next = handRules(changesIn(doc()).map(({ by }) => by))
    if (next !== rules) sheet.replaceSync((rules = next))
  }
  owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, sheet]
  follow()
  return {
    follow,
    close() {
      owner.adoptedStyleSheets = owner.adoptedStyleSheets.filter((each) => each !== sheet)
    },
  }
}
