/**
 * Corrections as one types. What was typed goes in first and the correction follows as a change of its own, so that undo,
 * or Backspace right behind it, takes back the correction alone. Nothing is corrected while an input method composes; what
 * it puts in is looked at when it has ended. ProseMirror's input rules are not used: they replace before the typing is in
 * the history, and they read a node's own text, in which tracked deletions still stand.
 */
import { closeHistory } from 'prosemirror-history'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Node } from 'prosemirror-model'
import { housePairs, houseSnippets, type HouseBook } from '#contract/house.ts'
import { correctionOf, hanPairOf, type Correction, type Writing } from '#story/wording/autocorrect.ts'
import { isEnglish, replaceBeforeCaret, textBeforeCaret } from '#story/wording/caret.ts'
import { codeAt, maybeSnippet } from '#story/wording/snippets.ts'
import type { OpenStory } from '#renderer/session.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { wordsOf } from './blanks.ts'

/** Characters before the caret that corrections look at: a quotation may have begun some lines above. */
const SIGHT = 2_000
/** ProseMirror takes composed text in after the event that ends the composition. */
const AFTER_COMPOSITION_MS = 60

export function correcting(_story: OpenStory, workspace: Workspace): Plugin {
  const { session, settings } = workspace
  /** The document as a correction left it; Backspace there takes the correction back. */
  let corrected: Node | null = null
  const writingOf = rememberedWriting()

  const correct = (view: EditorView, { length, text }: Correction): void => {
    const tr = replaceBeforeCaret(view.state, length, text)
    if (!tr) return
    view.dispatch(closeHistory(tr).scrollIntoView())
    corrected = view.state.doc
  }
  const correctionFor = (view: EditorView, typed: string): Correction | null => {
    const before = textBeforeCaret(view.state, SIGHT)
    if (before === null) return null
    if (typed === '\\') return snippetFor(workspace, view, before)
    return settings.get().isAutocorrecting ? correctionOf(before, typed, writingOf(view, session.house.get())) : null
  }
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, typed, insert) {
        if (view.composing || typed.length !== 1) return false
        const correction = correctionFor(view, typed)
        if (!correction) return false
        view.dispatch(insert())
        correct(view, correction)
        return true
      },
      handleKeyDown(view, event) {
        if (event.key !== 'Backspace' || view.composing || corrected === null) return false
        const isFresh = view.state.doc === corrected && view.state.selection.empty
        corrected = null
        return isFresh && session.history.undo()
      },
      handleDOMEvents: {
        compositionend(view) {
          setTimeout(() => {
            if (view.isDestroyed || view.composing || !settings.get().isAutocorrecting) return
            const before = textBeforeCaret(view.state, SIGHT)
            const found = before === null ? null : hanPairOf(before, writingOf(view, session.house.get()).pairs)
            if (found) correct(view, found)
          }, AFTER_COMPOSITION_MS)
          return false
        },
      },
    },
  })
}

/** What a second backslash makes of a code. */
function snippetFor(workspace: Workspace, view: EditorView, before: string): Correction | null {
  const code = codeAt(before)
  if (!code) return null
  const snippet = maybeSnippet(houseSnippets(workspace.session.house.get(), isEnglish(view.state)), code)
  return snippet && { length: code.length + 2, text: wordsOf(workspace, snippet, isEnglish(view.state)) }
}

/** The house's pairs in the story's language, made once a book. */
function rememberedWriting(): (view: EditorView, book: HouseBook) => Writing {
  let known: { readonly book: HouseBook; readonly writing: Writing } | null = null
  return (view, book) => {
    const english = isEnglish(view.state)
    if (known?.book !== book || known.writing.isEnglish !== english)
      known = { book, writing: { isEnglish: english, pairs: housePairs(book, english) } }
    return known.writing
  }
}
