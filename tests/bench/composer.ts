/** The composer's figures: compose only, warm, on a full yuntang-broadsheet page. */
import type { PageJob } from '#contract/pageJob.ts'
import { openComposer, type Composer } from '#compose/composer.ts'
import { afterKey, fullPage, loadFaces, readStylebook } from './broadsheet.ts'
import { timed, type Samples } from './figures.ts'
import { chance } from '../../scripts/pictures/canvas.ts'

const megabytes = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1e6
}

export async function measureComposer(): Promise<Samples[]> {
  const stylebook = readStylebook('yuntang-broadsheet')
  const faces = loadFaces(stylebook)
  const open = (): Promise<Composer> => openComposer({ faces, breakWords: () => [] })
  const warm = await open()
  const first = fullPage(2, stylebook)
  warm.setPage(first)

  let job: PageJob = first
  const random = chance(20261124)
  const keys = await timed(500, 50, () => {
    job = afterKey(job, random)
    return warm.setPage(job)
  })
  const cold = await timed(7, 1, async () => (await open()).setPage(fullPage(3, stylebook)))
  const before = megabytes()
  const jobs = Array.from({ length: 128 }, (_, at) => fullPage(at + 1 === 1 ? 129 : at + 1, stylebook))
  const issue = await open()
  const issueTimes = await timed(1, 0, () => jobs.map((page) => issue.setPage(page)))
  return [
    { name: 'keystroke.set', unit: 'ms', samples: keys },
    { name: 'page.cold', unit: 'ms', samples: cold },
    { name: 'issue128.cold', unit: 'ms', samples: issueTimes },
    { name: 'memory.issue128', unit: 'MB', samples: [Math.max(0, megabytes() - before)] },
  ]
}
