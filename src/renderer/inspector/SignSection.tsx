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
  const rounds = stages.map((stage): Round => {
    const last = signOffs.filter((signOff) => signOff.stage === stage).at(-1) ?? null
    return { stage, last, isValid: last !== null && (stamp === null || stamp === last.stamp) }
  })
  const next = rounds.find((round) => !round.isValid)
  return (
    <Section title={say('sign.title')}>
      <Row label={say('sign.stamp')}>
        <code className={styles['stamp']}>{stamp?.slice(0, 12) ?? '…'}</code>
      </Row>
      <TextField
        label={say('sign.person')}
        value={person}
        placeholder={say('sign.personHint')}
        onCommit={(next) => settings.change({ person: next.trim() })}
      />
      <ol className={styles['stages']}>
        {rounds.map((round) => (
          <Stage key={round.stage} page={page} round={round} isNext={round === next} person={person} />
        ))}
      </ol>
    </Section>
  )
}

interface Round {
  readonly stage: string
  readonly last: SignOff | null
  /** Signed, and what was signed is what stands. */
  readonly isValid: boolean
}

interface StageProps {
  readonly page: number
  readonly round: Round
  /** The first round that waits: only it may be signed. */
  readonly isNext: boolean
  readonly person: string
}

function Stage({ page, round, isNext, person }: StageProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const { stage, last, isValid } = round
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
      {isNext && (
        <Button
          look="primary"
          label={say('sign.sign', { stage })}
          isDisabled={person === ''}
          onPress={() => void sign()}
        />
      )}
    </li>
  )
}
