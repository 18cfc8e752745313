/** The Ads port. A PDF is read and drawn in a child process with bounds of its own; no script of it ever runs. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Ads } from '#desk/ports.ts'
import type { AdAnswer, AdJob, AdResults } from './adJobs.ts'
import { openChildPool, siblingChild } from './childPool.ts'

export interface AdOptions {
  /** The child's module; beside this one unless a bundle put it elsewhere. */
  readonly child?: string
  /** Milliseconds that one file may take. */
  readonly patience?: number
}

export function openAds(options: AdOptions = {}): Ads {
  const { child = siblingChild('adChild', import.meta.url), patience = 60_000 } = options
  // One is enough, and PDFium in it is loaded once.
  const room = openChildPool<AdJob, AdAnswer>({ module: child, size: 1, patience })

  async function work<K extends keyof AdResults>(
    name: string,
    job: Extract<AdJob, { kind: K }>,
  ): Promise<Outcome<AdResults[K]>> {
    const answer = await room.run(job, { isUrgent: true })
    if (answer === 'overMemory') return fault('ad.tooLarge', { name })
    if (answer === 'dead' || answer === 'cancelled') return fault('ad.unreadable', { name })
    return isFault(answer.result) ? answer.result : (answer.result as AdResults[K])
  }

  return {
    read: (name, bytes) => work<'read'>(name, { kind: 'read', name, bytes }),
    draw: (bytes, edge) => work<'draw'>('', { kind: 'draw', bytes, edge }),
  }
}
