/** Placing 上版: the pool is laid on a page, by a plan that somebody wrote or by the planner's own, as one edit of its dummy. */
import type { Block, DummyDiff, Plan } from '#contract/dummy.ts'
import { fault, isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import type { PlaceResult } from '#contract/requests.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { recordsOf, type BlockDraft } from '#grid/blocks.ts'
import { checkPlan } from '#grid/checkPlan.ts'
import { planPage, type MeasureItems, type PlanItem } from '#grid/planPage.ts'
import type { Pages } from './pages.ts'
import type { Photos } from './photos.ts'
import type { NewIds } from './ports.ts'
import type { Setting } from './setting.ts'
import type { HeldStory, Stories } from './stories.ts'

export interface Placing {
  /** Lays page `page`; what stood there gives way. plan.outside, plan.overlap, story.missing, photo.missing. */
  place(page: number, plan: Plan | null): Promise<Outcome<PlaceResult>>
}

interface PlacingInput {
  readonly ids: NewIds
  readonly setting: Setting
  readonly stories: Stories
  readonly pages: Pages
  readonly photos: Photos
}

interface Laid {
  readonly drafts: readonly BlockDraft[]
  /** Ads that stay where they stand. */
  readonly kept: readonly Block[]
  readonly unplaced: readonly StoryId[]
}

export function openPlacing(input: PlacingInput): Placing {
  const { ids, setting, pages } = input
  return {
    place: async (page, plan) => {
      const laid = plan ? await layByPlan(input, page, plan) : await layByItself(input, page)
      if (isFault(laid)) return laid
      const edited = await pages.change(page, ids.client(), (standing) => [
        ...standing.filter((each) => !laid.kept.includes(each)).map((before): DummyDiff => ({ before, after: null })),
        ...recordsOf(laid.drafts, page, () => ids.record()).map((after): DummyDiff => ({ before: null, after })),
      ])
      if (isFault(edited)) return edited
      const set = await setting.set(page)
      if (isFault(set)) return set
      const { blocks, fit } = set.set
      return {
        page,
        stamp: set.stamp,
        blocks: blocks.map(({ record, item, box, orientation }) => ({ id: record, item, ...box, orientation })),
        fit,
        findings: [...set.findings, ...laid.unplaced.map((item) => unplaced(page, item))],
      }
    },
  }
}

const unplaced = (page: number, item: StoryId): Finding => ({
  code: 'item.unplaced',
  severity: 'warning',
  page,
  frame: null,
  item,
  at: null,
  values: { story: item },
})

async function layByPlan({ setting, stories, photos }: PlacingInput, page: number, plan: Plan): Promise<Outcome<Laid>> {
  const rows = new Map(stories.rows().map((row) => [row.id, row.kind]))
  const named = plan.blocks.map(({ item }) => item)
  const twice = named.find((item, index) => named.indexOf(item) !== index)
  if (twice) return fault('plan.invalid', { problem: `item ${twice} twice` })
  const stranger = named.find((item) => !rows.has(item))
  if (stranger) return fault('story.missing', { story: stranger })
  const measure = await measureItems(setting, page, named)
  if (isFault(measure)) return measure
  const drafts = checkPlan({
    plan,
    stylebook: setting.stylebook,
    page,
    items: rows,
    photos: photos.all(),
    headLines: (item, columns) => measure.headLines(item, columns, null),
  })
  return isFault(drafts) ? drafts : { drafts, kept: [], unplaced: [] }
}

async function layByItself(input: PlacingInput, page: number): Promise<Outcome<Laid>> {
  const state = input.pages.state(page)
  if (isFault(state)) return state
  const held = await itemsFor(input, page)
  if (isFault(held)) return held
  const measure = await measureItems(
    input.setting,
    page,
    held.map(({ row }) => row.id),
  )
  if (isFault(measure)) return measure
  const { stylebook } = input.setting
  // Ads are booked for their place: the planner lays copy round them, and takes none from the pool by itself.
  const kept = adsOn(input, state.records)
  const items = withPhotos(held, state.records, freePhotos(input, state.records), input.photos.all())
  const plan = planPage({ stylebook: withoutAreas(stylebook, page, kept), page, items, measure })
  return { drafts: plan.blocks, kept, unplaced: plan.unplaced }
}

const adsOn = ({ stories }: PlacingInput, records: readonly Block[]): Block[] => {
  const ads = new Set(stories.rows().flatMap((row) => (row.kind === 'ad' && !row.isSpiked ? [row.id] : [])))
  return records.filter(({ item }) => ads.has(item))
}

/** The stylebook with the areas of these blocks reserved on the page. */
function withoutAreas(stylebook: Stylebook, page: number, blocks: readonly Block[]): Stylebook {
  const template = page === 1 ? 'front' : 'inside'
  const { reserved, furniture } = stylebook[template]
  const taken = [...reserved, ...blocks.flatMap(({ areas }) => areas)]
  return blocks.length === 0 ? stylebook : { ...stylebook, [template]: { furniture, reserved: taken } }
}

/** What may be laid on a page: stories of the pool that stand on no other page and are not spiked. */
async function itemsFor({ stories, pages }: PlacingInput, page: number): Promise<Outcome<HeldStory[]>> {
  const items: HeldStory[] = []
  for (const row of stories.rows()) {
    const standsElsewhere = pages.pagesOf(row.id).some((other) => other !== page)
    if (row.isSpiked || row.kind === 'ad' || standsElsewhere) continue
    const held = await stories.hold(row.id)
    if (isFault(held)) return held
    items.push(held)
  }
  return items
}

/** Photos that stand on no page, this one's own not counted, in the order of the pool. */
function freePhotos({ pages, photos }: PlacingInput, records: readonly Block[]): Photo[] {
  const here = new Set(photosIn(records))
  const placed = pages.placedPhotos()
  return [...photos.all().values()].filter((photo) => !photo.ad && (!placed.has(photo.id) || here.has(photo.id)))
}

const photosIn = (records: readonly Block[]): PhotoId[] =>
  records.flatMap((record) => record.pictures.map(({ photo }) => photo))

/** A story keeps the photos it has on the page; a picture story without one takes the next that is free. */
function withPhotos(
  held: readonly HeldStory[],
  records: readonly Block[],
  free: readonly Photo[],
  all: ReadonlyMap<PhotoId, Photo>,
): PlanItem[] {
  const kept = new Set(photosIn(records))
  const next = free.filter((photo) => !kept.has(photo.id))
  return held.map(({ copy }) => {
    const own = photosIn(records.filter((record) => record.item === copy.id)).flatMap((id) => all.get(id) ?? [])
    const photos = own.length === 0 && copy.kind === 'picture' ? next.splice(0, 1) : own
    return { id: copy.id, kind: copy.kind, lang: copy.lang, orientation: copy.orientation, photos }
  })
}

async function measureItems(setting: Setting, page: number, items: readonly StoryId[]): Promise<Outcome<MeasureItems>> {
  const job = await setting.job(page, items)
  if (isFault(job)) return job
  const composer = await setting.composer()
  return isFault(composer) ? composer : composer.measure(job)
}
