import { BookPlus, CheckCheck, EyeOff, SpellCheck } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { isFault } from '#contract/faults.ts'
import { isEnglish } from '#story/wording/caret.ts'
import { keepUnknownWords } from './unknownWordsStore.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { Segmented } from '#renderer/shell/controls/Segmented.tsx'
import { tellFault } from '#renderer/shell/speak.ts'
import { usePart, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import { spellingOf } from './spelling.ts'
import styles from './SpellingSheet.module.css'
import { changeWords, selectWord, unknownWords, type UnknownWord } from './unknownWords.ts'

/** Unknown words of the story: gone to, changed, ignored, or taken into the house book. */
export function SpellingSheet({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session, settings } = useWorkspace()
  const spelling = spellingOf(session)
  const isOn = usePart(settings, (state) => state.isSpelling)
  const groups = useGroups(story)
  const hasFailed = useStore(spelling.hasFailed)
  if (!isEnglish(story.state))
    return <Empty icon={SpellCheck} title={say('spelling.chinese')} detail={say('spelling.chineseDetail')} />
  if (!isOn)
    return (
      <Empty icon={SpellCheck} title={say('spelling.off')}>
        <Button label={say('spelling.turnOn')} onPress={() => settings.change({ isSpelling: true })} />
      </Empty>
    )
  return (
    <>
      <Variety />
      <Standing hasFailed={hasFailed} count={groups.length} />
      <ul className={styles['list']} aria-label={say('spelling.title')}>
        {groups.map((group) => (
          <WordRow key={group.word} story={story} word={group.word} places={group.places} />
        ))}
      </ul>
    </>
  )
}

function Standing({ hasFailed, count }: { hasFailed: boolean; count: number }) {
  const say = useSay()
  if (hasFailed) return <Empty icon={SpellCheck} title={say('spelling.failed')} detail={say('spelling.failedDetail')} />
  if (count > 0) return null
  return <Empty icon={CheckCheck} title={say('spelling.none')} detail={say('spelling.noneDetail')} />
}

/** Whose English the paper writes: the house book's, so every window has the same. */
function Variety() {
  const say = useSay()
  const workspace = useWorkspace()
  const { house } = workspace.session
  const { english } = useStore(house)
  return (
    <div className={styles['variety']}>
      <span>{say('spelling.variety')}</span>
      <Segmented
        label={say('spelling.variety')}
        choices={[
          { value: 'us', label: say('spelling.us') },
          { value: 'gb', label: say('spelling.gb') },
        ]}
        value={english}
        onChange={(next) =>
          void house.chooseEnglish(next).then((chosen) => isFault(chosen) && tellFault(workspace, chosen))
        }
      />
    </div>
  )
}

interface Group {
  readonly word: string
  readonly places: readonly UnknownWord[]
}

/** Unknown words by their spelling, in the order in which they first stand; read again when the typing pauses. */
function useGroups(story: OpenStory): readonly Group[] {
  const { session } = useWorkspace()
  const spelling = spellingOf(session)
  const found = useMemo(() => keepUnknownWords(story, spelling), [story, spelling])
  const subscribe = useCallback((listener: () => void) => found.subscribe(listener), [found])
  const words = useSyncExternalStore(subscribe, found.get)
  return useMemo(() => {
    const groups = new Map<string, UnknownWord[]>()
    for (const word of words) groups.set(word.word, [...(groups.get(word.word) ?? []), word])
    return [...groups].map(([word, places]) => ({ word, places }))
  }, [words])
}

function WordRow({ story, word, places }: Group & { story: OpenStory }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { session } = workspace
  const spelling = spellingOf(session)
  const [isOpen, setOpen] = useState(false)
  const suggestions = useSuggestions(isOpen ? word : null)
  const [typed, setTyped] = useState('')
  const fresh = (): readonly UnknownWord[] =>
    unknownWords(story, story.state.doc, spelling).filter((each) => each.word === word)
  const goTo = (): void => {
    setOpen(true)
    const [first] = fresh()
    if (first) selectWord(story, first)
  }
  const change = (to: string): void => {
    if (to !== '') story.dispatch(changeWords(story.state, fresh(), to))
  }
  const learn = async (): Promise<void> => {
    const entry = { kind: 'word', id: crypto.randomUUID(), word } as const
    const learnt = await session.house.edit([{ before: null, after: entry }])
    if (isFault(learnt)) tellFault(workspace, learnt)
  }
  return (
    <li className={styles['word']} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles['row']}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? setOpen(false) : goTo())}
      >
        <span>{word}</span>
        <small>{say('spelling.times', { n: places.length })}</small>
      </button>
      {isOpen && (
        <div className={styles['ways']}>
          <div className={styles['suggestions']} role="group" aria-label={say('spelling.suggestions')}>
            {suggestions?.length === 0 && <small>{say('spelling.noSuggestion')}</small>}
            {suggestions?.map((each) => (
              <Button key={each} label={each} onPress={() => change(each)} />
            ))}
          </div>
          <form
            className={styles['to']}
            onSubmit={(event) => {
              event.preventDefault()
              change(typed.trim())
            }}
          >
            <input
              aria-label={say('spelling.to')}
              placeholder={say('spelling.to')}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button
              label={say('spelling.changeAll')}
              isDisabled={typed.trim() === ''}
              onPress={() => change(typed.trim())}
            />
          </form>
          <div className={styles['acts']}>
            <Button
              look="quiet"
              icon={EyeOff}
              label={say('spelling.ignore')}
              onPress={() => spelling.ignore(story.id, word)}
            />
            <Button look="quiet" icon={BookPlus} label={say('spelling.learn')} onPress={() => void learn()} />
          </div>
        </div>
      )}
    </li>
  )
}

/** What may be meant by a word; null until it is known, and for none. */
function useSuggestions(word: string | null): readonly string[] | null {
  const { session } = useWorkspace()
  const [known, setKnown] = useState<{ word: string; words: readonly string[] } | null>(null)
  useEffect(() => {
    if (word === null) return
    let isWanted = true
    void spellingOf(session)
      .suggest(word)
      .then((words) => isWanted && setKnown({ word, words }))
    return () => {
      isWanted = false
    }
  }, [word, session])
  return known?.word === word ? known.words : null
}
