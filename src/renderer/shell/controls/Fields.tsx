import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { readExpression, type Units } from '../arithmetic.ts'
import styles from './Fields.module.css'

interface SectionProps {
  readonly title: string
  readonly aside?: ReactNode
  /** What is selected: it is marked, and comes into sight when it is chosen. */
  readonly isChosen?: boolean
  readonly children: ReactNode
}

/** A heading and the fields under it, in the inspector. */
export function Section({ title, aside, isChosen = false, children }: SectionProps) {
  const id = useId()
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isChosen) section.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <section
      ref={section}
      className={styles['section']}
      aria-labelledby={id}
      aria-current={isChosen || undefined}
      data-chosen={isChosen || undefined}
    >
      <header className={styles['sectionHead']}>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

/** A label to the left and what it names to the right. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['row']}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['value']}>{children}</span>
    </div>
  )
}

/** Fields side by side. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={styles['pair']}>{children}</div>
}

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  /** How the value is written, with its unit. */
  write?(value: number): string
  readonly units?: Units
  /** A bare number's worth. */
  readonly scale?: number
  readonly step?: number
  readonly isDisabled?: boolean
  /** The row it stands in says the label already; it is only spoken. */
  readonly isLabelHidden?: boolean
  onChange(value: number): void
}

/**
 * A number that is changed by typing (arithmetic and units are read), by the arrow keys (Shift: ten at a time) and at
 * once. What cannot be read is put back; Escape takes the typing back.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, least, most, units = {}, scale = 1, step = 1, isDisabled = false, onChange } = props
  const written = props.write?.(value) ?? String(value)
  const [typed, setTyped] = useState<string | null>(null)
  const put = (next: number): void => {
    const kept = Math.min(most, Math.max(least, Math.round(next)))
    setTyped(null)
    if (kept !== value) onChange(kept)
  }
  const commit = (): void => {
    if (typed === null) return
    const read = readExpression(typed, units, scale)
    if (read === null) setTyped(null)
    else put(read)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const steps = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (event.key === 'Enter') commit()
    else if (event.key === 'Escape' && typed !== null) setTyped(null)
    else if (steps !== 0) put(value + steps * step * (event.shiftKey ? 10 : 1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <label className={styles['number']} data-disabled={isDisabled || undefined}>
      {props.isLabelHidden !== true && <span>{label}</span>}
      <input
        aria-label={label}
        inputMode="decimal"
        disabled={isDisabled}
        value={typed ?? written}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </label>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  onCommit(value: string): void
}

/** A line of text that takes effect on Enter and when the field is left. */
export function TextField({ label, value, placeholder, onCommit }: TextFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = (): void => {
    if (typed !== null && typed !== value) onCommit(typed)
    setTyped(null)
  }
  return (
    <label className={styles['text']}>
      <span>{label}</span>
      <input
        value={typed ?? value}
        placeholder={placeholder}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          else if (event.key === 'Escape') setTyped(null)
        }}
      />
    </label>
  )
}
