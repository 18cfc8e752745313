/** Commands of check-outs. */
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { PORTIONS, portionOf, type Portion } from '#contract/presence.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

export function togetherDeeds(workspace: Workspace): Deed[] {
  const { presence, selection, issue } = workspace.session
  const story = (): StoryId | null => {
    const chosen = selection.get().story
    return chosen !== null && issue.maybeStory(chosen)?.kind !== 'ad' ? chosen : null
  }
  const atCaret = (): Portion | null => {
    const { head } = selection.get()
    return head && portionOf(head.part)
  }
  const isMine = (of: StoryId, portions: readonly Portion[]): boolean =>
    portions.every((portion) =>
      presence.claims
        .get()
        .some(
          (each) =>
            each.hold === 'checkedOut' && each.story === of && each.portion === portion && presence.isMine(each),
        ),
    )
  const claim = async (of: StoryId, portion: Portion | null, isHeld: boolean, isTakenOver = false): Promise<void> => {
    const refused = await presence.claim(of, portion, isHeld, isTakenOver)
    if (isFault(refused)) tellFault(workspace, refused)
  }
  const toggle = (portion: Portion | null): Promise<void> | void => {
    const of = story()
    if (of !== null) return claim(of, portion, !isMine(of, portion === null ? PORTIONS : [portion]))
  }
  const holderAtCaret = (): boolean => {
    const [of, portion] = [story(), atCaret()]
    return of !== null && portion !== null && presence.maybeHolder(of, [portion]) !== null
  }
  return [
    {
      id: 'story.checkOut',
      group: 'story',
      words: 'do.checkOutStory',
      keys: ['$mod+Alt+o'],
      isEnabled: () => story() !== null,
      run: () => toggle(null),
    },
    {
      id: 'story.checkOutPart',
      group: 'story',
      words: 'do.checkOutPart',
      isEnabled: () => story() !== null && atCaret() !== null,
      run: () => toggle(atCaret()),
    },
    {
      id: 'story.takeOver',
      group: 'story',
      words: 'do.takeOver',
      isEnabled: holderAtCaret,
      run: () => {
        const of = story()
        if (of !== null) return claim(of, atCaret(), true, true)
      },
    },
    {
      id: 'view.people',
      group: 'view',
      words: 'do.people',
      run: () => workspace.isPeopleOpen.put(!workspace.isPeopleOpen.get()),
    },
  ]
}
