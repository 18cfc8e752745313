import { Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { readThread, type KeptMark, type MarkEntry, type ReadThread } from '#contract/mark.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { PersonChip } from '#renderer/shell/people/PersonChip.tsx'
import { writeMoment } from '#renderer/shell/times.ts'
import { useSay, useSession, type Say } from '#renderer/shell/workspace.tsx'
import { Said } from './Said.tsx'
import { NoteField } from './NoteField.tsx'
import styles from './Notes.module.css'
import { useTell } from './useTell.ts'

/** What was answered and decided about a note; one's own answers can be changed and taken back. */
export function NoteThread({ mark, person }: { mark: KeptMark; person: string }) {
  const { answers } = readThread(mark.thread)
  if (answers.length === 0) return null
  return (
    <ul className={styles['answers']}>
      {answers.map((answer) => (
        <li key={answer.number}>
          {answer.entry.state === null ? (
            <Answer mark={mark} answer={answer} isOwn={answer.entry.person === person} />
          ) : (
            <Decision entry={answer.entry} isNote={mark.kind === 'note'} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface AnswerProps {
  readonly mark: KeptMark
  readonly answer: ReadThread['answers'][number]
  readonly isOwn: boolean
}

function Answer({ mark, answer: { number, entry, isRevised }, isOwn }: AnswerProps) {
  const say = useSay()
  const { marks } = useSession()
  const tell = useTell()
  const [isEdited, setEdited] = useState(false)
  const revise = async (text: string): Promise<boolean> => {
    const isDone = text === entry.text || (await tell(marks.revise(mark.id, entry.person, number, text)))
    if (isDone) setEdited(false)
    return isDone
  }
  return (
    <>
      <span className={styles['head']}>
        <PersonChip person={entry.person} />
        <b>{entry.person}</b>
        <small>{writeMoment(entry.writtenAt ?? entry.at)}</small>
        {isRevised && <small>{say('notes.revised')}</small>}
        {isOwn && !isEdited && (
          <span className={styles['own']}>
            <Button look="quiet" isIconOnly icon={Pencil} label={say('notes.edit')} onPress={() => setEdited(true)} />
            <Button
              look="quiet"
              isIconOnly
              icon={Undo2}
              label={say('notes.withdraw')}
              onPress={() => void revise('')}
            />
          </span>
        )}
      </span>
      {isEdited ? (
        <NoteField
          label={say('notes.edit')}
          first={entry.text}
          isFirst
          onSend={revise}
          onCancel={() => setEdited(false)}
        />
      ) : (
        <Said text={entry.text} />
      )}
    </>
  )
}

function Decision({ entry, isNote }: { entry: MarkEntry; isNote: boolean }) {
  const say = useSay()
  return (
    <small className={styles['decided']}>
      {say('notes.decided', { person: entry.person, what: sayDecision(entry, isNote, say) })} {writeMoment(entry.at)}
    </small>
  )
}

function sayDecision({ state, isApplied }: MarkEntry, isNote: boolean, say: Say): string {
  if (isApplied) return say('marks.applied')
  if (state === 'open') return say('notes.reopen')
  return say(isNote && state === 'done' ? 'notes.resolved' : `markState.${state ?? 'open'}`)
}
