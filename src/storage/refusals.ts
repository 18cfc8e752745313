/**
 * What may go wrong with a file, as Faults. SQLite and the file system throw; at the port's edge their errors become
 * one of the closed codes, and whatever is not known here stays an error, since it is then a bug of ours.
 */
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { fault, isFault, type Fault, type FaultCode, type Outcome } from '#contract/faults.ts'

/** The file does not hold what was written: a checksum, a form or a gap that no commit of ours leaves. */
export class Damage extends Error {
  /** Table and key of what is damaged; never its text. */
  readonly place: string
  constructor(place: string) {
    super(`damaged: ${place}`)
    this.place = place
  }
}

/** SQLite's primary result code -> Fault. */
const SQLITE: Readonly<Record<string, FaultCode>> = {
  SQLITE_FULL: 'file.full',
  SQLITE_READONLY: 'file.readOnly',
  SQLITE_PERM: 'file.readOnly',
  SQLITE_CANTOPEN: 'file.readOnly',
  SQLITE_BUSY: 'file.busy',
  SQLITE_LOCKED: 'file.busy',
  SQLITE_CORRUPT: 'file.corrupt',
  SQLITE_NOTADB: 'file.notIssue',
  SQLITE_FORMAT: 'file.corrupt',
  SQLITE_TOOBIG: 'file.corrupt',
  SQLITE_IOERR: 'file.unreadable',
  SQLITE_PROTOCOL: 'file.unreadable',
  SQLITE_NOMEM: 'file.unreadable',
}

/** The file system's codes -> Fault. */
const SYSTEM: Readonly<Record<string, FaultCode>> = {
  ENOENT: 'file.missing',
  ENOTDIR: 'file.missing',
  EEXIST: 'file.exists',
  EISDIR: 'file.notIssue',
  EACCES: 'file.readOnly',
  EPERM: 'file.readOnly',
  EROFS: 'file.readOnly',
  ENOSPC: 'file.full',
  EDQUOT: 'file.full',
  EIO: 'file.unreadable',
  ENAMETOOLONG: 'file.unreadable',
  EINVAL: 'file.unreadable',
  ELOOP: 'file.unreadable',
}

/** `SQLITE_IOERR_SHMSIZE` and such -> `SQLITE_IOERR`. */
const primary = (code: string): string => code.split('_').slice(0, 2).join('_')

/** Growing the shared memory beside the log fails so when the disk is full. */
const FULL_IN_DISGUISE = new Set(['SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_SHMMAP'])

/** A damaged header byte comes as a plain error: SQLite has no code of its own for a schema format it does not know. */
const isUnknownFormat = (error: Error): boolean => error.message === 'unsupported file format'

function codeOf(error: unknown): FaultCode | null {
  if (error instanceof Damage) return 'file.corrupt'
  if (error instanceof Database.SqliteError && isUnknownFormat(error)) return 'file.corrupt'
  if (error instanceof Database.SqliteError) {
    return FULL_IN_DISGUISE.has(error.code) ? 'file.full' : (SQLITE[primary(error.code)] ?? null)
  }
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? (SYSTEM[code] ?? null) : null
}

/** The Fault that an error stands for, or null for an error that is a bug. */
export function faultOf(error: unknown, path: string): Fault | null {
  const code = codeOf(error)
  if (code === null) return null
  const where = { file: basename(path) }
  return error instanceof Damage ? fault(code, { ...where, place: error.place }) : fault(code, where)
}

/** Runs `work` and gives its result, or the Fault that its error stands for. */
export function guard<T>(path: string, work: () => Outcome<T>): Outcome<T> {
  try {
    return work()
  } catch (error) {
    const refusal = faultOf(error, path)
    if (refusal === null) throw error
    return refusal
  }
}

/**
 * As `guard`, for a file that was already told to be an issue: what SQLite then calls "not a database" or a plain error
 * (a table or column that is not there) is damage.
 */
export function guardIssue<T>(path: string, work: () => Outcome<T>): Outcome<T> {
  const outcome = guard(path, () => {
    try {
      return work()
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR') throw new Damage('schema')
      throw error
    }
  })
  if (isFault(outcome) && outcome.code === 'file.notIssue') return fault('file.corrupt', outcome.where)
  return outcome
}
