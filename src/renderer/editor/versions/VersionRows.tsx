import {
  Bookmark,
  CornerDownRight,
  FilePenLine,
  GitCompareArrows,
  Inbox,
  PenLine,
  Pencil,
  Printer,
  Stamp,
  Trash2,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import { useState, type MouseEvent, type ReactNode } from 'react'
import { isFault } from '#contract/faults.ts'
import { isByHand, type KeptVersion, type Sitting, type VersionKind } from '#contract/version.ts'
import type { OpenStory, Reading } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Tag } from '#renderer/shell/controls/Tag.tsx'
import { tellFault } from '#renderer/shell/speak.ts'
import { writeClock } from '#renderer/shell/times.ts'
import { useLanguage, useSay, useStore, useWorkspace, type Say } from '#renderer/shell/workspace.tsx'
import { RenameForm } from './KeepForm.tsx'
import { openOf, compareOpenWith } from './reading.ts'
import { sayVersion } from './sayVersion.ts'
import type { Entry } from './timeline.ts'
import styles from './Versions.module.css'

const ICONS: Readonly<Record<VersionKind, LucideIcon>> = {
  filed: Inbox,
  status: CornerDownRight,
  edited: FilePenLine,
  signed: Stamp,
  printed: Printer,
  kept: Bookmark,
}

/** What a moment is in what is being read; null where it is not part of it. */
function placeOf(at: number | null, reading: Reading | null): 'open' | 'before' | 'after' | null {
  if (reading?.kind === 'moment') return reading.at === at ? 'open' : null
  if (reading?.before === at) return 'before'
  return reading?.after === at ? 'after' : null
}

interface MomentRowProps {
  readonly story: OpenStory
  /** The version of the log; null is now. */
  readonly at: number | null
  readonly icon: LucideIcon | null
  readonly isQuiet?: boolean
  readonly isDropped?: boolean
  readonly children: ReactNode
  readonly acts?: ReactNode
}

/** A row that opens a moment; with another one open it may be compared with it (also by Shift and a click). */
function MomentRow({ story, at, icon: Icon, isQuiet = false, isDropped = false, children, acts }: MomentRowProps) {
  const say = useSay()
  const { session } = useWorkspace()
  const { versions } = session
  const reading = useStore(versions.reading)
  const own = reading?.story === story.id ? reading : null
  const place = own === null ? (at === null ? 'open' : null) : placeOf(at, own)
  const open = (event: MouseEvent): void => {
    if (event.shiftKey && own) compareOpenWith(versions, story.id, at)
    else versions.read(openOf(story.id, at))
  }
  const mayCompare = place === null && (own !== null || at !== null)
  return (
    <div
      className={styles['row']}
      data-chosen={place !== null || undefined}
      data-quiet={isQuiet || undefined}
      data-dropped={isDropped || undefined}
    >
      <button
        type="button"
        className={styles['main']}
        data-row-focus
        aria-current={place !== null}
        disabled={isDropped}
        onClick={open}
      >
        <span className={styles['icon']}>{Icon && <Icon aria-hidden />}</span>
        {children}
        {own && place !== null && <Tag tone="accent">{say(`versions.${place}`)}</Tag>}
      </button>
      <span className={styles['acts']}>
        {acts}
        {mayCompare && !isDropped && (
          <Button
            look="quiet"
            isIconOnly
            icon={GitCompareArrows}
            label={say(own ? 'versions.compareWith' : 'versions.compareNow')}
            onPress={() => compareOpenWith(versions, story.id, at)}
          />
        )}
      </span>
    </div>
  )
}

export function NowRow({ story }: { story: OpenStory }) {
  const say = useSay()
  return (
    <MomentRow story={story} at={null} icon={PenLine}>
      <span className={styles['text']}>
        <span className={styles['title']}>{say('versions.now')}</span>
        <span className={styles['detail']}>{say('versions.nowDetail')}</span>
      </span>
    </MomentRow>
  )
}

export const EntryRow = ({ story, entry }: { story: OpenStory; entry: Entry }) =>
  entry.kind === 'version' ? (
    <VersionRow story={story} version={entry.version} />
  ) : (
    <SittingRow story={story} sitting={entry.sitting} />
  )

function VersionRow({ story, version }: { story: OpenStory; version: KeptVersion }) {
  const say = useSay()
  const language = useLanguage()
  const [isRenaming, setRenaming] = useState(false)
  const { person, at, note, isDropped } = version
  if (isRenaming) return <RenameForm version={version} onEnd={() => setRenaming(false)} />
  return (
    <MomentRow
      story={story}
      at={version.version}
      icon={ICONS[version.kind]}
      isDropped={isDropped}
      acts={isByHand(version) && <VersionActs version={version} onRename={() => setRenaming(true)} />}
    >
      <span className={styles['text']}>
        <span className={styles['title']}>{sayVersion(version, say, language)}</span>
        <span className={styles['detail']}>
          <span>{isDropped ? say('versions.dropped') : writeClock(at)}</span>
          <span className={styles['who']} title={note}>
            {[person, note].filter((part) => part !== '').join(' · ')}
          </span>
        </span>
      </span>
    </MomentRow>
  )
}

function VersionActs({ version, onRename }: { version: KeptVersion; onRename(): void }) {
  const say = useSay()
  const workspace = useWorkspace()
  const drop = async (isDropped: boolean): Promise<void> => {
    const outcome = await workspace.session.versions.change(version, { isDropped })
    if (isFault(outcome)) tellFault(workspace, outcome)
  }
  if (version.isDropped)
    return <Button look="quiet" icon={Undo2} label={say('versions.putBack')} onPress={() => void drop(false)} />
  return (
    <>
      <Button look="quiet" isIconOnly icon={Pencil} label={say('versions.rename')} onPress={onRename} />
      <Button look="quiet" isIconOnly icon={Trash2} label={say('versions.drop')} onPress={() => void drop(true)} />
    </>
  )
}

function SittingRow({ story, sitting }: { story: OpenStory; sitting: Sitting }) {
  const say = useSay()
  const { start, end, hands, to } = sitting
  const [from, until] = [writeClock(start), writeClock(end)]
  const [added, removed] = [sumOf(hands, 'added'), sumOf(hands, 'removed')]
  return (
    <MomentRow story={story} at={to} icon={null} isQuiet>
      <span className={styles['text']}>
        <span className={styles['detail']}>
          <span>{from === until ? from : `${from}–${until}`}</span>
          <span className={styles['who']}>{sayHands(hands, say)}</span>
          <span className={styles['work']}>{say('versions.work', { added, removed })}</span>
        </span>
      </span>
    </MomentRow>
  )
}

const sumOf = (hands: Sitting['hands'], what: 'added' | 'removed'): number =>
  hands.reduce((sum, hand) => sum + hand[what], 0)

const sayHands = (hands: Sitting['hands'], say: Say): string =>
  [...new Set(hands.map(({ person }) => (person === '' ? say('versions.somebody') : person)))].join(' · ')
