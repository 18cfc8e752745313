/** Makes the issue file of the peers' job: stories, one photo a page, and each page's dummy by the job's own places. */
import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { planSchema } from '#contract/dummy.ts'
import type { Json } from '#contract/requests.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { pt } from '#contract/measure.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import { openIssues } from '#storage/issues.ts'
import { docFromItem } from '#story/documents.ts'
import { expandJob, headPoints, jobArea, jobFolder, jobItem, jobStylebook, readJob, type JobPage } from './job.ts'

function need<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}

async function prepare(count: number, folder: string): Promise<void> {
  const job = readJob()
  const pages = expandJob(count)
  const file = join(folder, 'job.banmian')
  for (const more of ['', '-wal', '-shm', '-lock', '-reserve']) rmSync(file + more, { force: true })
  const ports = openPorts()
  const stylebook = jobStylebook(job)
  const issue = need(
    await openIssues({ clock: ports.clock }).create(
      file,
      { stylebook: stylebook.name, date: '2022-01-06', number: 1, edition: '', pages: count },
      stylebook,
    ),
  )
  const ids = pages.map((page) => page.items.map(() => ports.ids.story()))
  const stories = pages.flatMap((page, at) =>
    page.items.map((item, nth) => {
      const kept = jobItem(item)
      return { id: ids[at]?.[nth] ?? ports.ids.story(), kind: kept.kind, doc: docFromItem(kept).toJSON() as Json }
    }),
  )
  need(await issue.fileImport({ stories, repairs: [], source: { name: 'job.json', bytes: new Uint8Array() } }))
  const desk = await openDesk({ ports, issue })
  const photo = new Uint8Array(await readFile(join(jobFolder(), 'photo.jpg')))
  const filed = need(await desk.handlers.importFile({ name: 'photo.jpg', bytes: photo, page: null }))
  for (const [at, page] of pages.entries())
    await placePage(desk, at + 1, page, ids[at] ?? [], filed.photos[0]?.id ?? '')
  await desk.close()
}

/** Places a page's items, then gives each headline the size that the job names. */
async function placePage(
  desk: OpenDesk,
  number: number,
  page: JobPage,
  ids: readonly StoryId[],
  photo: string,
): Promise<void> {
  need(await desk.handlers.placeStories({ page: number, plan: planOf(page, ids, photo) }))
  const state = need(await desk.handlers.describeIssue({})).pages.find((found) => found.page === number)
  if (!state) throw new RangeError(`placePage: no page ${number}`)
  const diffs = state.records.map((before) => {
    const item = page.items[ids.indexOf(before.item)]
    if (!item) throw new RangeError(`placePage: a stranger on page ${number}`)
    return { before, after: { ...before, headSize: pt(headPoints(item)) } }
  })
  need(await desk.handlers.editDummy({ page: number, version: state.version, client: 'prepare', diffs }))
}

const planOf = (page: JobPage, ids: readonly StoryId[], photo: string) =>
  planSchema.parse({
    blocks: page.items.map((item, nth) => ({
      item: ids[nth],
      ...jobArea(readJob(), item),
      border: item.kind === 'refer' ? 'box' : 'none',
      pictures: item.kind === 'photo' ? [photo] : [],
    })),
  })

await prepare(Number(process.argv[2]), process.argv[3] ?? '.')
