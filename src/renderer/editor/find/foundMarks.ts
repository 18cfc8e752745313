/** Matches are marked in the copy while they are looked for; the chosen one stands out, also while the bar has the focus. */
import { Plugin, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { finalLines } from '#story/final.ts'
import { stretchesOf } from '#story/find/matches.ts'
import type { Matches } from '#renderer/searching/storyMatches.ts'
import type { ViewPlugin } from '../viewPlugin.ts'

export const foundMarks: ViewPlugin = (story, { search }) => {
  const matches = search.of(story)
  let known: { readonly of: Matches; readonly marks: DecorationSet } | null = null
  const marksOf = (state: EditorState): DecorationSet => {
    const found = matches.get()
    // A view may be drawn a moment before the story's own document is the one that it draws.
    if (found.doc !== state.doc || found.matches.length === 0) return DecorationSet.empty
    if (known?.of !== found) known = { of: found, marks: DecorationSet.create(state.doc, marksIn(found)) }
    return known.marks
  }
  return new Plugin({
    props: {
      decorations(state) {
        const marks = marksOf(state)
        const { from, to, empty } = state.selection
        const isFound = !empty && marks.find(from, to).some((mark) => mark.from === from || mark.to === to)
        return isFound ? marks.add(state.doc, [Decoration.inline(from, to, { class: 'found-chosen' })]) : marks
      },
    },
    view(view) {
      const draw = (): void => {
        if (!view.composing && !view.isDestroyed && view.state.doc === story.state.doc) view.setProps({})
      }
      const stop = matches.subscribe(draw)
      return { destroy: stop }
    },
  })
}

function marksIn({ doc, matches }: Matches): Decoration[] {
  const lines = finalLines(doc)
  return matches.flatMap((match) =>
    stretchesOf(lines[match.line]!, match).map(({ from, to }) => Decoration.inline(from, to, { class: 'found' })),
  )
}
