import { useState, type KeyboardEvent } from 'react'
import { houseEntrySchema, type HouseEntry, type HouseKind } from '#contract/house.ts'
import type { InterfaceKey } from '#words/interface.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Segmented } from '#renderer/shell/controls/Segmented.tsx'
import { useLanguage, useSay } from '#renderer/shell/workspace.tsx'
import styles from './HouseSheet.module.css'

type Field = 'code' | 'name' | 'latin' | 'titleZh' | 'titleEn' | 'variants' | 'text' | 'wrong' | 'right' | 'word'
type Typed = Readonly<Record<Field, string>> & { readonly lang: 'zh' | 'en' }

const FIELDS: Readonly<Record<HouseKind, readonly Field[]>> = {
  person: ['name', 'titleZh', 'latin', 'titleEn', 'code', 'variants'],
  snippet: ['code', 'text'],
  pair: ['wrong', 'right'],
  word: ['word'],
}
const LABELS: Readonly<Record<Field, InterfaceKey>> = {
  code: 'house.code',
  name: 'house.name',
  latin: 'house.latin',
  titleZh: 'house.titleZh',
  titleEn: 'house.titleEn',
  variants: 'house.variants',
  text: 'house.text',
  wrong: 'house.wrong',
  right: 'house.right',
  word: 'house.aWord',
}

interface HouseFormProps {
  readonly kind: HouseKind
  /** Null for a new one. */
  readonly entry: HouseEntry | null
  onKeep(entry: HouseEntry): void
  onLeave(): void
}

/** An entry's fields. Enter keeps it, Escape leaves it as it was; what is not whole yet cannot be kept. */
export function HouseForm({ kind, entry, onKeep, onLeave }: HouseFormProps) {
  const say = useSay()
  const language = useLanguage()
  const [typed, setTyped] = useState<Typed>(() => typedOf(entry, language))
  const [id] = useState(() => entry?.id ?? crypto.randomUUID())
  const read = houseEntrySchema.safeParse(entryOf(kind, id, typed))
  const isWhole = read.success && (kind !== 'person' || typed.name.trim() !== '' || typed.latin.trim() !== '')
  const keep = (): void => {
    if (isWhole) onKeep(read.data)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onLeave()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the form from any of its fields
    <form
      className={styles['form']}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
    >
      {FIELDS[kind].map((field, index) => (
        <label key={field} className={styles['field']}>
          <span>{say(LABELS[field])}</span>
          <input
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a form that the user opened takes the focus into its first field
            autoFocus={index === 0}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        </label>
      ))}
      {kind === 'pair' && (
        <Segmented
          label={say('house.lang')}
          choices={[
            { value: 'zh', label: say('house.langZh') },
            { value: 'en', label: say('house.langEn') },
          ]}
          value={typed.lang}
          onChange={(lang) => setTyped({ ...typed, lang })}
        />
      )}
      <div className={styles['formActs']}>
        <Button look="quiet" label={say('house.giveUp')} onPress={onLeave} />
        <Button look="primary" label={say('house.keep')} isDisabled={!isWhole} onPress={keep} />
      </div>
      <button type="submit" hidden aria-hidden tabIndex={-1} />
    </form>
  )
}

function typedOf(entry: HouseEntry | null, lang: 'zh' | 'en'): Typed {
  const none = {
    code: '',
    name: '',
    latin: '',
    titleZh: '',
    titleEn: '',
    variants: '',
    text: '',
    wrong: '',
    right: '',
    word: '',
  }
  if (entry === null) return { ...none, lang }
  if (entry.kind !== 'person') return { ...none, lang, ...entry }
  const { code, name, latin, title, variants } = entry
  return { ...none, lang, code, name, latin, titleZh: title.zh, titleEn: title.en, variants: variants.join('; ') }
}

function entryOf(kind: HouseKind, id: string, typed: Typed): unknown {
  const { titleZh, titleEn, variants, ...rest } = typed
  const others = variants.split(/[;；]/).map((each) => each.trim())
  return { ...rest, kind, id, title: { zh: titleZh, en: titleEn }, variants: others.filter((each) => each !== '') }
}
