/** Which marks a proof shows, and where: signs on the page, notes beside it. Pixels of the sheet. */
import { isPending, readingOf, type KeptMark, type MarkSpot } from '#contract/mark.ts'
import type { Emu, Point } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { placeNotes } from '#grid/margins.ts'
import { leaderOf, signOf, type Sign } from '#grid/signs.ts'
import { marginWords } from '#renderer/shell/marks/sayMark.ts'
import type { PixelMap } from '#renderer/shell/marks/strokes.ts'
import type { ProofGeometry } from '../geometry.ts'
import type { ProofSet } from './useProofSet.ts'

export interface ShownMark {
  readonly mark: KeptMark
  readonly sign: Sign
  readonly ink: 1 | 2 | 3
  readonly note: { readonly side: 'left' | 'right'; readonly top: number; readonly words: string }
}

/** Depth of a note, CSS pixels: its number alone, or two lines of words. */
const NOTE = 18
const NOTE_LINE = 14
/** A margin narrower than this holds numbers only. */
export const LEAST_WORDS = 58
const GAP = 3

export const pixelMap = (geometry: ProofGeometry): PixelMap => {
  const { x, y, width } = geometry.toView({ x: 0, y: 0, width: 1_000_000, height: 0 })
  return { x, y, unit: width / 1_000_000 }
}

/** How much larger than the interface's own type notes are written, when one looks close. */
export const noteScale = (geometry: ProofGeometry): number =>
  Math.min(1.6, Math.max(1, pixelMap(geometry).unit * 7_500))

/** Widths of the margins beside the type area on a sheet. */
export function marginsOf(geometry: ProofGeometry, { grid }: Stylebook): { left: number; right: number } {
  const { x, unit } = pixelMap(geometry)
  const type: Emu = grid.columns * grid.measure + (grid.columns - 1) * grid.gap
  return { left: x + grid.left * unit, right: geometry.size.width - (x + (grid.left + type) * unit) }
}

/** The marks that stand on the proof's page: those that are pending, and the chosen one. */
export function shownMarks(
  marks: readonly KeptMark[],
  chosen: number | null,
  proof: ProofSet,
  geometry: ProofGeometry,
  stylebook: Stylebook,
): readonly ShownMark[] {
  const found = marks.flatMap((mark): Omit<ShownMark, 'note'>[] => {
    if (!isPending(mark) && mark.id !== chosen) return []
    const spot = spotOn(mark, proof)
    const sign = spot && signOf(proof.set, mark.kind, spot, stylebook.lang)
    return sign ? [{ mark, sign, ink: readingOf(mark.round, stylebook.stages) }] : []
  })
  const { x, y, unit } = pixelMap(geometry)
  const margins = marginsOf(geometry, stylebook)
  const hasWords = Math.min(margins.left, margins.right) >= LEAST_WORDS
  const scale = noteScale(geometry)
  const notes = found.map(({ mark, sign }) => ({
    from: { x: x + sign.from.x * unit, y: y + leaderOf(sign).y * unit },
    depth: (NOTE + (hasWords && marginWords(mark) !== '' ? NOTE_LINE : 0)) * scale,
  }))
  const placed = placeNotes(notes, geometry.size.width, geometry.size.height, GAP)
  return found.map((each, i) => ({ ...each, note: { ...placed[i]!, words: hasWords ? marginWords(each.mark) : '' } }))
}

/** Where a mark stands on this proof: as it was made where it was made on it, else where its words stand today. */
function spotOn(mark: KeptMark, { stamp, set }: ProofSet): MarkSpot | null {
  if (mark.stamp === stamp && mark.page === set.page) return mark.spot
  return mark.pageNow === set.page ? mark.now : null
}

/** The mark whose sign stands under a point of the page. */
export function markUnder(shown: readonly ShownMark[], { x, y }: Point): KeptMark | null {
  const isOn = ({ sign }: ShownMark): boolean =>
    sign.boxes.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) ||
    (sign.boxes.length === 0 &&
      Math.abs(x - sign.from.x) < sign.size * 0.7 &&
      Math.abs(y - sign.from.y) < sign.size * 0.9)
  return shown.findLast(isOn)?.mark ?? null
}
