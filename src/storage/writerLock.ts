/**
 * One writer a file. The lock is an operating system's lock, taken by SQLite on an empty file beside the issue
 * (`issue.banmian-lock`): readers are not kept out, and a process that dies lets go of it, however it dies. A lock file
 * that a crash left behind means nothing by itself.
 *
 * The lock file is removed when the writer closes. Another process may have opened it an instant before, and would then
 * lock a file that has no name any more, beside a third one that makes it anew. So a taker looks at the name's file id
 * before and after: the id of a file that is held open cannot be given out again, and one that changed means try again.
 */
import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'

export interface WriterLock {
  release(): void
}

const ATTEMPTS = 8

/** Takes the writer's lock of the issue at `path`; null when another writer holds it. Throws the file system's errors. */
export function takeWriterLock(path: string): WriterLock | null {
  const file = `${path}-lock`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = fileId(file)
    if (before === null) {
      closeSync(openSync(file, 'a'))
      continue
    }
    const db = lock(file)
    if (db === null) return null
    if (fileId(file) === before) return { release: () => release(db, file) }
    db.close()
  }
  return null
}

function lock(file: string): Database.Database | null {
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
}

/** POSIX: the name goes while the lock is held. Windows refuses to remove an open file, also another's: close first. */
function release(db: Database.Database, file: string): void {
  if (process.platform === 'win32') db.close()
  try {
    rmSync(file, { force: true })
  } catch {
    // Left behind: it locks nobody out.
  }
  db.close()
}

function fileId(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null
}
