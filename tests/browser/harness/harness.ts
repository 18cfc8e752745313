/** The smallest window there can be: a session, a page canvas and a bare editor, with handles for the tests. */
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { measureKeystrokes } from './keystrokes.ts'
import type { Place } from '#contract/copy.ts'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Point } from '#contract/measure.ts'
import { STORY_DRAG, type PageCanvas } from '#renderer/shell/pageCanvas.ts'
import { fitted, toSpot } from '#renderer/dummy/viewport.ts'
import { likenessOf } from './likeness.ts'
import { mountPageCanvas } from '#renderer/dummy/pageCanvas.ts'
import { openSession } from '#renderer/openSession.ts'
import type { OpenStory, Session, WatchedPage } from '#renderer/session.ts'
import { posAt } from '#story/places.ts'
import { openWire } from '#renderer/wire.ts'

export interface Harness {
  readonly session: Session
  readonly canvas: PageCanvas
  readonly watched: WatchedPage
  /** The last story that was entered, and where. */
  entered: { story: StoryId; place: Place | null } | null
  /** Ends the composer's worker as a crash would. */
  killWorker(): void
  /** Shows a bare editor on a story, with the caret at the end of its first paragraph. */
  edit(story: StoryId): Promise<OpenStory>
  readonly measureKeystrokes: typeof measureKeystrokes
  /** Client coordinates of a point of the page, which is fitted into the window. */
  spotOf(point: Point): { x: number; y: number }
  /** How well the painted page agrees with a PNG of it; 1 alike. */
  compareWith(png: readonly number[]): Promise<number>
  readonly STORY_DRAG: typeof STORY_DRAG
}

declare global {
  interface Window {
    harness: Promise<Harness>
  }
}

const theme = {
  desk: '#d8d8d6',
  paper: '#fbf9f4',
  paperShadow: 'rgba(0,0,0,0.25)',
  ink: '#111111',
  accent: '#1f5fbf',
  onAccent: '#ffffff',
  outline: '#7d8794',
  grid: 'rgba(60,120,200,0.35)',
  over: '#c22a1f',
  short: '#2456c4',
  warning: '#b26a00',
  note: '#5c6570',
  caret: '#1f5fbf',
  selection: 'rgba(31,95,191,0.25)',
  labelFont: '"banmian-notoSansSc-400", sans-serif',
}

async function open(): Promise<Harness> {
  const wire = await openWire(window)
  let worker: Worker | null = null
  const makeWorker = (): Worker =>
    (worker = new Worker(new URL('./composerWorker.ts', import.meta.url), { type: 'module' }))
  const session = await openSession(wire, { client: crypto.randomUUID(), makeWorker })
  if (isFault(session)) throw new Error(session.code)
  const page = Number(new URLSearchParams(location.search).get('page') ?? 1)
  session.selection.showPage(page)
  const watched = session.pages.watch(page)
  let entered: Harness['entered'] = null
  const pageElement = document.getElementById('page')!
  const spotOf = (point: Point): { x: number; y: number } => {
    const { x, y, width, height } = pageElement.getBoundingClientRect()
    const spot = toSpot(fitted(session.issue.get().stylebook.trim, { width, height }, 'page'), point)
    return { x: x + spot.x, y: y + spot.y }
  }
  const canvas = mountPageCanvas(pageElement, session, {
    page,
    theme,
    words: {
      over: (lines) => `+${lines} 行`,
      short: (lines) => `−${lines} 行`,
      page: (number) => `第 ${number} 版`,
      block: ({ slug, column, columns, line, lines }) => `${slug} ${column} ${columns} ${line} ${lines}`,
    },
    onEnterStory: (story, place) => {
      entered = { story, place }
    },
  })
  let closeEditor = (): void => undefined
  return {
    session,
    canvas,
    watched,
    get entered() {
      return entered
    },
    async edit(id) {
      const story = await session.stories.open(id)
      if (isFault(story)) throw new Error(story.code)
      closeEditor()
      const end = story.copy.parts.body[0]?.text.length ?? 0
      const caret = posAt(story.state.doc, { part: 'body', paragraph: 0, offset: end })
      story.dispatch(story.state.tr.setSelection(TextSelection.create(story.state.doc, caret)))
      const view = new EditorView(document.getElementById('copy'), {
        state: story.state,
        plugins: [keymap(baseKeymap)],
        dispatchTransaction: story.dispatch,
      })
      const stop = story.subscribe(() => view.updateState(story.state))
      closeEditor = () => {
        stop()
        view.destroy()
      }
      view.focus()
      return story
    },
    killWorker() {
      worker?.terminate()
      worker?.dispatchEvent(new ErrorEvent('error'))
    },
    measureKeystrokes,
    spotOf,
    async compareWith(png) {
      const { trim } = watched.get().set!
      const [start, end] = [spotOf({ x: 0, y: 0 }), spotOf({ x: trim.width, y: trim.height })]
      const { x, y } = pageElement.getBoundingClientRect()
      const box = { x: start.x - x, y: start.y - y, width: end.x - start.x, height: end.y - start.y }
      return likenessOf(pageElement.querySelector('canvas')!, box, png)
    },
    STORY_DRAG,
  }
}

window.harness = open()
