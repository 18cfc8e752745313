import { Grid3x3, LayoutTemplate, Maximize2, MoveHorizontal, Newspaper } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { sayFault } from '#words/faults.ts'
import type { CanvasWords, PageCanvas } from '../shell/pageCanvas.ts'
import { mountPageCanvas } from '../dummy/pageCanvas.ts'
import { placePool, showCopy } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { isMac, keysOf } from '../shell/keys.ts'
import { Pane } from '../shell/Pane.tsx'
import { pageLabel } from '../shell/pageLabels.ts'
import { readCanvasTheme } from '../shell/theme.ts'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace, type Say } from '../shell/workspace.tsx'
import styles from './PagePane.module.css'

/** The page: the canvas, and what stands in its place while there is nothing to show. */
export function PagePane() {
  const say = useSay()
  const { session } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  return (
    <Pane label={say('page.title')} head={<h2 className={styles['title']}>{pageLabel(page)}</h2>} acts={<PageActs />}>
      <CanvasHost page={page} />
      <PageNotice page={page} />
    </Pane>
  )
}

function PageActs() {
  const say = useSay()
  const workspace = useWorkspace()
  const { commands } = workspace.session
  const canvas = useStore(workspace.canvas)
  const keys = (id: string): string => keysOf(commands.maybeCommand(id), isMac()) ?? ''
  return (
    <>
      <Button
        look="quiet"
        isIconOnly
        icon={LayoutTemplate}
        label={say('do.placePool')}
        keys={keys('page.place')}
        onPress={() => void placePool(workspace)}
      />
      {canvas && <GridButton canvas={canvas} keys={keys('view.grid')} />}
      <Button
        look="quiet"
        isIconOnly
        icon={Maximize2}
        label={say('do.fitPage')}
        keys={keys('view.fitPage')}
        onPress={() => canvas?.fit('page')}
      />
      <Button
        look="quiet"
        isIconOnly
        icon={MoveHorizontal}
        label={say('do.fitWidth')}
        keys={keys('view.fitWidth')}
        onPress={() => canvas?.fit('width')}
      />
    </>
  )
}

function GridButton({ canvas, keys }: { canvas: PageCanvas; keys: string }) {
  const say = useSay()
  const isShown = useStore(canvas.isGridShown)
  return (
    <Button
      look="quiet"
      isIconOnly
      icon={Grid3x3}
      label={say('inspector.grid')}
      keys={keys}
      isPressed={isShown}
      onPress={() => canvas.showGrid(!isShown)}
    />
  )
}

/** Mounts the canvas once; page, theme and words are handed to it as they change. */
function CanvasHost({ page }: { page: number }) {
  const workspace = useWorkspace()
  const say = useSay()
  const theme = useStore(workspace.theme)
  const host = useRef<HTMLDivElement>(null)
  const words = useMemo(() => canvasWords(say), [say])
  const first = useRef({ page, words })
  const canvas = useStore(workspace.canvas)
  useEffect(() => {
    if (!host.current) return
    const mounted = mountPageCanvas(host.current, workspace.session, {
      page: first.current.page,
      words: first.current.words,
      theme: readCanvasTheme(document.documentElement),
      onEnterStory(story, place) {
        if (place) workspace.session.selection.selectText(story, place, place)
        else workspace.session.selection.selectStory(story)
        showCopy(workspace)
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.ProseMirror')?.focus())
      },
    })
    workspace.canvas.put(mounted)
    return () => {
      workspace.canvas.put(null)
      mounted.close()
    }
  }, [workspace])
  useEffect(() => canvas?.showPage(page), [canvas, page])
  useEffect(() => canvas?.setWords(words), [canvas, words])
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the colours are read from what the theme put in force
  useEffect(() => canvas?.setTheme(readCanvasTheme(document.documentElement)), [canvas, theme])
  return <div ref={host} className={styles['canvas']} />
}

/** An empty page shows its next act; a page that cannot be set says why. */
function PageNotice({ page }: { page: number }) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const pages = useStore(workspace.session.issue.pages)
  const view = useSetView(useWatchedPage(page))
  const isEmpty = pages.find((each) => each.page === page)?.records.length === 0
  if (view?.fault) {
    const { message, hint } = sayFault(view.fault, language)
    return (
      <div className={styles['notice']} role="alert">
        <Empty icon={Newspaper} title={`${say('page.notSet')} ${message}`} detail={hint} />
      </div>
    )
  }
  if (!view?.set) return <Waiting />
  if (!isEmpty) return null
  return (
    <div className={styles['card']}>
      <Empty icon={LayoutTemplate} title={say('page.empty')} detail={say('page.emptyDetail')}>
        <Button look="primary" label={say('do.placePool')} onPress={() => void placePool(workspace)} />
      </Empty>
    </div>
  )
}

function canvasWords(say: Say): CanvasWords {
  return {
    over: (n) => say('canvas.over', { n }),
    short: (n) => say('canvas.short', { n }),
    page: (page) => say('canvas.page', { page }),
    block({ overLines, shortLines, column, line, ...values }) {
      const fit =
        overLines > 0
          ? say('fit.over', { n: overLines })
          : shortLines > 0
            ? say('fit.short', { n: shortLines })
            : say('fit.exact')
      return say('canvas.block', { ...values, column: column + 1, line: line + 1, fit })
    },
  }
}

/** What the first page waits for: the paper's faces on their way, then the composer. */
function Waiting() {
  const say = useSay()
  const { done, total } = useStore(useWorkspace().session.pages.faces)
  const isFetching = done < total
  return (
    <div className={styles['wait']} role="status" data-setting>
      <p>{isFetching ? say('page.faces', { done, total }) : say('page.setting')}</p>
      {total > 0 && (
        <span className={styles['progress']} aria-hidden>
          <i style={{ width: `${(100 * done) / total}%` }} />
        </span>
      )}
    </div>
  )
}
