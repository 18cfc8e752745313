/** Opens the window: the wire, the session, and React on top of both. */
import { createRoot, type Root } from 'react-dom/client'
import { fault, isFault, type Fault } from '#contract/faults.ts'
import type { Wire } from '#wire/wire.ts'
import type { InterfaceLanguage } from '#words/interface.ts'
import { copyDeeds } from './editor/deeds.ts'
import { FIND_SIDE } from './editor/find/name.ts'
import { openSession } from './openSession.ts'
import { panes } from './panes.tsx'
import { openSearch } from './searching/search.ts'
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
function shelf(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function makeWorkspace(session: Session, settings: SettingsStore, theme: Store<Theme>, wire: Wire): Workspace {
  const isConnected = makeStore(true)
  wire.onClose(() => isConnected.put(false))
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
  }
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
  const session = await openSession(wire, {
    client: crypto.randomUUID(),
    editor: () => ({ by: settings.get().person.trim(), at: minuteNow() }),
    fetchFace: maybeFetchFace(window),
  })
  if (isFault(session)) return showFault(root, language, session)
  // For scripts and checks that drive the window; no part of the window reads it.
  window.banmianSession = session
  const workspace = makeWorkspace(session, settings, theme, wire)
  registerCommands(workspace)
  registerDeeds(workspace, copyDeeds(workspace))
  const nameMe = (): void => session.versions.nameMe(settings.get().person.trim())
  settings.subscribe(nameMe)
  nameMe()
  // A host's menu (Electron) names commands of this registry.
  session.desk.onNotice('commandChosen', ({ command }) => void session.commands.run(command))
  const { issue, stylebook } = session.issue.get()
  document.title = `${stylebook.paper.name} ${issue.date}`
  root.render(<Window workspace={workspace} panes={panes} />)
}

void open()
