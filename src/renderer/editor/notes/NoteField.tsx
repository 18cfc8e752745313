import { useState, type KeyboardEvent } from 'react'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { useSay } from '#renderer/shell/workspace.tsx'
import styles from './Notes.module.css'

interface NoteFieldProps {
  readonly label: string
  readonly hint?: string
  readonly first?: string
  /** It has the focus when it comes. */
  readonly isFirst?: boolean
  /** What sends it, where a button does too. */
  readonly act?: string
  /** Where the command "answer the note" goes. */
  readonly isAnswer?: boolean
  /** Tells whether it was taken: else the words stay to be sent again. */
  onSend(text: string): Promise<boolean>
  onCancel(): void
}

/**
 * A few lines of words: Enter sends them, Shift Enter begins a line, Escape lets go. What is left half written is nobody's
 * word yet.
 */
export function NoteField(props: NoteFieldProps) {
  const { label, hint, first = '', isFirst = false, act, isAnswer, onSend, onCancel } = props
  const say = useSay()
  const [text, setText] = useState(first)
  const send = async (): Promise<void> => {
    if (text.trim() !== '' && (await onSend(text.trim()))) setText('')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      void send()
    } else if (event.key === 'Escape') {
      setText(first)
      onCancel()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const field = (
    <textarea
      ref={(field) => {
        if (!isFirst || !field || field.dataset['met']) return
        field.dataset['met'] = 'yes'
        field.focus({ preventScroll: true })
      }}
      className={styles['field']}
      aria-label={label}
      placeholder={hint}
      rows={1}
      maxLength={4000}
      value={text}
      data-note-answer={isAnswer}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  )
  if (act === undefined) return field
  return (
    <>
      {field}
      <div className={styles['acts']}>
        <Button look="primary" label={act} keys="Enter" isDisabled={text.trim() === ''} onPress={() => void send()} />
        <Button look="quiet" label={say('marks.cancel')} keys="Esc" onPress={onCancel} />
      </div>
    </>
  )
}
