/**
 * The list of snippets that opens behind a backslash: free of React, since it follows the keys. The editor keeps the
 * focus; arrows choose, Enter or Tab puts in, Escape closes.
 */
import { Plugin, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { houseSnippets } from '#contract/house.ts'
import { sayInterface } from '#words/interface.ts'
import { isEnglish, replaceBeforeCaret, textBeforeCaret } from '#story/wording/caret.ts'
import { codeAt, matching, type Snippet } from '#story/wording/snippets.ts'
import { closeHistory } from 'prosemirror-history'
import type { OpenStory } from '#renderer/session.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { wordsOf } from './blanks.ts'
import styles from './snippetList.module.css'

const MOST = 50
/** A code is no longer than this. */
const SIGHT = 26
const LIST_ID = 'snippet-list'

export function snippetList(_story: OpenStory, workspace: Workspace): Plugin {
  let list: List | null = null
  return new Plugin({
    view(view) {
      list = new List(view, workspace)
      return { update: (_, before) => list?.follow(before), destroy: () => list?.close() }
    },
    props: {
      handleKeyDown: (_, event) => list?.takeKey(event) ?? false,
      handleDOMEvents: {
        blur() {
          list?.hide()
          return false
        },
      },
    },
  })
}

class List {
  private readonly view: EditorView
  private readonly workspace: Workspace
  private readonly box = document.createElement('div')
  private found: readonly Snippet[] = []
  private code = ''
  private chosen = 0
  /** Escape was pressed in this code: the list stays away until another begins. */
  private isDismissed = false

  constructor(view: EditorView, workspace: Workspace) {
    this.view = view
    this.workspace = workspace
    this.box.id = LIST_ID
    this.box.className = styles['list']!
    this.box.setAttribute('role', 'listbox')
    this.box.hidden = true
    // The editor keeps the focus while one clicks in the list.
    this.box.addEventListener('mousedown', (event) => this.takeClick(event))
    document.body.append(this.box)
  }

  follow(before: EditorState): void {
    const { state } = this.view
    if (state.doc === before.doc && state.selection.eq(before.selection)) return
    const text = textBeforeCaret(state, SIGHT)
    const code = text === null ? null : codeAt(text)
    if (code === null) this.isDismissed = false
    if (code === null || this.isDismissed || !this.view.hasFocus()) return this.hide()
    if (state.doc === before.doc && this.box.hidden) return
    this.show(code)
  }

  private show(code: string): void {
    const { workspace, view } = this
    this.code = code
    this.found = matching(houseSnippets(workspace.session.house.get(), isEnglish(view.state)), code, MOST)
    if (this.found.length === 0) return this.hide()
    this.chosen = 0
    this.box.setAttribute('aria-label', sayInterface('snippets.list', workspace.settings.get().language))
    this.box.replaceChildren(...this.found.map((snippet, index) => this.optionOf(snippet, index)))
    this.box.hidden = false
    this.putUnderCaret()
    this.mark()
  }

  private optionOf(snippet: Snippet, index: number): HTMLElement {
    const option = document.createElement('div')
    option.id = `${LIST_ID}-${index}`
    option.className = styles['option']!
    option.dataset['index'] = String(index)
    option.setAttribute('role', 'option')
    const [code, words] = [document.createElement('kbd'), document.createElement('span')]
    code.textContent = snippet.code
    words.textContent = wordsOf(this.workspace, snippet, isEnglish(this.view.state))
    option.append(code, words)
    return option
  }

  private putUnderCaret(): void {
    const { left, top, bottom } = this.view.coordsAtPos(this.view.state.selection.head)
    const { width, height } = this.box.getBoundingClientRect()
    const isBelow = bottom + height + 8 < innerHeight
    this.box.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`
    this.box.style.top = `${isBelow ? bottom + 4 : top - height - 4}px`
  }

  /** Shows which one is chosen, to the eye and to a screen reader. */
  private mark(): void {
    for (const [index, option] of [...this.box.children].entries())
      option.setAttribute('aria-selected', String(index === this.chosen))
    this.box.children[this.chosen]?.scrollIntoView({ block: 'nearest' })
    this.view.dom.setAttribute('aria-haspopup', 'listbox')
    this.view.dom.setAttribute('aria-controls', LIST_ID)
    this.view.dom.setAttribute('aria-activedescendant', `${LIST_ID}-${this.chosen}`)
  }

  takeKey(event: KeyboardEvent): boolean {
    if (this.box.hidden || this.view.composing || event.ctrlKey || event.metaKey || event.altKey) return false
    const { length } = this.found
    if (event.key === 'ArrowDown') this.chosen = (this.chosen + 1) % length
    else if (event.key === 'ArrowUp') this.chosen = (this.chosen + length - 1) % length
    else if (event.key === 'Enter' || event.key === 'Tab') {
      this.putIn(this.chosen)
      return true
    } else if (event.key === 'Escape') {
      this.isDismissed = true
      event.stopPropagation()
      this.hide()
      return true
    } else return false
    this.mark()
    return true
  }

  private takeClick(event: MouseEvent): void {
    event.preventDefault()
    const option = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
    if (option) this.putIn(Number(option.dataset['index']))
  }

  private putIn(index: number): void {
    const snippet = this.found[index]
    const { state } = this.view
    const tr =
      snippet && replaceBeforeCaret(state, this.code.length + 1, wordsOf(this.workspace, snippet, isEnglish(state)))
    this.hide()
    if (tr) this.view.dispatch(closeHistory(tr).scrollIntoView())
  }

  hide(): void {
    if (this.box.hidden) return
    this.box.hidden = true
    for (const name of ['aria-haspopup', 'aria-controls', 'aria-activedescendant']) this.view.dom.removeAttribute(name)
  }

  close(): void {
    this.box.remove()
  }
}
