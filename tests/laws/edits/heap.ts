/**
 * What a composer keeps, told as one line of JSON; run with --expose-gc by `memory.test.ts`, since only a process of its own
 * has a heap that nobody else fills.
 */
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Composer } from '#compose/composer.ts'
import { composerFor } from '../../../scripts/galleyJob.ts'
import { random } from '../../grid/records.ts'
import { pick, replaced, whole, type Next } from './chance.ts'
import { cloned } from './compare.ts'
import { DESKS, type Desk } from './desks.ts'
import { bit } from './words.ts'

const SEED = 20_261_124

/** Bytes in use after everything unreachable is gone. */
function heapNow(): number {
  if (!globalThis.gc) throw new RangeError('heap: run with --expose-gc')
  for (let i = 0; i < 3; i++) globalThis.gc()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}
/** A turn of the loop, so that what weak references saw in this one may go. */
const turn = (): Promise<void> => new Promise((done) => setImmediate(done))

/** The job's stories as another page: every object new, every page with a text of its own. */
function pageOf(desk: Desk, page: number, next: Next): PageJob {
  const job = cloned({ ...desk, page: 2 }, desk.stylebook)
  const copies = new Map([...job.copies].map(([id, copy]) => [id, withBody(copy, (body) => [...body, fresh(next)])]))
  return { ...job, page, copies, records: job.records.map((record) => ({ ...record, page })) }
}
const fresh = (next: Next): CopyParagraph => ({ kind: 'text', text: bit(next, 90), spans: [] })
const withBody = (copy: Copy, edit: (body: Copy['parts']['body']) => readonly CopyParagraph[]): Copy => ({
  ...copy,
  parts: { ...copy.parts, body: edit(copy.parts.body) },
})

/** Sets `count` pages and drops them; gives back what can tell whether they are gone. */
function setAndDrop(composer: Composer, desk: Desk, count: number, next: Next): WeakRef<object>[] {
  const refs: WeakRef<object>[] = []
  for (let page = 2; page < count + 2; page++) {
    const job = pageOf(desk, page, next)
    const set: SetPage = composer.setPage(job)
    refs.push(new WeakRef(set.frames.at(-1) as object), new WeakRef([...job.copies.values()][0] as object))
  }
  return refs
}

const HAN = [...'水清岸绿七座老桥连成一条步道晚饭后走圈居民说比年多了株乌桕区站负责人介绍']
/** A key of the Chinese keyboard, and one that may make an English word that was never there. */
const han = (next: Next): string => pick(next, HAN)
const any = (next: Next): string => bit(next, 1)

/** Types and erases: the copy is never longer than it was by more than a line. */
function typeOn(composer: Composer, desk: Desk, keys: number, next: Next, key: (next: Next) => string): void {
  let now = desk
  for (let i = 0; i < keys; i++) {
    const copy = pick(
      next,
      [...now.copies.values()].filter(({ parts }) => parts.body.length > 0),
    )
    const at = whole(next, 0, copy.parts.body.length - 1)
    const line = copy.parts.body[at] as CopyParagraph
    const cut = whole(next, 0, line.text.length)
    const text =
      line.text.length > 200 ? line.text.slice(0, 120) : line.text.slice(0, cut) + key(next) + line.text.slice(cut)
    const edited = withBody(copy, (body) => replaced(body, at, { ...line, text, spans: [] }))
    now = { ...now, copies: new Map(now.copies).set(copy.id, edited) }
    composer.setPage({ ...now, page: 2 })
  }
}

const next = random(SEED)
const desk = (DESKS['chinese'] as () => Desk)()
const composer = await composerFor(desk.stylebook)
/** Bytes that so many keys leave behind. */
async function leftBy(keys: number, key: (next: Next) => string): Promise<number> {
  await turn()
  const before = heapNow()
  typeOn(composer, desk, keys, next, key)
  await turn()
  return heapNow() - before
}

setAndDrop(composer, desk, 8, next)
typeOn(composer, desk, 2000, next, han)
const byKeys = await leftBy(20_000, han)
const byWords = await leftBy(15_000, any)

const beforePages = heapNow()
const refs = setAndDrop(composer, desk, 500, next)
const alive = (): number => refs.filter((ref) => ref.deref() !== undefined).length
await turn()
heapNow()
const kept = alive() / 2
await turn()
composer.forget(
  desk.stylebook,
  Array.from({ length: 502 }, (_, page) => page),
)
await turn()
const byPages = heapNow() - beforePages
console.log(JSON.stringify({ byKeys, byWords, kept, left: alive() / 2, byPages }))
