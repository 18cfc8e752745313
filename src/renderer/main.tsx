/** Opens the window: the wire, the session, and React on top of both. */
import { createRoot, type Root } from 'react-dom/client'
import { fault, isFault, type Fault } from '#contract/faults.ts'
import type { Wire } from '#wire/wire.ts'
import type { ClientId } from '#contract/ids.ts'
import type { IssueState } from '#contract/requests.ts'
import { sayInterface, type InterfaceKey, type InterfaceLanguage } from '#words/interface.ts'
import { copyDeeds } from './editor/deeds.ts'
import { FIND_SIDE } from './editor/find/name.ts'
import { openSession } from './openSession.ts'
import { panes } from './panes.tsx'
import { openSearch } from './searching/search.ts'
import { reopen } from './reopening.ts'
import type { Session } from './session.ts'
import './shell/faces.css'
import './shell/tokens.css'
import './shell/base.css'
import { minuteNow } from './shell/times.ts'
import { registerCommands, registerDeeds } from './shell/commands.ts'
import { makeJobs } from './shell/jobs.ts'
import { Opening, NotOpened } from './shell/Opening.tsx'
import { makeProofs } from './shell/proofs.ts'
import { openSettings, type SettingsStore } from './shell/settings.ts'
import { followTheme, type Theme } from './shell/theme.ts'
import { makeToasts } from './shell/toasts.ts'
import { Window } from './shell/Window.tsx'
import type { PoolTab, Workspace } from './shell/workspace.tsx'
import { makeStore, slice, type Store } from './store.ts'
import { issueKey, openJournal, type Journal } from './typing/journal.ts'
import { holdWindow, isWindowGone } from './windowLocks.ts'
import { maybeFetchFace, openWire } from './wire.ts'
import type { PageCanvas } from './shell/pageCanvas.ts'

declare global {
  interface Window {
    /** The window's session, for scripts and the hosts' tests; it can do what its user can. */
    banmianSession?: Session
  }
}

const systemLanguage = (): InterfaceLanguage => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')

/** The window's localStorage, or null where it is refused. */
const shelf = (): Storage | null => maybeStorage(() => localStorage)

function maybeStorage(get: () => Storage): Storage | null {
  try {
    return get()
  } catch {
    return null
  }
}

function makeWorkspace(session: Session, settings: SettingsStore, theme: Store<Theme>, wire: Wire): Workspace {
  const isConnected = makeStore(true)
  wire.onClose(() => isConnected.put(false))
  wire.onReopen?.(() => isConnected.put(true))
  const jobs = makeJobs(
    () => crypto.randomUUID(),
    (job) => void session.desk.call('cancelJob', { job }),
  )
  session.desk.onNotice('jobProgressed', jobs.report)
  return {
    session,
    settings,
    theme,
    jobs,
    isConnected,
    proofs: makeProofs(),
    search: openSearch(
      session,
      slice(settings, ({ copySide }) => copySide === FIND_SIDE),
    ),
    toasts: makeToasts((act, milliseconds) => void setTimeout(act, milliseconds)),
    poolTab: makeStore<PoolTab>('stories'),
    finding: makeStore<string | null>(null),
    canvas: makeStore<PageCanvas | null>(null),
    isPaletteOpen: makeStore(false),
    isKeyMapOpen: makeStore(false),
    isPeopleOpen: makeStore(false),
  }
}

/** Says when somebody took over what this window had checked out. */
function tellTakenOver({ session, settings, toasts }: Workspace): void {
  session.presence.collision.subscribe(() => {
    const collision = session.presence.collision.get()
    if (collision?.kind !== 'takenOver') return
    const { language } = settings.get()
    const say = (key: InterfaceKey, values = {}): string => sayInterface(key, language, values)
    const { portion } = collision.claim
    const person = collision.claim.person || say('together.unnamed')
    toasts.show(
      'warning',
      say('claim.takenOver', { person, part: say(`portion.${portion}`) }),
      say('claim.takenOverDetail'),
    )
  })
}

function showFault(root: Root, language: InterfaceLanguage, refusal: Fault): void {
  root.render(<NotOpened language={language} fault={refusal} />)
}

async function open(): Promise<void> {
  const host = document.getElementById('window')
  if (!host) throw new RangeError('open: no element to open the window in')
  const root = createRoot(host)
  const settings = openSettings(shelf(), systemLanguage())
  const theme = followTheme(document.documentElement, settings, matchMedia('(prefers-color-scheme: dark)'))
  const { language } = settings.get()
  root.render(<Opening language={language} />)
  const wire = await openWire(window).catch(() => null)
  if (!wire) return showFault(root, language, fault('cancelled', { reason: 'wire' }))
  const client = crypto.randomUUID()
  holdWindow(client, navigator.locks)
  const session = await openSession(wire, {
    client,
    editor: () => ({ by: settings.get().person.trim(), at: minuteNow() }),
    fetchFace: maybeFetchFace(window),
    person: slice(settings, ({ person }) => person),
    journal: (issue) => openJournalOf(issue, client),
  })
  if (isFault(session)) return showFault(root, language, session)
  addEventListener('pagehide', () => session.keepNow())
  // For scripts and checks that drive the window; no part of the window reads it.
  window.banmianSession = session
  const workspace = makeWorkspace(session, settings, theme, wire)
  registerCommands(workspace)
  registerDeeds(workspace, copyDeeds(workspace))
  const remap = (): void => session.commands.remap(settings.get().keyMap)
  remap()
  settings.subscribe(remap)
  tellTakenOver(workspace)
  // A host's menu (Electron) names commands of this registry.
  session.desk.onNotice('commandChosen', ({ command }) => void session.commands.run(command))
  const { issue, stylebook } = session.issue.get()
  document.title = `${stylebook.paper.name} ${issue.date}`
  root.render(<Window workspace={workspace} panes={panes} />)
  void reopen(session, issueKey(session.issue.get()), shelves())
  const saved = await session.recover()
  if (saved > 0)
    workspace.toasts.show('good', sayInterface('together.recovered', settings.get().language, { n: saved }))
}

/** A tab's own shelf, then the one of all windows. */
const shelves = (): Storage[] => [maybeStorage(() => sessionStorage), shelf()].filter((each) => each !== null)

/** The journal of this window; where nothing can be kept, what is typed is in the window alone until it is saved. */
function openJournalOf(issue: IssueState, client: ClientId): Journal {
  const kept = shelf() ?? {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
    key: () => null,
    length: 0,
  }
  return openJournal(issueKey(issue), { shelf: kept, client, isGone: (other) => isWindowGone(other, navigator.locks) })
}

void open()
