/** An issue full of pictures: seconds from nothing to PDF, and memory, in a process of its own. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Samples } from './figures.ts'

export function measurePictures(): Samples[] {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'pictureMemory.ts')], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`pictureMemory: ${run.stdout}${run.stderr}`)
  const told = JSON.parse(run.stdout) as { seconds: number; megabytes: number; withChildren: number }
  return [
    { name: 'press.pictures128', unit: 's', samples: [told.seconds] },
    { name: 'memory.pictures128', unit: 'MB', samples: [told.megabytes] },
    { name: 'memory.pictures128.all', unit: 'MB', samples: [told.withChildren] },
  ]
}
