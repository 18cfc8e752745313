import type { Lang } from '#contract/copy.ts'
import type { MarkKind } from '#contract/mark.ts'
import { sampleSign } from '#grid/signs.ts'
import styles from './SignIcon.module.css'
import { pathOf } from './strokes.ts'

const SIZE = 1000
/** CSS pixels of an em in the icon. */
const EM = 9

/** A proof mark's sign on two grey characters, as it would be drawn. */
export function SignIcon({ kind, lang }: { kind: MarkKind; lang: Lang }) {
  const { strokes, boxes } = sampleSign(kind, lang, SIZE)
  const origin = { x: boxes.length > 0 ? 9 : 18, y: 6, unit: EM / SIZE }
  return (
    <svg className={styles['icon']} viewBox="0 0 36 23" aria-hidden>
      <rect className={styles['type']} x="9.8" y="8" width="7.4" height="7.4" />
      <rect className={styles['type']} x="18.8" y="8" width="7.4" height="7.4" />
      <path className={styles['sign']} d={pathOf(strokes, origin)} />
    </svg>
  )
}
