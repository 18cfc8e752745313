/** Opens and makes issue files: what a path must hold before anything of it is trusted, and who may write. */
import { accessSync, closeSync, constants, fsyncSync, openSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { Issue } from '#contract/issue.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Clock, IssueReader, Issues, IssueWriter } from '#desk/ports.ts'
import { makeIssueRow } from './issueRow.ts'
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from './migrations.ts'
import { openNouns, readerOf, readThrough } from './reader.ts'
import { Damage, guard, guardIssue } from './refusals.ts'
import { layReserve } from './reserve.ts'
import { strayNames } from './schema.ts'
import {
  connectForReading,
  connectForWriting,
  connectToCopy,
  connectToOwnCopy,
  type Connection,
  type Readable,
  type Writable,
} from './sqlite.ts'
import { writerOf } from './writer.ts'
import { takeWriterLock } from './writerLock.ts'

/** The Issues port on SQLite. `clock` gives the time of every commit. */
export function openIssues({ clock }: { readonly clock: Clock }): Issues {
  return {
    create: async (path, issue, stylebook) => create(resolve(path), issue, stylebook, clock),
    openForWriting: async (path) => openForWriting(resolve(path), clock),
    openForReading: async (path) => openForReading(resolve(path)),
  }
}

function create(path: string, issue: Issue, stylebook: Stylebook, clock: Clock): Outcome<IssueWriter> {
  const made = guard(path, () => {
    closeSync(openSync(path, 'wx'))
    return null
  })
  if (isFault(made)) return made
  const writer = guard(path, () =>
    withWriterLock(path, (release) => {
      const connection = connectForWriting(path)
      return closingOnThrow(connection, () => {
        connection.pragma('journal_mode = WAL')
        migrate(connection.handle, 0)
        connection.handle.transact(() => makeIssueRow(connection.handle, issue, stylebook, clock.now()))
        syncFolder(path)
        return writerFor(path, connection, release, clock)
      })
    }),
  )
  if (isFault(writer)) for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  return writer
}

function openForWriting(given: string, clock: Clock): Outcome<IssueWriter> {
  const path = existingFile(given)
  if (isFault(path)) return path
  return guard(path, () => {
    accessSync(path, constants.W_OK)
    return withWriterLock(path, (release) => {
      const mayBeTorn = sizeOf(`${path}-wal`) > 0
      const connection = connectForWriting(path)
      return closingOnThrow(connection, () => {
        const version = versionOf(path, connection)
        if (isFault(version)) return version
        return guardIssue(path, () => {
          connection.pragma('journal_mode = WAL')
          examine(path, connection, mayBeTorn)
          migrate(connection.handle, version)
          return writerFor(path, connection, release, clock)
        })
      })
    })
  })
}

function openForReading(given: string): Outcome<IssueReader> {
  const path = existingFile(given)
  if (isFault(path)) return path
  return guard(path, () => {
    const connection = connectAnyhow(path)
    return closingOnThrow(connection, () => {
      const version = versionOf(path, connection)
      if (isFault(version)) return version
      return guardIssue(path, () => {
        examine(path, connection, false)
        const today = asOfToday(connection, version)
        const nouns = openNouns(today.handle)
        readThrough(nouns)
        return readerOf(path, nameOf(path), nouns, async () => today.close())
      })
    })
  })
}

/** The file as this build reads it. One of an older version is led on in a copy, since a reader changes no file. */
function asOfToday(connection: Connection<Readable>, version: number): Connection<Readable> {
  if (version === SCHEMA_VERSION) return connection
  const copy = connectToOwnCopy(connection)
  migrate(copy.handle, version)
  connection.close()
  return copy
}

/** Bytes up to which a file is checked at every opening: about 10 ms. */
const QUICK = 16_000_000

/** Looks a file over before it is used: no object in it but ours, and its pages whole when that may be in doubt. */
function examine(path: string, connection: Connection<Readable>, mayBeTorn: boolean): void {
  const stray = strayNames(connection.handle)
  if (stray.length > 0) throw new Damage(`schema ${stray.join(' ')}`)
  const mustCheck = mayBeTorn || sizeOf(path) <= QUICK
  if (mustCheck && !tablesOf(connection.handle).every((table) => connection.pragma(`quick_check('${table}')`) === 'ok'))
    throw new Damage('pages')
}

/**
 * The tables that hold the issue. The index of words is left out: it can be worked out again, and looking through it
 * would take longer than all the rest.
 */
function tablesOf(db: Readable): string[] {
  return db
    .query<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'word\\_index%' ESCAPE '\\'",
    )
    .all()
    .map(({ name }) => name)
}

/** The schema version of an issue file that this build knows; else file.notIssue or file.newer. */
function versionOf(path: string, connection: Connection<Readable>): Outcome<number> {
  const where = { file: basename(path) }
  if (connection.pragma('application_id') !== APPLICATION_ID) return fault('file.notIssue', where)
  const version = Number(connection.pragma('user_version'))
  if (version < 1) throw new Damage('user_version')
  if (version > SCHEMA_VERSION) return fault('file.newer', { ...where, version, known: SCHEMA_VERSION })
  return version
}

/** The path itself, links followed; file.missing, file.notIssue for a folder or an empty file. */
function existingFile(path: string): Outcome<string> {
  return guard(path, () => {
    const real = realpathSync(path)
    const { size } = statSync(real)
    return statSync(real).isFile() && size > 0 ? real : fault('file.notIssue', { file: basename(path) })
  })
}

/** A reader of a file in a folder that cannot be written: only when no log beside it holds commits of its own. */
function connectAnyhow(path: string): Connection<Readable> {
  try {
    return connectForReading(path)
  } catch (error) {
    const isShut = error instanceof Error && 'code' in error && /^SQLITE_(CANTOPEN|READONLY)/.test(String(error.code))
    if (!isShut || sizeOf(`${path}-wal`) > 0) throw error
    return connectToCopy(path)
  }
}

/** Runs `open` under the writer's lock, which the writer it makes will release; file.busy when another holds it. */
function withWriterLock<T>(path: string, open: (release: () => void) => Outcome<T>): Outcome<T> {
  const lock = takeWriterLock(path)
  if (lock === null) return fault('file.busy', { file: basename(path) })
  try {
    const opened = open(() => lock.release())
    if (isFault(opened)) lock.release()
    return opened
  } catch (error) {
    lock.release()
    throw error
  }
}

function writerFor(path: string, connection: Connection<Writable>, release: () => void, clock: Clock): IssueWriter {
  const reserve = layReserve(path)
  const held = {
    connection,
    reserve,
    release() {
      reserve.release()
      release()
    },
  }
  try {
    return writerOf(path, nameOf(path), held, clock)
  } catch (error) {
    reserve.release()
    throw error
  }
}

/** Closes the connection again unless `open` came to something. */
function closingOnThrow<T, H extends Readable>(connection: Connection<H>, open: () => T | Fault): T | Fault {
  try {
    const opened = open()
    if (isFault(opened)) connection.close()
    return opened
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Makes a new file's name durable too. Windows has no such call and does it by itself. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** What a window calls the issue: the file's name without its ending. */
const nameOf = (path: string): string => basename(path).replace(/\.banmian$/, '')
