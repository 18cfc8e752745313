import { Search, X } from 'lucide-react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  readonly label: string
  readonly clearLabel: string
  readonly value: string
  onChange(value: string): void
}

/** A field that filters the list under it as one types. */
export function SearchField({ label, clearLabel, value, onChange }: SearchFieldProps) {
  return (
    <AriaSearchField className={styles['field']!} aria-label={label} value={value} onChange={onChange}>
      <Search aria-hidden />
      <Input className={styles['input']!} placeholder={label} />
      {value !== '' && (
        <Button className={styles['clear']!} aria-label={clearLabel}>
          <X aria-hidden />
        </Button>
      )}
    </AriaSearchField>
  )
}
