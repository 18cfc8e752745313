import type { ComponentType } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import styles from './PoolPane.module.css'
import tabs from './Tabs.module.css'
import { POOL_TABS, useSay, useStore, useWorkspace, type PoolTab } from './workspace.tsx'

export interface PoolSheet {
  readonly Sheet: ComponentType
  /** How many things it holds. */
  readonly Count: ComponentType
}

/** The pool: stories, photos, checks and repairs behind four tabs. */
export function PoolPane({ sheets }: { sheets: Readonly<Record<PoolTab, PoolSheet>> }) {
  const say = useSay()
  const { poolTab } = useWorkspace()
  const shown = useStore(poolTab)
  return (
    <Tabs className={styles['pool']!} selectedKey={shown} onSelectionChange={(key) => poolTab.put(key as PoolTab)}>
      <TabList className={tabs['tabs']!} aria-label={say('pool.title')}>
        {POOL_TABS.map((tab) => (
          <Tab key={tab} id={tab} className={tabs['tab']!}>
            {say(`pool.${tab}`)}
            <TabCount sheet={sheets[tab]} />
          </Tab>
        ))}
      </TabList>
      {POOL_TABS.map((tab) => {
        const { Sheet } = sheets[tab]
        return (
          <TabPanel key={tab} id={tab} className={tabs['panel']!}>
            <Sheet />
          </TabPanel>
        )
      })}
    </Tabs>
  )
}

function TabCount({ sheet: { Count } }: { sheet: PoolSheet }) {
  return (
    <small className={styles['count']}>
      <Count />
    </small>
  )
}
