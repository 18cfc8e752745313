import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import styles from './Splitter.module.css'

interface SplitterProps {
  readonly label: string
  /** The direction in which it moves. */
  readonly axis: 'x' | 'y'
  readonly value: number
  readonly least: number
  readonly most: number
  readonly step: number
  /** The value after the pointer moved by `pixels` from where the drag began with `from`. */
  moved(from: number, pixels: number): number
  onChange(value: number): void
  onReset(): void
}

/** A border between panes: dragged, moved by the arrow keys, put back by a double click. */
export function Splitter(props: SplitterProps) {
  const { label, axis, value, least, most, step, moved, onChange, onReset } = props
  const drag = useRef<{ at: number; from: number } | null>(null)
  const where = (event: PointerEvent): number => (axis === 'x' ? event.clientX : event.clientY)
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
    const direction = event.key === less ? -1 : event.key === more ? 1 : 0
    if (direction === 0) return
    event.preventDefault()
    onChange(moved(value, direction * step))
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={least}
      aria-valuemax={most}
      className={styles['splitter']}
      data-axis={axis}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { at: where(event), from: value }
      }}
      onPointerMove={(event) => {
        if (drag.current) onChange(moved(drag.current.from, where(event) - drag.current.at))
      }}
      onPointerUp={() => (drag.current = null)}
      onLostPointerCapture={() => (drag.current = null)}
    />
  )
}
