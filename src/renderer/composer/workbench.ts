/** The worker's side without the worker: orders in, answers out. Tests run it in their own thread. */
import type { BreakWords, Copy, Lang } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import type { Issue } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import { dumpPage, openComposer, type Composer } from '#compose/composer.ts'
import { applyCopyDelta, pageDelta, resolved } from './deltas.ts'
import type { Answer, JobDelta, Order } from './messages.ts'

export interface WorkbenchPorts {
  openWords(): Promise<BreakWords>
  /** Milliseconds of a steady clock. */
  now(): number
  answer(answer: Answer): void
}

/** What the worker holds of the issue: changed in place by job deltas, so that unchanged things stay the same objects. */
interface Bench {
  readonly composer: Composer
  readonly stylebook: Stylebook
  issue: Issue
  photos: ReadonlyMap<PhotoId, Photo>
  readonly copies: Map<StoryId, Copy>
  readonly records: Map<number, readonly DummyRecord[]>
  /** The set page that the window has, a page. */
  readonly shown: Map<number, SetPage>
}

/** Gives back the receiver of orders. They are answered in the order in which they come. */
export function openWorkbench(ports: WorkbenchPorts): (order: Order) => void {
  let bench: Bench | null = null
  let queue: Promise<void> = Promise.resolve()

  let words: Promise<BreakWords> | null = null
  const openWords = (): Promise<BreakWords> => (words ??= ports.openWords())

  const obey = async (order: Order): Promise<void> => {
    try {
      if (order.kind === 'prepare') return warmWords(await openWords(), order.lang)
      if (order.kind === 'open') bench = await openBench(order, await openWords())
      const answer = bench && respond(bench, order, ports)
      if (answer) ports.answer(answer)
    } catch (error) {
      const problem = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
      if ('id' in order) ports.answer({ kind: 'failed', id: order.id, problem })
    }
  }
  return (order) => {
    queue = queue.then(() => obey(order))
  }
}

/** The dictionary is unpacked by the first text (half a second): better now than under the first page. */
const warmWords = (breakWords: BreakWords, lang: Lang): void => void breakWords('版', lang)

async function openBench(order: Order & { kind: 'open' }, breakWords: BreakWords): Promise<Bench> {
  const faces = new Map(order.faces.map((face) => [face.id, face]))
  const composer = await openComposer({ faces, breakWords })
  const { stylebook, issue } = order
  return { composer, stylebook, issue, photos: new Map(), copies: new Map(), records: new Map(), shown: new Map() }
}

function respond(bench: Bench, order: Order, ports: WorkbenchPorts): Answer | null {
  const { composer } = bench
  switch (order.kind) {
    case 'open':
      return { kind: 'opened', id: order.id }
    case 'set':
      takeDelta(bench, order.page, order.job)
      return set(bench, order.id, order.page, ports)
    case 'stamp':
      return { kind: 'text', id: order.id, text: composer.stampOf(jobOf(bench, order.page)) }
    case 'dump':
      return { kind: 'text', id: order.id, text: dumpOf(bench, jobOf(bench, order.page)) }
    case 'outlines':
      return {
        kind: 'outlines',
        id: order.id,
        outlines: order.glyphs.map((glyph) => ({ face: order.face, glyph, ...composer.outline(order.face, glyph) })),
      }
    case 'forget':
      for (const page of order.pages) bench.shown.delete(page)
      composer.forget(bench.stylebook, order.pages)
      for (const story of order.stories) bench.copies.delete(story)
      return null
    case 'prepare':
      return null
  }
}

const dumpOf = ({ composer }: Bench, job: PageJob): string => dumpPage(composer.setPage(job), composer.stampOf(job))

function takeDelta(bench: Bench, page: number, job: JobDelta): void {
  if (job.issue) bench.issue = job.issue
  if (job.photos) bench.photos = new Map(job.photos.map((photo) => [photo.id, photo]))
  for (const delta of job.copies) bench.copies.set(delta.id, applyCopyDelta(bench.copies.get(delta.id) ?? null, delta))
  if (job.records) bench.records.set(page, resolved(bench.records.get(page) ?? [], job.records))
}

function set(bench: Bench, id: number, page: number, ports: WorkbenchPorts): Answer {
  const start = ports.now()
  const next = bench.composer.setPage(jobOf(bench, page))
  const took = ports.now() - start
  const delta = pageDelta(bench.shown.get(page) ?? null, next)
  bench.shown.set(page, next)
  return { kind: 'set', id, delta, took }
}

function jobOf(bench: Bench, page: number): PageJob {
  const { issue, stylebook, photos, copies } = bench
  return { page, issue, stylebook, photos, copies, records: bench.records.get(page) ?? [] }
}
