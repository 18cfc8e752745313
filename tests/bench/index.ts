/** The benchmark set. Machines are shared and noisy: compare figures of one run only. */
import { cpus, platform, totalmem } from 'node:os'
import { figureOf, type Figure, type Samples } from './figures.ts'

export interface BenchReport {
  readonly machine: string
  readonly results: readonly Figure[]
}

/** Each set with the names it gives, so that `--only` starts nothing else. Loaded when asked for. */
const SETS: readonly (readonly [names: readonly string[], run: () => Promise<readonly Samples[]>])[] = [
  [
    [
      'keystroke.set',
      'keystroke.garbage',
      'keystroke.issue128',
      'frame.resize',
      'frame.measure',
      'page.cold',
      'issue128.cold',
      'memory.issue128',
    ],
    async () => (await import('./composer.ts')).measureComposer(),
  ],
  [['press.cold', 'press.warm'], async () => (await import('./press.ts')).measurePress()],
  [
    ['press.pictures128', 'memory.pictures128', 'memory.pictures128.all'],
    async () => (await import('./pictures.ts')).measurePictures(),
  ],
  [['step.append', 'open.issue'], async () => (await import('./storageFigures.ts')).measureStore()],
  [['copy.key', 'copy.open', 'copy.heap', 'copy.paste'], async () => (await import('./copyDesk.ts')).measureCopyDesk()],
  [['search.pool', 'search.index'], async () => (await import('./storageFigures.ts')).measureSearch()],
  [['keystroke.paint', 'memory.page'], async () => (await import('./browser.ts')).measureBrowser()],
]

/** Runs the sets that hold one of `only` (all with null); what is under way is said on standard error. */
export async function runBench(only: readonly string[] | null): Promise<BenchReport> {
  const results: Figure[] = []
  const isAsked = (name: string): boolean => only === null || only.includes(name)
  for (const [names, run] of SETS) {
    if (!names.some(isAsked)) continue
    console.error(`measuring ${names.filter(isAsked).join(', ')} ...`)
    for (const samples of await run()) if (isAsked(samples.name)) results.push(figureOf(samples))
  }
  return { machine: machine(), results }
}

const machine = (): string =>
  `${cpus()[0]?.model ?? 'cpu'} x${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}, Node ${process.versions.node}`
