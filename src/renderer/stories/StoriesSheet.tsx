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
import { useState } from 'react'
import { isFault } from '#contract/faults.ts'
import type { StorySummary } from '#contract/requests.ts'
import type { StoryFit } from '#contract/setPage.ts'
import { sayAdSize } from '#words/ads.ts'
import { STORY_DRAG, STORY_DRAG_OF } from '../shell/pageCanvas.ts'
import { chooseAndImport, newStory, placePool, showCopy } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { SearchField } from '../shell/controls/SearchField.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import { isMac, keysOf } from '../shell/keys.ts'
import { StoryPeople } from '../shell/people/StoryPeople.tsx'
import { pageLabel } from '../shell/pageLabels.ts'
import rows from '../shell/Rows.module.css'
import { tellFault } from '../shell/speak.ts'
import { useAd } from '../shell/useAds.ts'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { useSettled } from '../shell/useSettled.ts'
import { usePart, useLanguage, useSay, useWorkspace } from '../shell/workspace.tsx'

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
      <StoryList text={text} filter={filter} />
    </>
  )
}

function StoryList({ text, filter }: { text: string; filter: Filter }) {
  const say = useSay()
  const { session } = useWorkspace()
  const stories = useSettled(session.issue.stories)
  const page = usePart(session.selection, (selection) => selection.page)
  const chosen = usePart(session.selection, (selection) => selection.story)
  const fits = useSetView(useWatchedPage(page))?.set?.fit ?? []
  const shown = stories.filter((story) => passes(story, filter, page) && contains(story, text))
  if (shown.length === 0) return <NoStories filter={filter} text={text} isPoolEmpty={stories.length === 0} />
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
          isChosen={story.id === chosen}
          fit={fits.find((fit) => fit.item === story.id) ?? null}
        />
      )}
    />
  )
}

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

function StoryRow({ story, isChosen, fit }: { story: StorySummary; isChosen: boolean; fit: StoryFit | null }) {
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
          <span className={rows['detail']}>
            <span>{ad ? sayAdSize(ad.ad, language) : say('status.characters', { n: story.characters })}</span>
            {story.pages.map((page) => (
              <span key={page}>{pageLabel(page)}</span>
            ))}
            {story.pages.length === 0 && <span>{say('stories.unplaced')}</span>}
          </span>
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

function FitTag({ fit }: { fit: StoryFit }) {
  const say = useSay()
  if (fit.overLines > 0) return <Tag tone="over">{say('fit.over', { n: fit.overLines })}</Tag>
  if (fit.shortLines > 0) return <Tag tone="short">{say('fit.short', { n: fit.shortLines })}</Tag>
  return null
}

function NoStories({ filter, text, isPoolEmpty }: { filter: Filter; text: string; isPoolEmpty: boolean }) {
  const say = useSay()
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

const contains = (story: StorySummary, text: string): boolean =>
  story.slug.toLowerCase().includes(text.trim().toLowerCase())
