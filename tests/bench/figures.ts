/** Figures: samples in, p50, p95, p99, max and n out. */

export interface Samples {
  readonly name: string
  readonly unit: 'ms' | 'MB' | 'KB' | 's'
  readonly samples: readonly number[]
}

export interface Figure {
  readonly name: string
  readonly unit: string
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** Nearest-rank percentiles. RangeError where there is nothing to count. */
export function figureOf({ name, unit, samples }: Samples): Figure {
  if (samples.length === 0) throw new RangeError(`figureOf: ${name} has no samples`)
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (part: number): number =>
    rounded(sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0)
  return { name, unit, n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: rounded(sorted.at(-1) ?? 0) }
}

/** Times `act` `n` times after `warm` uncounted runs, milliseconds each. */
export async function timed(n: number, warm: number, act: (run: number) => unknown): Promise<number[]> {
  const samples: number[] = []
  for (let run = -warm; run < n; run++) {
    const started = performance.now()
    await act(run)
    if (run >= 0) samples.push(performance.now() - started)
  }
  return samples
}
