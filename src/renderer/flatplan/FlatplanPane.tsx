import { useEffect, useRef } from 'react'
import type { SetPage } from '#contract/setPage.ts'
import { sayStatus } from '#words/versions.ts'
import { Tag } from '../shell/controls/Tag.tsx'
import { usePendingMarks } from '../shell/marks/usePending.ts'
import { Pane } from '../shell/Pane.tsx'
import { pageLabel, type PageStanding } from '../shell/pageLabels.ts'
import { leastStatus, statusNames } from '../shell/statuses.ts'
import { useSetView, usePageStandings, useWatchedPage } from '../shell/usePageStandings.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace } from '../shell/workspace.tsx'
import styles from './FlatplanPane.module.css'
import { drawThumbnail } from './thumbnail.ts'

/** The whole issue as small pages with how each stands. */
export function FlatplanPane() {
  const say = useSay()
  const standings = usePageStandings()
  const pending = usePendingMarks()
  return (
    <Pane label={say('flatplan.title')}>
      <ul className={styles['plan']} aria-label={say('flatplan.title')}>
        {standings.map(({ page, standing }) => (
          <PlanPage key={page} page={page} standing={standing} marks={pending.get(page) ?? 0} />
        ))}
      </ul>
    </Pane>
  )
}

function PlanPage({ page, standing, marks }: { page: number; standing: PageStanding; marks: number }) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const { session } = workspace
  const isShown = usePart(session.selection, (selection) => selection.page === page)
  const stories = useStore(session.issue.pages).find((each) => each.page === page)?.records.length ?? 0
  const names = statusNames(workspace)
  const status = usePart(session.issue.stories, (all) => leastStatus(names, all, page))
  const least = status === null ? '' : sayStatus(status, language)
  const set = useSetView(useWatchedPage(page))?.set ?? null
  return (
    <li>
      <button
        type="button"
        className={styles['page']}
        aria-current={isShown ? 'page' : undefined}
        onClick={() => session.selection.showPage(page)}
      >
        <Thumbnail set={set} />
        <span className={styles['label']}>
          <strong>{pageLabel(page)}</strong>
          <span title={least === '' ? '' : say('flatplan.least', { status: least })}>
            {[say('flatplan.stories', { n: stories }), least].filter((part) => part !== '').join(' · ')}
          </span>
        </span>
        <span className={styles['standing']} data-standing={standing}>
          {say(`pageState.${standing}`)}
          {marks > 0 && <Tag tone="over">{say('marks.count', { n: marks })}</Tag>}
        </span>
      </button>
    </li>
  )
}

function Thumbnail({ set }: { set: SetPage | null }) {
  const { session } = useWorkspace()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { trim } = usePart(session.issue, (state) => state.stylebook)
  useEffect(() => {
    if (canvas.current && set) drawThumbnail(canvas.current, set, devicePixelRatio)
  }, [set])
  return (
    <canvas
      ref={canvas}
      className={styles['paper']}
      style={{ aspectRatio: `${trim.width} / ${trim.height}` }}
      aria-hidden
    />
  )
}
