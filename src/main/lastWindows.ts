/**
 * The windows that are open, kept beside the application's data as they come, go and move: what stands there at a start was
 * left by a crash, for whoever quits leaves an empty list. An entry that does not read costs that entry only.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app, type BrowserWindow, type Rectangle } from 'electron'

export interface LastWindow {
  readonly file: string
  readonly bounds: Rectangle
}

export interface LastWindows {
  /** What a crash left, read once at the start. */
  readonly left: readonly LastWindow[]
  /** Keeps a window as long as it is open. */
  keep(file: string, window: BrowserWindow): void
}

/** Milliseconds after which a window that was moved is written down. */
const REST = 500

export function openLastWindows(): LastWindows {
  const place = join(app.getPath('userData'), 'windows.json')
  const left = read(place)
  const open = new Map<BrowserWindow, LastWindow>()
  let rest: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(rest)
    const beside = `${place}.new`
    try {
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(beside, JSON.stringify([...open.values()]))
      renameSync(beside, place)
    } catch {
      // The application works as well without the memory of its windows.
      return
    }
  }
  return {
    left,
    keep(file, window) {
      const note = (): void => void open.set(window, { file, bounds: window.getNormalBounds() })
      const noteSoon = (): void => {
        clearTimeout(rest)
        rest = setTimeout(() => {
          if (!window.isDestroyed()) note()
          write()
        }, REST)
      }
      note()
      write()
      window.on('resize', noteSoon)
      window.on('move', noteSoon)
      window.on('closed', () => {
        open.delete(window)
        write()
      })
    },
  }
}

function read(place: string): LastWindow[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(place, 'utf8'))
    return Array.isArray(kept) ? kept.filter(isLastWindow) : []
  } catch {
    return []
  }
}

function isLastWindow(value: unknown): value is LastWindow {
  const { file, bounds } = (value ?? {}) as Partial<LastWindow>
  const sides = [bounds?.x, bounds?.y, bounds?.width, bounds?.height]
  return typeof file === 'string' && sides.every(Number.isInteger)
}
