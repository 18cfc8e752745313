/** The figures of the issue file, measured in a folder that goes afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Samples } from './figures.ts'
import { measurePool } from './pool.ts'
import { measureStorage } from './storage.ts'

export const measureStore = (): Promise<readonly Samples[]> => inFolder(measureStorage)
export const measureSearch = (): Promise<readonly Samples[]> => inFolder(measurePool)

async function inFolder(measure: (folder: string) => Promise<readonly Samples[]>): Promise<readonly Samples[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-bench-'))
  try {
    return await measure(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
