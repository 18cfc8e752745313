import type { ReactNode } from 'react'
import styles from './ListHeading.module.css'

/** The row over a group of a list: the findings of a page, the repairs of a story. What it holds first takes the room. */
export function ListHeading({ label, children }: { readonly label: string; readonly children?: ReactNode }) {
  return (
    <h3 className={styles['heading']}>
      <span className={styles['label']}>{label}</span>
      {children}
    </h3>
  )
}
