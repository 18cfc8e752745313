import { useEffect, useState, type KeyboardEvent } from 'react'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { KeptVersion } from '#contract/version.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { tellFault } from '#renderer/shell/speak.ts'
import { useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import styles from './Versions.module.css'

/** Asks for the name of a version that is kept now. */
export function KeepForm({ story }: { story: StoryId }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { session, settings } = workspace
  const keep = async (name: string, note: string): Promise<void> => {
    const outcome = await session.versions.keep(story, name, note, settings.get().person.trim())
    if (isFault(outcome)) tellFault(workspace, outcome)
    else session.versions.beginKeeping(false)
  }
  return (
    <NameForm
      label={say('do.keepVersion')}
      done={say('versions.keep')}
      onDone={(name, note) => void keep(name, note)}
      onCancel={() => session.versions.beginKeeping(false)}
    />
  )
}

/** Gives another name or note to a version that was kept by hand. */
export function RenameForm({ version, onEnd }: { version: KeptVersion; onEnd(): void }) {
  const say = useSay()
  const workspace = useWorkspace()
  const rename = async (name: string, note: string): Promise<void> => {
    const outcome = await workspace.session.versions.change(version, { name, note })
    if (isFault(outcome)) tellFault(workspace, outcome)
    onEnd()
  }
  return (
    <NameForm
      label={say('versions.rename')}
      done={say('versions.save')}
      first={version}
      onDone={(name, note) => void rename(name, note)}
      onCancel={onEnd}
    />
  )
}

interface NameFormProps {
  readonly label: string
  readonly done: string
  readonly first?: Pick<KeptVersion, 'name' | 'note'>
  onDone(name: string, note: string): void
  onCancel(): void
}

/** Name and note; Enter is done, Escape is not. */
function NameForm({ label, done, first = { name: '', note: '' }, onDone, onCancel }: NameFormProps) {
  const say = useSay()
  const [name, setName] = useState(first.name)
  const [note, setNote] = useState(first.note)
  useFocusBack()
  const isReady = name.trim() !== ''
  const finish = (): void => {
    if (isReady) onDone(name.trim(), note.trim())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) finish()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the fields take the keys, the form hears them
    <form
      className={styles['form']}
      aria-label={label}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      <Field
        label={say('versions.name')}
        hint={say('versions.nameHint')}
        value={name}
        most={128}
        isFirst
        onChange={setName}
      />
      <Field label={say('versions.note')} hint="" value={note} most={2000} onChange={setNote} />
      <div className={styles['formActs']}>
        <Button look="quiet" label={say('versions.cancel')} keys="Esc" onPress={onCancel} />
        <Button look="primary" label={done} keys="Enter" isDisabled={!isReady} onPress={finish} />
      </div>
    </form>
  )
}

/** When the form goes, the focus goes back to where it was. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}

interface FieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly most: number
  /** It has the focus when the form comes. */
  readonly isFirst?: boolean
  onChange(value: string): void
}

function Field({ label, hint, value, most, isFirst = false, onChange }: FieldProps) {
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      <input
        ref={(field) => {
          if (!isFirst || !field || field.dataset['met']) return
          field.dataset['met'] = 'yes'
          field.focus({ preventScroll: true })
          field.select()
        }}
        value={value}
        placeholder={hint}
        maxLength={most}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
