import { useMemo } from 'react'
import { toMm } from '#contract/measure.ts'
import type { SetPage, StoryFit } from '#contract/setPage.ts'
import type { OpenStory } from '../session.ts'
import { Tag } from '../shell/controls/Tag.tsx'
import { sayCounts } from '../shell/sayCounts.ts'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { useSettled } from '../shell/useSettled.ts'
import { useChanges } from '../shell/useStory.ts'
import { usePart, useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './FitMeter.module.css'
import {
  bodyEnd,
  bodyOf,
  cutToSaveLine,
  headlineCount,
  isCaret,
  stretchOf,
  tallyFromTop,
  tallyOf,
  type Tally,
} from './tallies.ts'

/** How full the story's frames are: a bar that is full where the copy fits, and the figures beside it. */
export function FitMeter({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  useChanges(story)
  const view = useSetView(useWatchedPage(page))
  const set = view?.set
  const fit = set?.fit.find((each) => each.item === story.id)
  if (!set || !fit) return <Length story={story} />
  // A page that was set from another copy than the one in hand says nothing of it yet.
  const isBehind = view.copies.get(story.id) !== story.copy
  const needed = fit.lines + fit.overLines
  const most = Math.max(needed, fit.capacity, 1)
  const width = (lines: number): { width: string } => ({ width: `${(100 * lines) / most}%` })
  return (
    <>
      <div className={styles['meter']} role="group" aria-label={say('fit.meter')} aria-busy={isBehind}>
        <div className={styles['bar']} aria-hidden>
          <i className={styles['set']} style={width(fit.lines)} />
          <i className={styles['over']} style={width(fit.overLines)} />
        </div>
        <span className={styles['figures']}>{say('fit.lines', { lines: needed, capacity: fit.capacity })}</span>
        <Verdict fit={fit} />
      </div>
      <Stretches story={story} set={set} isBehind={isBehind} />
    </>
  )
}

/** The headline's count; lines, characters and depth of the story, of the selection or of both sides of the caret; what a cut would save. */
function Stretches({ story, set, isBehind }: { story: OpenStory; set: SetPage; isBehind: boolean }) {
  const say = useSay()
  const { session } = useWorkspace()
  const { anchor, head } = useSettled(session.selection)
  const pitch = usePart(session.issue, ({ stylebook }) => stylebook.styles.text.leading ?? stylebook.grid.pitch)
  const { copy } = story
  const body = useMemo(() => bodyOf(set, story.id, pitch), [set, story.id, pitch])
  const end = bodyEnd(copy)
  const stretch = stretchOf(anchor, head)
  const cut = stretch && isCaret(stretch) ? cutToSaveLine(body, stretch.to.paragraph) : null
  return (
    <div className={styles['stretches']} role="group" aria-label={say('fit.stretches')} aria-busy={isBehind}>
      <Headline set={set} story={story} />
      <Figures name={say('fit.story')} tally={tallyFromTop(copy, body, end)} />
      {stretch && !isCaret(stretch) && <Figures name={say('fit.selection')} tally={tallyOf(copy, body, stretch)} />}
      {stretch && <Figures name={say('fit.before')} tally={tallyFromTop(copy, body, stretch.to)} />}
      {stretch && <Figures name={say('fit.after')} tally={tallyOf(copy, body, { from: stretch.to, to: end })} />}
      {cut !== null && <span className={styles['cut']}>{say('fit.cut', { n: cut })}</span>}
    </div>
  )
}

/** A story that the shown page does not have: how long it is, and nothing of fit. */
function Length({ story }: { story: OpenStory }) {
  const say = useSay()
  return (
    <div className={styles['stretches']} role="group" aria-label={say('fit.stretches')}>
      <span className={styles['stretch']}>{sayCounts(say, story.state.doc)}</span>
    </div>
  )
}

/** 18 字 / 21: the headline's length, and the length to which it may grow at its size and in its lines. */
function Headline({ set, story }: { set: SetPage; story: OpenStory }) {
  const say = useSay()
  const count = headlineCount(set, story.id)
  if (!count) return null
  const { characters, holds } = count
  return (
    <span className={styles['stretch']} data-over={characters > holds || undefined}>
      <b>{say('line.headline')}</b> {say('fit.holds', { characters, holds })}
    </span>
  )
}

function Figures({ name, tally }: { name: string; tally: Tally }) {
  const say = useSay()
  const { lines, characters, depth } = tally
  return (
    <span className={styles['stretch']}>
      <b>{name}</b> {say('fit.tally', { lines, characters, depth: Math.round(toMm(depth)) })}
    </span>
  )
}

function Verdict({ fit }: { fit: StoryFit }) {
  const say = useSay()
  if (fit.overLines > 0) return <Tag tone="over">{say('fit.over', { n: fit.overLines })}</Tag>
  if (fit.shortLines > 0) return <Tag tone="short">{say('fit.short', { n: fit.shortLines })}</Tag>
  return <Tag tone="good">{say('fit.exact')}</Tag>
}
