/** The issue files that are open: one desk each, any number of windows. A desk closes with its last window. */
import { resolve } from 'node:path'
import type { BrowserWindow, Rectangle } from 'electron'
import { isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { ServedDesk } from '#contract/requests.ts'
import { serveDesk } from '#wire/wire.ts'
import { openWindow } from './windows.ts'
import { windowWire } from './windowWire.ts'

export interface IssueDesk extends ServedDesk {
  close(): Promise<void>
}

interface OpenIssue {
  readonly desk: IssueDesk
  readonly windows: Set<BrowserWindow>
}

export interface OpenIssues {
  /** Opens a window on an issue file; a file that is open already gets one more window on the same desk. */
  open(file: string, bounds?: Rectangle): Promise<Fault | null>
  /** Another window on the issue that `window` shows. */
  openAnother(window: BrowserWindow): void
  /** Closes every desk; what was acknowledged is on disk already. */
  closeAll(): Promise<void>
}

/** Milliseconds in which a window whose page crashes a second time is left as it is: the page itself must be at fault. */
const AGAIN = 20_000

/** `keep` is told of every window. */
export function openIssueFiles(
  openDeskOn: (file: string) => Promise<Outcome<IssueDesk>>,
  keep: (file: string, window: BrowserWindow) => void = () => undefined,
): OpenIssues {
  const issues = new Map<string, Promise<Outcome<OpenIssue>>>()
  /** Desks that are closing: their file is still held, and the application waits for them. */
  const closing = new Map<string, Promise<void>>()

  const close = (file: string): void => {
    const loading = issues.get(file)
    if (!loading) return
    issues.delete(file)
    const closed = loading
      .then((issue) => (isFault(issue) ? undefined : issue.desk.close()))
      .finally(() => closing.delete(file))
    closing.set(file, closed)
  }
  const show = (file: string, issue: OpenIssue, bounds: Rectangle | null = null): void => {
    const window = openWindow(file, file, bounds)
    issue.windows.add(window)
    keep(file, window)
    serveThroughCrashes(window, issue.desk)
    window.on('closed', () => {
      issue.windows.delete(window)
      if (issue.windows.size === 0) close(file)
    })
  }
  const load = async (file: string): Promise<Outcome<OpenIssue>> => {
    await closing.get(file)
    const desk = await openDeskOn(file)
    return isFault(desk) ? desk : { desk, windows: new Set() }
  }
  return {
    async open(path, bounds) {
      const file = resolve(path)
      const loading = issues.get(file) ?? load(file)
      issues.set(file, loading)
      const issue = await loading
      if (isFault(issue)) {
        issues.delete(file)
        return issue
      }
      show(file, issue, bounds)
      return null
    },
    openAnother(window) {
      for (const [file, loading] of issues)
        void loading.then((issue) => {
          if (!isFault(issue) && issue.windows.has(window)) show(file, issue)
        })
    },
    async closeAll() {
      for (const file of issues.keys()) close(file)
      await Promise.all(closing.values())
    },
  }
}

/** Serves a window. Where its page crashes, whoever sat there is gone for the others at once, and the page is loaded again. */
function serveThroughCrashes(window: BrowserWindow, desk: IssueDesk): void {
  const wire = windowWire(window)
  let stop = serveDesk(wire, desk)
  let last = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    stop()
    stop = serveDesk(wire, desk)
    const now = performance.now()
    if (reason !== 'clean-exit' && now - last > AGAIN) window.webContents.reload()
    last = now
  })
}
