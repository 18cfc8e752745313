/** The theme in force: the user's choice, or the system's; and the colours that the page canvas paints with. */
import type { CanvasTheme } from './pageCanvas.ts'
import { makeStore, type Store } from '../store.ts'
import type { SettingsStore } from './settings.ts'

export type Theme = 'light' | 'dark'

/** Keeps `<html data-theme>` in step with settings and system; the store tells who must repaint. */
export function followTheme(root: HTMLElement, settings: SettingsStore, systemIsDark: MediaQueryList): Store<Theme> {
  const themeNow = (): Theme => {
    const { theme } = settings.get()
    if (theme !== 'system') return theme
    return systemIsDark.matches ? 'dark' : 'light'
  }
  const store = makeStore<Theme>(themeNow())
  const apply = (): void => {
    root.dataset['theme'] = themeNow()
    store.put(themeNow())
  }
  apply()
  settings.subscribe(apply)
  systemIsDark.addEventListener('change', apply)
  return store
}

/** The canvas's colours out of the tokens. */
export function readCanvasTheme(root: HTMLElement): CanvasTheme {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    desk: token('desk'),
    paper: token('paper'),
    paperShadow: token('paper-edge'),
    ink: token('ink'),
    accent: token('page-accent'),
    onAccent: token('page-on-accent'),
    outline: token('page-outline'),
    grid: token('page-grid'),
    over: token('page-over'),
    short: token('page-short'),
    warning: token('page-warning'),
    note: token('page-note'),
    caret: token('page-accent'),
    selection: token('page-selection'),
    labelFont: token('face'),
  }
}
