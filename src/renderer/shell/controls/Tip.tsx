import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import { Keys } from './Keys.tsx'
import styles from './Tip.module.css'

/** A tip at a control: its name and the keys that do the same. */
export function Tip({ text, keys, children }: { text: string; keys?: string | undefined; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={styles['tip']!} offset={6}>
        <span>{text}</span>
        {keys !== undefined && <Keys keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  )
}
