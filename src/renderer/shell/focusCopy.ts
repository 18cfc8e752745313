import type { StoryId } from '#contract/ids.ts'

/** Frames within which a story that was just made has its editor. */
const PATIENCE = 60

/** Gives the focus to the copy beside whatever has it: Escape leads one level out. */
export function focusCopy(): void {
  document.querySelector<HTMLElement>('[data-view] > .ProseMirror')?.focus({ preventScroll: true })
}

/** Gives the focus to the copy of a story as soon as its editor stands. */
export function focusCopyOf(story: StoryId, patience = PATIENCE): void {
  const copy = document.querySelector<HTMLElement>(`[data-story="${story}"] > .ProseMirror`)
  if (copy) copy.focus({ preventScroll: true })
  else if (patience > 0) requestAnimationFrame(() => focusCopyOf(story, patience - 1))
}
