import { Check, CircleSlash, Pencil, RotateCcw, Undo2, WandSparkles } from 'lucide-react'
import { useState } from 'react'
import { isEdit, isPending, markText, readThread, type KeptMark, type MarkDecision } from '#contract/mark.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { TextField } from '#renderer/shell/controls/Fields.tsx'
import { Tag } from '#renderer/shell/controls/Tag.tsx'
import { sayMark } from '#renderer/shell/marks/sayMark.ts'
import { carryOut } from '#renderer/shell/marks/useMarking.ts'
import { PersonChip } from '#renderer/shell/people/PersonChip.tsx'
import { focusCopy } from '#renderer/shell/focusCopy.ts'
import rows from '#renderer/shell/Rows.module.css'
import { writeMoment } from '#renderer/shell/times.ts'
import { usePart, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import { goToNote } from './going.ts'
import { NoteField } from './NoteField.tsx'
import styles from './Notes.module.css'
import { NoteThread } from './NoteThread.tsx'
import { Said } from './Said.tsx'
import { useTell } from './useTell.ts'

/** One note: who and when, its words, what is said; chosen, its thread and what can be done about it. */
export function NoteCard({ mark, isChosen }: { mark: KeptMark; isChosen: boolean }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { person, at } = mark
  const { text } = readThread(mark.thread)
  return (
    <div
      className={`${rows['row']} ${styles['card']}`}
      data-chosen={isChosen || undefined}
      data-decided={!isPending(mark) || undefined}
    >
      <button
        type="button"
        className={styles['main']}
        data-row-focus
        aria-current={isChosen}
        onClick={() => goToNote(workspace, mark)}
      >
        <span className={styles['head']}>
          <PersonChip person={person} />
          <b>{person}</b>
          <small>{writeMoment(mark.writtenAt ?? at)}</small>
          {text !== null && <small>{say('notes.revised')}</small>}
        </span>
        <Words mark={mark} />
        {markText(mark) !== '' && <Said text={markText(mark)} />}
        <Standing mark={mark} isChosen={isChosen} />
      </button>
      {isChosen && <Chosen mark={mark} />}
    </div>
  )
}

/** What the note stands on; of a proof mark, what it asks for there. */
function Words({ mark }: { mark: KeptMark }) {
  const say = useSay()
  const words = mark.kind === 'note' ? mark.words.replaceAll('\n', ' ¶ ') : sayMark(mark, say)
  if (words === '') return null
  return (
    <span className={styles['words']} data-gone={mark.standing === 'gone' || undefined}>
      {words}
    </span>
  )
}

/** Whether the words still stand, what was decided, and how much was answered; nothing where it is simply open. */
function Standing({ mark, isChosen }: { mark: KeptMark; isChosen: boolean }) {
  const say = useSay()
  const { kind, state, standing, thread } = mark
  const answers = readThread(thread).answers.filter(({ entry }) => entry.state === null).length
  const isLost = standing !== 'stands' && isPending(mark)
  if (isPending(mark) && !isLost && (answers === 0 || isChosen)) return null
  return (
    <span className={styles['tags']}>
      {!isPending(mark) && (
        <Tag tone={state === 'done' ? 'good' : 'plain'}>
          {say(kind === 'note' && state === 'done' ? 'notes.resolved' : `markState.${state}`)}
        </Tag>
      )}
      {isLost && <Tag tone="warning">{say(`markStanding.${standing}`)}</Tag>}
      {!isChosen && answers > 0 && <small>{say('notes.answers', { n: answers })}</small>}
    </span>
  )
}

function Chosen({ mark }: { mark: KeptMark }) {
  const say = useSay()
  const { session, settings } = useWorkspace()
  const tell = useTell()
  const person = usePart(settings, (state) => state.person.trim())
  const [isEdited, setEdited] = useState(false)
  if (person === '') {
    return (
      <div className={styles['thread']}>
        <NoteThread mark={mark} person={person} />
        <TextField label={say('marks.you')} value="" onCommit={(name) => settings.change({ person: name.trim() })} />
      </div>
    )
  }
  const revise = async (text: string): Promise<boolean> => {
    const isDone = text === markText(mark) || (await tell(session.marks.revise(mark.id, person, 0, text)))
    if (isDone) setEdited(false)
    return isDone
  }
  return (
    <div className={styles['thread']}>
      {isEdited && (
        <NoteField
          label={say('notes.edit')}
          first={markText(mark)}
          isFirst
          onSend={revise}
          onCancel={() => setEdited(false)}
        />
      )}
      <NoteThread mark={mark} person={person} />
      {isPending(mark) && (
        <NoteField
          label={say('marks.answer')}
          hint={say('marks.answerHint')}
          isAnswer
          onSend={(text) => tell(session.marks.answer(mark.id, person, text))}
          onCancel={focusCopy}
        />
      )}
      <NoteActs mark={mark} person={person} onEdit={() => setEdited(true)} />
    </div>
  )
}

interface NoteActsProps {
  readonly mark: KeptMark
  readonly person: string
  onEdit(): void
}

function NoteActs({ mark, person, onEdit }: NoteActsProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const tell = useTell()
  const set = (state: MarkDecision) => (): void => void tell(workspace.session.marks.resolve(mark.id, person, state))
  if (!isPending(mark)) {
    return (
      <div className={styles['acts']}>
        <Button look="quiet" icon={RotateCcw} label={say('notes.reopen')} onPress={set('open')} />
      </div>
    )
  }
  const isNote = mark.kind === 'note'
  const isOwn = mark.person === person
  return (
    <div className={styles['acts']}>
      {isEdit(mark.kind) && mark.standing === 'stands' && (
        <Button
          look="primary"
          icon={WandSparkles}
          label={say('marks.apply')}
          onPress={() => void carryOut(workspace, mark.id)}
        />
      )}
      <Button icon={Check} label={say(isNote ? 'notes.resolve' : 'marks.done')} onPress={set('done')} />
      {!isNote && <Button look="quiet" icon={CircleSlash} label={say('marks.decline')} onPress={set('declined')} />}
      {isOwn && isNote && <Button look="quiet" isIconOnly icon={Pencil} label={say('notes.edit')} onPress={onEdit} />}
      {isOwn && (
        <Button look="quiet" isIconOnly icon={Undo2} label={say('notes.withdraw')} onPress={set('withdrawn')} />
      )}
    </div>
  )
}
