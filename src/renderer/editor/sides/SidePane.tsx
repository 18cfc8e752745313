import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { OpenStory } from '#renderer/session.ts'
import { usePart, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import tabs from '#renderer/shell/Tabs.module.css'
import styles from './SidePane.module.css'
import { SIDES } from './sides.ts'

/** The sheet beside the copy; nothing where none is chosen. */
export function SidePane({ story }: { story: OpenStory }) {
  const say = useSay()
  const { settings } = useWorkspace()
  const shown = usePart(settings, (state) => state.copySide)
  if (!SIDES.some(({ name }) => name === shown)) return null
  return (
    <Tabs
      className={styles['side']!}
      selectedKey={shown}
      onSelectionChange={(key) => settings.change({ copySide: String(key) })}
    >
      <TabList className={tabs['tabs']!} aria-label={say('copy.sides')}>
        {SIDES.map(({ name, icon: Icon, title }) => (
          <Tab key={name} id={name} className={`${tabs['tab']} ${styles['tab']}`} aria-label={say(title)}>
            <Icon aria-hidden />
            <span>{say(title)}</span>
          </Tab>
        ))}
      </TabList>
      {SIDES.map(({ name, Sheet }) => (
        <TabPanel key={name} id={name} className={tabs['panel']!}>
          <Sheet story={story} />
        </TabPanel>
      ))}
    </Tabs>
  )
}
