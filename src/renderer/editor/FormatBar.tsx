import { Bold, Italic, TextSelect } from 'lucide-react'
import { useCallback, useSyncExternalStore } from 'react'
import type { Command } from 'prosemirror-state'
import { convertLines, lineAt } from '#story/commands.ts'
import { LINE_TYPES, lineTypeOf, type LineType } from '#story/schema.ts'
import type { OpenStory } from '../session.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { RoleMenu } from './parts/RoleMenu.tsx'
import { TrackButton } from './changes/TrackButton.tsx'
import { isMac, keysOf } from '../shell/keys.ts'
import { useSay, useSession, useStore } from '../shell/workspace.tsx'
import styles from './CopyPane.module.css'

/** The line of the caret: what it is, and how its words are marked. */
export function FormatBar({ story }: { story: OpenStory }) {
  const say = useSay()
  const { commands } = useSession()
  useStore(commands)
  const keys = (id: string): { keys?: string } => {
    const written = keysOf(commands.maybeCommand(id), isMac())
    return written === undefined ? {} : { keys: written }
  }
  const act =
    (id: string): (() => void) =>
    () =>
      void commands.run(id)
  const type = useLineType(story)
  const run = (command: Command): void => void command(story.state, (transaction) => story.dispatch(transaction))
  return (
    <div className={styles['format']} role="toolbar" aria-label={say('copy.format')}>
      <div className={styles['type']}>
        <Select<LineType>
          label={say('copy.part')}
          choices={LINE_TYPES.map((value) => ({ value, label: say(`line.${value}`) }))}
          value={type}
          onChange={(next) => run(convertLines(next))}
        />
      </div>
      {type === 'byline' && <RoleMenu story={story} />}
      <Button
        look="quiet"
        isIconOnly
        icon={TextSelect}
        label={say('copy.leadIn')}
        {...keys('copy.leadIn')}
        onPress={act('copy.leadIn')}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Bold}
        label={say('copy.strong')}
        {...keys('copy.strong')}
        onPress={act('copy.strong')}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Italic}
        label={say('copy.emphasis')}
        {...keys('copy.emphasis')}
        onPress={act('copy.emphasis')}
      />
      <TrackButton story={story} />
    </div>
  )
}

/** The type of the caret's line; drawn again only when it becomes another. */
function useLineType(story: OpenStory): LineType {
  const subscribe = useCallback((listener: () => void) => story.subscribe(listener), [story])
  return useSyncExternalStore(subscribe, () => {
    const { doc, selection } = story.state
    return selection.$head.depth > 0 ? lineTypeOf(lineAt(doc, selection.head).line) : 'paragraph'
  })
}
