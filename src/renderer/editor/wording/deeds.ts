/** Case, width and number tools: each rewords what is selected, as one change. */
import type { InterfaceKey } from '#words/interface.ts'
import { houseWords } from '#contract/house.ts'
import { lowerCase, sentenceCase, titleCase, upperCase } from '#story/wording/casing.ts'
import { reword, type Rewording } from '#story/wording/edits.ts'
import { arabicNumbers, hanCapitals, hanFigures, hanNumbers } from '#story/wording/numerals.ts'
import { fullWidthLetters, fullWidthMarks, halfWidthLetters, halfWidthMarks } from '#story/wording/widths.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory, runOnCopy } from '../chosenStory.ts'

export function wordingDeeds(workspace: Workspace): Deed[] {
  const { house } = workspace.session
  const deed = (name: string, words: InterfaceKey, change: Rewording, keys: readonly string[] = []): Deed => ({
    id: `copy.${name}`,
    group: 'story',
    words,
    keys,
    isEnabled: () => chosenStory(workspace)?.state.selection.empty === false,
    run: () => void runOnCopy(workspace, reword(change)),
  })
  return [
    deed('upperCase', 'do.upperCase', upperCase, ['$mod+Shift+u']),
    deed('lowerCase', 'do.lowerCase', lowerCase, ['$mod+Alt+Shift+u']),
    deed('titleCase', 'do.titleCase', titleCase),
    deed('sentenceCase', 'do.sentenceCase', (text) => sentenceCase(new Set(houseWords(house.get())))(text)),
    deed('halfWidthLetters', 'do.halfWidthLetters', halfWidthLetters),
    deed('fullWidthLetters', 'do.fullWidthLetters', fullWidthLetters),
    deed('fullWidthMarks', 'do.fullWidthMarks', fullWidthMarks),
    deed('halfWidthMarks', 'do.halfWidthMarks', halfWidthMarks),
    deed('hanNumbers', 'do.hanNumbers', hanNumbers),
    deed('hanFigures', 'do.hanFigures', hanFigures),
    deed('hanCapitals', 'do.hanCapitals', hanCapitals),
    deed('arabicNumbers', 'do.arabicNumbers', arabicNumbers),
  ]
}
