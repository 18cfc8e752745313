import { useRef, useState } from 'react'
import { isFault } from '#contract/faults.ts'
import type { MarkDraft } from '#renderer/session.ts'
import { TextField } from '#renderer/shell/controls/Fields.tsx'
import { focusCopy } from '#renderer/shell/focusCopy.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import { usePart, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import { NoteField } from './NoteField.tsx'
import styles from './Notes.module.css'

/** A new note: the words it will stand on, and what is to be said of them; once, who says it. */
export function NoteForm({ draft }: { draft: MarkDraft }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { session, settings } = workspace
  const person = usePart(settings, (state) => state.person.trim())
  const [waiting, setWaiting] = useState<string | null>(null)
  const named = useRef<HTMLDivElement>(null)
  const cancel = (): void => {
    session.marks.begin(null)
    focusCopy()
  }
  const make = async (text: string, by: string): Promise<boolean> => {
    const { page, stamp, spot } = draft
    const made = await session.marks.make({ kind: 'note', page, stamp, spot, person: by, text, proposed: '' })
    if (isFault(made)) tellFault(workspace, made)
    else focusCopy()
    return !isFault(made)
  }
  const send = async (text: string): Promise<boolean> => {
    if (person !== '') return make(text, person)
    // The words stay in their field while the name is asked for.
    setWaiting(text)
    named.current?.querySelector('input')?.focus()
    return false
  }
  const name = (typed: string): void => {
    const by = typed.trim()
    if (by === '') return
    settings.change({ person: by })
    if (waiting !== null) void make(waiting, by)
  }
  return (
    <div className={styles['form']} role="group" aria-label={say('notes.form')}>
      {draft.words !== '' && <p className={styles['words']}>{draft.words.replaceAll('\n', ' ¶ ')}</p>}
      <NoteField
        label={say('notes.text')}
        hint={say('notes.textHint')}
        isFirst
        act={say('marks.make')}
        onSend={send}
        onCancel={cancel}
      />
      {person === '' && (
        <div ref={named}>
          <TextField label={say('marks.you')} value="" onCommit={name} />
        </div>
      )}
    </div>
  )
}
