/**
 * The composer's figures: compose only, warm, one core, on full yuntang-broadsheet pages (12,480 characters of body), with the
 * engine's switch that the desktop host sets for its windows (src/main/index.ts).
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { PageJob } from '#contract/pageJob.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { openComposer, type Composer } from '#compose/composer.ts'
import { afterKey, fullPage, loadFaces, readStylebook, remeasured, resized } from './broadsheet.ts'
import { timed, type Samples } from './figures.ts'
import { garbageOf } from './garbage.ts'
import { chance } from '../../scripts/pictures/canvas.ts'

const PAGES = 128
const KEYS = 1000
/** Keys before the first that counts: a desk that is in use. */
const WARM = 400

/** The greatest memory of a process that sets the issue and keeps all its pages. */
const issueMemory = (): number => {
  const script = join(import.meta.dirname, 'issueMemory.ts')
  const told = execFileSync(process.execPath, [script], { encoding: 'utf8' })
  return (JSON.parse(told) as { megabytes: number }).megabytes
}

/** Keys in the longest story of a page, one after another: each job follows the one before it. */
function keysOn(first: PageJob, count: number): PageJob[] {
  const random = chance(20261124)
  const jobs: PageJob[] = []
  for (let job = first; jobs.length < count; jobs.push(job)) job = afterKey(job, random)
  return jobs
}

const timeKeys = (composer: Composer, page: PageJob): Promise<number[]> => {
  const jobs = keysOn(page, KEYS + WARM)
  return timed(KEYS, WARM, (run) => composer.setPage(jobs[run + WARM] ?? page))
}

const timeSteps = (composer: Composer, jobAt: (step: number) => PageJob): Promise<number[]> => {
  const jobs = Array.from({ length: 220 }, (_, at) => jobAt(at + 1))
  return timed(200, 20, (run) => composer.setPage(jobs[run + 20] as PageJob))
}

async function measureIssue(stylebook: Stylebook, open: () => Promise<Composer>): Promise<Samples[]> {
  const jobs = Array.from({ length: PAGES }, (_, at) => fullPage(at + 1, stylebook))
  const composer = await open()
  const times = await timed(1, 0, () => jobs.map((page) => composer.setPage(page)))
  const keys = await timeKeys(composer, jobs[PAGES / 2] ?? fullPage(PAGES, stylebook))
  return [
    { name: 'issue128.cold', unit: 'ms', samples: times },
    { name: 'memory.issue128', unit: 'MB', samples: [issueMemory()] },
    { name: 'keystroke.issue128', unit: 'ms', samples: keys },
  ]
}

export async function measureComposer(): Promise<Samples[]> {
  setFlagsFromString('--no-allocation-site-pretenuring')
  const stylebook = readStylebook('yuntang-broadsheet')
  const faces = loadFaces(stylebook)
  const open = (): Promise<Composer> => openComposer({ faces, breakWords: () => [] })
  const warm = await open()
  const page = fullPage(2, stylebook)
  warm.setPage(page)
  const keys = await timeKeys(warm, page)
  const resizes = await timeSteps(warm, (step) => resized(page, step))
  const measures = await timeSteps(warm, (step) => remeasured(page, step))
  const garbage = await garbageOf(keysOn(page, 600), (job) => warm.setPage(job))
  const cold = await timed(15, 3, async (run) => {
    const fresh = await open()
    const set = fresh.setPage(fullPage(run + 10, stylebook))
    fresh.release()
    return set
  })
  return [
    { name: 'keystroke.set', unit: 'ms', samples: keys },
    { name: 'keystroke.garbage', unit: 'KB', samples: garbage },
    { name: 'frame.resize', unit: 'ms', samples: resizes },
    { name: 'frame.measure', unit: 'ms', samples: measures },
    { name: 'page.cold', unit: 'ms', samples: cold },
    ...(await measureIssue(stylebook, open)),
  ]
}
