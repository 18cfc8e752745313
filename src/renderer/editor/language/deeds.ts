/** Commands of a story's language: what it is, and the other script of Chinese. */
import { LANGS } from '#contract/copy.ts'
import { sayInterface } from '#words/interface.ts'
import { setLang } from '#story/commands.ts'
import { storyAttrs } from '#story/schema.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory, mayRunOnCopy, runOnCopy } from '../chosenStory.ts'
import { convertScript } from './convertScript.ts'
import type { Script } from './converters.ts'

export function languageDeeds(workspace: Workspace): Deed[] {
  const isChinese = (): boolean => {
    const story = chosenStory(workspace)
    return story !== null && storyAttrs(story.state.doc).lang !== 'en'
  }
  return [
    ...LANGS.map((lang): Deed => ({
      id: `lang.${lang}`,
      group: 'story',
      words: `lang.set.${lang}`,
      isEnabled: () => mayRunOnCopy(workspace, setLang(lang)),
      run: () => void runOnCopy(workspace, setLang(lang)),
    })),
    {
      id: 'lang.toHant',
      group: 'story',
      words: 'lang.toHant',
      isEnabled: isChinese,
      run: () => convert(workspace, 'zh-Hant'),
    },
    {
      id: 'lang.toHans',
      group: 'story',
      words: 'lang.toHans',
      isEnabled: isChinese,
      run: () => convert(workspace, 'zh-Hans'),
    },
  ]
}

/** Writes the selection, or with a caret the whole story, in the other script; one undo takes it back. */
async function convert(workspace: Workspace, script: Script): Promise<void> {
  const story = chosenStory(workspace)
  if (!story) return
  const { loadConverter } = await import('./converters.ts')
  const made = convertScript(story.state, script, await loadConverter(script))
  const { language } = workspace.settings.get()
  if (made) story.dispatch(made.tr)
  const n = made?.places ?? 0
  workspace.toasts.show(
    'plain',
    n > 0 ? sayInterface('lang.converted', language, { n }) : sayInterface('lang.nothing', language),
  )
}
