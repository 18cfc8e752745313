/** Where a finding is on the page: the frame that it names, and the box that a window brings into sight. */
import type { Place } from '#contract/copy.ts'
import type { Finding } from '#contract/faults.ts'
import type { FrameId, PhotoId, RecordId } from '#contract/ids.ts'
import { MM, type Box } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetFrame, SetLine, SetPage, SetPicture } from '#contract/setPage.ts'
import { pictureFrame } from './remark.ts'
import { boxOfLine } from './type.ts'

/** Names the frame of a finding that has a story or a picture and no frame: the composer speaks of blocks as well. */
export function withFrame(finding: Finding, set: SetPage, job: PageJob): Finding {
  if (finding.frame !== null || finding.item === null) return finding
  const frame = frameOfPicture(finding, job) ?? frameOfPlace(finding, set) ?? frameOfItem(finding, set)
  return frame === null ? finding : { ...finding, frame }
}

function frameOfPicture({ item, values }: Finding, { records }: PageJob): FrameId | null {
  for (const record of records) {
    const index = record.pictures.findIndex(({ photo }) => photo === values['photo'])
    if (record.item === item && index >= 0) return pictureFrame(record.id, index)
  }
  return null
}

const frameOfPlace = (finding: Finding, set: SetPage): FrameId | null => lineOf(finding, set)?.frame.id ?? null

/** The first frame of a story in the order of the page: of the block that the finding names, where it names one. */
function frameOfItem({ item, values }: Finding, { frames }: SetPage): FrameId | null {
  const own = frames.filter((frame) => frame.item === item)
  return (own.find(({ record }) => record === values['record']) ?? own[0])?.id ?? null
}

/** The set line that holds a finding's place, with its frame; null where the page does not show it. */
function lineOf({ item, at, frame }: Finding, set: SetPage): { frame: SetFrame; line: SetLine } | null {
  if (item === null || at === null) return null
  for (const each of set.frames) {
    if (each.item !== item || each.part !== at.part || (frame !== null && frame !== each.id)) continue
    const line = each.lines.find((candidate) => holds(candidate, at))
    if (line) return { frame: each, line }
  }
  return null
}

const holds = ({ from, to }: SetLine, { paragraph, offset }: Place): boolean =>
  from !== null &&
  to !== null &&
  (from.paragraph < paragraph || (from.paragraph === paragraph && from.offset <= offset)) &&
  (to.paragraph > paragraph || (to.paragraph === paragraph && offset <= to.offset))

/** What a finding's frame id says: the record, and which of its pictures where it is one. */
export function partsOfFrame(frame: FrameId): { record: RecordId; picture: number | null } | null {
  const found = /^(.+)\.(\w+)\.(\d+)$/.exec(frame)
  if (!found) return null
  return { record: found[1] as RecordId, picture: found[2] === 'picture' ? Number(found[3]) : null }
}

/** The box of what a finding speaks of, on the page as it is set now; null where it is not there any more. */
export function boxOfFinding(
  finding: Finding,
  set: SetPage,
  photoOf: (record: RecordId, index: number) => PhotoId | null,
): Box | null {
  const spot = spotOf(finding)
  if (spot) return spot
  const line = lineOf(finding, set)
  if (line) return boxOfLine(line.line)
  const named = finding.frame === null ? null : partsOfFrame(finding.frame)
  const picture =
    named && pictureAt(set, named.record, named.picture === null ? null : photoOf(named.record, named.picture))
  if (picture) return picture.box
  const frame = set.frames.find(({ id }) => id === finding.frame)
  return (
    frame?.box ?? set.blocks.find(({ record, item }) => record === named?.record || item === finding.item)?.box ?? null
  )
}

/** A finding that measured a spot says so in millimetres from the trim's top left. */
function spotOf({ values: { left, top } }: Finding): Box | null {
  if (typeof left !== 'number' || typeof top !== 'number') return null
  return { x: Math.round(left * MM), y: Math.round(top * MM), width: 1, height: 1 }
}

const pictureAt = ({ pictures }: SetPage, record: RecordId, photo: PhotoId | null): SetPicture | undefined =>
  photo === null ? undefined : pictures.find((picture) => picture.record === record && picture.photo === photo)
