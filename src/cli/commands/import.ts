/** `import`: page text, pictures and ads come into the pool. */
import { basename } from 'node:path'
import type { KeptRepair } from '#contract/exchange.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import type { StorySummary } from '#contract/requests.ts'
import { sayAd } from '#words/ads.ts'
import { sayTwice } from '#words/notes.ts'
import { sayRepair } from '#words/repairs.ts'
import { argument, maybeNumber, type Call, type Command, type Report } from '../call.ts'
import { atDesk } from '../desks.ts'
import { readInput } from '../files.ts'

interface Input {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface Filed {
  readonly stories: StoryId[]
  readonly photos: Photo[]
  readonly repairs: KeptRepair[]
}

export const importInputs: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const page = maybeNumber(call, 'page', 1, 512)
  // Every input is read before any is filed, so that a wrong name leaves the issue as it was.
  const inputs = await readInputs(call.args.slice(1))
  if (isFault(inputs)) return inputs
  return atDesk(file, async (desk) => {
    const before = await desk.handlers.describeIssue({})
    if (isFault(before)) return before
    const filed = await fileInputs(desk, inputs, page)
    if (isFault(filed)) return filed
    await tellTwice(desk, before.stories, call)
    const placed = page === null ? null : await placeWhenEmpty(desk, page)
    return isFault(placed) ? placed : reportImport(desk, filed, call)
  })
}

async function readInputs(paths: readonly string[]): Promise<Outcome<Input[]>> {
  const inputs: Input[] = []
  for (const path of paths) {
    const bytes = await readInput(path)
    if (isFault(bytes)) return bytes
    inputs.push({ name: basename(path), bytes })
  }
  return inputs
}

async function fileInputs(desk: OpenDesk, inputs: readonly Input[], page: number | null): Promise<Outcome<Filed>> {
  const filed: Filed = { stories: [], photos: [], repairs: [] }
  for (const [index, { name, bytes }] of inputs.entries()) {
    const result = await desk.handlers.importFile({ name, bytes, page })
    if (isFault(result)) return fault(result.code, { ...result.where, name, imported: index })
    filed.stories.push(...result.stories)
    filed.photos.push(...result.photos)
    filed.repairs.push(...result.repairs)
  }
  return filed
}

/** Says which stories came in that the pool seems to have had already. */
async function tellTwice(desk: OpenDesk, before: readonly StorySummary[], call: Call): Promise<void> {
  const known = new Set(before.map(({ id }) => id))
  const now = await desk.handlers.describeIssue({})
  if (isFault(now)) return
  for (const { id, slug, characters } of now.stories) {
    const isTwice = before.some((story) => story.slug === slug && story.characters === characters)
    if (!known.has(id) && isTwice) call.say(sayTwice(slug, call.locale))
  }
}

async function placeWhenEmpty(desk: OpenDesk, page: number): Promise<Outcome<unknown>> {
  const issue = await desk.handlers.describeIssue({})
  if (isFault(issue)) return issue
  const isEmpty = issue.pages.find((state) => state.page === page)?.records.length === 0
  return isEmpty ? desk.handlers.placeStories({ page, plan: null }) : null
}

async function reportImport(desk: OpenDesk, filed: Filed, call: Call): Promise<Outcome<Report>> {
  const items = []
  for (const story of filed.stories) {
    const item = await desk.readItem(story)
    if (isFault(item)) return item
    items.push(item)
  }
  const repairs = filed.repairs.map((repair) => ({
    ...repair,
    ground: repair.why,
    why: sayRepair(repair, call.locale),
  }))
  const lines = [
    ...items.map((item) => `${item.id}  ${item.kind}  ${item.slug}`),
    ...filed.photos.map((photo) => `${photo.id}  ${photo.name}  ${sizeText(photo, call)}`),
    ...repairs.map(
      ({ kind, line, before, after, why }) => `${line}: ${kind}  ${oneLine(before)} -> ${oneLine(after)}  ${why}`,
    ),
  ]
  return { json: { items, repairs, pictures: filed.photos }, text: lines.join('\n') }
}

const sizeText = (photo: Photo, { locale }: Call): string =>
  photo.ad ? sayAd(photo.ad, locale) : `${photo.width} x ${photo.height}`

const oneLine = (text: string): string => text.replaceAll('\n', '⏎')
