/** Issue files for the hosts' tests, in a folder that goes when the tests end. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isFault, type Outcome } from '#contract/faults.ts'
import { makeSample } from '#office/makeSample.ts'

export const root = resolve(import.meta.dirname, '../..')

export interface Room {
  readonly folder: string
  /** A folder within it, made at the first use. */
  inside(name: string): string
  /** A new sample issue file. */
  sample(name: 'yuntang' | 'millhaven', file: string): Promise<string>
  close(): void
}

export function openRoom(): Room {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-hosts-'))
  return {
    folder,
    inside(name) {
      mkdirSync(join(folder, name), { recursive: true })
      return join(folder, name)
    },
    async sample(name, file) {
      const path = join(folder, file)
      const refused = await makeSample(join(root, 'resources/samples', name), path)
      if (refused) throw new Error(`sample ${name}: ${refused.code} ${JSON.stringify(refused.where)}`)
      return path
    },
    close: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** What a test's own set-up must not be refused. */
export function granted<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}
