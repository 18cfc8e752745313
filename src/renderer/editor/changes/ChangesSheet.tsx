import { Check, ListFilter, PencilLine, SearchX, X } from 'lucide-react'
import { useState } from 'react'
import { changesIn, type Change, type ChangeKind } from '#story/changes/changes.ts'
import { settle, type Verdict } from '#story/changes/settle.ts'
import { isTracking } from '#story/changes/transactions.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { TextField } from '#renderer/shell/controls/Fields.tsx'
import { Segmented } from '#renderer/shell/controls/Segmented.tsx'
import { Select } from '#renderer/shell/controls/Select.tsx'
import { VirtualList } from '#renderer/shell/controls/VirtualList.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { CHANGES_VIEWS, type ChangesView } from '#renderer/shell/settings.ts'
import { useChanges } from '#renderer/shell/useStory.ts'
import { usePart, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import { ChangeRow } from './ChangeRow.tsx'
import styles from './ChangesSheet.module.css'
import { tellSettled, turnTracking } from './deeds.ts'
import { changeHere } from './steps.ts'

const EVERYONE = '\n'
const KINDS: readonly ChangeKind[] = ['insertion', 'deletion', 'replacement', 'move', 'seam', 'type', 'format']
type KindFilter = ChangeKind | 'anyKind'

/** Every tracked change of the story in the order of the copy, by author and kind; the one at the caret is marked. */
export function ChangesSheet({ story }: { story: OpenStory }) {
  useChanges(story)
  const [author, setAuthor] = useState(EVERYONE)
  const [kind, setKind] = useState<KindFilter>('anyKind')
  const all = changesIn(story.state.doc)
  const authors = [...new Set(all.map(({ by }) => by))]
  const shownAuthor = authors.includes(author) ? author : EVERYONE
  const shown = all.filter(
    (change) => (shownAuthor === EVERYONE || change.by === shownAuthor) && (kind === 'anyKind' || change.kind === kind),
  )
  const chosen = changeHere(story.state)
  const clear = (): void => {
    setAuthor(EVERYONE)
    setKind('anyKind')
  }
  return (
    <>
      <Head story={story} all={all.length} shown={shown.length} />
      {all.length > 0 && (
        <div className={styles['filters']}>
          <AuthorSelect authors={authors} value={shownAuthor} onChange={setAuthor} />
          <KindSelect value={kind} onChange={setKind} />
        </div>
      )}
      <List story={story} all={all} shown={shown} chosen={chosen} onClear={clear} />
      {shown.length > 0 && <Foot story={story} all={all} shown={shown} />}
    </>
  )
}

/** Whether changes are tracked, under which name, and how they are shown. */
function Head({ story, all, shown }: { story: OpenStory; all: number; shown: number }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { settings, session } = workspace
  const person = usePart(settings, (state) => state.person.trim())
  const view = usePart(settings, (state) => state.changesView)
  const tracking = isTracking(story.state)
  return (
    <div className={styles['head']}>
      <div className={styles['track']}>
        <Button
          icon={PencilLine}
          label={say(tracking ? 'changes.tracking' : 'changes.track')}
          isPressed={tracking}
          keys={keysOf(session.commands.maybeCommand('changes.track'), isMac()) ?? ''}
          onPress={() => turnTracking(workspace, story)}
        />
        {person !== '' && tracking && <span className={styles['person']}>{person}</span>}
        {all > 0 && (
          <span className={styles['count']}>
            {shown < all ? say('changes.shownCount', { shown, n: all }) : say('changes.count', { n: all })}
          </span>
        )}
      </div>
      <Segmented<ChangesView>
        label={say('changes.view')}
        choices={CHANGES_VIEWS.map((value) => ({ value, label: say(`changesView.${value}`) }))}
        value={view}
        onChange={(changesView) => settings.change({ changesView })}
      />
      {tracking && person === '' && (
        <TextField
          label={say('changes.you')}
          value=""
          placeholder={say('changes.youHint')}
          onCommit={(name) => settings.change({ person: name.trim() })}
        />
      )}
      {view === 'original' && <p className={styles['hint']}>{say('changes.readOnly')}</p>}
    </div>
  )
}

interface AuthorSelectProps {
  readonly authors: readonly string[]
  readonly value: string
  onChange(author: string): void
}

function AuthorSelect({ authors, value, onChange }: AuthorSelectProps) {
  const say = useSay()
  return (
    <Select
      label={say('changes.author')}
      choices={[
        { value: EVERYONE, label: say('changes.everyone') },
        ...authors.map((by) => ({ value: by, label: by === '' ? say('changes.noName') : by })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

function KindSelect({ value, onChange }: { value: KindFilter; onChange(kind: KindFilter): void }) {
  const say = useSay()
  return (
    <Select<KindFilter>
      label={say('changes.kind')}
      choices={[
        { value: 'anyKind', label: say('changes.anyKind') },
        ...KINDS.map((kind) => ({ value: kind, label: say(`changesKind.${kind}`) })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

interface ListProps {
  readonly story: OpenStory
  readonly all: readonly Change[]
  readonly shown: readonly Change[]
  readonly chosen: Change | null
  onClear(): void
}

function List({ story, all, shown, chosen, onClear }: ListProps) {
  const say = useSay()
  if (all.length === 0) {
    const detail = say(isTracking(story.state) ? 'changes.noneOn' : 'changes.noneOff')
    return <Empty icon={PencilLine} title={say('changes.none')} detail={detail} />
  }
  if (shown.length === 0) {
    return (
      <Empty icon={SearchX} title={say('changes.noneHere')}>
        <Button icon={ListFilter} label={say('changes.noFilter')} onPress={onClear} />
      </Empty>
    )
  }
  const keys = keysIn(all)
  const keyOf = (change: Change): string => keys.get(change) ?? ''
  return (
    <VirtualList
      label={say('changes.title')}
      items={shown}
      rowHeight={62}
      keyOf={keyOf}
      chosen={chosen && keyOf(chosen)}
      renderRow={(change) => <ChangeRow story={story} change={change} isChosen={change === chosen} />}
    />
  )
}

/** A row keeps its key while changes before it come and go: what it says, and which one of those that say it. */
function keysIn(all: readonly Change[]): ReadonlyMap<Change, string> {
  const counts = new Map<string, number>()
  return new Map(
    all.map((change): [Change, string] => {
      const said = [change.kind, change.by, change.gone, change.came, change.was].join('\n')
      const count = (counts.get(said) ?? 0) + 1
      counts.set(said, count)
      return [change, `${said}\n${count}`]
    }),
  )
}

function Foot({ story, all, shown }: { story: OpenStory; all: readonly Change[]; shown: readonly Change[] }) {
  const say = useSay()
  const workspace = useWorkspace()
  const settleShown = (verdict: Verdict) => (): void => {
    if (settle(shown, verdict)(story.state, (tr) => story.dispatch(tr))) tellSettled(workspace, verdict, shown.length)
  }
  const isPart = shown.length < all.length
  return (
    <footer className={styles['foot']}>
      <Button
        icon={Check}
        label={say(isPart ? 'changes.acceptShown' : 'changes.acceptEvery')}
        onPress={settleShown('accept')}
      />
      <Button
        look="quiet"
        icon={X}
        label={say(isPart ? 'changes.rejectShown' : 'changes.rejectEvery')}
        onPress={settleShown('reject')}
      />
    </footer>
  )
}
