/** The figures of the issue file, measured in a folder that goes afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Samples } from './figures.ts'
import { measureStorage } from './storage.ts'

export async function measureStore(): Promise<readonly Samples[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-bench-'))
  try {
    return await measureStorage(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
