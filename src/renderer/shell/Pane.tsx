import type { ReactNode } from 'react'
import styles from './Pane.module.css'

interface PaneProps {
  readonly label: string
  /** Stands in the pane's head, left and right of the gap. */
  readonly head?: ReactNode
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/** A pane: a head of one line, and what it shows. */
export function Pane({ label, head, acts, children }: PaneProps) {
  return (
    <section className={styles['pane']} aria-label={label}>
      <header className={styles['head']}>
        <div className={styles['lead']}>{head ?? <h2 className={styles['title']}>{label}</h2>}</div>
        {acts !== undefined && <div className={styles['acts']}>{acts}</div>}
      </header>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}
