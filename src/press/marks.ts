/** Marks in the slug area, all outside the bleed: crop marks at the corners, register marks at the middles, the colour bar. */
import { mm, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Content } from './content.ts'
import type { Cmyk, Ink, Inking, Plates } from './inks.ts'

const LONGEST_MARK = mm(6)
const REGISTER_RADIUS = mm(1.5)
/** Half of the room that a register mark keeps for itself at an edge's middle. */
export const REGISTER_ROOM = 3 * REGISTER_RADIUS
/** Where words and patches begin, from the trim's corner: clear of the crop mark. */
export const SLUG_INDENT = mm(6)

/** The room between bleed and media edge; marks need a millimetre at least. */
export const roomFor = (page: SetPage): Emu => page.slug - page.bleed

/** Crop marks and, where there are plates, what they are registered and measured by. */
export function writeMarks(content: Content, page: SetPage, plates: Plates, inking: Inking): void {
  const room = roomFor(page)
  if (room < mm(1)) return
  const crops = cropMarks(content, page, page.bleed, page.bleed + Math.min(room, LONGEST_MARK))
  content.marks(inking.hasPlates ? [...crops, ...registerMarks(content, page)] : crops, inking.strokes(plates))
  if (inking.hasPlates) for (const { ink, boxes } of colourBar(page, plates)) content.fill(boxes, ink)
}

function cropMarks(content: Content, page: SetPage, near: Emu, far: Emu): string[] {
  const { width, height } = page.trim
  const paths: string[] = []
  for (const x of [0, width]) {
    for (const y of [0, height]) {
      const left = x === 0 ? -1 : 1
      const up = y === 0 ? -1 : 1
      paths.push(line(content, { x: x + left * near, y }, { x: x + left * far, y }))
      paths.push(line(content, { x, y: y + up * near }, { x, y: y + up * far }))
    }
  }
  return paths
}

const line = (content: Content, from: Point, to: Point): string => `${content.at(from)} m ${content.at(to)} l`

function registerMarks(content: Content, page: SetPage): string[] {
  const { width, height } = page.trim
  const out = page.bleed + Math.floor(roomFor(page) / 2)
  const radius = Math.min(REGISTER_RADIUS, Math.floor(roomFor(page) / 3))
  const middles: Point[] = [
    { x: Math.floor(width / 2), y: -out },
    { x: Math.floor(width / 2), y: height + out },
    { x: -out, y: Math.floor(height / 2) },
    { x: width + out, y: Math.floor(height / 2) },
  ]
  return middles.map(({ x, y }) => {
    const reach = Math.floor((radius * 3) / 2)
    const across = line(content, { x: x - reach, y }, { x: x + reach, y })
    const down = line(content, { x, y: y - reach }, { x, y: y + reach })
    return `${across}\n${down}\n${circle(content, { x, y }, radius)}`
  })
}

/** Four Bézier arcs; 0.5523 of the radius is the handle that keeps a quarter circle round. */
function circle(content: Content, { x, y }: Point, radius: Emu): string {
  const handle = Math.floor((radius * 5523) / 10_000)
  const at = (dx: Emu, dy: Emu): string => content.at({ x: x + dx, y: y + dy })
  const arc = (...place: readonly string[]): string => `${place.join(' ')} c`
  return [
    `${at(radius, 0)} m`,
    arc(at(radius, handle), at(handle, radius), at(0, radius)),
    arc(at(-handle, radius), at(-radius, handle), at(-radius, 0)),
    arc(at(-radius, -handle), at(-handle, -radius), at(0, -radius)),
    arc(at(handle, -radius), at(radius, -handle), at(radius, 0)),
  ].join(' ')
}

const PATCH = mm(5)
const TINTS = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
/** Solids, overprints of two, half tones of each, black in three steps, and the grey of newspapers: 30/24/24 beside black 30. */
const PROCESS: readonly Cmyk[] = [
  [100, 0, 0, 0], [0, 100, 0, 0], [0, 0, 100, 0], [0, 0, 0, 100], [0, 100, 100, 0], [100, 0, 100, 0], [100, 100, 0, 0],
  [50, 0, 0, 0], [0, 50, 0, 0], [0, 0, 50, 0], [0, 0, 0, 25], [0, 0, 0, 50], [0, 0, 0, 75], [0, 0, 0, 30], [30, 24, 24, 0],
] // prettier-ignore

/** Patches over the page, from its left: what a plant measures its plates and its ink by. */
function colourBar(page: SetPage, plates: Plates): { readonly ink: Ink; readonly boxes: readonly Box[] }[] {
  const side = Math.min(PATCH, Math.floor((roomFor(page) * 3) / 5))
  const y = -page.bleed - Math.floor((roomFor(page) + side) / 2)
  const middle = Math.floor(page.trim.width / 2)
  const patches: { ink: Ink; boxes: Box[] }[] = []
  let x = SLUG_INDENT
  for (const ink of patchInks(plates)) {
    if (x + side > middle - REGISTER_ROOM && x < middle + REGISTER_ROOM) x = middle + REGISTER_ROOM
    if (x + side > page.trim.width - SLUG_INDENT) break
    patches.push({ ink, boxes: [{ x, y, width: side, height: side }] })
    x += side
  }
  return patches
}

function patchInks({ isProcess, spots }: Plates): Ink[] {
  const own = isProcess
    ? PROCESS.map((cmyk) => ({ tint: 0, reversed: false, cmyk }))
    : TINTS.map((tint) => ({ tint, reversed: false }))
  return [...own, ...spots.flatMap((spot) => [100, 50].map((tint) => ({ tint, reversed: false, spot })))]
}
