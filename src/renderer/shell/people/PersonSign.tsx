import { LockKeyhole } from 'lucide-react'
import type { Present } from '#contract/presence.ts'
import { colourOf, signOf } from './people.ts'
import styles from './PersonSign.module.css'

interface PersonSignProps {
  readonly person: Pick<Present, 'person' | 'colour'>
  /** Spoken, and shown as a tip; null where the name stands beside it. */
  readonly label: string | null
  /** A lock in its corner. */
  readonly isHolding?: boolean
}

/** A person as a small round sign. */
export function PersonSign({ person, label, isHolding = false }: PersonSignProps) {
  return (
    <span
      className={styles['sign']}
      style={colourOf(person)}
      {...(label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })}
    >
      {signOf(person.person)}
      {isHolding && <LockKeyhole aria-hidden />}
    </span>
  )
}
