/** Walking through the differences that are shown, in order and round again. */

/** What a row that differs bears in the comparison. */
export const DIFFERENCE = 'data-difference'
const CURRENT = 'data-current-difference'

/** Brings the next difference (or the one before) into sight and the focus to it. */
export function stepDifference(by: 1 | -1, root: ParentNode = document): void {
  const all = [...root.querySelectorAll<HTMLElement>(`[${DIFFERENCE}]`)]
  const at = all.findIndex((each) => each.hasAttribute(CURRENT))
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length]
  all[at]?.removeAttribute(CURRENT)
  next?.setAttribute(CURRENT, '')
  next?.scrollIntoView({ block: 'center' })
  next?.focus({ preventScroll: true })
}
