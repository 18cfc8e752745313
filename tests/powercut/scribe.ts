/**
 * A process to cut the power of: `scribe.ts FILE KEYSTROKES [lax]`. It appends steps through the port and writes
 * `ACK <version>` when each is acknowledged; the machine then stops, without closing. With `lax` it writes the same
 * through the bare driver, whose WAL is not synced at every commit: the control that the cuts must catch.
 */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { openIssues } from '#storage/issues.ts'

const [, , path = '', keystrokes = '100', mode] = process.argv
const textOf = (n: number): string => '字'.repeat((n * 37) % 300)
const acknowledge = (version: number): void => void writeSync(1, `ACK ${version}\n`)

if (mode === 'lax') writeLax()
else await writeIssue()
process.kill(process.pid, 'SIGKILL')

async function writeIssue(): Promise<void> {
  const writer = await openIssues({ clock: { now: () => '2026-11-23T14:00:00.000Z' } }).openForWriting(path)
  if (isFault(writer)) throw new Error(writer.code)
  acknowledge(0)
  for (let version = 0; version < Number(keystrokes); version++) {
    const steps = [{ at: version, text: textOf(version) }]
    const receipt = await writer.appendSteps({ story: 'lead' as StoryId, version, client: 'w', steps })
    if (isFault(receipt)) throw new Error(receipt.code)
    acknowledge(receipt.version)
  }
}

function writeLax(): void {
  const db = new Database(path)
  const insert = db.prepare("INSERT INTO step VALUES ('lead', ?, 'w', ?, 0, '')")
  acknowledge(0)
  for (let version = 1; version <= Number(keystrokes); version++) {
    insert.run(version, JSON.stringify({ at: version, text: textOf(version) }))
    acknowledge(version)
  }
}
