/** What a pane shows of an edit comes after the frame that shows the edit itself: nothing of it stands between a key and its glyph. */

export interface AfterPaint {
  (): void
  cancel(): void
}

/** Calls `act` once after the next frame was painted, however often it is asked to meanwhile. */
export function afterPaint(act: () => void): AfterPaint {
  let frame = 0
  let task: ReturnType<typeof setTimeout> | undefined
  const run = (): void => {
    frame = 0
    task = undefined
    act()
  }
  const ask = (): void => {
    if (frame !== 0 || task !== undefined) return
    // A frame's callbacks run before it is painted; a task after them comes behind the paint.
    frame = requestAnimationFrame(() => {
      task = setTimeout(run)
    })
  }
  return Object.assign(ask, {
    cancel(): void {
      cancelAnimationFrame(frame)
      clearTimeout(task)
      frame = 0
      task = undefined
    },
  })
}

/** Resolves once the next frame was painted; a window that nobody sees paints none, and waits only for its turn. */
export const painted = (): Promise<void> =>
  new Promise((done) => {
    if (document.hidden) setTimeout(done)
    else requestAnimationFrame(() => setTimeout(done))
  })
