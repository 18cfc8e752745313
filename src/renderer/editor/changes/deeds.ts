/** The commands of tracked changes. */
import { settleAll, type Verdict } from '#story/changes/settle.ts'
import { changesIn } from '#story/changes/changes.ts'
import { isTracking, setTracking } from '#story/changes/transactions.ts'
import { moveLines } from '#story/moving.ts'
import { sayInterface, type InterfaceKey } from '#words/interface.ts'
import type { OpenStory } from '#renderer/session.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import { CHANGES_VIEWS, type ChangesView } from '#renderer/shell/settings.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { CARD_CLASS } from './card.ts'
import { CHANGES_SIDE } from './name.ts'
import { goToChange, isTyping, nextChange, settleHere } from './steps.ts'

const VIEW_WORDS = {
  show: 'changes.doShow',
  hide: 'changes.doHide',
  final: 'changes.doFinal',
  original: 'changes.doOriginal',
} as const satisfies Record<ChangesView, InterfaceKey>

export function changesDeeds(workspace: Workspace): Deed[] {
  const { settings } = workspace
  const withStory = (act: (story: OpenStory) => unknown) => (): void => {
    const story = chosen(workspace)
    if (story) act(story)
  }
  const hasChanges = (): boolean => {
    const story = chosen(workspace)
    return story !== null && changesIn(story.state.doc).length > 0
  }
  const deed = (
    id: string,
    words: InterfaceKey,
    keys: readonly string[],
    run: Deed['run'],
    isEnabled: () => boolean = hasChanges,
  ): Deed => ({ id, group: 'story', words, keys, run, isEnabled })
  const step = (by: 1 | -1): Deed['run'] =>
    withStory((story) => {
      const next = nextChange(story.state, by)
      if (next) goToChange(workspace, story, next)
    })
  const here = (verdict: Verdict): [Deed['run'], () => boolean] => [
    withStory((story) => settleHere(workspace, story, verdict)),
    () => {
      const story = chosen(workspace)
      return story !== null && settleHere(workspace, story, verdict, false)
    },
  ]
  const all = (verdict: Verdict): Deed['run'] => withStory((story) => settleEvery(workspace, story, verdict))
  const hasStory = (): boolean => chosen(workspace) !== null
  const moving = (by: 1 | -1): [Deed['run'], () => boolean] => [
    withStory((story) => moveLines(by)(story.state, (tr) => story.dispatch(tr))),
    () => {
      const story = chosen(workspace)
      return isTyping() && story !== null && moveLines(by)(story.state)
    },
  ]
  return [
    deed(
      'changes.track',
      'changes.turn',
      ['$mod+Alt+r'],
      withStory((story) => turnTracking(workspace, story)),
      hasStory,
    ),
    deed('changes.next', 'changes.next', ['F9'], step(1)),
    deed('changes.previous', 'changes.previous', ['Shift+F9'], step(-1)),
    deed('changes.accept', 'changes.acceptHere', ['$mod+F9'], ...here('accept')),
    deed('changes.reject', 'changes.rejectHere', ['$mod+Shift+F9'], ...here('reject')),
    deed('changes.acceptAll', 'changes.acceptAll', [], all('accept')),
    deed('changes.rejectAll', 'changes.rejectAll', [], all('reject')),
    deed(
      'changes.card',
      'changes.card',
      ['Alt+F9'],
      () => focusCard(),
      () => cardInSight() !== null,
    ),
    deed('line.moveUp', 'changes.moveUp', ['Alt+ArrowUp'], ...moving(-1)),
    deed('line.moveDown', 'changes.moveDown', ['Alt+ArrowDown'], ...moving(1)),
    ...CHANGES_VIEWS.map((changesView) => ({
      ...deed(
        `changes.view.${changesView}`,
        VIEW_WORDS[changesView],
        [],
        () => settings.change({ changesView }),
        hasStory,
      ),
      group: 'view' as const,
    })),
  ]
}

/** The chosen story where it is open. */
function chosen({ session }: Workspace): OpenStory | null {
  const { story } = session.selection.get()
  return story === null ? null : session.stories.maybeOpen(story)
}

/** Begins or ends tracking. Who has no name yet is asked for it, quietly, in the list of changes. */
export function turnTracking({ settings }: Workspace, story: OpenStory): void {
  const tracking = !isTracking(story.state)
  setTracking(tracking)(story.state, (tr) => story.dispatch(tr))
  if (tracking && settings.get().person.trim() === '') settings.change({ copySide: CHANGES_SIDE })
}

/** Settles every change and says how many they were. */
export function settleEvery(workspace: Workspace, story: OpenStory, verdict: Verdict): void {
  const n = changesIn(story.state.doc).length
  if (settleAll(verdict)(story.state, (tr) => story.dispatch(tr))) tellSettled(workspace, verdict, n)
}

export function tellSettled({ toasts, settings }: Workspace, verdict: Verdict, n: number): void {
  const key = verdict === 'accept' ? 'changes.settledAccept' : 'changes.settledReject'
  toasts.show('good', sayInterface(key, settings.get().language, { n }))
}

const cardInSight = (): HTMLElement | null => document.querySelector<HTMLElement>(`.${CARD_CLASS}:not([hidden])`)

function focusCard(): void {
  cardInSight()?.querySelector('button')?.focus()
}
