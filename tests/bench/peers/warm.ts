/** The peers' warm figures, in one process: an edit to all positions, an edit to whole PDF bytes, a resize, all pages again. */
import { join } from 'node:path'
import type { CopyParagraph } from '#contract/copy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { facesOf, openComposer, type Composer } from '#compose/composer.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import type { Outlet } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'
import { narrower } from './job.ts'

/** The harness's edit site: paragraph 2 of the middle page's first story, offset 40 (expand.py). */
const PARAGRAPH = 2
const OFFSET = 40
const KEYS = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈'

function need<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}

const time = (act: () => unknown): number => {
  const started = performance.now()
  act()
  return performance.now() - started
}

/** The page's first story, as it is read: records themselves are in no order. */
const leadOf = ({ records }: PageJob): PageJob['records'][number] | undefined =>
  records.toSorted(
    (a, b) =>
      (a.areas[0]?.line ?? 0) - (b.areas[0]?.line ?? 0) || (a.areas[0]?.column ?? 0) - (b.areas[0]?.column ?? 0),
  )[0]

/** Edits that are not counted, before those that are. */
const USED = 200
/** Presses that are not counted, for the same reason. */
const PRESSED = 20

const stepsOf = (count: number, make: (step: number) => PageJob): PageJob[] =>
  Array.from({ length: count }, (_, at) => make(at))

/** The middle page's lead with `text` typed at the edit site. */
function typed(job: PageJob, text: string): PageJob {
  const record = leadOf(job)
  const copy = record && job.copies.get(record.item)
  if (!record || !copy) throw new RangeError('typed: a page without stories')
  const body: CopyParagraph[] = copy.parts.body.map((paragraph, at) =>
    at === PARAGRAPH
      ? { ...paragraph, text: paragraph.text.slice(0, OFFSET) + text + paragraph.text.slice(OFFSET) }
      : paragraph,
  )
  return { ...job, copies: new Map(job.copies).set(record.item, { ...copy, parts: { ...copy.parts, body } }) }
}

/** The job with a type area whose columns are narrower, so that the lead loses 1 pt, then 1.5 pt a step. */
function resized(job: PageJob, step: number): PageJob {
  const { grid } = job.stylebook
  const width = narrower(grid.columns * grid.measure + (grid.columns - 1) * grid.gap, step)
  const measure = Math.floor((width - (grid.columns - 1) * grid.gap) / grid.columns)
  const stylebook: Stylebook = { ...job.stylebook, grid: { ...grid, measure } }
  const lead = leadOf(job)
  return { ...job, stylebook, records: lead ? [lead] : [] }
}

async function facesFor(
  stylebook: Stylebook,
  load: (id: FaceId) => Promise<Outcome<LoadedFace>>,
): Promise<Map<FaceId, LoadedFace>> {
  const loaded = await Promise.all(facesOf(stylebook).map(async (id) => [id, need(await load(id))] as const))
  return new Map(loaded)
}

async function warm(pages: number, folder: string, edits: number): Promise<void> {
  const ports = openPorts()
  const issue = need(await openIssues({ clock: ports.clock }).openForWriting(join(folder, 'job.banmian')))
  const desk = await openDesk({ ports, issue })
  const jobs: PageJob[] = []
  for (let page = 1; page <= pages; page++) jobs.push(need(await desk.setWhole(page)).job)
  const first = jobs[0]
  if (!first) throw new RangeError('warm: no pages')
  const breakWords = await ports.words.open()
  const faces = await facesFor(first.stylebook, (id) => ports.fonts.loadFace(id))
  const open = (): Promise<Composer> => openComposer({ faces, breakWords })
  const composer = await open()
  const firstLayout = time(() => jobs.forEach((job) => composer.setPage(job)))

  const middle = jobs[Math.floor(pages / 2)] ?? first
  const edited = (at: number): PageJob => typed(middle, (KEYS[at % KEYS.length] ?? '天').repeat(1 + (at % 2)))
  // A desk in use has been typed at: the others' code was compiled before they started.
  for (let at = 0; at < USED; at++) composer.setPage(edited(at))
  const editLayout = stepsOf(edits, edited).map((job) => time(() => composer.setPage(job)))
  for (let at = 0; at < USED; at++) composer.setPage(resized(middle, at / 10 + 0.05))
  const resizeLayout = stepsOf(edits, (at) => resized(middle, at)).map((job) => time(() => composer.setPage(job)))
  const again = await open()
  const relayout = [time(() => jobs.forEach((job) => again.setPage({ ...job })))]
  const editPdf: number[] = []
  for (let at = 0; at < PRESSED + 10; at++) editPdf.push(await pressAfterKey(desk, middle, at, pages))
  await desk.close()
  console.log(
    JSON.stringify({
      first_layout_ms: firstLayout,
      edit_layout_ms: editLayout,
      resize_layout_ms: resizeLayout,
      relayout_all_ms: relayout,
      edit_pdf_ms: editPdf.slice(PRESSED),
    }),
  )
}

/** A line of a stored story: its kind and its words. */
interface Line {
  readonly type: string
  readonly content?: readonly { readonly text?: string }[]
}

/** Where the harness types: `OFFSET` characters into paragraph `PARAGRAPH` of the body, as a position of the document. */
function editSite(lines: readonly Line[]): number {
  const lengthOf = ({ content = [] }: Line): number => content.reduce((sum, { text = '' }) => sum + text.length, 0)
  let position = 0
  let paragraph = 0
  for (const line of lines) {
    if (line.type === 'paragraph' && paragraph++ === PARAGRAPH) return position + 1 + OFFSET
    position += lengthOf(line) + 2
  }
  throw new RangeError('editSite: too few paragraphs')
}

/** A file that is whole when the last byte has come, and goes nowhere: the others' figures are bytes in memory too. */
const inMemory = async (): Promise<Outlet> => {
  let bytes = 0
  return {
    write: async (chunk) => {
      bytes += chunk.length
      return null
    },
    finish: async () => ({ path: 'memory', bytes }),
    discard: async () => undefined,
  }
}

/** A real edit through the desk's log, then the whole issue pressed again. */
async function pressAfterKey(desk: OpenDesk, job: PageJob, at: number, pages: number): Promise<number> {
  const story = leadOf(job)?.item
  if (!story) throw new RangeError('pressAfterKey: a page without stories')
  const { version, doc } = need(await desk.handlers.fetchStory({ story }))
  const from = editSite((doc as unknown as { content: readonly Line[] }).content)
  const slice = { content: [{ type: 'text', text: KEYS[at % KEYS.length] ?? '天' }] }
  const steps = [{ stepType: 'replace', from, to: from, slice }]
  const order = { pages: Array.from({ length: pages }, (_, page) => page + 1), isOneFile: true, job: `warm${at}` }
  const started = performance.now()
  need(await desk.handlers.submitSteps({ story, version, client: 'warm', steps }))
  need(await desk.pressTo({ ...order, profile: 'x1a' }, inMemory))
  return performance.now() - started
}

await warm(Number(process.argv[2]), process.argv[3] ?? '.', Number(process.argv[4] ?? 40))
