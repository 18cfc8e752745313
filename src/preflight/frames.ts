/** Frames and rules: what is empty, what lies on something else, what leaves the type area, what is too thin to print. */
import type { Finding } from '#contract/faults.ts'
import type { RecordId } from '#contract/ids.ts'
import { foot, overlaps, right, type Box, type Emu } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetPage, SetRule } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { atPicture, inPoints, itemOf, quoted, remark, type PageCheck } from './remark.ts'
import { boundsOf, boxOfLine } from './type.ts'

export const frameFindings = (check: PageCheck): Finding[] => [
  ...emptyFrames(check),
  ...outsideTypeArea(check),
  ...overlaid(check),
]

/** Frames that offer lines and have none, once a block: a whole leg stands white. */
function emptyFrames({ set }: PageCheck): Finding[] {
  const byRecord = new Map<RecordId, SetFrame[]>()
  for (const frame of set.frames) {
    if (frame.record === null || frame.capacity === 0 || frame.lines.length > 0) continue
    byRecord.set(frame.record, [...(byRecord.get(frame.record) ?? []), frame])
  }
  return [...byRecord.values()].flatMap((frames) => {
    const [first] = frames
    return first ? [remark('frame.empty', atFrame(set, first), { count: frames.length })] : []
  })
}

const atFrame = ({ page }: SetPage, { id, item }: SetFrame) => ({ page, frame: id, item })

/** The type area 版心. */
export function typeArea({ grid }: Pick<Stylebook, 'grid'>): Box {
  const { left, top, columns, measure, gap, lines, pitch } = grid
  return { x: left, y: top, width: columns * measure + (columns - 1) * gap, height: lines * pitch }
}

/** Copy whose lines leave the type area, where the block itself was not said to. */
function outsideTypeArea({ set, job }: PageCheck): Finding[] {
  const area = typeArea(job.stylebook)
  const said = new Set(set.findings.filter(({ code }) => code === 'frame.outside').map(({ item }) => item))
  return set.frames.flatMap((frame) => {
    if (frame.record === null || said.has(frame.item)) return []
    const line = frame.lines.find((each) => !isWithin(area, each))
    return line ? [remark('frame.outside', { ...atFrame(set, frame), at: line.from }, { text: quoted(line.text) })] : []
  })
}

/** A line is in the area when it begins and ends there, on its baseline or its axis. */
function isWithin(area: Box, line: SetLine): boolean {
  const end = line.vertical ? { x: line.x, y: line.y + line.width } : { x: line.x + line.width, y: line.y }
  return line.x >= area.x && line.y >= area.y && end.x <= right(area) && end.y <= foot(area)
}

/**
 * Type of one block on the picture of another, and furniture on copy, where the grid does not say so already: blocks that
 * share cells are the composer's remark.
 */
function overlaid({ set, job }: PageCheck): Finding[] {
  const said = new Set(set.findings.filter(({ code }) => code === 'frame.overlap').map(({ item }) => item))
  const copy = set.frames.filter(({ record, item }) => record !== null && !said.has(item))
  const onPictures = set.pictures.flatMap((picture) => {
    const over = lineIn(
      copy.filter(({ record }) => record !== picture.record),
      picture.box,
    )
    return over ? [remark('frame.overlap', atPicture(job, picture), { text: quoted(over.line.text) })] : []
  })
  const furniture = set.frames.filter(({ part, record }) => part === 'furniture' && record === null)
  const onCopy = furniture.flatMap((piece) => {
    const line = piece.lines[0]
    const under = line && lineIn(copy, boxOfLine(line))
    if (!under) return []
    const at = { page: set.page, frame: piece.id, item: under.frame.item, at: under.line.from }
    return [remark('frame.overlap', at, { text: quoted(line.text) })]
  })
  return [...onPictures, ...onCopy]
}

/** The first line of some frames that lies in a box. */
function lineIn(frames: readonly SetFrame[], box: Box): { frame: SetFrame; line: SetLine } | null {
  for (const frame of frames) {
    const bounds = boundsOf(frame)
    if (!bounds || !overlaps(bounds, box)) continue
    const line = frame.lines.find((each) => overlaps(boxOfLine(each), box))
    if (line) return { frame, line }
  }
  return null
}

const weightOf = ({ box }: SetRule): Emu => Math.min(box.width, box.height)

/** Rules too thin for the plate, once for each weight and tint. */
export function ruleFindings({ set, job, rules }: PageCheck): Finding[] {
  const { solid, tinted } = rules.limits.rule
  const thin = set.rules.filter(
    (rule) => rule.kind !== 'tint' && rule.tint > 0 && weightOf(rule) < (rule.tint < 100 ? tinted : solid),
  )
  const alike = new Map<string, SetRule[]>()
  for (const rule of thin) {
    const key = `${rule.record ?? ''} ${weightOf(rule)} ${rule.tint}`
    alike.set(key, [...(alike.get(key) ?? []), rule])
  }
  return [...alike.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const at = { page: set.page, item: itemOf(job, first.record) }
    const values = { weight: inPoints(weightOf(first)), count: same.length }
    return first.tint < 100
      ? [remark('rule.tinted', at, { ...values, tint: first.tint, least: inPoints(tinted) })]
      : [remark('rule.hairline', at, { ...values, least: inPoints(solid) })]
  })
}
