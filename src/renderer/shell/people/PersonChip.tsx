import { colourOfPerson } from '#contract/presence.ts'
import styles from './PersonChip.module.css'
import { signOf } from './people.ts'

/** A person as a small disc; the name stands beside it, or in `title`. */
export function PersonChip({ person }: { person: string }) {
  return (
    <span className={styles['chip']} style={{ background: `var(--person-${colourOfPerson(person)})` }} aria-hidden>
      {signOf(person)}
    </span>
  )
}
