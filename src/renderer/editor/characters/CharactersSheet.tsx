import { Omega } from 'lucide-react'
import { useState } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import type { OpenStory } from '#renderer/session.ts'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { ListHeading } from '#renderer/shell/controls/ListHeading.tsx'
import { SearchField } from '#renderer/shell/controls/SearchField.tsx'
import { withRecent } from '#renderer/shell/settings.ts'
import { useLanguage, usePart, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import {
  CHARACTERS,
  CHARACTER_KINDS,
  SHOWN_SPACE,
  findCharacters,
  isSpace,
  maybeCharacter,
  type Character,
} from './characters.ts'
import styles from './CharactersSheet.module.css'

/** Special characters: by kind, found by name, the last ones first. Enter or a click puts one in at the caret. */
export function CharactersSheet({ story }: { story: OpenStory }) {
  const say = useSay()
  const { settings } = useWorkspace()
  const recent = usePart(settings, (state) => state.recentCharacters)
  const [text, setText] = useState('')
  const putIn = (character: string): void => {
    const { tr } = story.state
    story.dispatch(tr.insertText(character).scrollIntoView())
    settings.change({ recentCharacters: withRecent(recent, character) })
  }
  const found = text.trim() === '' ? null : findCharacters(text.trim())
  const last = recent.map(maybeCharacter).filter((each) => each !== null)
  return (
    <div className={styles['sheet']}>
      <div className={styles['tools']}>
        <SearchField
          label={say('characters.search')}
          clearLabel={say('pool.clearSearch')}
          value={text}
          onChange={setText}
        />
      </div>
      <div className={styles['list']}>
        {found?.length === 0 && (
          <Empty icon={Omega} title={say('pool.nothingFound', { text })} detail={say('pool.nothingFoundDetail')} />
        )}
        {found && found.length > 0 && <Row label={say('characters.search')} characters={found} onChoose={putIn} />}
        {!found && last.length > 0 && (
          <Row label={say('characters.recent')} characters={last} onChoose={putIn} isHeaded />
        )}
        {!found &&
          CHARACTER_KINDS.map((kind) => (
            <Row key={kind} label={say(`characters.${kind}`)} characters={CHARACTERS[kind]} onChoose={putIn} isHeaded />
          ))}
      </div>
    </div>
  )
}

interface RowProps {
  readonly label: string
  readonly characters: readonly Character[]
  readonly isHeaded?: boolean
  onChoose(character: string): void
}

function Row({ label, characters, isHeaded = false, onChoose }: RowProps) {
  const language = useLanguage()
  return (
    <section>
      {isHeaded && <ListHeading label={label} />}
      <GridList
        layout="grid"
        aria-label={label}
        className={styles['grid']!}
        items={characters.map((each) => ({ ...each, id: each.character }))}
        onAction={(key) => onChoose(String(key))}
      >
        {(each) => (
          <GridListItem id={each.character} textValue={each[language]} className={styles['cell']!}>
            <span title={each[language]}>{isSpace(each) ? SHOWN_SPACE : each.character}</span>
          </GridListItem>
        )}
      </GridList>
    </section>
  )
}
