import { Bold, Italic, PenLine, TextSelect } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { Command } from 'prosemirror-state'
import { isFault } from '#contract/faults.ts'
import { toPt } from '#contract/measure.ts'
import type { Stylebook, StyleName } from '#contract/stylebook.ts'
import { sayFault } from '#words/faults.ts'
import { convertLines, lineAt, toggleEmphasis, toggleLeadIn, toggleStrong } from '#story/commands.ts'
import { slugOf } from '#story/documents.ts'
import { LINE_TYPES, lineTypeOf, storyAttrs, type LineType } from '#story/schema.ts'
import type { OpenStory } from '../session.ts'
import { newStory } from '../shell/acts.ts'
import { familiesOf } from '../shell/copyFaces.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { isMac, writeKeys } from '../shell/keys.ts'
import { Pane } from '../shell/Pane.tsx'
import { useAd } from '../shell/useAds.ts'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { useOpening } from '../shell/useStory.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace } from '../shell/workspace.tsx'
import { AdPane } from './AdPane.tsx'
import styles from './CopyPane.module.css'
import { mountCopyView, type CopyView, type CopyViewOptions } from './copyView.ts'
import { FitMeter } from './FitMeter.tsx'
import { SidePane } from './sides/SidePane.tsx'
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
  const { session, settings } = useWorkspace()
  const isGalley = usePart(settings, (state) => state.isGalleyView)
  const reading = useStore(session.versions.reading)
  return (
    <Pane
      label={say('copy.title')}
      head={<FormatBar story={story} />}
      acts={
        <Segmented
          label={say('copy.view')}
          choices={[
            { value: 'galley', label: say('copy.galley') },
            { value: 'story', label: say('copy.story') },
          ]}
          value={isGalley ? 'galley' : 'story'}
          onChange={(value) => settings.change({ isGalleyView: value === 'galley' })}
        />
      }
    >
      <FitMeter story={story} />
      <div className={styles['desk']}>
        {reading?.story === story.id ? (
          <ReadingPane story={story} reading={reading} faces={facesOf(session.issue.get().stylebook)} />
        ) : (
          <EditorSheet story={story} isGalley={isGalley} />
        )}
        <SidePane story={story} />
      </div>
    </Pane>
  )
}

function FormatBar({ story }: { story: OpenStory }) {
  const say = useSay()
  const { selection } = story.state
  const type = selection.$head.depth > 0 ? lineTypeOf(lineAt(story.state.doc, selection.head).line) : 'paragraph'
  const run = (command: Command): void => void command(story.state, (transaction) => story.dispatch(transaction))
  return (
    <div className={styles['format']} role="toolbar" aria-label={say('copy.format')}>
      <div className={styles['type']}>
        <Select<LineType>
          label={say('copy.part')}
          choices={LINE_TYPES.map((value) => ({ value, label: say(`line.${value}`) }))}
          value={type}
          onChange={(next) => run(convertLines(next))}
        />
      </div>
      <Button
        look="quiet"
        isIconOnly
        icon={TextSelect}
        label={say('copy.leadIn')}
        keys={writeKeys('$mod+Shift+d', isMac())}
        isDisabled={!toggleLeadIn(story.state)}
        onPress={() => run(toggleLeadIn)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Bold}
        label={say('copy.strong')}
        keys={writeKeys('$mod+b', isMac())}
        onPress={() => run(toggleStrong)}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={Italic}
        label={say('copy.emphasis')}
        keys={writeKeys('$mod+Alt+i', isMac())}
        onPress={() => run(toggleEmphasis)}
      />
    </div>
  )
}

/** The sheet: the editor itself, as wide as the column where it shows the galley. */
function EditorSheet({ story, isGalley }: { story: OpenStory; isGalley: boolean }) {
  const { session } = useWorkspace()
  const host = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<CopyView | null>(null)
  const { page, anchor, head } = useStore(session.selection)
  const set = useSetView(useWatchedPage(page))
  const { stylebook } = usePart(session.issue, (state) => state)
  const { lang } = storyAttrs(story.state.doc)
  const options = useOptions(story)
  const [first] = useState(options)
  useEffect(() => {
    if (!host.current) return
    const mounted = mountCopyView(host.current, story, first)
    setView(mounted)
    return () => mounted.close()
  }, [story, first])
  useEffect(() => view?.setOptions(options), [view, options])
  useEffect(() => {
    if (!set?.isTentative) view?.showLines(isGalley ? (set?.set ?? null) : null)
  }, [view, set, isGalley])
  useEffect(() => {
    if (view && anchor && head && !view.view.hasFocus()) view.select(anchor, head)
  }, [view, anchor, head])
  const measure = toPt(stylebook.grid.measure) / toPt(stylebook.styles.text.size)
  return (
    <div className={styles['scroll']}>
      <div
        ref={host}
        className={styles['sheet']}
        data-view={isGalley ? 'galley' : 'story'}
        data-lang={lang}
        style={{ '--measure': measure, ...facesOf(stylebook) } as CSSProperties}
      />
    </div>
  )
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

/** The view's options: new ones only when the words or the story's name change. */
function useOptions(story: OpenStory): CopyViewOptions {
  const say = useSay()
  const name = say('copy.editor', { slug: slugOf(story.state.doc) })
  return useMemo(() => ({ label: (line: LineType) => say(`line.${line}`), name }), [say, name])
}
