/** Tabs of the browser: those that main opens, and pop-ups, which stay only where main's window-open handler allows. */
import type { Page } from 'playwright-core'
import { browserOf } from './app.ts'

const own = new Set<Page>()
let opening: Promise<unknown> = Promise.resolve()

/** Opens one tab at a time, so that a tab of ours is never taken for a pop-up. */
export function newTab(): Promise<Page> {
  const tab = opening.then(async () => {
    const { context } = await browserOf()
    // The browser starts with an empty tab: the first window's.
    const blank = context.pages().find((page) => !own.has(page) && page.url() === 'about:blank')
    const page = own.size === 0 && blank ? blank : await context.newPage()
    own.add(page)
    return page
  })
  opening = tab.catch(() => undefined)
  return tab
}

/** Decisions and pop-ups come over two connections in any order; the nth of one belongs to the nth of the other. */
const decisions: boolean[] = []
const undecided: Page[] = []

/** What main's handler said of the next pop-up. */
export function decidePopup(isAllowed: boolean): void {
  decisions.push(isAllowed)
  settle()
}

function settle(): void {
  while (decisions.length > 0 && undecided.length > 0) {
    const isAllowed = decisions.shift()
    const popup = undecided.shift()
    if (!isAllowed) void popup?.close().catch(() => undefined)
  }
}

/** Watches for tabs that main did not open. */
export async function watchPopups(): Promise<void> {
  const { context } = await browserOf()
  context.on('page', (page) => {
    void opening.then(() => {
      if (own.has(page)) return
      undecided.push(page)
      settle()
    })
  })
}
