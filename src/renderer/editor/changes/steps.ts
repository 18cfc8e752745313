/** From change to change, and what is done with the one at the caret. */
import { TextSelection, type EditorState } from 'prosemirror-state'
import { changeAt, changesIn, type Change } from '#story/changes/changes.ts'
import { settle, settleRange, type Verdict } from '#story/changes/settle.ts'
import { placeAt } from '#story/places.ts'
import type { StoryDoc } from '#story/schema.ts'
import type { OpenStory } from '#renderer/session.ts'
import { showCopy } from '#renderer/shell/acts.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

/** Whether an editor of copy has the focus. */
export const isTyping = (): boolean => document.activeElement?.classList.contains('ProseMirror') ?? false

/** Selects a change and brings it into sight; the focus stays where it is. */
export function goToChange(workspace: Workspace, story: OpenStory, change: Change): void {
  const { doc } = story.state
  const [from, to] = endsOf(doc, change)
  showCopy(workspace)
  // An editor with the focus follows its own selection, one without it what the window says is selected.
  if (isTyping()) story.dispatch(story.state.tr.setSelection(TextSelection.create(doc, from, to)).scrollIntoView())
  else workspace.session.selection.selectText(story.id, placeAt(doc, from), placeAt(doc, to))
}

/** The ends of a change inside the text of lines: of a line end the end of the upper and the start of the lower line. */
export function endsOf(doc: StoryDoc, { from, to }: Change): readonly [number, number] {
  const inside = (pos: number, by: 1 | -1): number =>
    doc.resolve(pos).depth > 0 ? pos : Math.min(doc.content.size - 1, Math.max(1, pos + by))
  return [inside(from, 1), inside(to, -1)]
}

/** The change behind the selection (by 1) or before it (by -1); beyond the last one the first. Null where there is none. */
export function nextChange(state: EditorState, by: 1 | -1): Change | null {
  const { doc, selection } = state
  const changes = changesIn(doc)
  // Several changes of the same words are one place to go to.
  const at =
    by === 1
      ? changes.findLastIndex((change) => isSelected(state, change))
      : changes.findIndex((change) => isSelected(state, change))
  if (at >= 0) return changes.at((at + by) % changes.length) ?? null
  const found =
    by === 1 ? changes.find(({ from }) => from >= selection.from) : changes.findLast(({ to }) => to <= selection.to)
  return found ?? changes.at(by === 1 ? 0 : -1) ?? null
}

/** Whether a change is what is selected; an empty one, of a line's type, where the caret is. */
function isSelected({ doc, selection }: EditorState, change: Change): boolean {
  const [from, to] = endsOf(doc, change)
  return from === selection.from && to === selection.to
}

/** Accepts or rejects what is selected, or the change at the caret; then the next one is selected. False where there is none. */
export function settleHere(workspace: Workspace, story: OpenStory, verdict: Verdict, isDone = true): boolean {
  const { doc, selection } = story.state
  const change = changeHere(story.state)
  const isRange = !selection.empty && (change === null || !isSelected(story.state, change))
  const command = isRange ? settleRange(selection.from, selection.to, verdict) : change && settle([change], verdict)
  if (!command?.(story.state)) return false
  if (!isDone) return true
  command(story.state, (tr) => story.dispatch(tr))
  const next =
    isRange || changesIn(story.state.doc).length === 0 || doc === story.state.doc ? null : nextChange(story.state, 1)
  if (next) goToChange(workspace, story, next)
  return true
}

/** The change that is selected, or that the caret stands in. */
export function changeHere(state: EditorState): Change | null {
  const { doc, selection } = state
  return changesIn(doc).find((change) => isSelected(state, change)) ?? changeAt(doc, selection.head)
}
