import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import styles from './Button.module.css'
import { Tip } from './Tip.tsx'

export interface ButtonProps {
  readonly label: string
  readonly icon?: LucideIcon
  /** Shows the icon only; the label is spoken and stands in the tip. */
  readonly isIconOnly?: boolean
  readonly look?: 'quiet' | 'plain' | 'primary'
  /** Keys as a person reads them, shown in the tip. */
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly isPressed?: boolean
  onPress(): void
}

/** A button with a label, an icon or both; its tip shows the keys that do the same. */
export function Button(props: ButtonProps) {
  const { label, icon: Icon, isIconOnly = false, look = 'plain', keys, isDisabled = false, isPressed } = props
  const button = (
    <AriaButton
      className={styles['button']!}
      data-look={look}
      data-icon-only={isIconOnly || undefined}
      data-on={isPressed || undefined}
      isDisabled={isDisabled}
      onPress={props.onPress}
      {...(isIconOnly ? { 'aria-label': label } : {})}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
    >
      {Icon && <Icon aria-hidden />}
      {!isIconOnly && <span>{label}</span>}
    </AriaButton>
  )
  if (!isIconOnly && keys === undefined) return button
  return (
    <Tip text={label} keys={keys}>
      {button}
    </Tip>
  )
}
