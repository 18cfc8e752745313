import { ListOrdered, Minus, PenLine, Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type CSSProperties, type RefObject, type WheelEvent } from 'react'
import { isFault } from '#contract/faults.ts'
import { toPt } from '#contract/measure.ts'
import type { Stylebook, StyleName } from '#contract/stylebook.ts'
import { sayFault } from '#words/faults.ts'
import { slugOf } from '#story/documents.ts'
import { LINE_TYPES, storyAttrs } from '#story/schema.ts'
import type { OpenStory } from '../session.ts'
import { newStory } from '../shell/acts.ts'
import { familiesOf } from '../shell/copyFaces.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { isMac, keysOf } from '../shell/keys.ts'
import { Pane } from '../shell/Pane.tsx'
import { useAd } from '../shell/useAds.ts'
import { useWatchedPage } from '../shell/usePageStandings.ts'
import { useOpening } from '../shell/useStory.ts'
import { useLanguage, usePart, useSay, useSession, useStore, useWorkspace, type Say } from '../shell/workspace.tsx'
import { AdPane } from './AdPane.tsx'
import styles from './CopyPane.module.css'
import { mountCopyView, type CopyView, type CopyViewOptions } from './copyView.ts'
import { FindBar } from './find/FindBar.tsx'
import { FitMeter } from './FitMeter.tsx'
import { FormatBar } from './FormatBar.tsx'
import { CopyMenu } from './menu/CopyMenu.tsx'
import { viewPlugins } from './plugins.ts'
import { SidePane } from './sides/SidePane.tsx'
import { HoldBar } from './together/HoldBar.tsx'
import './together/together.css'
import { ReadingPane } from './versions/ReadingPane.tsx'

/** The copy pane: the chosen story, its parts in the trade's order, with the printed column's line ends. */
export function CopyPane() {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const story = usePart(workspace.session.selection, (selection) => selection.story)
  const ad = useAd(story)
  const opening = useOpening(story)
  if (story === null) {
    return (
      <Pane label={say('copy.title')}>
        <Empty icon={PenLine} title={say('copy.none')} detail={say('copy.noneDetail')}>
          <Button label={say('do.newStory')} onPress={() => void newStory(workspace, 'story')} />
        </Empty>
      </Pane>
    )
  }
  if (ad) return <AdPane key={story} ad={ad} />
  if (!opening) return <Pane label={say('copy.title')}>{null}</Pane>
  if (isFault(opening)) {
    const { message, hint } = sayFault(opening, language)
    return (
      <Pane label={say('copy.title')}>
        <Empty icon={PenLine} title={message} detail={hint} />
      </Pane>
    )
  }
  return <StoryEditor key={story} story={opening} />
}

function StoryEditor({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session } = useWorkspace()
  const reading = useStore(session.versions.reading)
  return (
    <Pane label={say('copy.title')} head={<FormatBar story={story} />} acts={<ViewActs />}>
      <FitMeter story={story} />
      <FindBar />
      <div className={styles['desk']}>
        {reading?.story === story.id ? (
          <ReadingPane
            story={story}
            reading={reading}
            look={{ ...namesOf(say), ...facesOf(session.issue.get().stylebook) }}
          />
        ) : (
          <EditorSheet story={story} />
        )}
        <SidePane story={story} />
      </div>
      <HoldBar story={story} />
    </Pane>
  )
}

/** How the copy is shown: as it is set or as it runs, its line numbers, its size. */
function ViewActs() {
  const say = useSay()
  const { session, settings } = useWorkspace()
  const { commands } = session
  const isGalley = usePart(settings, (state) => state.isGalleyView)
  const numbersEvery = usePart(settings, (state) => state.lineNumbers)
  const zoom = usePart(settings, (state) => state.copyZoom)
  const keys = (id: string): { keys?: string } => {
    const written = keysOf(commands.maybeCommand(id), isMac())
    return written === undefined ? {} : { keys: written }
  }
  const act =
    (id: string): (() => void) =>
    () =>
      void commands.run(id)
  return (
    <>
      {isGalley && (
        <Button
          look="quiet"
          isIconOnly
          icon={ListOrdered}
          label={say('copy.numbers')}
          isPressed={numbersEvery > 0}
          onPress={act('copy.lineNumbers')}
          {...keys('copy.lineNumbers')}
        />
      )}
      <div className={styles['zoom']} role="group" aria-label={say('copy.zoom')}>
        <Button
          look="quiet"
          isIconOnly
          icon={Minus}
          label={say('copy.zoomOut')}
          onPress={act('copy.zoomOut')}
          {...keys('copy.zoomOut')}
        />
        <span className={styles['percent']}>{zoom} %</span>
        <Button
          look="quiet"
          isIconOnly
          icon={Plus}
          label={say('copy.zoomIn')}
          onPress={act('copy.zoomIn')}
          {...keys('copy.zoomIn')}
        />
      </div>
      <Segmented
        label={say('copy.view')}
        choices={[
          { value: 'galley', label: say('copy.galley'), ...keys('view.galley') },
          { value: 'story', label: say('copy.story'), ...keys('view.galley') },
        ]}
        value={isGalley ? 'galley' : 'story'}
        onChange={(value) => settings.change({ isGalleyView: value === 'galley' })}
      />
    </>
  )
}

/** The sheet: the editor itself, as wide as the column where it shows the galley. Nothing here is drawn again by a key. */
function EditorSheet({ story }: { story: OpenStory }) {
  const say = useSay()
  const session = useSession()
  const host = useRef<HTMLDivElement>(null)
  const stylebook = usePart(session.issue, (state) => state.stylebook)
  const view = useCopyView(host, story)
  useGalley(view, host)
  useSelected(view)
  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.metaKey) session.commands.run(event.deltaY < 0 ? 'copy.zoomIn' : 'copy.zoomOut')
  }
  const measure = toPt(stylebook.grid.measure) / toPt(stylebook.styles.text.size)
  return (
    <div className={styles['scroll']} onWheel={onWheel}>
      <div
        ref={host}
        className={styles['sheet']}
        style={{ '--measure': measure, ...namesOf(say), ...facesOf(stylebook) } as CSSProperties}
      />
      <CopyMenu view={view?.view ?? null} story={story} />
    </div>
  )
}

function useCopyView(host: RefObject<HTMLDivElement | null>, story: OpenStory): CopyView | null {
  const workspace = useWorkspace()
  const [view, setView] = useState<CopyView | null>(null)
  const options = useOptions(story)
  const [first] = useState(options)
  useEffect(() => {
    if (!host.current) return
    const mounted = mountCopyView(named(host.current, story), story, first, viewPlugins(story, workspace))
    setView(mounted)
    const stop = story.subscribe(({ transaction }) => {
      if (transaction.docChanged && host.current) named(host.current, story)
    })
    return () => {
      stop()
      mounted.close()
    }
  }, [host, story, first, workspace])
  useEffect(() => view?.setOptions(options), [view, options])
  return view
}

/** The sheet, which says its story's language. */
function named(sheet: HTMLElement, story: OpenStory): HTMLElement {
  const { lang } = storyAttrs(story.state.doc)
  if (sheet.lang !== lang) sheet.dataset['lang'] = sheet.lang = lang
  sheet.dataset['story'] = story.id
  return sheet
}

/** The view's options: new ones only when the words, the story's name or the numbering change. */
function useOptions(story: OpenStory): CopyViewOptions {
  const say = useSay()
  const { settings } = useWorkspace()
  const numbersEvery = usePart(settings, (state) => state.lineNumbers)
  const name = say('copy.editor', { slug: slugOf(story.state.doc) })
  return useMemo(
    () => ({
      name,
      numbersEvery,
      gutter: {
        column: (next) => say('galley.column', { n: next }),
        over: (lines, characters) => say('galley.over', { lines, characters }),
        save: (characters) => say('galley.save', { n: characters }),
      },
    }),
    [say, name, numbersEvery],
  )
}

/** Shows the printed lines where they are asked for, at the size that is asked for, and keeps what is read in its place. */
function useGalley(view: CopyView | null, host: RefObject<HTMLDivElement | null>): void {
  const { session, settings } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  const isGalley = usePart(settings, (state) => state.isGalleyView)
  const zoom = usePart(settings, (state) => state.copyZoom)
  const watched = useWatchedPage(page)
  const held = useRef<CopyView | null>(null)
  useEffect(() => {
    if (!view || !watched) return
    const show = (): void => {
      const { set, isTentative } = watched.get()
      if (!isTentative) view.showLines(isGalley ? set : null)
    }
    const showAll = (): void => {
      if (host.current) layOut(host.current, isGalley, zoom)
      show()
    }
    // There is nothing to hold on to in a view that was just made.
    if (held.current === view) view.keepInSight(showAll)
    else showAll()
    held.current = view
    return watched.subscribe(show)
  }, [view, host, watched, isGalley, zoom])
}

function layOut(sheet: HTMLElement, isGalley: boolean, zoom: number): void {
  sheet.dataset['view'] = isGalley ? 'galley' : 'story'
  sheet.style.setProperty('--zoom', String(zoom / 100))
}

/** Follows what other panes select, as long as nobody types here. */
function useSelected(view: CopyView | null): void {
  const { selection } = useSession()
  useEffect(() => {
    if (!view) return
    const follow = (): void => {
      const { anchor, head } = selection.get()
      if (anchor && head && !view.view.hasFocus()) view.select(anchor, head)
    }
    follow()
    return selection.subscribe(follow)
  }, [view, selection])
}

/** What each kind of line is called, for the margin; CSS shows it where a part begins and where a line is empty. */
function namesOf(say: Say): Record<string, string> {
  const names = LINE_TYPES.map((type) => [`--name-${type}`, JSON.stringify(say(`line.${type}`))])
  return { ...Object.fromEntries(names), '--unplaced': JSON.stringify(say('galley.unplaced')) }
}

const FACED = {
  text: 'text',
  headline: 'head',
  kicker: 'kicker',
  leadIn: 'lead',
  subhead: 'sub',
  byline: 'by',
} as const

/** Copy stands in the paper's own faces, by style. */
function facesOf(stylebook: Stylebook): Record<string, string> {
  const entries = Object.entries(FACED).map(([style, name]) => [
    `--face-${name}`,
    familiesOf(stylebook, style as StyleName),
  ])
  return Object.fromEntries(entries) as Record<string, string>
}
