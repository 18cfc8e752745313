import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Empty.module.css'

interface EmptyProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly detail?: string
  /** The next act: one button or two. */
  readonly children?: ReactNode
}

/** What an empty pane says: what would stand here, and the next act. */
export function Empty({ icon: Icon, title, detail, children }: EmptyProps) {
  return (
    <div className={styles['empty']}>
      <Icon aria-hidden />
      <p className={styles['title']}>{title}</p>
      {detail !== undefined && <p className={styles['detail']}>{detail}</p>}
      {children !== undefined && <div className={styles['acts']}>{children}</div>}
    </div>
  )
}
