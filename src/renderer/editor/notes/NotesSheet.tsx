import { MessageSquarePlus, MessageSquareText, SearchX } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { Segmented } from '#renderer/shell/controls/Segmented.tsx'
import { VirtualList } from '#renderer/shell/controls/VirtualList.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { focusCopy } from '#renderer/shell/focusCopy.ts'
import rows from '#renderer/shell/Rows.module.css'
import { usePart, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import { beginNote } from './going.ts'
import { isShown, NOTE_FILTERS, notesOf, type NoteFilter } from './notes.ts'
import { NoteCard } from './NoteCard.tsx'
import { NoteForm } from './NoteForm.tsx'
import styles from './Notes.module.css'

/** Notes beside the copy: in the order of the text, each with its thread; marks that were made on proofs among them. */
export function NotesSheet({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session, settings } = useWorkspace()
  const person = usePart(settings, (state) => state.person.trim())
  const chosen = useStore(session.marks.chosen)
  const draft = useStore(session.marks.draft)
  const [filter, setFilter] = useState<NoteFilter>('open')
  const all = notesOf(useStore(session.marks), story.id)
  const shown = all.filter((mark) => isShown(mark, filter, person, chosen))
  const own = draft?.page === null && draft.spot.on === 'story' && draft.spot.story === story.id ? draft : null
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    focusCopy()
    event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- what stands in it takes the keys, the sheet hears Escape
    <div className={styles['sheet']} onKeyDown={onKeyDown}>
      <div className={rows['tools']}>
        <Segmented<NoteFilter>
          label={say('notes.filter')}
          choices={NOTE_FILTERS.map((value) => ({ value, label: say(`notes.${value}`) }))}
          value={filter}
          onChange={setFilter}
        />
        <NewNote />
      </div>
      {own && <NoteForm key={JSON.stringify(own.spot)} draft={own} />}
      {shown.length === 0 ? (
        own === null && <NoNotes isEmpty={all.length === 0} />
      ) : (
        <VirtualList
          label={say('notes.list')}
          items={shown}
          rowHeight={72}
          keyOf={(mark) => String(mark.id)}
          chosen={chosen === null ? null : String(chosen)}
          renderRow={(mark) => <NoteCard mark={mark} isChosen={mark.id === chosen} />}
        />
      )}
    </div>
  )
}

function NewNote() {
  const say = useSay()
  const workspace = useWorkspace()
  const keys = keysOf(workspace.session.commands.maybeCommand('note.new'), isMac())
  return (
    <span className={styles['new']}>
      <Button
        look="quiet"
        isIconOnly
        icon={MessageSquarePlus}
        label={say('do.newNote')}
        onPress={() => void beginNote(workspace)}
        {...(keys === undefined ? {} : { keys })}
      />
    </span>
  )
}

function NoNotes({ isEmpty }: { isEmpty: boolean }) {
  const say = useSay()
  const workspace = useWorkspace()
  if (!isEmpty) return <Empty icon={SearchX} title={say('notes.noneHere')} detail={say('notes.noneHereDetail')} />
  return (
    <Empty icon={MessageSquareText} title={say('notes.none')} detail={say('notes.noneDetail')}>
      <Button icon={MessageSquarePlus} label={say('notes.form')} onPress={() => void beginNote(workspace)} />
    </Empty>
  )
}
