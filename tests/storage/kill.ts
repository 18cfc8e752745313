/** Kills a typing process at a random moment and looks at what it left. Not a test itself: kill.test.ts and killMany.ts run it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { openIssues } from '#storage/issues.ts'

const TYPIST = fileURLToPath(new URL('./typist.ts', import.meta.url))

export interface Survival {
  /** The version that the typist was told last. */
  readonly acknowledged: number
  /** The version that the reopened file stands at. */
  readonly found: number
  /** Whether every step up to there reads whole, and SQLite finds no fault. */
  readonly isWhole: boolean
}

/** Lets a typist work on `path` for `milliseconds` after its first acknowledged step, kills it with SIGKILL, reopens. */
export async function killTypist(path: string, milliseconds: number): Promise<Survival> {
  const acknowledged = await typeUntilKilled(path, milliseconds)
  const writer = await openIssues({ clock: { now: () => new Date().toISOString() } }).openForWriting(path)
  if (isFault(writer)) throw new Error(`${writer.code} after ${acknowledged}`)
  const batch = await writer.readSteps('lead' as StoryId, 0)
  await writer.close()
  if (isFault(batch)) throw new Error(`${batch.code} after ${acknowledged}`)
  const inOrder = batch.steps.every((step, i) => (step as { at: number }).at === i)
  return { acknowledged, found: batch.steps.length, isWhole: inOrder && integrity(path) === 'ok' }
}

function typeUntilKilled(path: string, milliseconds: number): Promise<number> {
  const child = spawn(process.execPath, [TYPIST, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds))
    child.stdout.on('data', (chunk: Buffer) => (told = (told + chunk.toString()).slice(-200)))
    child.on('error', reject)
    child.on('close', () => {
      // A line that the kill cut short was not told.
      const lines = told.slice(0, told.lastIndexOf('\n')).split('\n')
      const last = /^ACK (\d+)$/.exec(lines.at(-1) ?? '')
      if (last) resolve(Number(last[1]))
      else reject(new Error(`the typist said: ${told}`))
    })
  })
}

function integrity(path: string): unknown {
  const db = new Database(path, { readonly: true })
  try {
    return db.pragma('integrity_check', { simple: true })
  } finally {
    db.close()
  }
}
