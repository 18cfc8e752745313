/** Commands of notes in the copy. New notes after Google Docs and InCopy, going through them beside F7, which goes through proofs. */
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory } from '../chosenStory.ts'
import { beginNote, pendingOn, SIDE_NAME, stepToNote, turnNote } from './going.ts'

export function noteDeeds(workspace: Workspace): Deed[] {
  const { session, settings } = workspace
  const hasStory = (): boolean => chosenStory(workspace) !== null
  const hasPending = (): boolean => {
    const story = chosenStory(workspace)
    return story !== null && pendingOn(workspace, story).length > 0
  }
  const hasChosen = (): boolean => session.marks.chosen.get() !== null && settings.get().person.trim() !== ''
  const answer = (): void => {
    settings.change({ copySide: SIDE_NAME })
    focusAnswer()
  }
  const deed = (
    id: string,
    words: Deed['words'],
    keys: string[],
    isEnabled: () => boolean,
    run: Deed['run'],
  ): Deed => ({
    id,
    group: 'story',
    words,
    keys,
    isEnabled,
    run,
  })
  return [
    deed('note.new', 'do.newNote', ['$mod+Alt+m', '$mod+F8'], hasStory, () => beginNote(workspace)),
    deed('note.next', 'do.nextNote', ['$mod+F7'], hasPending, () => stepToNote(workspace, 1)),
    deed('note.previous', 'do.previousNote', ['$mod+Shift+F7'], hasPending, () => stepToNote(workspace, -1)),
    deed('note.answer', 'do.answerNote', ['$mod+Shift+F8'], hasChosen, answer),
    deed('note.resolve', 'do.resolveNote', ['Alt+F8'], hasChosen, () => turnNote(workspace)),
  ]
}

/** The sheet and its chosen note may only just be on their way to the screen. */
function focusAnswer(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-note-answer]')?.focus()),
  )
}
