/** A plan that somebody wrote (PLAN.json) becomes drafts of blocks, or is refused with the first thing that is wrong. */
import type { StoryKind } from '#contract/copy.ts'
import type { GridArea, Plan } from '#contract/dummy.ts'
import { fault, type Fault, type Outcome } from '#contract/faults.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { adDraft, adOf } from './ads.ts'
import { areasOverlap, isOnGrid, templateOf } from './areas.ts'
import { draftOf, layPictures, wholeBlock, type BlockDraft } from './blocks.ts'

export interface PlanInput {
  readonly plan: Plan
  readonly stylebook: Stylebook
  readonly page: number
  readonly items: ReadonlyMap<StoryId, StoryKind>
  readonly photos: ReadonlyMap<PhotoId, Photo>
  /** Lines of the title block that an item takes over `columns` (MeasureItems.headLines). */
  readonly headLines: (item: StoryId, columns: number) => number
}

type PlannedBlock = Plan['blocks'][number]

/** The drafts of a plan; plan.outside, plan.overlap, story.missing or photo.missing with the item they are about. */
export function checkPlan(input: PlanInput): Outcome<readonly BlockDraft[]> {
  for (const block of input.plan.blocks) {
    const refused = refuseNames(input, block)
    if (refused) return refused
  }
  return refuseAreas(input) ?? input.plan.blocks.map((block) => draftBlock(input, block))
}

function refuseNames({ items, photos }: PlanInput, block: PlannedBlock): Fault | null {
  if (!items.has(block.item)) return fault('story.missing', { story: block.item })
  const missing = block.pictures.find(
    (id) => (photos.get(id)?.ad?.item ?? block.item) !== block.item || !photos.has(id),
  )
  return missing === undefined ? null : fault('photo.missing', { photo: missing })
}

function refuseAreas({ plan, stylebook, page }: PlanInput): Fault | null {
  const reserved = templateOf(stylebook, page).reserved
  for (const [i, block] of plan.blocks.entries()) {
    const { item, column, line } = block
    if (!isOnGrid(stylebook.grid, block)) return fault('plan.outside', { item, column, line })
    if (reserved.some((area) => areasOverlap(area, block))) {
      return fault('plan.overlap', { item, other: null, column, line })
    }
    const other = plan.blocks.slice(0, i).find((before) => areasOverlap(before, block))
    if (other) return fault('plan.overlap', { item, other: other.item, column, line })
  }
  return null
}

function draftBlock(input: PlanInput, block: PlannedBlock): BlockDraft {
  const { column, columns, line, lines } = block
  const area: GridArea = { column, columns, line, lines }
  const ad = input.items.get(block.item) === 'ad' ? adOf(block.item, input.photos.values()) : null
  if (ad) return { ...adDraft(ad, area), head: block.head, border: block.border ?? 'none' }
  const photos = block.pictures.flatMap((id) => input.photos.get(id) ?? [])
  const first = photos[0]
  const isPictureStory = input.items.get(block.item) === 'picture' && first !== undefined && photos.length === 1
  const head = block.head === 'none' ? 0 : input.headLines(block.item, columns)
  return {
    ...draftOf(block.item, area),
    legs: [block.legs ?? 0],
    mode: block.mode,
    head: block.head,
    orientation: block.orientation ?? null,
    border: block.border ?? 'none',
    pictures: isPictureStory
      ? [wholeBlock(first, columns, lines)]
      : layPictures(input.stylebook.grid, photos, columns, Math.max(0, lines - head), 2),
  }
}
