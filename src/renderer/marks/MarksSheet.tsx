import { MessageSquareText, SearchX } from 'lucide-react'
import { useState } from 'react'
import { isPending, type KeptMark } from '#contract/mark.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import { MarkForm } from '../shell/marks/MarkForm.tsx'
import { byPage } from '../shell/marks/useMarking.ts'
import { usePart, useSay, useSession, useStore, useWorkspace } from '../shell/workspace.tsx'
import { MarkRow } from './MarkRow.tsx'
import styles from './MarksSheet.module.css'

const SCOPES = ['allPages', 'thisPage', 'thisStory'] as const
type Scope = (typeof SCOPES)[number]
const STATES = ['pending', 'everyState'] as const
type StateFilter = (typeof STATES)[number]
const EVERYONE = ''

export function MarkCount(): number | null {
  const pending = useStore(useSession().marks).filter(isPending).length
  return pending === 0 ? null : pending
}

/** Marks and notes on proofs: by page, story, person and state; the chosen one with its thread and what can be done. */
export function MarksSheet() {
  const say = useSay()
  const { marks, selection } = useSession()
  const all = useStore(marks)
  const chosen = useStore(marks.chosen)
  const draft = useStore(marks.draft)
  const page = usePart(selection, (selected) => selected.page)
  const story = usePart(selection, (selected) => selected.story)
  const [scope, setScope] = useState<Scope>('allPages')
  const [state, setState] = useState<StateFilter>('pending')
  const [person, setPerson] = useState(EVERYONE)
  const shown = all
    .filter((mark) => isIn(mark, scope, page, story) && (person === EVERYONE || mark.person === person))
    // The chosen one stays in sight, so that what was just decided can be seen.
    .filter((mark) => state === 'everyState' || isPending(mark) || mark.id === chosen)
    // What its author took back is kept in the copy's list of notes alone.
    .filter((mark) => mark.state !== 'withdrawn')
    .toSorted(byPage)
  return (
    <>
      <div className={styles['filters']}>
        <Segmented<Scope>
          label={say('marks.scope')}
          choices={SCOPES.map((value) => ({ value, label: say(`marks.${value}`) }))}
          value={scope}
          onChange={setScope}
        />
        <div className={styles['selects']}>
          <Select<StateFilter>
            label={say('marks.state')}
            choices={STATES.map((value) => ({ value, label: say(`marks.${value}`) }))}
            value={state}
            onChange={setState}
          />
          <PersonSelect marks={all} person={person} onChange={setPerson} />
        </div>
      </div>
      {draft && !draft.isOnProof && draft.page !== null && (
        <div className={styles['draft']}>
          <MarkForm draft={draft} />
        </div>
      )}
      {shown.length === 0 ? (
        <NoMarks isEmpty={all.length === 0} />
      ) : (
        <VirtualList
          label={say('marks.title')}
          items={shown}
          rowHeight={62}
          keyOf={(mark) => String(mark.id)}
          chosen={chosen === null ? null : String(chosen)}
          renderRow={(mark) => <MarkRow mark={mark} isChosen={mark.id === chosen} />}
        />
      )}
    </>
  )
}

function isIn(mark: KeptMark, scope: Scope, page: number, story: string | null): boolean {
  if (scope === 'thisPage') return (mark.pageNow ?? mark.page) === page
  return scope === 'allPages' || (mark.spot.on === 'story' && mark.spot.story === story)
}

interface PersonSelectProps {
  readonly marks: readonly KeptMark[]
  readonly person: string
  onChange(person: string): void
}

function PersonSelect({ marks, person, onChange }: PersonSelectProps) {
  const say = useSay()
  const people = [...new Set(marks.map((mark) => mark.person))]
  return (
    <Select
      label={say('marks.person')}
      choices={[{ value: EVERYONE, label: say('marks.everyone') }, ...people.map((value) => ({ value, label: value }))]}
      value={person}
      onChange={onChange}
    />
  )
}

function NoMarks({ isEmpty }: { isEmpty: boolean }) {
  const say = useSay()
  const { settings } = useWorkspace()
  const desk = usePart(settings, (state) => state.desk)
  if (!isEmpty) return <Empty icon={SearchX} title={say('marks.noneHere')} detail={say('marks.noneHereDetail')} />
  return (
    <Empty icon={MessageSquareText} title={say('marks.none')} detail={say('marks.noneDetail')}>
      {desk !== 'proof' && (
        <Button look="primary" label={say('marks.toProof')} onPress={() => settings.change({ desk: 'proof' })} />
      )}
    </Empty>
  )
}
