/** Builds a sample paper from its sources (resources/samples) through the desk: the same way in as any editor's. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isFault, type Fault } from '#contract/faults.ts'
import { daySchema } from '#contract/issue.ts'
import type { StoryId } from '#contract/ids.ts'
import { planSchema } from '#contract/dummy.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { newIssue } from './openDeskOn.ts'

/** A plan by the order of the items in the page's text, since ids are made at the import. */
const samplePlanSchema = planSchema.extend({
  blocks: z.array(
    planSchema.shape.blocks.element.extend({ item: z.int().min(0), pictures: z.array(z.int().min(0)).default([]) }),
  ),
})

const sampleSchema = z.object({
  stylebook: z.string(),
  date: daySchema,
  number: z.int(),
  pages: z.array(
    z.object({
      page: z.int(),
      text: z.string(),
      pictures: z.array(z.string()).default([]),
      plan: samplePlanSchema.optional(),
    }),
  ),
})
type Sample = z.infer<typeof sampleSchema>

/** Makes the issue file at `file` from the sample in `folder`; the Fault of the first step that was refused. */
export async function makeSample(folder: string, file: string): Promise<Fault | null> {
  const sample = sampleSchema.parse(JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')))
  const desk = await newIssue(file, {
    stylebook: sample.stylebook,
    date: sample.date,
    number: sample.number,
    edition: '',
    pages: sample.pages.length,
  })
  if (isFault(desk)) return desk
  try {
    for (const page of sample.pages) {
      const refused = await makePage(desk, folder, page)
      if (refused) return refused
    }
    return null
  } finally {
    await desk.close()
  }
}

async function makePage(desk: OpenDesk, folder: string, page: Sample['pages'][number]): Promise<Fault | null> {
  const text = await importFile(desk, folder, page.text, page.page)
  if (isFault(text)) return text
  const photos: string[] = []
  for (const picture of page.pictures) {
    const filed = await importFile(desk, join(folder, 'pictures'), picture, page.page)
    if (isFault(filed)) return filed
    photos.push(...filed.photos.map((photo) => photo.id))
  }
  const plan = page.plan ? planSchema.parse(named(page.plan, text.stories, photos)) : null
  const placed = await desk.handlers.placeStories({ page: page.page, plan })
  return isFault(placed) ? placed : null
}

async function importFile(desk: OpenDesk, folder: string, name: string, page: number) {
  const bytes = new Uint8Array(await readFile(join(folder, name)))
  return desk.handlers.importFile({ name, bytes, page })
}

/** A sample's plan with the ids that this import made. */
const named = (
  plan: z.infer<typeof samplePlanSchema>,
  stories: readonly StoryId[],
  photos: readonly string[],
): unknown => ({
  blocks: plan.blocks.map((block) => ({
    ...block,
    item: stories[block.item],
    pictures: block.pictures.map((picture) => photos[picture]),
  })),
})
