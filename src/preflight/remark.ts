/** What every check is given, and how it remarks. */
import type { FaultWhere, Finding, FindingCode } from '#contract/faults.ts'
import type { FrameId, RecordId, StoryId } from '#contract/ids.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import { toMm, toPt, type Emu } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import type { PreflightRules } from './rules.ts'

/** The ink of a picture as it prints; null while nobody has counted it. */
export type InkOf = (picture: SetPicture) => InkGrid | null

/** A page to be checked: as it was set, what it was set from, and by which rules. */
export interface PageCheck {
  readonly set: SetPage
  readonly job: PageJob
  readonly rules: PreflightRules
  readonly inkOf: InkOf
}

/** Where a remark belongs; what is not named is null. */
export type RemarkAt = Partial<Pick<Finding, 'page' | 'frame' | 'item' | 'at'>>

/** A remark at the severity that rules may change: a warning. */
export const remark = (code: FindingCode, at: RemarkAt, values: FaultWhere = {}): Finding => ({
  code,
  severity: 'warning',
  page: null,
  frame: null,
  item: null,
  at: null,
  ...at,
  values,
})

/** The name under which a picture of a block is spoken of, as its frames have theirs. */
export const pictureFrame = (record: RecordId, index: number): FrameId => `${record}.picture.${index}`

/** Frame and story of a picture that stands on the page. */
export function atPicture({ page, records }: PageJob, { record, photo }: SetPicture): RemarkAt {
  const block = records.find(({ id }) => id === record)
  const index = block?.pictures.findIndex((each) => each.photo === photo) ?? 0
  return { page, item: block?.item ?? null, frame: pictureFrame(record, index) }
}

/** The story of a record of the page. */
export const itemOf = ({ records }: PageJob, record: RecordId | null): StoryId | null =>
  records.find(({ id }) => id === record)?.item ?? null

/** Points with two decimals. */
export const inPoints = (length: Emu): number => Math.round(toPt(length) * 100) / 100
/** Millimetres with one decimal. */
export const inMm = (length: Emu): number => Math.round(toMm(length) * 10) / 10

const LONGEST_QUOTE = 16

/** As much of a text as is needed to find it. */
export function quoted(text: string): string {
  const characters = [...text.trim()]
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : characters.join('')
}
