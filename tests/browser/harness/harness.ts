/** The smallest window there can be: a session, a page canvas and a bare editor, with handles for the tests. */
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { EditorView } from 'prosemirror-view'
import type { Place } from '#contract/copy.ts'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PageCanvas } from '#renderer/dummy/options.ts'
import { mountPageCanvas } from '#renderer/dummy/pageCanvas.ts'
import { openSession } from '#renderer/openSession.ts'
import type { OpenStory, Session, WatchedPage } from '#renderer/session.ts'
import { openWire } from '#renderer/wire.ts'
import { measureKeystrokes } from './keystrokes.ts'

export interface Harness {
  readonly session: Session
  readonly canvas: PageCanvas
  readonly watched: WatchedPage
  /** The last story that was entered, and where. */
  entered: { story: StoryId; place: Place | null } | null
  /** Shows a bare editor on a story. */
  edit(story: StoryId): Promise<OpenStory>
  readonly measureKeystrokes: typeof measureKeystrokes
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
  labelFont: 'sans-serif',
}

async function open(): Promise<Harness> {
  const wire = await openWire(window)
  const session = await openSession(wire, { client: crypto.randomUUID() })
  if (isFault(session)) throw new Error(session.code)
  const page = Number(new URLSearchParams(location.search).get('page') ?? 1)
  session.selection.showPage(page)
  const watched = session.pages.watch(page)
  let entered: Harness['entered'] = null
  const canvas = mountPageCanvas(document.getElementById('page')!, session, {
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
  let editor: EditorView | null = null
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
      editor?.destroy()
      const view = new EditorView(document.getElementById('copy'), {
        state: story.state,
        plugins: [keymap(baseKeymap)],
        dispatchTransaction: story.dispatch,
      })
      story.subscribe(() => view.updateState(story.state))
      editor = view
      view.focus()
      return story
    },
    measureKeystrokes,
  }
}

window.harness = open()
