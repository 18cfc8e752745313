/**
 * The law of the composer: a page that is set edit by edit is the page set from scratch, and what no edit touched is not
 * set again. Two composers take turns, so that each also jumps; a third one never sees an object twice.
 *
 * EDITS=1000000 npx vitest run tests/laws/incremental.test.ts   edits more; SEED=... repeats a run.
 */
import { expect, test } from 'vitest'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { dumpPage, type Composer } from '#compose/composer.ts'
import { composerFor, readJob } from '../../scripts/galleyJob.ts'
import { random, seedOf } from '../grid/records.ts'
import { pick } from './edits/chance.ts'
import { cloned, difference, isAlike, needless, twinOf } from './edits/compare.ts'
import { DESKS, PAGES, type Desk } from './edits/desks.ts'
import { editDesk, remembered, type Past } from './edits/editDesk.ts'

/** Edits of all desks together. */
const EDITS = Number(process.env['EDITS'] ?? 20_400)
const ON_SMALL_PAGES = Math.ceil((EDITS * 0.99) / Object.keys(DESKS).length)
const ON_FULL_PAGES = Math.ceil((EDITS * 0.01) / 2)
/** The dump, which is the law, is compared at every nth edit; all that is set, at every one. */
const DUMPED = 10
/** At every nth edit the composer that sets from scratch has not even seen the stylebook. */
const COLDEST = 8

interface Step {
  readonly name: string
  readonly job: PageJob
}

/** What is wrong after the last of these steps for a composer that has taken them all; null where the law holds. */
function wrongAfter(composer: Composer, steps: readonly Step[]): string | null {
  const sets = structuredClone(steps).map(({ job }) => ({ job, set: composer.setPage(job) }))
  const after = sets.at(-1) as (typeof sets)[number]
  const before = sets.slice(0, -1).findLast(({ job }) => job.page === after.job.page)
  return difference(after.set, composer.setPage(cloned(after.job))) ?? (before ? needless(before, after) : null)
}

/** The shortest run of last steps after which the law is broken as well. */
function shortestTail(composer: Composer, steps: readonly Step[]): readonly Step[] {
  for (let count = 1; count < steps.length; count++) {
    if (wrongAfter(composer, steps.slice(-count)) !== null) return steps.slice(-count)
  }
  return steps
}

function report(composer: Composer, seed: number, edit: number, wrong: string, steps: readonly Step[]): string {
  const tail = shortestTail(composer, steps)
  const names = tail.map(({ name, job }) => `page ${job.page} after ${name}`).join('\n  ')
  const { page, records = [], copies } = tail.at(-1)?.job ?? {}
  const job = JSON.stringify({ page, records, copies: [...(copies?.values() ?? [])] })
  return `SEED=${seed} edit ${edit}: ${wrong}\n  ${names}\n  ${job}`
}

/** One of the two composers that take turns, with what it set last of each page. */
interface Turn {
  readonly composer: Composer
  readonly last: Map<number, { job: PageJob; set: SetPage }>
  steps: Step[]
}

async function edited(desk: Desk, edits: number, pages: readonly number[]): Promise<void> {
  const composers = await Promise.all([1, 2, 3, 4].map(() => composerFor(desk.stylebook)))
  const [one, other, cold, fresh] = composers as [Composer, Composer, Composer, Composer]
  try {
    const seed = seedOf()
    const next = random(seed)
    const turns: Turn[] = [one, other].map((composer) => ({ composer, last: new Map(), steps: [] }))
    let past: Past = [desk]
    for (let edit = 0; edit < edits; edit++) {
      const [name, now] = editDesk(past, next)
      past = remembered(past, now)
      const turn = turns[next() < 0.8 ? 0 : 1] as Turn
      const wrong = take(turn, { name, job: { ...now, page: pick(next, pages) } }, cold, edit)
      if (wrong !== null) expect.fail(report(cold, seed, edit, wrong, turn.steps))
    }
    for (const { job, set } of turns.flatMap(({ last }) => [...last.values()])) {
      expect(dumpPage(set, '') === dumpPage(fresh.setPage(job), ''), `SEED=${seed}, a fresh composer`).toBe(true)
    }
  } finally {
    for (const composer of composers) composer.release()
  }
}

/** Sets the page of a step and says what is wrong with it, null where the law holds. */
function take(turn: Turn, step: Step, cold: Composer, edit: number): string | null {
  const { job } = step
  turn.steps = [...turn.steps.slice(-40), step]
  const after = { job, set: turn.composer.setPage(job) }
  const scratch = setFromScratch(cold, job, edit % COLDEST === 0)
  const before = turn.last.get(job.page)
  turn.last.set(job.page, after)
  if (!isAlike(after.set, scratch)) return difference(after.set, scratch) ?? 'unlike'
  if (edit % DUMPED === 0 && dumpPage(after.set, '') !== dumpPage(scratch, '')) return 'the dumps differ'
  return before ? needless(before, after) : null
}

/** Set by a composer that has seen none of these objects, but for the twin of the stylebook where it is not coldest. */
function setFromScratch(cold: Composer, job: PageJob, isColdest: boolean): SetPage {
  const stylebook = isColdest ? undefined : twinOf(job.stylebook)
  const set = cold.setPage(cloned(job, stylebook))
  if (stylebook) cold.forget(stylebook, [job.page])
  return set
}

test.each(Object.keys(DESKS))(
  `%s: after each of ${ON_SMALL_PAGES} random edits the page is the page set from scratch, and nothing is set needlessly`,
  async (name) => edited((DESKS[name] as () => Desk)(), ON_SMALL_PAGES, [2, 2, 2, ...PAGES]),
  600_000 + EDITS * 20,
)

test.each(['front', 'englishFront'])(
  `%s, a full page: after each of ${ON_FULL_PAGES} random edits it is the page set from scratch`,
  async (name) => {
    const { page, ...desk } = readJob(name)
    await edited(desk, ON_FULL_PAGES, [page])
  },
  600_000 + EDITS * 20,
)
