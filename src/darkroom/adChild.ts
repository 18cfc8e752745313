/**
 * The ad child: goes through PDFs that strangers made. Its work is done in a thread, which nothing in a file can keep the
 * process from watching: one that grows over its memory is ended with the process.
 */
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { fault } from '#contract/faults.ts'
import type { AdAnswer, AdRequest } from './adJobs.ts'
import { OVER_MEMORY } from './childPool.ts'

/** Resident bytes: the largest file, its page by itself, and a drawing of it at proof size. */
const MOST_MEMORY = 1_800_000_000
/** Megabytes of the thread's own objects: a PDF of 200,000 of them needs a tenth. */
const MOST_HEAP = 1_024
const LOOK_EVERY = 50

if (isMainThread) watch()
else serve()

function watch(): void {
  const thread = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP } })
  thread.on('message', (answer: AdAnswer) => process.send?.(answer))
  thread.on('error', ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === 'ERR_WORKER_OUT_OF_MEMORY' ? OVER_MEMORY : 1),
  )
  process.on('message', (request: AdRequest) => thread.postMessage(request))
  process.on('disconnect', () => process.exit(0))
  setInterval(() => {
    if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(OVER_MEMORY)
  }, LOOK_EVERY)
}

function serve(): void {
  parentPort?.on('message', (request: AdRequest) => {
    void answer(request).then((message) => parentPort?.postMessage(message))
  })
}

async function answer({ number, job }: AdRequest): Promise<AdAnswer> {
  const name = job.kind === 'read' ? job.name : ''
  try {
    const { drawAd, readAdFile } = await import('./adWork.ts')
    return {
      number,
      result: job.kind === 'read' ? await readAdFile(job.name, job.bytes) : await drawAd(job.bytes, job.edge),
    }
  } catch {
    return { number, result: fault('ad.unreadable', { name }) }
  }
}
