import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Finding } from '#contract/faults.ts'
import { sayFinding } from '#words/findings.ts'
import { countOf, SEVERITIES, type ListedFinding } from '../checking/lists.ts'
import { showCopy } from '../shell/acts.ts'
import { goToFinding } from '../shell/goToFinding.ts'
import { pageLabel } from '../shell/pageLabels.ts'
import rows from '../shell/Rows.module.css'
import { useLanguage, useSay, useStore, useWorkspace } from '../shell/workspace.tsx'
import { ListHeading } from '../shell/controls/ListHeading.tsx'
import styles from './FindingsSheet.module.css'

export const SEVERITY_ICONS = { error: CircleAlert, warning: TriangleAlert, note: Info } as const

/** What there is to see, what may be done about it, and where; a click leads there, a double click into the copy. */
export function FindingRow({ listed: { key, finding } }: { listed: ListedFinding }) {
  const say = useSay()
  const workspace = useWorkspace()
  const chosen = useStore(workspace.finding)
  const { message, hint } = sayFinding(finding, useLanguage())
  const Icon = SEVERITY_ICONS[finding.severity]
  const isChosen = key === chosen
  const where = useWhere(finding)
  const go = (): void => {
    workspace.finding.put(key)
    goToFinding(workspace, finding)
  }
  return (
    <div className={rows['row']} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={rows['main']}
        data-row-focus
        aria-current={isChosen}
        onClick={go}
        onDoubleClick={() => finding.item !== null && showCopy(workspace)}
      >
        <Icon
          role="img"
          aria-label={say(`severity.${finding.severity}`)}
          data-severity={finding.severity}
          className={styles['icon']}
        />
        <span className={rows['text']}>
          <span className={styles['message']}>{message}</span>
          {hint !== '' && <span className={styles['hint']}>{hint}</span>}
          {where !== '' && <span className={rows['detail']}>{where}</span>}
        </span>
      </button>
    </div>
  )
}

/** The story by its slug, and the part of it. */
function useWhere({ item, at, frame }: Finding): string {
  const say = useSay()
  const { session } = useWorkspace()
  const slug = item === null ? '' : (session.issue.maybeStory(item)?.slug ?? '')
  const part = at ? say(`findingPart.${at.part}`) : frame?.includes('.picture.') ? say('findingPart.picture') : ''
  return [slug, part].filter((word) => word !== '').join(' · ')
}

/** The head of a page's findings: which page, and how many of each severity. */
export function PageHead({ page, findings }: { page: number | null; findings: readonly Finding[] }) {
  const say = useSay()
  return (
    <ListHeading label={page === null ? say('findings.noPage') : pageLabel(page)}>
      {SEVERITIES.map((severity) => ({ severity, n: countOf(findings, severity), Icon: SEVERITY_ICONS[severity] }))
        .filter(({ n }) => n > 0)
        .map(({ severity, n, Icon }) => (
          <span key={severity} className={styles['figure']} data-severity={severity}>
            <Icon role="img" aria-label={say(`severity.${severity}`)} />
            {n}
          </span>
        ))}
    </ListHeading>
  )
}
