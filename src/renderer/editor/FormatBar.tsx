import { Bold, Italic, TextSelect } from 'lucide-react'
import { useCallback, useSyncExternalStore } from 'react'
import type { Command } from 'prosemirror-state'
import { convertLines, lineAt, toggleEmphasis, toggleLeadIn, toggleStrong } from '#story/commands.ts'
import { LINE_TYPES, lineTypeOf, type LineType } from '#story/schema.ts'
import type { OpenStory } from '../session.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { isMac, writeKeys } from '../shell/keys.ts'
import { RoleMenu } from './parts/RoleMenu.tsx'
import { useSay } from '../shell/workspace.tsx'
import styles from './CopyPane.module.css'

/** The line of the caret: what it is, and how its words are marked. */
export function FormatBar({ story }: { story: OpenStory }) {
  const say = useSay()
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
        keys={writeKeys('$mod+Shift+d', isMac())}
        onPress={() => run(toggleLeadIn)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Bold}
        label={say('copy.strong')}
        keys={writeKeys('$mod+b', isMac())}
        onPress={() => run(toggleStrong)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Italic}
        label={say('copy.emphasis')}
        keys={writeKeys('$mod+Alt+i', isMac())}
        onPress={() => run(toggleEmphasis)}
      />
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
