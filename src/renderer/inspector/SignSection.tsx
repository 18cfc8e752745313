import { BadgeAlert, BadgeCheck, CircleDashed } from 'lucide-react'
import { isFault } from '#contract/faults.ts'
import type { SignOff } from '#contract/issue.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Row, Section, TextField } from '../shell/controls/Fields.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { tellFault } from '../shell/speak.ts'
import { writeTime } from '../shell/times.ts'
import { useStamp, useWatchedPage } from '../shell/usePageStandings.ts'
import { usePart, useSay, useStore, useWorkspace } from '../shell/workspace.tsx'
import styles from './Inspector.module.css'

/** The rounds of the page: who signed which, whether what they signed still stands, and the next to sign. */
export function SignSection({ page }: { page: number }) {
  const say = useSay()
  const { session, settings } = useWorkspace()
  const stages = usePart(session.issue, (state) => state.stylebook.stages)
  const signOffs = useStore(session.issue.signOffs).filter((signOff) => signOff.page === page)
  const person = usePart(settings, (state) => state.person)
  const stamp = useStamp(useWatchedPage(page))
  return (
    <Section title={say('sign.title')}>
      <Row label={say('sign.stamp')}>
        <code className={styles['stamp']}>{stamp?.slice(0, 12) ?? '…'}</code>
      </Row>
      <ol className={styles['stages']}>
        {stages.map((stage) => (
          <Stage
            key={stage}
            page={page}
            stage={stage}
            last={signOffs.filter((signOff) => signOff.stage === stage).at(-1) ?? null}
            stamp={stamp}
            person={person}
          />
        ))}
      </ol>
      <TextField
        label={say('sign.person')}
        value={person}
        placeholder={say('sign.personHint')}
        onCommit={(next) => settings.change({ person: next.trim() })}
      />
    </Section>
  )
}

interface StageProps {
  readonly page: number
  readonly stage: string
  readonly last: SignOff | null
  readonly stamp: string | null
  readonly person: string
}

function Stage({ page, stage, last, stamp, person }: StageProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const isValid = last !== null && (stamp === null || stamp === last.stamp)
  const Icon = last === null ? CircleDashed : isValid ? BadgeCheck : BadgeAlert
  const sign = async (): Promise<void> => {
    const outcome = await workspace.session.desk.call('signPage', { page, stage, person })
    if (isFault(outcome)) return tellFault(workspace, outcome)
    workspace.toasts.show('good', say('sign.done', { page, stage }))
  }
  return (
    <li className={styles['stage']}>
      <Icon aria-hidden data-state={last === null ? 'none' : isValid ? 'valid' : 'changed'} />
      <span className={styles['stageText']}>
        <span>{stage}</span>
        <small>
          {last === null ? say('sign.waiting') : say('sign.by', { person: last.person, time: writeTime(last.at) })}
        </small>
      </span>
      {last !== null && <Tag tone={isValid ? 'good' : 'warning'}>{say(isValid ? 'sign.valid' : 'sign.changed')}</Tag>}
      {!isValid && (
        <Button label={say('sign.sign', { stage })} isDisabled={person === ''} onPress={() => void sign()} />
      )}
    </li>
  )
}
