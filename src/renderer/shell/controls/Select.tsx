import { Check, ChevronDown } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import type { Choice } from './Segmented.tsx'
import styles from './Select.module.css'

interface SelectProps<T extends string> {
  readonly label: string
  readonly choices: readonly Choice<T>[]
  /** Null where none of them is so; then `placeholder` stands in its place. */
  readonly value: T | null
  readonly placeholder?: string
  onChange(value: T): void
}

/** One of several choices, in a list that opens. */
export function Select<T extends string>({ label, choices, value, placeholder, onChange }: SelectProps<T>) {
  return (
    <AriaSelect
      className={styles['select']!}
      aria-label={label}
      value={value}
      {...(placeholder !== undefined && { placeholder })}
      onChange={(key) => {
        if (key !== null) onChange(key as T)
      }}
    >
      <Button className={styles['button']!}>
        <SelectValue className={styles['value']!} />
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={styles['popover']!} offset={4}>
        <ListBox className={styles['list']!}>
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} textValue={choice.label} className={styles['item']!}>
              <span>{choice.label}</span>
              {choice.value === value && <Check aria-hidden />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
