/** What every pane may reach: the session, the settings, jobs and toasts, and the words in the chosen language. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { sayInterface, type InterfaceKey, type InterfaceLanguage, type InterfaceValues } from '#words/interface.ts'
import type { PageCanvas } from './pageCanvas.ts'
import type { Search } from '../searching/search.ts'
import type { Session } from '../session.ts'
import type { Store, WritableStore } from '../store.ts'
import type { Jobs } from './jobs.ts'
import type { Proofs } from './proofs.ts'
import type { SettingsStore } from './settings.ts'
import type { Theme } from './theme.ts'
import type { Toasts } from './toasts.ts'

export const POOL_TABS = ['stories', 'photos', 'findings', 'repairs', 'marks'] as const
export type PoolTab = (typeof POOL_TABS)[number]

export interface Workspace {
  readonly session: Session
  readonly settings: SettingsStore
  readonly jobs: Jobs
  readonly toasts: Toasts
  readonly proofs: Proofs
  readonly search: Search
  readonly poolTab: WritableStore<PoolTab>
  /** The finding that was last gone to, by its key in the list. */
  readonly finding: WritableStore<string | null>
  /** The canvas that commands such as "fit page" speak to; null while no page pane is shown. */
  readonly canvas: WritableStore<PageCanvas | null>
  readonly isPaletteOpen: WritableStore<boolean>
  readonly isKeyMapOpen: WritableStore<boolean>
  /** The list of who is there. */
  readonly isPeopleOpen: WritableStore<boolean>
  readonly isConnected: Store<boolean>
  readonly theme: Store<Theme>
}

const WorkspaceContext = createContext<Workspace | null>(null)
export const WorkspaceProvider = WorkspaceContext.Provider

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new RangeError('useWorkspace: outside of the window')
  return workspace
}

export const useSession = (): Session => useWorkspace().session

export const useStore = <T,>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)

/** One part of a store; `pick` must give the same object while the part is unchanged. */
export const usePart = <T, S>(store: Store<T>, pick: (value: T) => S): S =>
  useSyncExternalStore(store.subscribe, () => pick(store.get()))

export type Say = (key: InterfaceKey, values?: InterfaceValues) => string

export const useLanguage = (): InterfaceLanguage => usePart(useWorkspace().settings, (settings) => settings.language)

/** The words of the interface in the chosen language; a new function when the language changes. */
export function useSay(): Say {
  const language = useLanguage()
  return useMemo(() => (key, values) => sayInterface(key, language, values), [language])
}
