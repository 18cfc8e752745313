import { Search, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { slugOf } from '#story/documents.ts'
import { sayFault } from '#words/faults.ts'
import type { FoundState, FoundStory } from '#renderer/searching/found.ts'
import { replacementOf, tickedIn, tickedOf } from '#renderer/searching/replacing.ts'
import { keyOf, type SearchState } from '#renderer/searching/search.ts'
import { goToMatch, isChosen, type FoundMatch } from '#renderer/searching/steps.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { Empty } from '#renderer/shell/controls/Empty.tsx'
import { ListHeading } from '#renderer/shell/controls/ListHeading.tsx'
import { VirtualList } from '#renderer/shell/controls/VirtualList.tsx'
import { useSettled } from '#renderer/shell/useSettled.ts'
import { useLanguage, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import { contextOf } from './context.ts'
import { replaceAll } from './deeds.ts'
import styles from './FindSheet.module.css'

/** Every match of the scope, story by story, with what it would become; ticked ones are replaced together. */
export function FindSheet() {
  const say = useSay()
  const language = useLanguage()
  const { search, session } = useWorkspace()
  const state = useStore(search)
  const found = useSettled(search.found)
  const { text } = state.query
  if (text === '') {
    return (
      <Empty icon={Search} title={say('find.nothing')} detail={say('find.nothingDetail')}>
        <Button label={say('find.open')} onPress={() => void session.commands.run('find.open')} />
      </Empty>
    )
  }
  if (found.fault) {
    const { message, hint } = sayFault(found.fault, language)
    return <Empty icon={SearchX} title={message} detail={hint} />
  }
  const isWhole = found.done === found.of
  if (isWhole && found.total === 0)
    return <Empty icon={SearchX} title={say('find.notFound', { text })} detail={say('find.notFoundDetail')} />
  return (
    <>
      <Summary found={found} state={state} />
      <MatchList found={found} state={state} />
      {state.isReplacing && found.total > 0 && <ReplaceFoot ticked={tickedOf(state, found)} />}
    </>
  )
}

interface ListProps {
  readonly found: FoundState
  readonly state: SearchState
}

function Summary({ found, state }: ListProps) {
  const say = useSay()
  const { search } = useWorkspace()
  const isTicked = state.unticked.size === 0
  const untickAll = (): ReadonlySet<string> =>
    new Set(found.stories.flatMap(({ story, found: { matches } }) => matches.map((match) => keyOf(story.id, match))))
  return (
    <div className={styles['summary']}>
      <span role="status">{say('find.summary', { n: found.total, stories: found.stories.length })}</span>
      {found.done < found.of && (
        <>
          <span className={styles['searching']}>{say('find.searching', { done: found.done, of: found.of })}</span>
          <Button look="quiet" label={say('find.stop')} onPress={() => search.found.stop()} />
        </>
      )}
      <span className={styles['gap']} />
      {state.isReplacing && (
        <Button
          look="quiet"
          label={say(isTicked ? 'find.untickAll' : 'find.tickAll')}
          onPress={() => search.change({ unticked: isTicked ? untickAll() : new Set() })}
        />
      )}
    </div>
  )
}

type Item =
  | { readonly kind: 'story'; readonly key: string; readonly of: FoundStory }
  | ({ readonly kind: 'match'; readonly key: string; readonly of: FoundStory } & FoundMatch)

const itemsOf = ({ stories }: FoundState): Item[] =>
  stories.flatMap((of) => [
    { kind: 'story' as const, key: of.story.id, of },
    ...of.found.matches.map((match) => ({
      kind: 'match' as const,
      key: keyOf(of.story.id, match),
      of,
      story: of.story,
      match,
    })),
  ])

function MatchList({ found, state }: ListProps) {
  const say = useSay()
  const { session } = useWorkspace()
  const selection = useSettled(session.selection)
  const items = useMemo(() => itemsOf(found), [found])
  const chosen = items.find((item) => item.kind === 'match' && isChosen(selection, item.story, item.match))
  return (
    <VirtualList
      label={say('find.matches')}
      items={items}
      rowHeight={30}
      keyOf={(item) => item.key}
      chosen={chosen?.key ?? null}
      renderRow={(item) =>
        item.kind === 'story' ? (
          <StoryHead of={item.of} state={state} />
        ) : (
          <MatchRow item={item} state={state} isChosen={item === chosen} />
        )
      }
    />
  )
}

function StoryHead({ of, state }: { of: FoundStory; state: SearchState }) {
  const say = useSay()
  const { search } = useWorkspace()
  const { story, found } = of
  const slug = slugOf(story.state.doc) || say('stories.untitled')
  const ticked = tickedIn(state, of)
  const turn = (): void => {
    const keys = found.matches.map((match) => keyOf(story.id, match))
    const unticked = new Set(state.unticked)
    for (const key of keys) if (ticked === 0) unticked.delete(key)
    for (const key of keys) if (ticked > 0) unticked.add(key)
    search.change({ unticked })
  }
  return (
    <div className={styles['story']}>
      {state.isReplacing && (
        <Tick
          label={say('find.tickStory', { slug })}
          isOn={ticked > 0}
          isSome={ticked > 0 && ticked < found.matches.length}
          onTurn={turn}
        />
      )}
      <ListHeading label={slug}>
        <span className={styles['figure']}>{found.matches.length}</span>
      </ListHeading>
    </div>
  )
}

interface TickProps {
  readonly label: string
  readonly isOn: boolean
  readonly isSome?: boolean
  onTurn(): void
}

function Tick({ label, isOn, isSome = false, onTurn }: TickProps) {
  return (
    <input
      type="checkbox"
      className={styles['tick']}
      aria-label={label}
      checked={isOn}
      ref={(input) => {
        if (input) input.indeterminate = isSome
      }}
      onChange={onTurn}
    />
  )
}

interface MatchRowProps {
  readonly item: Item & { readonly kind: 'match' }
  readonly state: SearchState
  readonly isChosen: boolean
}

function MatchRow({ item, state, isChosen: isCurrent }: MatchRowProps) {
  const say = useSay()
  const { search, session } = useWorkspace()
  const { story, match, of, key } = item
  const { before, after } = contextOf(of.found.doc, match)
  const isTicked = !state.unticked.has(key)
  const turn = (): void => {
    const unticked = new Set(state.unticked)
    if (!unticked.delete(key)) unticked.add(key)
    search.change({ unticked })
  }
  const isChange = state.isReplacing && isTicked
  return (
    <div className={styles['row']} data-chosen={isCurrent || undefined}>
      {state.isReplacing && <Tick label={say('find.tick', { text: match.text })} isOn={isTicked} onTurn={turn} />}
      <button
        type="button"
        className={styles['match']}
        data-row-focus
        aria-current={isCurrent}
        onClick={() => goToMatch(session, { story, match }, false)}
      >
        <span className={styles['before']}>{before}</span>
        {isChange ? <del>{match.text}</del> : <mark>{match.text}</mark>}
        {isChange && <ins>{replacementOf(state, match)}</ins>}
        <span className={styles['after']}>{after}</span>
      </button>
    </div>
  )
}

function ReplaceFoot({ ticked }: { ticked: number }) {
  const say = useSay()
  const workspace = useWorkspace()
  return (
    <div className={styles['foot']}>
      <Button
        look="primary"
        label={say('find.ticked', { n: ticked })}
        isDisabled={ticked === 0}
        onPress={() => void replaceAll(workspace)}
      />
    </div>
  )
}
