import { toMm } from '#contract/measure.ts'
import type { StoryFit } from '#contract/setPage.ts'
import type { OpenStory } from '../session.ts'
import { Tag } from '../shell/controls/Tag.tsx'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { usePart, useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './FitMeter.module.css'

/** How full the story's frames are: a bar that is full where the copy fits, and the figures beside it. */
export function FitMeter({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  const set = useSetView(useWatchedPage(page))?.set
  const fit = set?.fit.find((each) => each.item === story.id)
  if (!fit) return null
  const needed = fit.lines + fit.overLines
  const most = Math.max(needed, fit.capacity, 1)
  const width = (lines: number): { width: string } => ({ width: `${(100 * lines) / most}%` })
  return (
    <div className={styles['meter']} role="group" aria-label={say('fit.meter')}>
      <div className={styles['bar']} aria-hidden>
        <i className={styles['set']} style={width(fit.lines)} />
        <i className={styles['over']} style={width(fit.overLines)} />
      </div>
      <span className={styles['figures']}>{say('fit.lines', { lines: needed, capacity: fit.capacity })}</span>
      <span className={styles['figures']}>{say('fit.depth', { depth: Math.round(toMm(fit.depth)) })}</span>
      <Verdict fit={fit} />
    </div>
  )
}

function Verdict({ fit }: { fit: StoryFit }) {
  const say = useSay()
  if (fit.overLines > 0) return <Tag tone="over">{say('fit.over', { n: fit.overLines })}</Tag>
  if (fit.shortLines > 0) return <Tag tone="short">{say('fit.short', { n: fit.shortLines })}</Tag>
  return <Tag tone="good">{say('fit.exact')}</Tag>
}
