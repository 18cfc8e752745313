import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Finding, Severity } from '#contract/faults.ts'
import { sayFinding } from '#words/findings.ts'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import rows from '../shell/Rows.module.css'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { useLanguage, usePart, useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './FindingsSheet.module.css'

const ICONS = { error: CircleAlert, warning: TriangleAlert, note: Info } as const
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }
const FILTERS = ['all', 'error', 'warning', 'note'] as const
type Filter = (typeof FILTERS)[number]

function useFindings(): readonly Finding[] | null {
  const { session } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  return useSetView(useWatchedPage(page))?.set?.findings ?? null
}

export function FindingCount(): number | null {
  return useFindings()?.length ?? null
}

/** What composer and preflight remark on the shown page, the gravest first. */
export function FindingsSheet() {
  const say = useSay()
  const findings = useFindings()
  const [filter, setFilter] = useState<Filter>('all')
  if (!findings) return <Empty icon={CircleCheck} title={say('findings.unset')} />
  const shown = findings
    .map((finding, index) => ({ finding, key: `${index}` }))
    .filter(({ finding }) => filter === 'all' || finding.severity === filter)
    .toSorted((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity])
  return (
    <>
      <div className={styles['filters']}>
        <Segmented<Filter>
          label={say('stories.filter')}
          choices={FILTERS.map((value) => ({
            value,
            label: value === 'all' ? say('findings.all') : say(`severity.${value}`),
          }))}
          value={filter}
          onChange={setFilter}
        />
      </div>
      {shown.length === 0 ? (
        <Empty icon={CircleCheck} title={say('findings.none')} detail={say('findings.noneDetail')} />
      ) : (
        <VirtualList
          label={say('pool.findings')}
          items={shown}
          rowHeight={60}
          keyOf={({ key }) => key}
          renderRow={({ finding }) => <FindingRow finding={finding} />}
        />
      )}
    </>
  )
}

function FindingRow({ finding }: { finding: Finding }) {
  const say = useSay()
  const { session } = useWorkspace()
  const { message, hint } = sayFinding(finding, useLanguage())
  const Icon = ICONS[finding.severity]
  const slug = finding.item === null ? '' : (session.issue.maybeStory(finding.item)?.slug ?? '')
  const show = (): void => {
    if (finding.page !== null) session.selection.showPage(finding.page)
    if (finding.item === null) return
    if (finding.at) session.selection.selectText(finding.item, finding.at, finding.at)
    else session.selection.selectStory(finding.item)
  }
  return (
    <div className={rows['row']}>
      <button type="button" className={rows['main']} data-row-focus onClick={show}>
        <Icon
          role="img"
          aria-label={say(`severity.${finding.severity}`)}
          data-severity={finding.severity}
          className={styles['icon']}
        />
        <span className={rows['text']}>
          <span className={styles['message']}>{message}</span>
          {hint !== '' && <span className={styles['hint']}>{hint}</span>}
          {slug !== '' && <span className={rows['detail']}>{slug}</span>}
        </span>
      </button>
    </div>
  )
}
