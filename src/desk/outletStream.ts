/** Chunks on their way to an outlet: taken at once, and written together between two pages. */
import { isFault, type Fault } from '#contract/faults.ts'
import type { Outlet } from './ports.ts'

export class OutletStream {
  /** Why the outlet took no more. */
  refused: Fault | null = null
  private readonly outlet: Outlet
  private waiting: Uint8Array[] = []
  private size = 0

  constructor(outlet: Outlet) {
    this.outlet = outlet
  }

  take(chunk: Uint8Array): void {
    this.waiting.push(chunk)
    this.size += chunk.length
  }

  /** Writes what waits, where that is `least` bytes or more. */
  async flush(least = 1): Promise<void> {
    if (this.size < least || this.refused) return
    const whole = joined(this.waiting)
    this.waiting = []
    this.size = 0
    const outcome = await this.outlet.write(whole)
    if (isFault(outcome)) this.refused = outcome
  }
}

/** Chunks one after another. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
