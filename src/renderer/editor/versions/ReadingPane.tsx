import { ArrowLeft, ChevronDown, ChevronUp, GitCompareArrows, History, ListFilter, RotateCcw } from 'lucide-react'
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { isFault } from '#contract/faults.ts'
import type { StoryDiff } from '#story/diff/diff.ts'
import { sayFault } from '#words/faults.ts'
import type { OpenStory, Reading } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { useLanguage, usePart, useSay, useSession, useWorkspace } from '#renderer/shell/workspace.tsx'
import copy from '../CopyPane.module.css'
import { stepDifference } from './differences.ts'
import { compareOpenWith, restore } from './reading.ts'
import styles from './Reading.module.css'
import { ReadingRows } from './ReadingRows.tsx'
import { sayMoment } from './sayVersion.ts'
import { momentAt } from './timeline.ts'
import { useReading } from './useReading.ts'
import { useSittings, useToday, useVersions } from './useVersions.ts'

interface ReadingPaneProps {
  readonly story: OpenStory
  readonly reading: Reading
  /** The paper's faces and the names of the parts, as CSS properties of the sheet. */
  readonly look: Readonly<Record<string, string>>
}

/** In place of the editor: a moment of the story, or what lies between two, to be read only. Escape goes back. */
export function ReadingPane({ story, reading, look }: ReadingPaneProps) {
  const say = useSay()
  const { session, settings } = useWorkspace()
  const zoom = usePart(settings, (state) => state.copyZoom)
  const pane = useRef<HTMLDivElement>(null)
  const read = useReading(story, reading)
  const [isOnlyChanges, setOnlyChanges] = useState(false)
  const leave = (): void => {
    const copyPane = pane.current?.parentElement
    session.versions.read(null)
    requestAnimationFrame(() => copyPane?.querySelector<HTMLElement>('[role=textbox][aria-multiline]')?.focus())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    leave()
  }
  const diff = read !== null && !isFault(read) ? read.diff : null
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leads out from whatever has the focus
    <div ref={pane} className={styles['pane']} onKeyDown={onKeyDown}>
      <Banner
        story={story}
        reading={reading}
        diff={diff}
        isOnlyChanges={isOnlyChanges}
        onOnlyChanges={() => setOnlyChanges(!isOnlyChanges)}
        onLeave={leave}
      />
      <div className={copy['scroll']} role="document" aria-label={say('reading.text')} tabIndex={0}>
        {read === null ? (
          <p className={styles['wait']}>{say('versions.loading')}</p>
        ) : isFault(read) ? (
          <Refused fault={read} />
        ) : reading.kind === 'comparison' && read.diff.changes === 0 ? (
          <Empty icon={GitCompareArrows} title={say('reading.same')} detail={say('reading.sameDetail')} />
        ) : (
          <article
            className={`${copy['sheet']} ${styles['sheet']}`}
            data-view="story"
            data-lang={read.lang}
            lang={read.lang}
            style={{ ...look, '--zoom': zoom / 100 } as CSSProperties}
          >
            <ReadingRows diff={read.diff} isOnlyChanges={isOnlyChanges && reading.kind === 'comparison'} />
          </article>
        )}
      </div>
    </div>
  )
}

function Refused({ fault }: { fault: Parameters<typeof sayFault>[0] }) {
  const { message, hint } = sayFault(fault, useLanguage())
  return <Empty icon={History} title={message} detail={hint} />
}

interface BannerProps {
  readonly story: OpenStory
  readonly reading: Reading
  /** Null until it has come. */
  readonly diff: StoryDiff | null
  readonly isOnlyChanges: boolean
  onOnlyChanges(): void
  onLeave(): void
}

/** What is read, and what can be done with it. */
function Banner({ story, reading, diff, isOnlyChanges, onOnlyChanges, onLeave }: BannerProps) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const now = useToday()
  const versions = useVersions(story.id)
  const sittings = useSittings(story.id, versions)
  const nameOf = (at: number | null): string => {
    const moment = momentAt(at, versions, sittings === null || isFault(sittings) ? [] : sittings)
    return sayMoment(moment, say, language, now)
  }
  const isMoment = reading.kind === 'moment'
  const earlier = isMoment ? reading.at : reading.before
  const name = nameOf(earlier)
  const title = isMoment ? name : say('reading.between', { before: name, after: nameOf(reading.after) })
  return (
    <header className={styles['banner']} data-kind={reading.kind}>
      <div className={styles['what']} role="status">
        {isMoment ? <History aria-hidden /> : <GitCompareArrows aria-hidden />}
        <h2 className={styles['name']}>{title}</h2>
        {isMoment ? (
          <span className={styles['counts']}>{say('reading.moment')}</span>
        ) : (
          diff && <Counts story={story} diff={diff} />
        )}
      </div>
      <div className={styles['acts']}>
        {!isMoment && diff !== null && diff.changes > 0 && (
          <WalkActs isOnlyChanges={isOnlyChanges} onOnlyChanges={onOnlyChanges} />
        )}
        {isMoment && (
          <Button
            look="quiet"
            icon={GitCompareArrows}
            label={say('versions.compareNow')}
            onPress={() => compareOpenWith(workspace.session.versions, story.id, null)}
          />
        )}
        {(isMoment || reading.after === null) && (
          <Button
            look="quiet"
            icon={RotateCcw}
            label={say('do.restoreVersion')}
            isDisabled={diff === null}
            onPress={() => void restore(workspace, story, earlier, name)}
          />
        )}
        <Button look="plain" icon={ArrowLeft} label={say('reading.back')} keys="Esc" onPress={onLeave} />
      </div>
    </header>
  )
}

function Counts({ story, diff }: { story: OpenStory; diff: StoryDiff }) {
  const say = useSay()
  const { added, removed, changes } = diff
  const isEnglish = story.copy.lang === 'en'
  return (
    <span className={styles['counts']}>
      <span>{say(isEnglish ? 'reading.countsWords' : 'reading.counts', { added, removed })}</span>
      <span>{say('reading.changes', { n: changes })}</span>
    </span>
  )
}

function WalkActs({ isOnlyChanges, onOnlyChanges }: Pick<BannerProps, 'isOnlyChanges' | 'onOnlyChanges'>) {
  const say = useSay()
  const { commands } = useSession()
  const keysFor = (id: string): { keys?: string } => {
    const keys = keysOf(commands.maybeCommand(id), isMac())
    return keys === undefined ? {} : { keys }
  }
  return (
    <>
      <Button
        look="quiet"
        icon={ListFilter}
        label={say('reading.onlyChanges')}
        isPressed={isOnlyChanges}
        onPress={onOnlyChanges}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={ChevronUp}
        label={say('do.previousDifference')}
        {...keysFor('version.previousDifference')}
        onPress={() => stepDifference(-1)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={ChevronDown}
        label={say('do.nextDifference')}
        {...keysFor('version.nextDifference')}
        onPress={() => stepDifference(1)}
      />
    </>
  )
}
