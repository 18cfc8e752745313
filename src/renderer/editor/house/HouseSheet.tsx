import { BookUser, CornerDownLeft, Download, Pencil, Plus, Trash2, Undo2, Upload } from 'lucide-react'
import { useMemo, useState } from 'react'
import { isFault, type Outcome } from '#contract/faults.ts'
import {
  HOUSE_KINDS,
  nameOfEntry,
  writePerson,
  type HouseBook,
  type HouseEntry,
  type HouseKind,
} from '#contract/house.ts'
import { isEnglish } from '#story/wording/caret.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { SearchField } from '#renderer/shell/controls/SearchField.tsx'
import { Segmented } from '#renderer/shell/controls/Segmented.tsx'
import { VirtualList } from '#renderer/shell/controls/VirtualList.tsx'
import { chooseText, giveFile } from '#renderer/shell/files.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import { useSay, useStore, useWorkspace, type Workspace } from '#renderer/shell/workspace.tsx'
import { wordsOf } from '../typed/blanks.ts'
import { HouseForm } from './HouseForm.tsx'
import { newEntries, readHouseFile, writeHouseCsv } from './houseFile.ts'
import styles from './HouseSheet.module.css'

/** The paper's own list: people and titles, snippets, pairs, words. Changed here, shared by every window. */
export function HouseSheet({ story }: { story: OpenStory }) {
  const say = useSay()
  const workspace = useWorkspace()
  const book = useStore(workspace.session.house)
  const [kind, setKind] = useState<HouseKind>('person')
  const [text, setText] = useState('')
  /** The entry that is being changed; 'new' for one that is being made. */
  const [open, setOpen] = useState<string | null>(null)
  const entries = useMemo(
    () => book.entries.filter((entry) => entry.kind === kind && isFound(entry, text)),
    [book, kind, text],
  )
  const keep = async (before: HouseEntry | null, after: HouseEntry | null): Promise<void> => {
    const kept = await workspace.session.house.edit([{ before, after }])
    if (isFault(kept)) tellFault(workspace, kept)
    else setOpen(null)
  }
  return (
    <div className={styles['sheet']}>
      <div className={styles['tools']}>
        <Segmented<HouseKind>
          label={say('house.kinds')}
          choices={HOUSE_KINDS.map((value) => ({ value, label: say(`house.${value}`) }))}
          value={kind}
          onChange={(next) => {
            setKind(next)
            setOpen(null)
          }}
        />
        <div className={styles['line']}>
          <SearchField
            label={say('house.search')}
            clearLabel={say('pool.clearSearch')}
            value={text}
            onChange={setText}
          />
          <Button look="quiet" isIconOnly icon={Plus} label={say('house.add')} onPress={() => setOpen('new')} />
          <HouseActs />
        </div>
      </div>
      {open === 'new' && (
        <HouseForm
          key={kind}
          kind={kind}
          entry={null}
          onKeep={(after) => void keep(null, after)}
          onLeave={() => setOpen(null)}
        />
      )}
      {entries.length === 0 && open !== 'new' && <Nothing text={text} />}
      <VirtualList
        label={say('house.title')}
        items={entries}
        rowHeight={44}
        keyOf={(entry) => entry.id}
        chosen={open}
        renderRow={(entry) =>
          entry.id === open ? (
            <HouseForm
              kind={kind}
              entry={entry}
              onKeep={(after) => void keep(entry, after)}
              onLeave={() => setOpen(null)}
            />
          ) : (
            <EntryRow
              entry={entry}
              story={story}
              onChange={() => setOpen(entry.id)}
              onRemove={() => void keep(entry, null)}
            />
          )
        }
      />
    </div>
  )
}

function Nothing({ text }: { text: string }) {
  const say = useSay()
  if (text !== '')
    return <Empty icon={BookUser} title={say('pool.nothingFound', { text })} detail={say('pool.nothingFoundDetail')} />
  return <Empty icon={BookUser} title={say('house.none')} detail={say('house.noneDetail')} />
}

/** Undo, import, export: of the whole book. */
function HouseActs() {
  const say = useSay()
  const workspace = useWorkspace()
  const { house } = workspace.session
  const tell = (outcome: Outcome<HouseBook> | null): void => {
    if (isFault(outcome)) tellFault(workspace, outcome)
  }
  return (
    <>
      <Button
        look="quiet"
        isIconOnly
        icon={Undo2}
        label={say('house.undo')}
        isDisabled={!useStore(house.mayUndo)}
        onPress={() => void house.undo()?.then(tell)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Upload}
        label={say('house.import')}
        onPress={() => void importBook(workspace, say)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Download}
        label={say('house.export')}
        onPress={() => giveFile('house.csv', 'text/csv', writeHouseCsv(house.get()))}
      />
    </>
  )
}

async function importBook(workspace: Workspace, say: ReturnType<typeof useSay>): Promise<void> {
  const { session, toasts } = workspace
  const chosen = await chooseText('.csv,.json')
  if (chosen === null) return
  const read = readHouseFile(chosen.text, () => crypto.randomUUID())
  if (isFault(read)) return tellFault(workspace, read)
  const fresh = newEntries(session.house.get(), read)
  const known = new Set(session.house.get().entries.map(({ id }) => id))
  const diffs = fresh.map((entry) => ({
    before: null,
    after: known.has(entry.id) ? { ...entry, id: crypto.randomUUID() } : entry,
  }))
  const kept = await session.house.edit(diffs)
  if (isFault(kept)) return tellFault(workspace, kept)
  const there = read.length - fresh.length
  toasts.show(
    'good',
    say('house.imported', { n: fresh.length }),
    there > 0 ? say('house.importedDetail', { n: there }) : '',
  )
}

interface EntryRowProps {
  readonly entry: HouseEntry
  readonly story: OpenStory
  onChange(): void
  onRemove(): void
}

function EntryRow({ entry, story, onChange, onRemove }: EntryRowProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const name = nameOfEntry(entry)
  const english = isEnglish(story.state)
  const code = 'code' in entry ? entry.code : ''
  const putIn = (): void => {
    const text = entry.kind === 'person' ? writePerson(entry, english) : entry.kind === 'snippet' ? entry.text : ''
    const { tr } = story.state
    story.dispatch(tr.insertText(wordsOf(workspace, { code: '', text }, english)).scrollIntoView())
  }
  return (
    <div className={styles['row']}>
      <button type="button" data-row-focus className={styles['entry']} onClick={onChange}>
        <span className={styles['first']}>{firstOf(entry)}</span>
        <small className={styles['second']}>{secondOf(entry)}</small>
      </button>
      {code !== '' && <kbd className={styles['code']}>{`\\${code}\\`}</kbd>}
      <span className={styles['acts']}>
        {(entry.kind === 'person' || entry.kind === 'snippet') && (
          <Button
            look="quiet"
            isIconOnly
            icon={CornerDownLeft}
            label={say('house.inserts', { name })}
            onPress={putIn}
          />
        )}
        <Button look="quiet" isIconOnly icon={Pencil} label={say('house.change', { name })} onPress={onChange} />
        <Button look="quiet" isIconOnly icon={Trash2} label={say('house.remove', { name })} onPress={onRemove} />
      </span>
    </div>
  )
}

function firstOf(entry: HouseEntry): string {
  if (entry.kind === 'person') return [entry.name, entry.latin].filter((part) => part !== '').join('  ')
  if (entry.kind === 'snippet') return entry.text
  return entry.kind === 'pair' ? `${entry.wrong} → ${entry.right}` : entry.word
}

function secondOf(entry: HouseEntry): string {
  if (entry.kind === 'person') return [entry.title.zh, entry.title.en].filter((part) => part !== '').join('  ')
  return ''
}

/** Each typed word anywhere in the entry. */
function isFound(entry: HouseEntry, text: string): boolean {
  const hay = Object.values(entry)
    .map((value) => JSON.stringify(value))
    .join(' ')
    .toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
