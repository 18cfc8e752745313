import {
  FileInput,
  FilePlus2,
  FileText,
  Image,
  LayoutTemplate,
  Megaphone,
  MoveRight,
  SearchX,
  Undo2,
  Archive,
} from 'lucide-react'
import { Fragment, useState } from 'react'
import { isFault } from '#contract/faults.ts'
import type { PoolHit, StorySummary } from '#contract/requests.ts'
import type { StoryFit } from '#contract/setPage.ts'
import { sayAdSize } from '#words/ads.ts'
import { sayStatus } from '#words/versions.ts'
import { WHERES, type Where } from '#story/find/query.ts'
import { STORY_DRAG, STORY_DRAG_OF } from '../shell/pageCanvas.ts'
import { chooseAndImport, newStory, placePool, showCopy } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { SearchField } from '../shell/controls/SearchField.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import { isMac, keysOf } from '../shell/keys.ts'
import { StoryPeople } from '../shell/people/StoryPeople.tsx'
import { pageLabel } from '../shell/pageLabels.ts'
import rows from '../shell/Rows.module.css'
import { tellFault } from '../shell/speak.ts'
import { statusNames } from '../shell/statuses.ts'
import { useAd } from '../shell/useAds.ts'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { useSettled } from '../shell/useSettled.ts'
import { usePart, useLanguage, useSay, useWorkspace } from '../shell/workspace.tsx'

import { useFoundStories, usePoolSearch } from './usePoolSearch.ts'

const FILTERS = ['all', 'unplaced', 'thisPage', 'spiked'] as const
type Filter = (typeof FILTERS)[number]

const KIND_ICONS = { story: FileText, picture: Image, refer: MoveRight, ad: Megaphone } as const

export function StoryCount(): number {
  const { session } = useWorkspace()
  return usePart(session.issue.stories, (stories) => stories.filter((story) => !story.isSpiked).length)
}

/** The stories of the issue: searched, filtered, dragged to the page. What is drawn again with each edit is the list alone. */
export function StoriesSheet() {
  const say = useSay()
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const [status, setStatus] = useState(ANY)
  const [where, setWhere] = useState<Where>('all')
  return (
    <>
      <div className={rows['tools']}>
        <SearchField label={say('pool.search')} clearLabel={say('pool.clearSearch')} value={text} onChange={setText} />
        <StoryActs />
      </div>
      <div className={rows['filters']}>
        <Segmented<Filter>
          label={say('stories.filter')}
          choices={FILTERS.map((value) => ({ value, label: say(`stories.${value}`) }))}
          value={filter}
          onChange={setFilter}
        />
      </div>
      <StatusFilter status={status} onChange={setStatus} />
      {text.trim() !== '' && (
        <div className={rows['filters']}>
          <Segmented<Where>
            label={say('find.where')}
            choices={WHERES.map((value) => ({ value, label: say(`findWhere.${value}`) }))}
            value={where}
            onChange={setWhere}
          />
        </div>
      )}
      <StoryList text={text} where={where} filter={filter} status={status} />
    </>
  )
}

interface StoryListProps {
  readonly text: string
  readonly where: Where
  readonly filter: Filter
  readonly status: string
}

function StoryList({ text, where, filter, status }: StoryListProps) {
  const say = useSay()
  const { session } = useWorkspace()
  const stories = useSettled(session.issue.stories)
  const page = usePart(session.selection, (selection) => selection.page)
  const chosen = usePart(session.selection, (selection) => selection.story)
  const fits = useSetView(useWatchedPage(page))?.set?.fit ?? []
  const hits = usePoolSearch(text, where, stories)
  const found = useFoundStories(stories, text, hits)
  const shown = found.shown.filter((story) => passes(story, filter, page) && hasStatus(story, status))
  if (shown.length === 0)
    return <NoStories filter={filter} text={text} status={status} isPoolEmpty={stories.length === 0} />
  return (
    <VirtualList
      label={say('pool.stories')}
      items={shown}
      rowHeight={45}
      keyOf={(story) => story.id}
      chosen={chosen}
      renderRow={(story) => (
        <StoryRow
          story={story}
          hit={found.hitOf.get(story.id) ?? null}
          isChosen={story.id === chosen}
          fit={fits.find((fit) => fit.item === story.id) ?? null}
        />
      )}
    />
  )
}

/** No status is asked for. */
const ANY = ''

interface StatusFilterProps {
  readonly status: string
  onChange(status: string): void
}

/** Stories of one status alone; nothing while all stories are where they began. */
function StatusFilter({ status, onChange }: StatusFilterProps) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const stories = useSettled(workspace.session.issue.stories)
  const names = statusNames(workspace)
  const counts = new Map<string, number>()
  for (const story of stories) {
    if (!story.isSpiked && story.kind !== 'ad') counts.set(story.status, (counts.get(story.status) ?? 0) + 1)
  }
  if (status === ANY && [...counts.keys()].every((name) => name === names[0])) return null
  const choices = names
    .filter((name) => counts.has(name) || name === status)
    .map((value) => ({ value, label: `${sayStatus(value, language)}  ${counts.get(value) ?? 0}` }))
  return (
    <div className={rows['filters']}>
      <Select
        label={say('status.ofStory')}
        choices={[{ value: ANY, label: say('status.any') }, ...choices]}
        value={status}
        onChange={onChange}
      />
    </div>
  )
}

const hasStatus = (story: StorySummary, status: string): boolean =>
  status === ANY || (story.status === status && story.kind !== 'ad')

function StoryActs() {
  const say = useSay()
  const workspace = useWorkspace()
  const { commands } = workspace.session
  const act = (id: string): { keys?: string } => {
    const keys = keysOf(commands.maybeCommand(id), isMac())
    return keys === undefined ? {} : { keys }
  }
  return (
    <>
      <Button
        look="quiet"
        isIconOnly
        icon={FileInput}
        label={say('do.import')}
        {...act('file.import')}
        onPress={() => chooseAndImport(workspace)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={FilePlus2}
        label={say('do.newStory')}
        {...act('story.new')}
        onPress={() => void newStory(workspace, 'story')}
      />
    </>
  )
}

interface StoryRowProps {
  readonly story: StorySummary
  /** Why a search shows it. */
  readonly hit: PoolHit | null
  readonly isChosen: boolean
  readonly fit: StoryFit | null
}

function StoryRow({ story, hit, isChosen, fit }: StoryRowProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const { session } = workspace
  const language = useLanguage()
  const ad = useAd(story.id)
  const Icon = KIND_ICONS[story.kind]
  const slug = story.slug === '' ? say('stories.untitled') : story.slug
  const spike = async (): Promise<void> => {
    const outcome = await session.desk.call('spikeStory', { story: story.id, isSpiked: !story.isSpiked })
    if (isFault(outcome)) tellFault(workspace, outcome)
  }
  return (
    <div className={rows['row']} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={rows['main']}
        data-row-focus
        aria-current={isChosen}
        draggable={!story.isSpiked}
        onDragStart={(event) => {
          event.dataTransfer.setData(STORY_DRAG, story.id)
          event.dataTransfer.setData(STORY_DRAG_OF + story.id, story.id)
          event.dataTransfer.effectAllowed = 'copyMove'
        }}
        onClick={() => session.selection.selectStory(story.id)}
        onDoubleClick={() => showCopy(workspace)}
      >
        <Icon role="img" aria-label={say(`kind.${story.kind}`)} />
        <span className={rows['text']}>
          <span className={rows['title']} lang={story.lang}>
            {slug}
          </span>
          <span className={`${rows['detail']} ${rows['clipped']}`}>
            {!ad && <span>{sayStatus(story.status, language)}</span>}
            {story.pages.map((page) => (
              <span key={page}>{pageLabel(page)}</span>
            ))}
            {story.pages.length === 0 && <span>{say('stories.unplaced')}</span>}
            <span>{ad ? sayAdSize(ad.ad, language) : say('status.characters', { n: story.characters })}</span>
          </span>
          {hit && hit.snippet.hits.length > 0 && <Snippet snippet={hit.snippet} lang={story.lang} />}
        </span>
        <StoryPeople story={story.id} />
        {fit && <FitTag fit={fit} />}
      </button>
      <span className={rows['act']}>
        <Button
          look="quiet"
          isIconOnly
          icon={story.isSpiked ? Undo2 : Archive}
          label={say(story.isSpiked ? 'stories.restore' : 'stories.spike')}
          onPress={() => void spike()}
        />
      </span>
    </div>
  )
}

/** The words round what was found, marked. */
function Snippet({ snippet: { text, hits }, lang }: Pick<PoolHit, 'snippet'> & { lang: string }) {
  return (
    <span className={rows['snippet']} lang={lang}>
      {hits.map(([from, to], i) => (
        <Fragment key={from}>
          {text.slice(hits[i - 1]?.[1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(hits.at(-1)?.[1] ?? 0)}
    </span>
  )
}

function FitTag({ fit }: { fit: StoryFit }) {
  const say = useSay()
  if (fit.overLines > 0) return <Tag tone="over">{say('fit.over', { n: fit.overLines })}</Tag>
  if (fit.shortLines > 0) return <Tag tone="short">{say('fit.short', { n: fit.shortLines })}</Tag>
  return null
}

interface NoStoriesProps {
  readonly filter: Filter
  readonly text: string
  readonly status: string
  readonly isPoolEmpty: boolean
}

function NoStories({ filter, text, status, isPoolEmpty }: NoStoriesProps) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  if (isPoolEmpty) {
    return (
      <Empty icon={FileText} title={say('stories.none')} detail={say('stories.noneDetail')}>
        <Button look="primary" label={say('do.import')} onPress={() => chooseAndImport(workspace)} />
        <Button label={say('do.newStory')} onPress={() => void newStory(workspace, 'story')} />
      </Empty>
    )
  }
  if (text !== '') {
    return <Empty icon={SearchX} title={say('pool.nothingFound', { text })} detail={say('pool.nothingFoundDetail')} />
  }
  if (status !== ANY)
    return <Empty icon={SearchX} title={say('status.none', { status: sayStatus(status, language) })} />
  if (filter === 'spiked') return <Empty icon={Archive} title={say('stories.noneSpiked')} />
  if (filter === 'unplaced') return <Empty icon={LayoutTemplate} title={say('stories.allPlaced')} />
  return (
    <Empty icon={LayoutTemplate} title={say('stories.noneOnPage')} detail={say('stories.noneOnPageDetail')}>
      <Button label={say('do.placePool')} onPress={() => void placePool(workspace)} />
    </Empty>
  )
}

function passes(story: StorySummary, filter: Filter, page: number): boolean {
  if (filter === 'spiked') return story.isSpiked
  if (story.isSpiked) return false
  if (filter === 'unplaced') return story.pages.length === 0
  return filter === 'all' || story.pages.includes(page)
}
