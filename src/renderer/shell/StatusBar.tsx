import { ArrowDownToLine, Check, Minus, Plus, TriangleAlert } from 'lucide-react'
import type { PageCanvas } from './pageCanvas.ts'
import { useStory } from './useStory.ts'
import type { StoryId } from '#contract/ids.ts'
import type { StoryFit } from '#contract/setPage.ts'
import { sayCounts } from './sayCounts.ts'
import { Button } from './controls/Button.tsx'
import { Segmented } from './controls/Segmented.tsx'
import { isMac, keysOf } from './keys.ts'
import { findOnPage } from './setPlaces.ts'
import styles from './StatusBar.module.css'
import { Tracking } from './Tracking.tsx'
import { useSetView, useWatchedPage } from './usePageStandings.ts'
import { useSettled } from './useSettled.ts'
import { usePart, useSay, useSession, useStore, useWorkspace } from './workspace.tsx'

/** The window's foot: how the story and the page fit, where the caret is, zoom and language. */
export function StatusBar() {
  const say = useSay()
  return (
    <footer className={styles['bar']} aria-label={say('window.status')}>
      <Fit />
      <span className={styles['gap']} />
      <Zoom />
      <Language />
    </footer>
  )
}

function Fit() {
  const session = useSession()
  const { page, story, head } = useSettled(session.selection)
  const view = useSetView(useWatchedPage(page))
  const set = view?.set ?? null
  const fit = set?.fit.find((each) => each.item === story) ?? null
  const position = set && story && head ? findOnPage(set, story, head) : null
  return (
    <>
      <StoryFitWords story={story} fit={fit} isSet={set !== null} />
      <PageFitWords fits={set?.fit ?? []} />
      <Counts />
      <Tracking />
      {position && <CaretWords column={position.columnNumber} line={position.lineNumber} />}
    </>
  )
}

interface StoryFitProps {
  readonly story: StoryId | null
  readonly fit: StoryFit | null
  readonly isSet: boolean
}

function StoryFitWords({ story, fit, isSet }: StoryFitProps) {
  const say = useSay()
  const { issue } = useSession()
  if (story === null) return <span className={styles['faint']}>{say('status.noStory')}</span>
  if (!fit && !isSet) return null
  if (!fit) {
    const isPlaced = (issue.maybeStory(story)?.pages.length ?? 0) > 0
    return <span className={styles['faint']}>{say(isPlaced ? 'status.elsewhere' : 'status.unplaced')}</span>
  }
  if (fit.overLines > 0) {
    return (
      <span className={styles['over']}>
        <ArrowDownToLine aria-hidden />
        {say('status.over', { lines: fit.overLines, characters: fit.overCharacters })}
      </span>
    )
  }
  if (fit.shortLines > 0) {
    return (
      <span className={styles['short']}>
        <Minus aria-hidden />
        {say('status.short', { lines: fit.shortLines })}
      </span>
    )
  }
  return (
    <span className={styles['good']}>
      <Check aria-hidden />
      {say('status.fits')}
    </span>
  )
}

function PageFitWords({ fits }: { fits: readonly StoryFit[] }) {
  const say = useSay()
  const over = fits.filter((fit) => fit.overLines > 0).length
  const short = fits.filter((fit) => fit.shortLines > 0).length
  if (fits.length === 0) return null
  if (over + short === 0) return <span>{say('status.pageFits')}</span>
  return (
    <span>
      {over > 0 && <TriangleAlert aria-hidden />}
      {say('status.page', { over, short })}
    </span>
  )
}

function Counts() {
  const say = useSay()
  const session = useSession()
  const story = usePart(session.selection, (selection) => selection.story)
  const open = useStory(story)
  return open && <span>{sayCounts(say, open.state.doc)}</span>
}

function CaretWords({ column, line }: { column: number; line: number }) {
  const say = useSay()
  return <span>{say('status.caret', { column, line })}</span>
}

function Zoom() {
  const { canvas } = useWorkspace()
  const shown = useStore(canvas)
  return shown && <ZoomOf canvas={shown} />
}

function ZoomOf({ canvas }: { canvas: PageCanvas }) {
  const say = useSay()
  const { commands } = useSession()
  const zoom = useStore(canvas.zoom)
  return (
    <div className={styles['zoom']} role="group" aria-label={say('status.zoom')}>
      <Button
        look="quiet"
        isIconOnly
        icon={Minus}
        label={say('status.zoomOut')}
        keys={keysOf(commands.maybeCommand('view.zoomOut'), isMac()) ?? ''}
        onPress={() => canvas.zoomTo(zoom / 1.25)}
      />
      <Button look="quiet" label={`${Math.round(zoom * 100)}%`} onPress={() => canvas.fit('page')} />
      <Button
        look="quiet"
        isIconOnly
        icon={Plus}
        label={say('status.zoomIn')}
        keys={keysOf(commands.maybeCommand('view.zoomIn'), isMac()) ?? ''}
        onPress={() => canvas.zoomTo(zoom * 1.25)}
      />
    </div>
  )
}

function Language() {
  const say = useSay()
  const { settings } = useWorkspace()
  const language = usePart(settings, (state) => state.language)
  return (
    <Segmented
      label={say('status.language')}
      choices={[
        { value: 'zh', label: say('language.zh') },
        { value: 'en', label: say('language.en') },
      ]}
      value={language}
      onChange={(next) => settings.change({ language: next })}
    />
  )
}
