/** An item while it is being read: strips in their parts. */
import type { Mark, Strip } from './strip.ts'
import type { RepairGround } from './repairGrounds.ts'
import { readHead } from './heads.ts'

export interface Draft {
  ground: RepairGround
  isVertical: boolean
  kicker: Strip[]
  headline: Strip[]
  deck: Strip[]
  bylines: Strip[]
  body: Strip[]
  subheads: Set<number>
  jumpLines: Strip[]
  cutline: Strip[]
  credits: Strip[]
  /** A signature stands under it: nothing more belongs to it. */
  isSigned: boolean
  /** Label of the section it stands in (读者来信, Obituaries), none or one. */
  section: readonly string[]
}

export function newDraft(lines: readonly Strip[], isVertical: boolean): Draft {
  const head = isVertical
    ? { kicker: [], headline: [...lines], deck: [] }
    : lines.length > 0
      ? readHead(lines)
      : { kicker: [], headline: [], deck: [] }
  const ground = isVertical ? 'item.vertical' : lines.length > 0 ? 'item.headline' : 'item.body'
  return {
    ground,
    isVertical,
    ...head,
    bylines: [],
    body: [],
    subheads: new Set(),
    jumpLines: [],
    cutline: [],
    credits: [],
    isSigned: false,
    section: [],
  }
}

/** A line that is no copy, as a mark without a place. */
export const dropMark = (strip: Strip, why: RepairGround): Mark => ({
  kind: 'drop',
  why,
  line: strip.line,
  before: strip.raw,
  after: '',
  from: 0,
  to: 0,
})
