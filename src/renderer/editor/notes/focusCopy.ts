/** Gives the focus back to the copy beside the sheet that has it: Escape leads one level out. */
export function focusCopy(): void {
  document.querySelector<HTMLElement>('[data-view] > .ProseMirror')?.focus({ preventScroll: true })
}
