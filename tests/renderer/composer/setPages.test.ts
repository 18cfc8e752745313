import { describe, expect, it } from 'vitest'
import type { FaceId, StoryId } from '#contract/ids.ts'
import { fault, isFault } from '#contract/faults.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import type { ComposerWorker, Order } from '#renderer/composer/messages.ts'
import type { OpenStory, Session, WatchedPage } from '#renderer/session.ts'
import { memoryDesk } from '../deskStub.ts'
import { inlineWorker } from '../inlineWorker.ts'
import { block, must, openWindow, storyDoc, stylebook } from '../fixtures.ts'

const A = 'a' as StoryId
const paper = stylebook('millhaven-weekly')
const ports = openPorts()
const standing = block('r1', 'a', 0, 2, 30, 20)
const wider = block('r1', 'a', 0, 4, 30, 20)

async function fetchFace({ face }: { face: FaceId }) {
  const loaded = await ports.fonts.loadFace(face)
  return isFault(loaded) ? loaded : { face, sha256: loaded.sha256, bytes: loaded.bytes.slice() }
}

const newDesk = (fetch: typeof fetchFace = fetchFace) =>
  memoryDesk({
    stylebook: paper,
    stories: { a: storyDoc('Harbor wall holds', 'The water came within a hand of the wall.', 'Nobody was hurt.') },
    records: [standing],
    fetchFace: fetch,
  })

async function open(desk = newDesk()) {
  const orders: Order[] = []
  const workers: ComposerWorker[] = []
  const makeWorker = (): ComposerWorker => {
    const worker = inlineWorker(orders)
    workers.push(worker)
    return worker
  }
  const { session } = await openWindow(desk, 'w1', { makeWorker })
  const page = session.pages.watch(1)
  const dump = await page.dump()
  return { session, page, dump, orders, workers, story: must(await session.stories.open(A)) }
}

const type = (story: OpenStory, text: string): void =>
  story.dispatch(story.state.tr.insertText(text, story.state.doc.content.size - 1))
const sets = (orders: readonly Order[]): number => orders.filter((order) => order.kind === 'set').length
/** What another window, which composes everything afresh, shows. */
const freshDump = async (page: WatchedPage, session: Session): Promise<string> => {
  await session.stories.maybeOpen(A)?.flush()
  return page.dump()
}

describe('a watched page', () => {
  it('is set again at each change, and is then what a fresh composition gives', async () => {
    const desk = newDesk()
    const { session, page, story, dump } = await open(desk)
    type(story, ' Two streets flooded.')
    const after = await freshDump(page, session)
    expect(after).not.toBe(dump)
    expect((await open(desk)).dump).toBe(after)
  })

  it('drops pictures of the past: fifty keystrokes while a page is set go together with the next order', async () => {
    const { page, story, orders } = await open()
    const before = sets(orders)
    type(story, 'y')
    await Promise.resolve()
    await Promise.resolve()
    expect(sets(orders) - before).toBe(1)
    for (let i = 0; i < 50; i++) type(story, 'x')
    expect(await page.dump()).toContain('yxxxxx')
    expect(sets(orders) - before).toBe(2)
  })

  it('tells the worker only of the paragraph that changed', async () => {
    const { page, story, orders } = await open()
    type(story, '!')
    await page.dump()
    const last = orders.filter((order) => order.kind === 'set').at(-1)!
    expect(last.job.copies[0]!.parts.body).toEqual([0, expect.objectContaining({ text: 'Nobody was hurt.!' })])
    expect(last.job).not.toHaveProperty('records')
    expect(last.job).not.toHaveProperty('photos')
  })

  it('shows tentative records without telling the desk, and goes back to what stands', async () => {
    const desk = newDesk()
    const { page, dump } = await open(desk)
    page.tryRecords([wider])
    expect(await page.dump()).not.toBe(dump)
    expect(page.get().isTentative).toBe(true)
    expect(desk.dummies.get(1)).toEqual({ version: 0, records: [standing] })
    page.tryRecords(null)
    expect(await page.dump()).toBe(dump)
    expect(page.get().isTentative).toBe(false)
  })

  it('keeps the frames that did not change the same objects', async () => {
    const { page, story } = await open()
    const before = page.get().set!
    type(story, '!')
    await page.dump()
    const after = page.get().set!
    const kept = after.frames.filter((frame) => before.frames.includes(frame))
    expect(kept.some((frame) => frame.part === 'furniture')).toBe(true)
    expect(kept.some((frame) => frame.part === 'headline')).toBe(true)
    expect(kept.length).toBeLessThan(after.frames.length)
    expect(after.rules).toBe(before.rules)
  })

  it('survives the death of its worker with everything typed meanwhile', async () => {
    const { page, story, workers, orders } = await open()
    type(story, ' First.')
    workers[0]!.onerror?.(new Event('error') as ErrorEvent)
    type(story, ' Second.')
    expect(await page.dump()).toContain('Second.')
    expect(workers).toHaveLength(2)
    expect(orders.filter((order) => order.kind === 'open')).toHaveLength(2)
  })

  it('says why it cannot be set when a face is missing', async () => {
    const desk = newDesk(async ({ face }) => fault('font.missing', { face }))
    const { page } = await open(desk)
    expect(page.get()).toMatchObject({ set: null, fault: { code: 'font.missing' } })
  })

  it('is set no more when nobody watches it', async () => {
    const { page, story, orders } = await open()
    page.close()
    const before = sets(orders)
    type(story, 'x')
    await new Promise((later) => setTimeout(later, 20))
    expect(sets(orders)).toBe(before)
  })
})
