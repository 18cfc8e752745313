import styles from './PersonChip.module.css'
import { colourOf, initialsOf } from './people.ts'

/** A person as a small disc; the name stands beside it, or in `title`. */
export function PersonChip({ person }: { person: string }) {
  return (
    <span className={styles['chip']} style={{ background: `var(--person-${colourOf(person)})` }} aria-hidden>
      {initialsOf(person)}
    </span>
  )
}
