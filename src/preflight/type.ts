/** Type as it lies on the page: boxes of its runs, their sizes, and the ground that they stand on. */
import type { Finding, FindingCode } from '#contract/faults.ts'
import { shownRgb } from '#contract/inks.ts'
import { foot, overlaps, right, type Box, type Emu, type Size } from '#contract/measure.ts'
import type { FaceRole } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { SetFrame, SetLine, SetPage, SetRule, SetRun } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { inMm, inPoints, quoted, remark, type PageCheck, type RemarkAt } from './remark.ts'

/** A run of type with its box on the page. */
export interface PlacedRun {
  readonly frame: SetFrame
  readonly line: SetLine
  readonly run: SetRun
  readonly box: Box
}

/** The em box above the baseline, thousandths: what the house's faces have (OS/2 sTypoAscender 880). */
const ASCENT = 880

/** Every run of a frame. A run ends where the next begins, the last where its line does. */
export const runsOf = (frame: SetFrame): PlacedRun[] =>
  frame.lines.flatMap((line) =>
    line.runs.map((run, i) => ({ frame, line, run, box: boxOfRun(line, run, line.runs[i + 1]) })),
  )

function boxOfRun(line: SetLine, run: SetRun, next: SetRun | undefined): Box {
  const rise = Math.floor((run.size * ASCENT) / 1000)
  if (line.vertical) {
    const start = startOf(run)
    const end = next ? startOf(next) : line.width
    const half = Math.floor(run.size / 2)
    return { x: line.x - half, y: line.y + start, width: 2 * half, height: Math.max(0, end - start) }
  }
  const start = run.dx[0] ?? 0
  const end = Math.max(start, next?.dx[0] ?? line.width)
  const drop = run.dy[0] ?? 0
  return { x: line.x + start, y: line.y + drop - rise, width: end - start, height: run.size }
}

/** Down the page an upright glyph begins its ascent above its baseline, a turned one at it. */
function startOf(run: SetRun): Emu {
  const at = run.dy[0] ?? 0
  return run.turned ? at : Math.max(0, at - Math.floor((run.size * ASCENT) / 1000))
}

/** The box of a whole line. */
export function boxOfLine({ x, y, width, size, vertical }: SetLine): Box {
  if (vertical) return { x: x - Math.floor(size / 2), y, width: size, height: width }
  return { x, y: y - Math.floor((size * ASCENT) / 1000), width, height: size }
}

/** The smallest box round all lines of a frame; null where it has none. */
export function boundsOf({ lines }: SetFrame): Box | null {
  if (lines.length === 0) return null
  let [left, top, end, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const line of lines) {
    const box = boxOfLine(line)
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    end = Math.max(end, right(box))
    bottom = Math.max(bottom, foot(box))
  }
  return { x: left, y: top, width: end - left, height: bottom - top }
}

/** Solid black: what overprints. Tints, spot inks and white knock out. */
export const isBlack = ({ tint, reversed, ink }: SetRun): boolean => tint === 100 && !reversed && !ink

/** Faces that are thin in white: what the paper has in the roles of its text. */
const THIN_ROLES: readonly FaceRole[] = ['song', 'kai', 'latin', 'latinItalic']

const thinFaces = ({ faces }: Stylebook): ReadonlySet<FaceId> =>
  new Set(THIN_ROLES.flatMap((role) => faces[role] ?? []))

/** Remarks on type, at most one of a kind in each frame. */
export function typeFindings(check: PageCheck): Finding[] {
  const thin = thinFaces(check.job.stylebook)
  return check.set.frames.flatMap((frame) => {
    const bounds = boundsOf(frame)
    if (!bounds || isPlain(check, frame, bounds)) return []
    const found = new Map<FindingCode, Finding>()
    for (const placed of runsOf(frame)) {
      for (const each of runFindings(check, placed, thin)) if (!found.has(each.code)) found.set(each.code, each)
    }
    return [...found.values()]
  })
}

/** Solid black on bare paper well inside the trim: nearly all that a page has, and nothing can be wrong with it. */
function isPlain({ set, rules }: PageCheck, { lines }: SetFrame, bounds: Box): boolean {
  const isBare = !set.rules.some(({ box }) => overlaps(box, bounds))
  const isSolid = lines.every(({ runs }) => runs.every(isBlack))
  return isBare && isSolid && distanceToTrim(set.trim, bounds) >= rules.limits.safe
}

function runFindings(check: PageCheck, placed: PlacedRun, thin: ReadonlySet<FaceId>): Finding[] {
  const { page } = check.set
  const { frame, line } = placed
  const at: RemarkAt = { page, frame: frame.id, item: frame.item, at: line.from }
  const text = quoted(line.text)
  return [
    ...smallType(check, placed, thin, at, text),
    ...groundFindings(check, placed, at, text),
    ...trimFindings(check, placed.box, at, text),
  ]
}

function smallType(
  { rules }: PageCheck,
  { run }: PlacedRun,
  thin: ReadonlySet<FaceId>,
  at: RemarkAt,
  text: string,
): Finding[] {
  const limits = rules.limits.type
  const size = inPoints(run.size)
  if (run.reversed) {
    const least = thin.has(run.face) ? limits.thin : limits.reversed
    return run.size < least ? [remark('type.smallReversed', at, { size, least: inPoints(least), text })] : []
  }
  if (run.tint === 100 || run.size >= limits.tinted) return []
  return [remark('type.smallTinted', at, { size, tint: run.tint, least: inPoints(limits.tinted), text })]
}

function groundFindings({ set, rules }: PageCheck, { run, box }: PlacedRun, at: RemarkAt, text: string): Finding[] {
  const { white, black } = rules.limits.ground
  const ground = groundUnder(set, box)
  if (ground === null) return []
  if (run.reversed) return ground < white ? [remark('type.bareReversed', at, { ground, least: white, text })] : []
  return isBlack(run) && ground > black ? [remark('type.onDark', at, { ground, most: black, text })] : []
}

/**
 * How dark it is under the middle of a box, percent of black, in the order in which the press paints: tints, pictures,
 * rules. Null on a picture, whose greys no single figure says.
 */
export function groundUnder(set: SetPage, box: Box): number | null {
  const middle: Box = {
    x: box.x + Math.floor(box.width / 2),
    y: box.y + Math.floor(box.height / 2),
    width: 1,
    height: 1,
  }
  const rule = set.rules.findLast((each) => each.kind !== 'tint' && overlaps(each.box, middle))
  if (rule) return darkness(rule)
  if (set.pictures.some((picture) => overlaps(picture.box, middle))) return null
  const tint = set.rules.findLast((each) => each.kind === 'tint' && overlaps(each.box, middle))
  return tint ? darkness(tint) : 0
}

/** A spot ink is as dark as what it is shown by (ITU-R BT.709 luma); a tint of black is its percent. */
function darkness({ ink, tint }: SetRule): number {
  if (!ink) return tint
  const [red, green, blue] = shownRgb(ink, tint)
  return 100 - Math.round((2126 * red + 7152 * green + 722 * blue) / 25_500)
}

function trimFindings({ set, rules }: PageCheck, box: Box, at: RemarkAt, text: string): Finding[] {
  if (box.width === 0 || box.height === 0) return []
  const distance = distanceToTrim(set.trim, box)
  if (distance < 0) return [remark('type.trimmed', at, { text })]
  const least = rules.limits.safe
  return distance < least ? [remark('type.nearTrim', at, { distance: inMm(distance), least: inMm(least), text })] : []
}

/** How far a box stays inside the trim on its nearest side; below 0 where it runs over it. */
const distanceToTrim = (trim: Size, box: Box): Emu =>
  Math.min(box.x, box.y, trim.width - right(box), trim.height - foot(box))
