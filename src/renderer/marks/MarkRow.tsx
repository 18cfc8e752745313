import { Check, CircleSlash, RotateCcw, WandSparkles } from 'lucide-react'
import { useState } from 'react'
import { isFault, type Outcome } from '#contract/faults.ts'
import { isEdit, isPending, markText, readThread, readingOf, type KeptMark, type MarkEntry } from '#contract/mark.ts'
import { Button } from '../shell/controls/Button.tsx'
import { TextField } from '../shell/controls/Fields.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { isTakenBack, sayMark } from '../shell/marks/sayMark.ts'
import { SignIcon } from '../shell/marks/SignIcon.tsx'
import { carryOut, goToMark, personOf } from '../shell/marks/useMarking.ts'
import { pageLabel } from '../shell/pageLabels.ts'
import rows from '../shell/Rows.module.css'
import { tellFault } from '../shell/speak.ts'
import { writeTime } from '../shell/times.ts'
import { usePart, useSay, useWorkspace, type Say } from '../shell/workspace.tsx'
import styles from './MarksSheet.module.css'

/** One mark: its sign, its words, who and when, how it stands; chosen, its thread and what can be done about it. */
export function MarkRow({ mark, isChosen }: { mark: KeptMark; isChosen: boolean }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { lang, stages } = usePart(workspace.session.issue, (state) => state.stylebook)
  const { id, kind, person, round, at, pageNow, page } = mark
  const text = markText(mark)
  return (
    <div className={`${rows['row']} ${styles['mark']}`} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={rows['main']}
        data-row-focus
        aria-current={isChosen}
        onClick={() => goToMark(workspace, mark)}
      >
        <span className={styles['sign']} data-ink={readingOf(round, stages)}>
          <span role="img" aria-label={say(`markKind.${kind}`)}>
            <SignIcon kind={kind} lang={lang} />
          </span>
          <small>{id}</small>
        </span>
        <span className={rows['text']}>
          <span className={styles['what']} lang={lang}>
            {sayMark(mark, say)}
          </span>
          {text !== '' && (
            <span className={styles['note']} lang={lang}>
              {text}
            </span>
          )}
          <span className={rows['detail']}>
            <span>
              {pageNow !== null ? pageLabel(pageNow) : say(page === null ? 'marks.unplaced' : 'marks.offPage')}
            </span>
            <span className={styles['by']}>
              {say(round === '' ? 'marks.said' : 'marks.by', { person, round, time: writeTime(at) })}
            </span>
          </span>
          <Standing mark={mark} />
        </span>
      </button>
      {isChosen && <MarkThread mark={mark} />}
    </div>
  )
}

/** What came of the mark, and whether its words still stand; nothing where it is simply open. */
function Standing({ mark }: { mark: KeptMark }) {
  const say = useSay()
  const { state, standing, thread } = mark
  const wasApplied = state === 'done' && thread.at(-1)?.isApplied === true
  const isLost = standing !== 'stands' && isPending(mark)
  if (state === 'open' && !isLost) return null
  return (
    <span className={styles['tags']}>
      {state !== 'open' && (
        <Tag tone={state === 'done' ? 'good' : state === 'answered' ? 'accent' : 'plain'}>
          {say(wasApplied ? 'marks.applied' : `markState.${state}`)}
        </Tag>
      )}
      {isLost && <Tag tone="warning">{say(`markStanding.${standing}`)}</Tag>}
      {isTakenBack(mark) && <Tag tone="warning">{say('marks.takenBack')}</Tag>}
    </span>
  )
}

function MarkThread({ mark }: { mark: KeptMark }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { marks } = workspace.session
  const person = usePart(workspace.settings, (state) => state.person.trim())
  const answer = async (text: string): Promise<void> => {
    const outcome = await marks.answer(mark.id, person, text)
    if (isFault(outcome)) tellFault(workspace, outcome)
  }
  return (
    <div className={styles['thread']}>
      {readThread(mark.thread).answers.map(({ number, entry }) => (
        <Entry key={number} entry={entry} say={say} />
      ))}
      {person === '' ? (
        <TextField
          label={say('marks.you')}
          value=""
          onCommit={(name) => workspace.settings.change({ person: name.trim() })}
        />
      ) : (
        <>
          <AnswerField key={mark.thread.length} onAnswer={(text) => void answer(text)} />
          <MarkActs mark={mark} />
        </>
      )}
    </div>
  )
}

/** An answer is sent by Enter alone: one that is left half written is nobody's word yet. */
function AnswerField({ onAnswer }: { onAnswer(text: string): void }) {
  const say = useSay()
  const [text, setText] = useState('')
  return (
    <input
      className={styles['answer']}
      aria-label={say('marks.answer')}
      placeholder={say('marks.answerHint')}
      maxLength={4000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' && text.trim() !== '') onAnswer(text.trim())
        else if (event.key === 'Escape') setText('')
      }}
    />
  )
}

function Entry({ entry, say }: { entry: MarkEntry; say: Say }) {
  const { person, at, text, state, isApplied } = entry
  return (
    <p className={styles['entry']}>
      <small>{say('marks.said', { person, time: writeTime(at) })}</small>
      <span>{state === null ? text : say(isApplied ? 'marks.applied' : `markState.${state}`)}</span>
    </p>
  )
}

function MarkActs({ mark }: { mark: KeptMark }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { marks } = workspace.session
  const tell = async (deed: Promise<Outcome<KeptMark>>): Promise<void> => {
    const outcome = await deed
    if (isFault(outcome)) tellFault(workspace, outcome)
  }
  const set = (state: 'open' | 'done' | 'declined') => (): void =>
    void tell(marks.resolve(mark.id, personOf(workspace), state))
  if (!isPending(mark)) {
    return (
      <div className={styles['acts']}>
        <Button look="quiet" icon={RotateCcw} label={say('marks.reopen')} onPress={set('open')} />
      </div>
    )
  }
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
      <Button icon={Check} label={say('marks.done')} onPress={set('done')} />
      <Button look="quiet" icon={CircleSlash} label={say('marks.decline')} onPress={set('declined')} />
    </div>
  )
}
