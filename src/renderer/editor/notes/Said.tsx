import { mentionsIn } from './notes.ts'
import styles from './Notes.module.css'

/** Words with the people that they name told apart. */
export function Said({ text }: { text: string }) {
  return (
    <span className={styles['text']}>
      {mentionsIn(text).map(({ text: piece, isName }, index) =>
        isName ? (
          <b key={index} className={styles['name']}>
            {piece}
          </b>
        ) : (
          <span key={index}>{piece}</span>
        ),
      )}
    </span>
  )
}
