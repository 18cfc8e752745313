import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Tag.module.css'

export type TagTone = 'plain' | 'accent' | 'over' | 'short' | 'warning' | 'good'

/** A small label of state; its tone is never the only sign. */
export function Tag({
  tone = 'plain',
  icon: Icon,
  children,
}: {
  tone?: TagTone
  icon?: LucideIcon
  children: ReactNode
}) {
  return (
    <span className={styles['tag']} data-tone={tone}>
      {Icon && <Icon aria-hidden />}
      {children}
    </span>
  )
}
