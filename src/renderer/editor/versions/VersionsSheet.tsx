import { BookmarkPlus } from 'lucide-react'
import { useMemo, type KeyboardEvent } from 'react'
import { isFault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { ListHeading } from '#renderer/shell/controls/ListHeading.tsx'
import { VirtualList } from '#renderer/shell/controls/VirtualList.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { StatusChoice } from '#renderer/shell/StatusChoice.tsx'
import { useLanguage, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import { KeepForm } from './KeepForm.tsx'
import { sayDay } from './sayVersion.ts'
import { timelineOf, type Entry } from './timeline.ts'
import { useSittings, useToday, useVersions } from './useVersions.ts'
import { EntryRow, NowRow } from './VersionRows.tsx'
import styles from './Versions.module.css'

/** A row of the list: the story as it is now, a day, or what happened on it. */
type Row =
  | { readonly kind: 'now'; readonly key: 'now' }
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: Entry }

/** Beside the copy: where the story stands, its versions and who worked on it, the latest first. */
export function VersionsSheet({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session } = useWorkspace()
  const isKeeping = useStore(session.versions.isKeeping)
  const reading = useStore(session.versions.reading)
  const keys = keysOf(session.commands.maybeCommand('version.keep'), isMac())
  const chosen = reading?.story === story.id ? `at${reading.kind === 'moment' ? reading.at : reading.after}` : null
  return (
    <>
      <div className={styles['top']}>
        <StatusChoice story={story.id} />
        <Button
          look="quiet"
          isIconOnly
          icon={BookmarkPlus}
          label={say('do.keepVersion')}
          isPressed={isKeeping}
          onPress={() => session.versions.beginKeeping(!isKeeping)}
          {...(keys === undefined ? {} : { keys })}
        />
      </div>
      {isKeeping && <KeepForm story={story.id} />}
      <Timeline key={story.id} story={story} chosen={chosen} />
    </>
  )
}

function Timeline({ story, chosen }: { story: OpenStory; chosen: string | null }) {
  const say = useSay()
  const language = useLanguage()
  const { session } = useWorkspace()
  const today = useToday()
  const versions = useVersions(story.id)
  const sittings = useSittings(story.id, versions)
  const rows = useMemo(
    () => rowsOf(versions, sittings === null || isFault(sittings) ? [] : sittings),
    [versions, sittings],
  )
  const refused = isFault(sittings) ? sayFault(sittings, language) : null
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || session.versions.reading.get() === null) return
    event.preventDefault()
    event.stopPropagation()
    session.versions.read(null)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leads out of what is read, from the list too
    <div className={styles['timeline']} onKeyDown={onKeyDown}>
      {refused && <p className={styles['refused']}>{`${refused.message} ${refused.hint}`}</p>}
      <VirtualList
        label={say('versions.history')}
        items={rows}
        rowHeight={38}
        keyOf={({ key }) => key}
        chosen={rows.find((row) => row.kind === 'entry' && `at${row.entry.at}` === chosen)?.key ?? null}
        renderRow={(row) =>
          row.kind === 'day' ? (
            <ListHeading label={sayDay(row.day, say, today)} />
          ) : row.kind === 'now' ? (
            <NowRow story={story} />
          ) : (
            <EntryRow story={story} entry={row.entry} />
          )
        }
      />
    </div>
  )
}

function rowsOf(versions: Parameters<typeof timelineOf>[0], sittings: Parameters<typeof timelineOf>[1]): Row[] {
  const days = timelineOf(versions, sittings, () => true)
  return [
    { kind: 'now', key: 'now' },
    ...days.flatMap(({ day, entries }): Row[] => [
      { kind: 'day', key: `${day} ${entries[0]?.key ?? ''}`, day },
      ...entries.map((entry): Row => ({ kind: 'entry', key: entry.key, entry })),
    ]),
  ]
}
