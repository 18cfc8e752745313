import type { Page } from 'playwright-core'
export interface ServedWindow {
  readonly url: string
  close(): Promise<void>
}
/** Builds the renderer and serves it on a new sample issue. */
export declare function serveWindow(): Promise<ServedWindow>
/** Opens the window in Chinese with the theme of the system, and waits until the page is set. */
export declare function openWindow(page: Page, url: string): Promise<void>
