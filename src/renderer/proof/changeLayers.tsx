import type { ReactNode } from 'react'
import type { ChangeKind, ProofChange } from '#compose/sheets/difference.ts'
import styles from './Comparison.module.css'
import type { ProofGeometry } from './geometry.ts'
import type { ShownSheet } from './ProofView.tsx'

/** Signs of changes: the same in every language, and read without colour. */
export const CHANGE_SIGNS: Readonly<Record<ChangeKind, string>> = {
  changed: '≠',
  rebroken: '↵',
  added: '+',
  removed: '−',
  moved: '↔',
  resized: '±',
  cropped: '⌗',
}

interface ChangeBoxesProps {
  readonly geometry: ProofGeometry
  readonly changes: readonly ProofChange[]
  readonly side: 'before' | 'after'
  readonly focused: number | null
}

/** What differs, boxed line by line on one of the proofs; the sign stands at the first line of each change. */
function ChangeBoxes({ geometry, changes, side, focused }: ChangeBoxesProps) {
  return changes.map((change, index) =>
    change[side].map((box, line) => {
      const { x, y, width, height } = geometry.toView(box)
      return (
        <span
          key={`${index} ${line}`}
          aria-hidden
          className={styles['change']}
          data-kind={change.kind}
          data-focused={index === focused || undefined}
          style={{ left: x, top: y, width, height }}
        >
          {line === 0 && <b className={styles['sign']}>{CHANGE_SIGNS[change.kind]}</b>}
        </span>
      )
    }),
  )
}

/** The other proof laid over this one, page upon page: what only one of them has stands in its own colour. */
function OtherSheet({ geometry, sheet }: { geometry: ProofGeometry; sheet: ShownSheet }) {
  const { width, height, place } = sheet
  if (!place || !geometry.hasPage) return null
  // The other sheet's corner and size, told in Emu of the page that both show.
  const onPage = (length: number): number => (length * 1000) / place.scale
  const box = geometry.toView({
    x: onPage(0 - place.x),
    y: onPage(0 - place.y),
    width: onPage(width),
    height: onPage(height),
  })
  const style = { left: box.x, top: box.y, width: box.width, height: box.height }
  return (
    <>
      <span aria-hidden className={styles['newer']} />
      <span aria-hidden className={styles['older']} style={style}>
        <img src={sheet.url} alt="" draggable={false} />
      </span>
    </>
  )
}

type Changes = readonly ProofChange[]
type Layer = (geometry: ProofGeometry) => ReactNode

export const beforeLayer =
  (changes: Changes, focused: number | null): Layer =>
  (geometry) => <ChangeBoxes geometry={geometry} changes={changes} side="before" focused={focused} />

export const afterLayer =
  (changes: Changes, focused: number | null): Layer =>
  (geometry) => <ChangeBoxes geometry={geometry} changes={changes} side="after" focused={focused} />

/** Over the newer proof lies the older, and what differs on either. */
export const overLayer =
  (changes: Changes, focused: number | null, older: ShownSheet | undefined): Layer =>
  (geometry) => (
    <>
      {older && <OtherSheet geometry={geometry} sheet={older} />}
      <ChangeBoxes geometry={geometry} changes={changes} side="before" focused={focused} />
      <ChangeBoxes geometry={geometry} changes={changes} side="after" focused={focused} />
    </>
  )
