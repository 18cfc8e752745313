/** Commands of spelling. */
import { isEnglish } from '#story/wording/caret.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory } from '../chosenStory.ts'
import { spellingOf } from './spelling.ts'
import { positionsOf, selectWord, unknownWords } from './unknownWords.ts'

export function spellingDeeds(workspace: Workspace): Deed[] {
  const { settings, session } = workspace
  const isReadable = (): boolean => {
    const story = chosenStory(workspace)
    return story !== null && isEnglish(story.state)
  }
  return [
    {
      id: 'copy.spellingShown',
      group: 'view',
      words: 'do.spellingShown',
      run: () => settings.change({ isSpelling: !settings.get().isSpelling }),
    },
    {
      id: 'copy.nextSpelling',
      group: 'story',
      words: 'do.nextSpelling',
      keys: ['Alt+F7'],
      isEnabled: isReadable,
      run() {
        const story = chosenStory(workspace)
        if (!story) return
        const words = unknownWords(story, story.state.doc, spellingOf(session))
        const next = words.find((word) => positionsOf(word).from >= story.state.selection.to) ?? words[0]
        if (next) selectWord(story, next)
      },
    },
  ]
}
