/** Desks are arrangements of the same panes: which stand where, and how wide. */

export const DESKS = ['copy', 'page', 'photo', 'night', 'proof'] as const
export type DeskName = (typeof DESKS)[number]

export const PANES = ['pool', 'page', 'copy', 'photos', 'flatplan', 'proof', 'inspector'] as const
export type PaneName = (typeof PANES)[number]

export interface Arrangement {
  readonly leftPane: PaneName
  readonly rightPane: PaneName
  /** Widths of the outer panes, CSS px. */
  readonly left: number
  readonly right: number
  readonly isLeftShown: boolean
  readonly isRightShown: boolean
  /** The two panes of the centre, beside each other (row) or one above the other (column). */
  readonly first: PaneName
  readonly second: PaneName
  readonly direction: 'row' | 'column'
  /** Share of the first pane, thousandths. */
  readonly split: number
  readonly isSecondShown: boolean
}

const COMMON = {
  leftPane: 'pool',
  rightPane: 'inspector',
  left: 276,
  right: 256,
  isLeftShown: true,
  isRightShown: true,
  isSecondShown: true,
} as const

export const FIRST_ARRANGEMENTS: Readonly<Record<DeskName, Arrangement>> = {
  copy: { ...COMMON, first: 'copy', second: 'page', direction: 'row', split: 480, isRightShown: false },
  // A page is taller than wide, a column narrower still: side by side, both use the window's height.
  page: { ...COMMON, first: 'page', second: 'copy', direction: 'row', split: 630 },
  photo: { ...COMMON, first: 'photos', second: 'page', direction: 'row', split: 560 },
  night: { ...COMMON, first: 'flatplan', second: 'page', direction: 'row', split: 500 },
  proof: { ...COMMON, first: 'page', second: 'proof', direction: 'row', split: 400 },
}

export const LEAST_SIDE = 216
export const MOST_SIDE = 520
/** Least share of a centre pane, thousandths. */
export const LEAST_SPLIT = 150

/** A side's width kept within what its pane can show. */
export const clampSide = (width: number): number => Math.min(MOST_SIDE, Math.max(LEAST_SIDE, Math.round(width)))
/** A split kept so that both panes stay usable. */
export const clampSplit = (split: number): number =>
  Math.min(1000 - LEAST_SPLIT, Math.max(LEAST_SPLIT, Math.round(split)))
