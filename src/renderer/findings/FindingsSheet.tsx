import { CircleCheck, ListFilter, RefreshCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Severity } from '#contract/faults.ts'
import {
  byPage,
  countOf,
  FINDING_KINDS,
  kindOf,
  SEVERITIES,
  type FindingKind,
  type ListedFinding,
} from '../checking/lists.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import { tellFault } from '../shell/speak.ts'
import { useLanguage, useSay, useStore, useWorkspace } from '../shell/workspace.tsx'
import { FindingRow, PageHead } from './FindingRow.tsx'
import styles from './FindingsSheet.module.css'
import { useFindings, type Scope, type ShownFindings } from './useFindings.ts'

/** How many there are on the shown page; its errors make it red. */
export function FindingCount() {
  const { findings } = useStore(useWorkspace().session.checks.page)
  if (findings === null) return null
  return <span data-severity={countOf(findings, 'error') > 0 ? 'error' : undefined}>{findings.length}</span>
}

type SeverityFilter = Severity | 'all'
type KindFilter = FindingKind | 'any'

/** What composer and preflight remark on the shown page or on the issue, page by page and the gravest first. */
export function FindingsSheet() {
  const say = useSay()
  const [scope, setScope] = useState<Scope>('page')
  const [severity, setSeverity] = useState<SeverityFilter>('all')
  const [kind, setKind] = useState<KindFilter>('any')
  const found = useFindings(scope)
  const all = useMemo(() => found.list ?? [], [found.list])
  const ofKind = useMemo(() => all.filter(({ finding }) => kind === 'any' || kindOf(finding) === kind), [all, kind])
  const shown = useMemo(
    () => ofKind.filter(({ finding }) => severity === 'all' || finding.severity === severity),
    [ofKind, severity],
  )
  /** The issue is checked when somebody first turns to it. */
  const turnTo = (next: Scope): void => {
    setScope(next)
    if (next === 'issue' && !found.isAsked) found.checkIssue()
  }
  return (
    <>
      <div className={styles['tools']}>
        <div className={styles['line']}>
          <Segmented<Scope>
            label={say('findings.scope')}
            choices={[
              { value: 'page', label: say('findings.page') },
              { value: 'issue', label: say('findings.issue') },
            ]}
            value={scope}
            onChange={turnTo}
          />
          <ProfileChoice />
        </div>
        <SeverityChoice list={ofKind} value={severity} onChange={setSeverity} />
        <div>
          <KindChoice list={all} value={kind} onChange={setKind} />
        </div>
      </div>
      <Standing scope={scope} found={found} />
      {found.list === null ? (
        <Empty icon={CircleCheck} title={say(found.isRunning ? 'findings.checking' : 'findings.unset')} />
      ) : (
        <FindingList list={shown} isFiltered={shown.length < all.length} scope={scope} />
      )}
    </>
  )
}

function FindingList({
  list,
  isFiltered,
  scope,
}: {
  list: readonly ListedFinding[]
  isFiltered: boolean
  scope: Scope
}) {
  const say = useSay()
  const chosen = useStore(useWorkspace().finding)
  const items = useMemo(
    () => (scope === 'issue' ? byPage(list) : list.map((each) => ({ kind: 'finding' as const, ...each }))),
    [list, scope],
  )
  if (list.length === 0 && isFiltered)
    return <Empty icon={ListFilter} title={say('findings.noneShown')} detail={say('findings.noneShownDetail')} />
  if (list.length === 0)
    return <Empty icon={CircleCheck} title={say('findings.none')} detail={say('findings.noneDetail')} />
  return (
    <VirtualList
      label={say('pool.findings')}
      items={items}
      rowHeight={60}
      keyOf={({ key }) => key}
      chosen={chosen}
      renderRow={(item) =>
        item.kind === 'page' ? <PageHead page={item.page} findings={item.findings} /> : <FindingRow listed={item} />
      }
    />
  )
}

interface ChoiceProps<T> {
  readonly list: readonly ListedFinding[]
  readonly value: T
  onChange(value: T): void
}

function SeverityChoice({ list, value, onChange }: ChoiceProps<SeverityFilter>) {
  const say = useSay()
  const findings = list.map(({ finding }) => finding)
  return (
    <Segmented<SeverityFilter>
      label={say('findings.severity')}
      choices={[
        { value: 'all', label: say('findings.all', { n: findings.length }) },
        ...SEVERITIES.map((severity) => ({
          value: severity,
          label: say(`findings.${severity}`, { n: countOf(findings, severity) }),
        })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

/** Kinds that occur, and the one that is chosen. */
function KindChoice({ list, value, onChange }: ChoiceProps<KindFilter>) {
  const say = useSay()
  const countOfKind = (kind: FindingKind): number => list.filter(({ finding }) => kindOf(finding) === kind).length
  return (
    <Select<KindFilter>
      label={say('findings.kind')}
      choices={[
        { value: 'any', label: say('findings.anyKind') },
        ...FINDING_KINDS.filter((kind) => kind === value || countOfKind(kind) > 0).map((kind) => ({
          value: kind,
          label: say('findings.kindCount', { kind: say(`findingKind.${kind}`), n: countOfKind(kind) }),
        })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

function ProfileChoice() {
  const say = useSay()
  const workspace = useWorkspace()
  const language = useLanguage()
  const { checks } = workspace.session
  const profile = useStore(checks.profile)
  const profiles = useStore(checks.profiles)
  if (!profile) return null
  const choose = async (name: string): Promise<void> => {
    const refused = await checks.chooseProfile(name)
    if (refused) tellFault(workspace, refused)
  }
  return (
    <Select
      label={say('findings.profile')}
      choices={profiles.map(({ name, title }) => ({ value: name, label: title[language] }))}
      value={profile.name}
      onChange={(name) => void choose(name)}
    />
  )
}

/** What is still under way, and whether what stands here is of today. */
function Standing({
  scope,
  found: { waiting, isRunning, isOld, list, checkIssue },
}: {
  scope: Scope
  found: ShownFindings
}) {
  const say = useSay()
  if (scope === 'page' && waiting > 0)
    return (
      <p className={styles['standing']} role="status">
        {say('findings.counting', { n: waiting })}
      </p>
    )
  if (scope === 'page' || list === null) return null
  return (
    <div className={styles['standing']} role="status">
      <span>{say(isRunning ? 'findings.checking' : isOld ? 'findings.old' : 'findings.upToDate')}</span>
      <Button
        look="quiet"
        isIconOnly
        icon={RefreshCw}
        label={say('findings.again')}
        isDisabled={isRunning}
        onPress={checkIssue}
      />
    </div>
  )
}
