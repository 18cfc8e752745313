/** What this window remembers of its user: language, theme, desk, and how each desk's panes are arranged. */
import { makeStore, type Store } from '../store.ts'
import type { InterfaceLanguage } from '#words/interface.ts'
import { readKeyMap, type KeyMap } from './keyMap.ts'
import { DESKS, FIRST_ARRANGEMENTS, type Arrangement, type DeskName } from './arrangements.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** Tracked changes: all of them; their bars alone; the copy as it will print; the copy as it was. */
export const CHANGES_VIEWS = ['show', 'hide', 'final', 'original'] as const
export type ChangesView = (typeof CHANGES_VIEWS)[number]

export interface Settings {
  readonly language: InterfaceLanguage
  readonly theme: ThemeChoice
  readonly desk: DeskName
  readonly arrangements: Readonly<Record<DeskName, Arrangement>>
  /** Who signs; asked for once. */
  readonly person: string
  /** The editor breaks its lines where the printed column does. */
  readonly isGalleyView: boolean
  /** Which set lines are numbered in the galley: 0 none, 1 all, 5 every fifth. */
  readonly lineNumbers: number
  /** Size of the copy in the editor, percent. */
  readonly copyZoom: number
  /** The sheet that stands beside the copy; empty where none does. */
  readonly copySide: string
  /** How tracked changes are shown. */
  readonly changesView: ChangesView
  /** Keys that the user chose, by command. */
  readonly keyMap: KeyMap
  /** Commands that were last run from the palette, the last first. */
  readonly recentCommands: readonly string[]
  /** Special characters that were last put in, the last first. */
  readonly recentCharacters: readonly string[]
  /** Typing is corrected as it goes. */
  readonly isAutocorrecting: boolean
  /** English words that no dictionary has are underlined. */
  readonly isSpelling: boolean
  /** What was looked for, the last one first. */
  readonly searches: readonly string[]
}

export interface SettingsStore extends Store<Settings> {
  change(settings: Partial<Settings>): void
  /** Changes the arrangement of the desk that is shown. */
  arrange(arrangement: Partial<Arrangement>): void
}

/** Where settings are kept: the window's localStorage, or nothing where it is refused. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** Limits of the copy's size in the editor, percent. */
export const LEAST_ZOOM = 50
export const MOST_ZOOM = 300

const KEY = 'banmian.settings.1'

const FIRST: Settings = {
  language: 'zh',
  theme: 'system',
  desk: 'page',
  arrangements: FIRST_ARRANGEMENTS,
  person: '',
  isGalleyView: true,
  lineNumbers: 5,
  copyZoom: 100,
  copySide: '',
  changesView: 'show',
  keyMap: {},
  recentCommands: [],
  recentCharacters: [],
  isAutocorrecting: true,
  isSpelling: true,
  searches: [],
}

/** Opens the settings; `language` is what the user's system speaks, taken until the user chose one. */
export function openSettings(shelf: Shelf | null, language: InterfaceLanguage): SettingsStore {
  const store = makeStore<Settings>(readSettings(shelf, language))
  const change = (settings: Partial<Settings>): void => {
    store.put({ ...store.get(), ...settings })
    writeSettings(shelf, store.get())
  }
  return {
    get: store.get,
    subscribe: store.subscribe,
    change,
    arrange(arrangement) {
      const { desk, arrangements } = store.get()
      change({ arrangements: { ...arrangements, [desk]: { ...arrangements[desk], ...arrangement } } })
    },
  }
}

/** What was kept, each part checked by itself: a damaged or older entry costs that entry only. */
function readSettings(shelf: Shelf | null, language: InterfaceLanguage): Settings {
  const kept = parse(shelf?.getItem(KEY) ?? null)
  const pick = <K extends keyof Settings>(key: K, isGood: (value: unknown) => boolean): Settings[K] =>
    isGood(kept[key]) ? (kept[key] as Settings[K]) : FIRST[key]
  return {
    language: kept['language'] === 'zh' || kept['language'] === 'en' ? kept['language'] : language,
    theme: pick('theme', (value) => ['system', 'light', 'dark'].includes(value as string)),
    desk: pick('desk', (value) => DESKS.includes(value as DeskName)),
    arrangements: readArrangements(kept['arrangements']),
    person: pick('person', (value) => typeof value === 'string'),
    isGalleyView: pick('isGalleyView', (value) => typeof value === 'boolean'),
    lineNumbers: pick('lineNumbers', (value) => value === 0 || value === 1 || value === 5),
    copyZoom: pick('copyZoom', (value) => typeof value === 'number' && value >= LEAST_ZOOM && value <= MOST_ZOOM),
    copySide: pick('copySide', (value) => typeof value === 'string'),
    changesView: pick('changesView', (value) => CHANGES_VIEWS.includes(value as ChangesView)),
    keyMap: pick('keyMap', (value) => readKeyMap(value) !== null),
    recentCommands: pick('recentCommands', isTexts),
    recentCharacters: pick('recentCharacters', isTexts),
    isAutocorrecting: pick('isAutocorrecting', (value) => typeof value === 'boolean'),
    isSpelling: pick('isSpelling', (value) => typeof value === 'boolean'),
    searches: pick('searches', isTexts),
  }
}

const MOST_RECENT = 24

/** A list of what was last used, with `item` first. */
export const withRecent = (list: readonly string[], item: string): readonly string[] =>
  [item, ...list.filter((each) => each !== item)].slice(0, MOST_RECENT)

function readArrangements(kept: unknown): Settings['arrangements'] {
  const records = isRecord(kept) ? kept : {}
  const entries = DESKS.map((desk) => [desk, readArrangement(records[desk], FIRST_ARRANGEMENTS[desk])] as const)
  return Object.fromEntries(entries) as Record<DeskName, Arrangement>
}

function readArrangement(kept: unknown, first: Arrangement): Arrangement {
  if (!isRecord(kept)) return first
  const size = (key: 'left' | 'right' | 'split'): number => {
    const value = kept[key]
    return typeof value === 'number' && Number.isFinite(value) ? value : first[key]
  }
  const flag = (key: 'isLeftShown' | 'isRightShown' | 'isSecondShown'): boolean =>
    typeof kept[key] === 'boolean' ? kept[key] : first[key]
  return {
    ...first,
    left: size('left'),
    right: size('right'),
    split: size('split'),
    isLeftShown: flag('isLeftShown'),
    isRightShown: flag('isRightShown'),
    isSecondShown: flag('isSecondShown'),
  }
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** A full or forbidden shelf only means that the window forgets. */
function writeSettings(shelf: Shelf | null, settings: Settings): void {
  try {
    shelf?.setItem(KEY, JSON.stringify(settings))
  } catch {
    return
  }
}
