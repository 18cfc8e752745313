/** `bench`: the benchmark set, which only a checkout has. */
import { pathToFileURL } from 'node:url'
import { fault } from '#contract/faults.ts'
import { findShipped } from '#darkroom/places.ts'
import { optional, type Command } from '../call.ts'

/** What tests/bench/index.ts offers. */
interface BenchSet {
  /** Runs the benches named, or all with null. */
  runBench(only: readonly string[] | null): Promise<{ machine: unknown; results: readonly BenchRow[] }>
}

interface BenchRow {
  readonly name: string
  readonly unit: string
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

export const runBench: Command = async (call) => {
  const path = findShipped('tests/bench/index.ts')
  if (path === null) return fault('file.missing', { file: 'tests/bench/index.ts' })
  const set = (await import(pathToFileURL(path).href)) as BenchSet
  const only = optional(call, 'only')
  const result = await set.runBench(only === null ? null : only.split(','))
  const lines = result.results.map(
    ({ name, unit, n, p50, p95, p99, max }) =>
      `${name}  n ${n}  p50 ${p50}  p95 ${p95}  p99 ${p99}  max ${max} ${unit}`,
  )
  return { json: result, text: lines.join('\n') }
}
