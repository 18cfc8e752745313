/**
 * The card of a change: who made it, when, what it was; to accept or reject it. It shows for the change that the pointer rests
 * on, or that the caret was put into; never while somebody types. A command gives it the focus, Escape gives it back.
 */
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { changeAt, type Change } from '#story/changes/changes.ts'
import { settle, type Verdict } from '#story/changes/settle.ts'
import type { OpenStory } from '#renderer/session.ts'
import { writeMinute } from '#renderer/shell/times.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { sayInterface, type InterfaceKey } from '#words/interface.ts'
import { changeWords } from './sayChange.ts'

/** Milliseconds that the pointer rests before the card shows, and that it may be away before it goes. */
const REST_MS = 350
const AWAY_MS = 250

export interface Card {
  follow(before: EditorState): void
  close(): void
}

export const CARD_CLASS = 'change-card'

export function openCard(view: EditorView, story: OpenStory, { settings }: Workspace): Card {
  const card = document.createElement('div')
  card.className = CARD_CLASS
  card.hidden = true
  card.setAttribute('role', 'dialog')
  const host = view.dom.parentElement ?? view.dom
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown: Change | null = null
  const say = (key: InterfaceKey): string => sayInterface(key, settings.get().language)
  const isWanted = (): boolean => settings.get().changesView === 'show' || settings.get().changesView === 'hide'
  const hide = (): void => {
    clearTimeout(timer)
    if (card.contains(document.activeElement)) view.focus()
    card.hidden = true
    shown = null
  }
  const show = (change: Change | null): void => {
    if (!change || !isWanted() || view.composing) return hide()
    if (shown === change && !card.hidden) return
    shown = change
    fill(card, change, story, settings.get().language, say, (verdict) => {
      hide()
      settle([change], verdict)(story.state, (tr) => story.dispatch(tr))
      view.focus()
    })
    card.hidden = false
    place(card, view, change, host)
  }
  const later = (act: () => void, wait: number): void => {
    clearTimeout(timer)
    timer = setTimeout(act, wait)
  }
  const onOver = (event: MouseEvent): void => {
    const isChange = (event.target as Element).closest?.('ins, del, .reformatted, .seam') !== null
    const { clientX: left, clientY: top } = event
    if (!isChange) return later(hide, AWAY_MS)
    later(() => {
      const pos = view.posAtCoords({ left, top })?.pos
      show(pos === undefined ? null : changeAt(view.state.doc, pos))
    }, REST_MS)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    hide()
    view.focus()
  }
  view.dom.addEventListener('mouseover', onOver)
  view.dom.addEventListener('mouseleave', () => later(hide, AWAY_MS))
  card.addEventListener('mouseenter', () => clearTimeout(timer))
  card.addEventListener('mouseleave', () => later(hide, AWAY_MS))
  card.addEventListener('keydown', onKey)
  queueMicrotask(() => host.append(card))
  return {
    follow(before) {
      const { doc, selection } = view.state
      if (doc !== before.doc) return hide()
      if (selection.eq(before.selection)) return
      later(() => view.hasFocus() && show(changeAt(view.state.doc, view.state.selection.from)), REST_MS)
    },
    close() {
      clearTimeout(timer)
      card.remove()
    },
  }
}

function fill(
  card: HTMLElement,
  change: Change,
  story: OpenStory,
  language: Parameters<typeof sayInterface>[1],
  say: (key: InterfaceKey) => string,
  settleIt: (verdict: Verdict) => void,
): void {
  const { what, detail } = changeWords(change, story.state.doc, (key, values) => sayInterface(key, language, values))
  const name = change.by === '' ? say('changes.noName') : change.by
  card.setAttribute('aria-label', `${what}，${name}`)
  const head = element('p', 'change-card-head')
  head.dataset['by'] = change.by
  head.append(element('strong', '', name), element('span', '', what), element('time', '', writeMinute(change.at)))
  const acts = element('div', 'change-card-acts')
  for (const verdict of ['accept', 'reject'] as const) {
    const button = element('button', '', say(`changes.${verdict}`)) as HTMLButtonElement
    button.type = 'button'
    button.dataset['verdict'] = verdict
    button.addEventListener('click', () => settleIt(verdict))
    acts.append(button)
  }
  card.replaceChildren(head, ...(detail === '' ? [] : [element('p', 'change-card-words', detail)]), acts)
}

function element(tag: string, name: string, text = ''): HTMLElement {
  const made = document.createElement(tag)
  if (name !== '') made.className = name
  made.textContent = text
  return made
}

/** Under the first line of the change, inside of the sheet. */
function place(card: HTMLElement, view: EditorView, { from }: Change, host: HTMLElement): void {
  const at = Math.min(from, view.state.doc.content.size)
  const { left, bottom } = view.coordsAtPos(at, 1)
  const box = host.getBoundingClientRect()
  card.style.top = `${Math.round(bottom - box.top + 6)}px`
  card.style.left = `${Math.round(Math.max(8, Math.min(left - box.left, box.width - card.offsetWidth - 8)))}px`
}
