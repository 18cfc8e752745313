import type { LucideIcon } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import styles from './Segmented.module.css'
import { Tip } from './Tip.tsx'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly icon?: LucideIcon
  readonly keys?: string
}

interface SegmentedProps<T extends string> {
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly value: T
  readonly isIconOnly?: boolean
  onChange(value: T): void
}

/** One of a few choices, all of them in sight. */
export function Segmented<T extends string>({ label, choices, value, isIconOnly, onChange }: SegmentedProps<T>) {
  return (
    <ToggleButtonGroup
      className={styles['group']!}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys
        if (chosen !== undefined) onChange(chosen as T)
      }}
    >
      {choices.map(({ value: id, label: text, icon: Icon, keys }) => (
        <Tip key={id} text={text} keys={keys}>
          <ToggleButton id={id} className={styles['choice']!} {...(isIconOnly ? { 'aria-label': text } : {})}>
            {Icon && <Icon aria-hidden />}
            {!isIconOnly && <span>{text}</span>}
          </ToggleButton>
        </Tip>
      ))}
    </ToggleButtonGroup>
  )
}
