/**
 * Ink on one spot: pictures as they print, and the black that lies over them. Only pictures bring more than one plate's
 * worth, so their cells are all that must be added up; solid black type and rules overprint (press/inks.ts), so under them
 * a picture keeps its colours and its black becomes solid. Tints, spot inks and white type knock out and never add.
 */
import type { Finding, FindingCode } from '#contract/faults.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import { MM, foot, overlaps, right, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import { atPicture, inMm, remark, type PageCheck } from './remark.ts'
import { boundsOf, isBlack, runsOf } from './type.ts'

/** Percent of each plate on one spot. */
export interface Inks {
  readonly c: number
  readonly m: number
  readonly y: number
  readonly k: number
}

/** The heaviest spot of an area with too much ink, and how large that area is. */
export interface HeavyArea {
  readonly inks: Inks
  readonly total: number
  readonly at: Point
  /** Square millimetres. */
  readonly area: number
}

const SOLID = 255
/** How much of its em box type covers: a page of 9-point song covers 0.2 of it, a bold head 0.4. */
const TYPE_COVERS = 0.3

/**
 * Whether the ink of a picture can be too much at all: grey prints on black alone, and RGB is converted within the paper's
 * limit, so that only black over it can make more. CMYK goes to the plate as it came. Who has to ask for pixels asks this
 * first: separating a picture takes as long as pressing it.
 */
export function mayBeHeavy(set: SetPage, { box, isAd }: SetPicture, colour: Photo['colour']): boolean {
  // What an ad lays was read when it came in.
  if (isAd) return false
  return colour === 'cmyk' || (colour === 'rgb' && overprints(set, box).length > 0)
}

export function inkFindings(check: PageCheck): Finding[] {
  const { set, rules, inkOf } = check
  const most = rules.totalInk + rules.limits.ink.over
  return set.pictures.flatMap((picture, i) => {
    const grid = inkOf(picture)
    if (!grid) return []
    const cells = new PictureCells(picture, grid, set.pictures.slice(i + 1))
    return [
      ...say(check, 'ink.over', picture, heaviest(cells, most)),
      ...say(check, 'ink.overprinted', picture, heaviestUnder(cells, overprints(set, picture.box), most)),
    ]
  })
}

function say({ job, rules }: PageCheck, code: FindingCode, picture: SetPicture, heavy: HeavyArea | null): Finding[] {
  if (!heavy || heavy.area < rules.limits.ink.area) return []
  const { inks, total, at, area } = heavy
  const values = { photo: picture.photo, ...inks, total, most: rules.totalInk, area: Math.round(area) }
  return [remark(code, atPicture(job, picture), { ...values, left: inMm(at.x), top: inMm(at.y) })]
}

/** The cells of a placed picture, those that a later picture covers left out. */
class PictureCells {
  readonly columns: number
  readonly rows: number
  private readonly box: Box
  private readonly cells: Uint8Array
  private readonly covered: readonly Box[]

  constructor({ box }: SetPicture, grid: InkGrid, later: readonly SetPicture[]) {
    this.columns = grid.columns
    this.rows = grid.rows
    this.box = box
    this.cells = grid.cells
    this.covered = later.filter((picture) => overlaps(picture.box, box)).map((picture) => picture.box)
  }

  /** Edges are shared out in whole Emu, so that cells neither overlap nor leave gaps. */
  boxOf(index: number): Box {
    const [column, row] = [index % this.columns, Math.floor(index / this.columns)]
    const x = this.box.x + Math.floor((this.box.width * column) / this.columns)
    const y = this.box.y + Math.floor((this.box.height * row) / this.rows)
    const width = this.box.x + Math.floor((this.box.width * (column + 1)) / this.columns) - x
    return { x, y, width, height: this.box.y + Math.floor((this.box.height * (row + 1)) / this.rows) - y }
  }

  /** Ink of a cell, 0-255 a plate; `black` is what lies over it. Nothing of the picture where another covers it. */
  at(index: number, black = 0): Inks {
    const cell = this.boxOf(index)
    if (this.covered.some((box) => isMostlyIn(cell, box))) return { c: 0, m: 0, y: 0, k: black }
    const plate = (n: number): number => this.cells[4 * index + n] ?? 0
    return { c: plate(0), m: plate(1), y: plate(2), k: Math.max(plate(3), black) }
  }

  /** Indexes of the cells that a box touches. */
  under(box: Box): number[] {
    const span = (from: Emu, to: Emu, start: Emu, length: Emu, count: number): [number, number] => [
      Math.max(0, Math.floor(((from - start) * count) / length)),
      Math.min(count - 1, Math.floor(((to - 1 - start) * count) / length)),
    ]
    const [left, last] = span(box.x, right(box), this.box.x, this.box.width, this.columns)
    const [top, bottom] = span(box.y, foot(box), this.box.y, this.box.height, this.rows)
    const found: number[] = []
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= last; column++) found.push(row * this.columns + column)
    return found
  }
}

function isMostlyIn(cell: Box, box: Box): boolean {
  const middle = {
    x: cell.x + Math.floor(cell.width / 2),
    y: cell.y + Math.floor(cell.height / 2),
    width: 1,
    height: 1,
  }
  return overlaps(middle, box)
}

const percent = (ink: number): number => Math.round((ink * 100) / SOLID)
/** Percent of the four plates together: the sum of what is said of each. */
const totalOf = ({ c, m, y, k }: Inks): number => percent(c) + percent(m) + percent(y) + percent(k)
const inPercent = ({ c, m, y, k }: Inks): Inks => ({ c: percent(c), m: percent(m), y: percent(y), k: percent(k) })
const squareMm = (box: Box): number => (box.width / MM) * (box.height / MM)
const middleOf = (box: Box): Point => ({ x: box.x + Math.floor(box.width / 2), y: box.y + Math.floor(box.height / 2) })

const heavyAt = (inks: Inks, cell: Box, area: number): HeavyArea => ({
  inks: inPercent(inks),
  total: totalOf(inks),
  at: middleOf(cell),
  area,
})

/** The largest piece of a picture that has more than `most` percent; null where no cell has. */
function heaviest(cells: PictureCells, most: number): HeavyArea | null {
  const count = cells.columns * cells.rows
  const isHeavy = Array.from({ length: count }, (_, index) => totalOf(cells.at(index)) > most)
  let best: HeavyArea | null = null
  for (let index = 0; index < count; index++) {
    if (!isHeavy[index]) continue
    const piece = takePiece(isHeavy, index, cells.columns)
    const area = piece.reduce((sum, each) => sum + squareMm(cells.boxOf(each)), 0)
    const worst = piece.reduce((a, b) => (totalOf(cells.at(b)) > totalOf(cells.at(a)) ? b : a))
    if (!best || area > best.area) best = heavyAt(cells.at(worst), cells.boxOf(worst), area)
  }
  return best
}

/** The cells that hang together with one, side by side; each is taken off, so that it is found once. */
function takePiece(isHeavy: boolean[], first: number, columns: number): number[] {
  const piece: number[] = []
  const waiting = [first]
  isHeavy[first] = false
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    piece.push(index)
    const column = index % columns
    const beside = [
      column > 0 ? index - 1 : -1,
      column < columns - 1 ? index + 1 : -1,
      index - columns,
      index + columns,
    ]
    for (const next of beside) {
      if (!isHeavy[next]) continue
      isHeavy[next] = false
      waiting.push(next)
    }
  }
  return piece
}

/** Solid black over a picture: where, and how much of that it covers. */
interface Overprint {
  readonly box: Box
  readonly covers: number
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 }

function overprints(set: SetPage, over: Box): Overprint[] {
  const isThere = ({ box }: Overprint): boolean => overlaps(box, over)
  const rules = set.rules.filter(({ kind, tint, ink }) => kind !== 'tint' && tint === 100 && !ink)
  const near = set.frames.filter((frame) => overlaps(boundsOf(frame) ?? NOWHERE, over))
  const type = near.flatMap((frame) => runsOf(frame).filter(({ run }) => isBlack(run)))
  return [
    ...rules.map(({ box }) => ({ box, covers: 1 })),
    ...type.map(({ box }) => ({ box, covers: TYPE_COVERS })),
  ].filter(isThere)
}

/** All that black overprints with more than `most` percent together, and its heaviest spot. */
function heaviestUnder(cells: PictureCells, black: readonly Overprint[], most: number): HeavyArea | null {
  let worst: { inks: Inks; cell: Box } | null = null
  let area = 0
  for (const { box, covers } of black) {
    for (const index of cells.under(box)) {
      const inks = cells.at(index, SOLID)
      if (totalOf(inks) <= most) continue
      const cell = cells.boxOf(index)
      area += squareMm(common(cell, box)) * covers
      if (!worst || totalOf(inks) > totalOf(worst.inks)) worst = { inks, cell: common(cell, box) }
    }
  }
  return worst && heavyAt(worst.inks, worst.cell, area)
}

function common(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(0, Math.min(right(a), right(b)) - x),
    height: Math.max(0, Math.min(foot(a), foot(b)) - y),
  }
}
