/** Wavy lines under unknown words: decorations that are drawn when the typing pauses, never on the way of a key. */
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { finalLines } from '#story/final.ts'
import { isEnglish } from '#story/wording/caret.ts'
import type { OpenStory } from '#renderer/session.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { spellingOf } from './spelling.ts'
import styles from './spellingMarks.module.css'
import { positionsOf, unknownWords } from './unknownWords.ts'

/** A pause in the typing. */
const PAUSE_MS = 250

export function spellingMarks(story: OpenStory, workspace: Workspace): Plugin {
  const spelling = spellingOf(workspace.session)
  let marks = DecorationSet.empty
  let view: EditorView | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  const isOn = (): boolean => workspace.settings.get().isSpelling && isEnglish(story.state)
  const draw = (): void => {
    if (!view || view.isDestroyed || view.composing) return
    const { doc, selection } = story.state
    const caret = view.hasFocus() && selection.empty ? selection.head : -1
    // The word that is being typed is not done yet.
    const words = isOn() ? unknownWords(story, doc, spelling).map(positionsOf) : []
    const shown = words.filter(({ to }) => to !== caret)
    if (shown.length === 0 && marks === DecorationSet.empty) return
    marks = DecorationSet.create(
      doc,
      shown.map(({ from, to }) => Decoration.inline(from, to, { class: styles['unknown']!, 'data-unknown': '' })),
    )
    view.setProps({})
  }
  const look = async (): Promise<void> => {
    timer = null
    if (isOn()) await spelling.check(finalLines(story.state.doc).map(({ text }) => text))
    draw()
  }
  const lookSoon = (): void => {
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void look(), PAUSE_MS)
  }
  const stops = [
    story.subscribe(({ transaction }) => {
      if (transaction.docChanged) marks = marks.map(transaction.mapping, transaction.doc)
      if (transaction.docChanged || transaction.selectionSet) lookSoon()
    }),
    spelling.epoch.subscribe(lookSoon),
    workspace.settings.subscribe(lookSoon),
  ]
  return new Plugin({
    view(mounted) {
      view = mounted
      lookSoon()
      return {
        destroy() {
          if (timer) clearTimeout(timer)
          for (const stop of stops) stop()
        },
      }
    },
    props: { decorations: () => marks },
  })
}
