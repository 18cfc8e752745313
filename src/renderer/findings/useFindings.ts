/** The findings that the sheet shows: of the shown page, or of the whole issue. */
import { useCallback, useMemo } from 'react'
import type { Finding } from '#contract/faults.ts'
import { isFault } from '#contract/faults.ts'
import { listed, withShown, type ListedFinding } from '../checking/lists.ts'
import { tellFault } from '../shell/speak.ts'
import { useSettled } from '../shell/useSettled.ts'
import { useSay, useStore, useWorkspace } from '../shell/workspace.tsx'

export type Scope = 'page' | 'issue'

export interface ShownFindings {
  /** null while nothing was checked yet. */
  readonly list: readonly ListedFinding[] | null
  /** Pictures whose ink is still being counted. */
  readonly waiting: number
  readonly isRunning: boolean
  /** The issue was checked, or is being checked. */
  readonly isAsked: boolean
  /** Something was saved since the issue was checked. */
  readonly isOld: boolean
  checkIssue(): void
}

export function useFindings(scope: Scope): ShownFindings {
  const say = useSay()
  const workspace = useWorkspace()
  const { session, jobs } = workspace
  const { checks } = session
  const shown = useStore(checks.page)
  const issue = useStore(checks.issue)
  const savedAt = useSettled(session.issue.savedAt)
  const checkIssue = useCallback(() => {
    const job = jobs.begin(say('job.check'), session.issue.pages.get().length)
    void checks.checkIssue(job.id).then((outcome) => {
      jobs.end(job.id)
      if (isFault(outcome)) tellFault(workspace, outcome)
    })
  }, [checks, jobs, say, session, workspace])
  const findings: readonly Finding[] | null =
    scope === 'page' ? shown.findings : issue.findings && withShown(issue.findings, shown)
  const list = useMemo(() => findings && listed(findings), [findings])
  const isAsked = issue.isRunning || issue.findings !== null
  const isOld = issue.savedAt < savedAt
  return { list, waiting: shown.waiting, isRunning: issue.isRunning, isAsked, isOld, checkIssue }
}
