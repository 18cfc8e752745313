/** What an act leaves to the garbage collector, by the engine's own sampling of allocations. */
import { Session } from 'node:inspector/promises'

interface Sampled {
  readonly selfSize: number
  readonly children: readonly Sampled[]
}

const sum = (node: Sampled): number => node.selfSize + node.children.reduce((all, each) => all + sum(each), 0)

/** Kilobytes allocated by `act`, one figure for each tenth of the inputs; the first sixth warms up. */
export async function garbageOf<T>(inputs: readonly T[], act: (input: T) => unknown): Promise<number[]> {
  const warm = Math.floor(inputs.length / 6)
  inputs.slice(0, warm).forEach(act)
  const size = Math.max(1, Math.floor((inputs.length - warm) / 10))
  const session = new Session()
  session.connect()
  const figures: number[] = []
  for (let from = warm; from + size <= inputs.length; from += size) {
    const part = inputs.slice(from, from + size)
    const options = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }
    await session.post('HeapProfiler.startSampling', { samplingInterval: 1024, ...options })
    part.forEach(act)
    const { profile } = await session.post('HeapProfiler.stopSampling')
    figures.push(sum(profile.head) / 1024 / part.length)
  }
  session.disconnect()
  return figures
}
