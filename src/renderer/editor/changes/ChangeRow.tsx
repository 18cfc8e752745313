import { Check, X } from 'lucide-react'
import type { CSSProperties } from 'react'
import { colourOfPerson } from '#contract/presence.ts'
import type { Change } from '#story/changes/changes.ts'
import { settle, type Verdict } from '#story/changes/settle.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { PersonChip } from '#renderer/shell/people/PersonChip.tsx'
import rows from '#renderer/shell/Rows.module.css'
import { writeMinute } from '#renderer/shell/times.ts'
import { useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import styles from './ChangesSheet.module.css'
import { changeWords } from './sayChange.ts'
import { goToChange } from './steps.ts'

/** As much of a change's words as a row shows. */
const MOST_WORDS = 90

interface ChangeRowProps {
  readonly story: OpenStory
  readonly change: Change
  readonly isChosen: boolean
}

/** One change: whose, what, its words, when; a click goes there. */
export function ChangeRow({ story, change, isChosen }: ChangeRowProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const { what, detail } = changeWords(change, story.state.doc, say)
  const { by, at } = change
  const settleOne = (verdict: Verdict) => (): void =>
    void settle([change], verdict)(story.state, (tr) => story.dispatch(tr))
  const keys = (id: string): string =>
    isChosen ? (keysOf(workspace.session.commands.maybeCommand(id), isMac()) ?? '') : ''
  return (
    <div
      className={`${rows['row']} ${styles['change']}`}
      data-chosen={isChosen || undefined}
      style={{ '--hand': `var(--person-${colourOfPerson(by)})` } as CSSProperties}
    >
      <button
        type="button"
        className={rows['main']}
        data-row-focus
        aria-current={isChosen}
        onClick={() => goToChange(workspace, story, change)}
      >
        <PersonChip person={by} />
        <span className={rows['text']}>
          <span className={styles['words']}>
            {detail !== '' && <span className={styles['detail']}>{detail}</span>}
            <Words {...change} />
          </span>
          <span className={rows['detail']}>
            <span className={styles['what']}>{what}</span>
            <span className={styles['by']}>{by === '' ? say('changes.noName') : by}</span>
            <span className={styles['time']}>{writeMinute(at)}</span>
          </span>
        </span>
      </button>
      <span className={`${rows['act']} ${styles['acts']}`}>
        <Button
          look="quiet"
          isIconOnly
          icon={Check}
          label={say('changes.accept')}
          keys={keys('changes.accept')}
          onPress={settleOne('accept')}
        />
        <Button
          look="quiet"
          isIconOnly
          icon={X}
          label={say('changes.reject')}
          keys={keys('changes.reject')}
          onPress={settleOne('reject')}
        />
      </span>
    </div>
  )
}

/** What went, struck through, and what came, underlined; line ends as pilcrows. */
function Words({ kind, gone, came, move }: Change) {
  const isMarked = kind === 'format' || kind === 'type'
  return (
    <>
      {gone !== '' && <del data-move={move === '' ? undefined : ''}>{shortened(gone)}</del>}
      {came !== '' &&
        (isMarked ? <span>{shortened(came)}</span> : <ins data-move={move || undefined}>{shortened(came)}</ins>)}
    </>
  )
}

function shortened(text: string): string {
  const characters = [...text.replaceAll('\n', '¶')]
  return characters.length <= MOST_WORDS ? characters.join('') : `${characters.slice(0, MOST_WORDS).join('')}…`
}
